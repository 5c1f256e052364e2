import { event } from '../catalogue.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { stockCounted, type StockEvent, type StockState } from './stock.js';

export interface CountStock {
  /** RFC 3339, UTC, milliseconds. */
  readonly countedAt: string;
  /** Reference of the report that the two people signed who counted. */
  readonly report: string;
  readonly serialNumbers: readonly string[];
  /** RFC 3339, UTC, milliseconds. */
  readonly now: string;
}

/** TOK-10: each count comes after the one before, so that it can settle what that one left open. */
export function countStock(command: CountStock, last: StockState): Decision<StockEvent> {
  const { countedAt, report, serialNumbers } = command;
  const violations = [...momentViolations(command, last), ...doubleViolations(serialNumbers)];
  return violations.length > 0
    ? refused(...violations)
    : decided<StockEvent>(
        event(
          stockCounted,
          { number: (last?.number ?? 0) + 1, countedAt, report, serialNumbers: [...serialNumbers].sort() },
          'TOK-10',
        ),
      );
}

function momentViolations({ countedAt, now }: CountStock, last: StockState): Violation[] {
  const wrong = (message: string): Violation[] => [{ rule: 'TOK-10', field: 'countedAt', message }];
  if (countedAt > now) return wrong('A count can’t lie in the future.');
  return last !== undefined && countedAt <= last.countedAt
    ? wrong('There is a count of that moment or later already; count again and record that one.')
    : [];
}

function doubleViolations(serialNumbers: readonly string[]): Violation[] {
  const seen = new Set<string>();
  return serialNumbers.flatMap((one, place) => {
    const first = !seen.has(one);
    seen.add(one);
    return first ? [] : [double(place)];
  });
}

const double = (place: number): Violation => ({
  rule: 'TOK-10',
  field: `serialNumbers[${place}]`,
  message: 'This serial number stands in the list already; each generator is counted once.',
});
