import { type Receipt } from '#libs/commands/receipt';

/** Commands that are given side by side; the event store puts them into one transaction. */
const sideBySide = 32;

/**
 * Does the same to each of many, some at a time.
 *
 * @throws the first failure, when those that were begun with it are done
 */
export async function inTurn(
  ids: readonly string[],
  act: (id: string) => Promise<Receipt>,
): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for (let first = 0; first < ids.length; first += sideBySide) {
    const outcomes = await Promise.allSettled(ids.slice(first, first + sideBySide).map(act));
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') throw outcome.reason;
      receipts.push(outcome.value);
    }
  }
  return receipts;
}
