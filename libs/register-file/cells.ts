import { CsvError, parse } from 'csv-parse/sync';

const layout = { delimiter: ';', record_delimiter: '\r\n', relax_column_count: true } as const;

/**
 * The cells of one line, `unreadable` where its quotes don't pair. Each line is parsed by itself, so that an
 * open quote takes no other line with it.
 */
export function cellsOf(line: string): readonly string[] | 'unreadable' {
  try {
    return parse(line, layout)[0] ?? [];
  } catch (error) {
    if (error instanceof CsvError) return 'unreadable';
    throw error;
  }
}

/** The cells of a line whose quotes don't pair: a quote is a character like any other. */
export const cellsWithoutQuoting = (line: string): readonly string[] =>
  parse(line, { ...layout, quote: false })[0] ?? [];
