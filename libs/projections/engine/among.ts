import { type RawBuilder, sql } from 'kysely';

/** For `in`, with lists of any length as one parameter: the statement stays the same. On PostgreSQL this is `unnest`. */
export const among = <T extends string | number>(values: Iterable<T>): RawBuilder<T> =>
  sql<T>`(select value from json_each(${JSON.stringify([...values])}))`;
