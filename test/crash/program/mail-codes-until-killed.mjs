// One life of a mailing program with its real parts: what the life before left is settled, then codes are made and
// mailed, until it kills itself where it was told to. Without a place to die it settles and ends.
import 'reflect-metadata';
import { writeSync } from 'node:fs';
import { AskForMail, AskForMailHandler } from '#libs/commands/ask-for-mail';
import { Commands } from '#libs/commands/commands';
import { GiveMailUp, GiveMailUpHandler } from '#libs/commands/give-mail-up';
import {
  RecordActivationCodeMail,
  RecordActivationCodeMailHandler,
} from '#libs/commands/record-activation-code-mail';
import { RecordMailOutcome, RecordMailOutcomeHandler } from '#libs/commands/record-mail-outcome';
import { TryMail, TryMailHandler } from '#libs/commands/try-mail';
import { withNewCode } from '#libs/commands/with-new-code';
import { SmtpServer } from '#libs/correspondence/smtp/smtp-server';
import { newCodeEvents } from '#libs/domain/account/mail-activation-code';
import { catalogue } from '#libs/domain/events';
import { realDelay } from '#libs/event-store/back-off';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { folder } from '#libs/installation/folder';
import { realOutside } from '#libs/installation/real-outside';
import { setPolicyOnFirstStart } from '#libs/installation/set-first-policy';
import { Journal } from '#libs/journal/journal';
import { Sealer } from '#libs/privacy/sealer';
import { SqliteKeyStore } from '#libs/privacy/sqlite-key-store';
import { Mailing } from '#libs/processes/mailing';
import { ProcessCheckpoints } from '#libs/processes/engine/process-checkpoints';
import { Processes } from '#libs/processes/engine/processes';

/** @type {{ directory: string, smtp: object, life: number, codes: number, die?: { moment: string, type: string, nth: number } }} */
const { directory, smtp, life, codes, die } = JSON.parse(process.argv[2]);
const files = folder(directory);
const outside = realOutside;

const store = SqliteEventStore.open(files.events);
let armed = false;
let seen = 0;
const append = store.append.bind(store);
store.append = async (stream, expected, events) => {
  const isPlace = armed && events[0]?.type.startsWith(`${die?.type}.v`) && ++seen === die?.nth;
  if (isPlace && die.moment === 'before') process.kill(process.pid, 'SIGKILL');
  const result = await append(stream, expected, events);
  if (isPlace && die.moment === 'after') process.kill(process.pid, 'SIGKILL');
  return result;
};

const keys = SqliteKeyStore.open(files.keys, new Uint8Array(32).fill(7), outside);
const journal = new Journal(store, new Sealer(keys, outside.random), catalogue);
await setPolicyOnFirstStart(journal, outside, 'urn:service');
const commands = await Commands.open(journal, keys, outside, async () => []);
const handlers = new Map([
  [AskForMail, new AskForMailHandler(commands)],
  [TryMail, new TryMailHandler(commands)],
  [RecordMailOutcome, new RecordMailOutcomeHandler(commands)],
  [GiveMailUp, new GiveMailUpHandler(commands)],
  [RecordActivationCodeMail, new RecordActivationCodeMailHandler(commands)],
]);
const commandBus = { execute: (command) => handlers.get(command.constructor).execute(command) };
const mailing = new Mailing(files.processes, keys, {
  commands,
  commandBus,
  gateway: new SmtpServer({ ...smtp, from: 'no-reply@portaal.example', now: outside.now }),
  delay: realDelay,
  onTrouble: (status) => writeSync(1, `trouble ${JSON.stringify(status)}\n`),
});
const processes = new Processes(
  journal,
  new ProcessCheckpoints(files.processes),
  mailing.processes,
  (status) => writeSync(1, `trouble ${status.name} ${status.state} ${status.reason}\n`),
  realDelay,
);
processes.start();
mailing.sender.wake();

await settle();
if (die === undefined) {
  await processes.close();
  await mailing.close();
  await keys.close();
  await store.close();
  process.exit(0);
}
const accounts = await Promise.all(Array.from({ length: codes }, (_, nth) => newAccount(nth)));
armed = true;
await Promise.all(accounts.map((account) => newCode(account)));

/** Until nothing is left to handle or to send. */
async function settle() {
  for (let handled = -1n, head = await store.head(); head !== handled;) {
    await processes.handled(head);
    await mailing.sender.idle();
    handled = head;
    head = await store.head();
  }
}

async function newAccount(nth) {
  const account = outside.newId();
  const data = {
    organisation: 'board-99901',
    signInMethod: 'eherkenning',
    username: `user${life}${nth}`,
    surname: 'Groningen',
    initials: 'SR',
    telephone: '0612345678',
    emailAddress: `life-${life}-${nth}@voorbeeldschool.nl`,
    reservations: [],
  };
  const id = outside.newId();
  await journal.append(
    { stream: `account-${account}`, head: 'none', events: [{ type: 'account.administrator-created', data }] },
    {
      command: { id, name: 'confirm-administrator', fingerprint: '00' },
      correlation: id,
      causation: id,
      actor: { kind: 'service-desk', id: 'desk' },
      authority: { basis: 'service-desk', judged: [] },
      origin: { channel: 'api' },
      policy: null,
      time: outside.now().toISOString(),
    },
  );
  return account;
}

/** The code is made, reserved, sealed and appended as every command that has one mailed does it. */
async function newCode(account) {
  const request = commands.request({
    name: 'mail-activation-code',
    idempotencyKey: outside.newId(),
    caller: { kind: 'service-desk', id: 'desk', issuer: 'desk', subject: 'desk' },
    origin: { channel: 'api' },
    body: { account },
  });
  await commands.runner.run(
    request,
    withNewCode(commands, request, ({ newCode: code, policy, now }, state) => ({
      events: newCodeEvents(state, code, policy, now),
    })),
  );
}
