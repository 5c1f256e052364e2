import { type Configuration } from '#libs/configuration/configuration';
import { type StoredEvent } from '#libs/event-store/port';
import { openEventsForReading } from '#libs/installation/open-stores';
import { firstPositionInSqlite } from '#libs/event-store/sqlite/event-file';
import { verifyHistory } from '#libs/integrity/verify-history';
import { print } from './print.js';
import { Progress } from './progress.js';

/** Findings printed; the rest is counted. */
const printed = 50;

const whatAChainCannotShow =
  'A chain of hashes can’t show that events were cut off at the end, or that a stream was rewritten to its end: that takes signed checkpoints, which are not there yet.';

/** AVG-04: checks every event, without any key, also beside a running server. The answer: whether all is well. */
export async function verifyAudit(json: boolean, configuration: Configuration): Promise<boolean> {
  const store = openEventsForReading(configuration);
  const progress = new Progress('Verifying', 'positions');
  try {
    const head = Number(await store.head());
    const report = await verifyHistory(
      counted(store.readAll(), (position) => progress.show(position, head)),
      configuration.eventStore.kind === 'sqlite' ? { firstPosition: firstPositionInSqlite } : {},
    );
    progress.end();
    if (json)
      print(
        JSON.stringify(
          report,
          (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
          2,
        ),
      );
    else {
      for (const { eventId, stream, revision, message } of report.findings.slice(0, printed))
        print(`Event ${eventId} (${stream} at revision ${revision}): ${message}`);
      const found = report.findingCount === 0 ? 'No change found' : `${report.findingCount} findings`;
      print(`${found}: ${report.events} events in ${report.streams} streams verified.`);
      print(whatAChainCannotShow);
    }
    return report.findingCount === 0;
  } finally {
    progress.end();
    await store.close();
  }
}

async function* counted(
  events: AsyncIterable<StoredEvent>,
  show: (position: number) => void,
): AsyncGenerator<StoredEvent> {
  let seen = 0;
  for await (const event of events) {
    yield event;
    seen += 1;
    if (seen % 1_000 === 0) show(Number(event.position));
  }
}
