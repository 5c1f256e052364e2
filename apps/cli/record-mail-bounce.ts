import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { v7 } from 'uuid';
import { type Configuration } from '#libs/configuration/configuration';
import { type DeliveryStatus, readDeliveryStatus } from '#libs/correspondence/delivery-status';
import { atTheDesk } from './at-the-desk.js';
import { Failure } from './failure.js';
import { print } from './print.js';
import { RunningServer } from './running-server.js';

export interface MailBounceOptions {
  readonly url?: string;
}

/** ACT-06: records what a mail server sent back, from a file or, for `-`, from standard input. @throws Failure */
export async function recordMailBounce(
  file: string,
  { url }: MailBounceOptions,
  configuration: Configuration,
): Promise<void> {
  const notification = await read(file);
  const reported = await readDeliveryStatus(notification);
  if (reported === undefined)
    throw new Failure(
      `${file} is no delivery status notification (RFC 3464) about a mail that was sent from here.`,
    );
  const outcome =
    url === undefined
      ? await recordHere(reported, configuration)
      : await recordThere(notification, new RunningServer(url, configuration, 'operator'));
  print(
    outcome === 'applied'
      ? `Mail ${reported.mail} came back (${reported.status}); that is recorded.`
      : `Nothing changed: mail ${reported.mail} is reported as ${reported.action}, or it was recorded before.`,
  );
}

const read = (file: string): Promise<string> =>
  (file === '-' ? text(process.stdin) : readFile(file, 'utf8')).catch(() => {
    throw new Failure(`${file} can't be read.`);
  });

const recordHere = (body: DeliveryStatus, configuration: Configuration): Promise<string> =>
  atTheDesk(configuration, async ({ desk, operator }) => {
    const receipt = await desk.issue('record-mail-bounce', {
      idempotencyKey: v7(),
      caller: operator,
      origin: { channel: 'cli' },
      body,
    });
    if (receipt.outcome === 'refused')
      throw new Failure(receipt.violations.map(({ rule, message }) => `${rule}: ${message}`).join('\n'));
    return receipt.outcome;
  });

async function recordThere(notification: string, server: RunningServer): Promise<string> {
  const { outcome } = await server.call<{ readonly outcome: string }>('/mail-bounces', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': v7() },
    body: JSON.stringify({ notification: Buffer.from(notification).toString('base64') }),
  });
  return outcome;
}
