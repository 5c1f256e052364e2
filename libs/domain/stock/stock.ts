import { count, defineEvent, type EventOf, instant, text, texts } from '../catalogue.js';

/**
 * TOK-10: counts of the stock of token generators, on the one stream `stock-counts`. A count says what lay there; what
 * the ledger says beside it follows from the ledger, and is recorded nowhere.
 */
export const stockCounted = defineEvent({
  type: 'stock.counted',
  version: 1,
  fields: {
    /** From 1. */
    number: count,
    countedAt: instant,
    /** Reference of the report that the two people signed who counted. */
    report: text,
    /** Of the generators that lay there. */
    serialNumbers: texts,
  },
  nl: '{actor} legde voorraadtelling {number} vast, van {countedAt} (verslag {report}).',
  en: '{actor} recorded stock count {number}, of {countedAt} (report {report}).',
});

export type StockEvent = EventOf<typeof stockCounted>;

/** The last count; `undefined` before the first. */
export type StockState = { readonly number: number; readonly countedAt: string } | undefined;

export const evolveStock = (_state: StockState, { data }: StockEvent): StockState => ({
  number: data.number,
  countedAt: data.countedAt,
});
