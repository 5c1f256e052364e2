/** The cursor was not made by this query, or what it pointed at can't be seen any more. Begin with the first page. */
export class BadCursor extends Error {
  constructor() {
    super('This cursor is not one that this list gave, or no longer. Ask for the first page again.');
    this.name = 'BadCursor';
  }
}

/** Opaque, fit for a URL: base64url of a JSON list with one text. Holds no personal data. */
export const encodeCursor = (after: string): string =>
  Buffer.from(JSON.stringify([after])).toString('base64url');

/**
 * @param form what the text must look like
 * @throws BadCursor
 */
export function decodeCursor(cursor: string, form: RegExp): string {
  const after = textIn(cursor);
  // Only what we would have written ourselves.
  if (after === undefined || !form.test(after) || encodeCursor(after) !== cursor) throw new BadCursor();
  return after;
}

function textIn(cursor: string): string | undefined {
  try {
    const [after]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    return typeof after === 'string' ? after : undefined;
  } catch {
    return undefined;
  }
}

export const mostOnPage = 100;
export const usualOnPage = 25;

/** @throws RangeError when it isn't a whole number from 1 to `mostOnPage` */
export function pageLength(limit = usualOnPage): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > mostOnPage)
    throw new RangeError(`A page has 1 to ${mostOnPage} rows.`);
  return limit;
}
