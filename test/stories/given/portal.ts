import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { CommandDesk } from '#libs/commands/command-desk';
import { commandHandlers } from '#libs/commands/command-handlers';
import { Commands } from '#libs/commands/commands';
import { LetterFolder } from '#libs/correspondence/letter-folder';
import { type MailGateway } from '#libs/correspondence/mail';
import { MailFolder } from '#libs/correspondence/mail-folder';
import { SealedLetters } from '#libs/correspondence/sealed-letters';
import { catalogue } from '#libs/domain/events';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store';
import { administratorsOf } from '#libs/installation/administrators-of';
import { folder } from '#libs/installation/folder';
import { setPolicyOnFirstStart } from '#libs/installation/set-first-policy';
import { type HistoryReport, verifyHistory } from '#libs/integrity/verify-history';
import { Journal, type RecordedEvent } from '#libs/journal/journal';
import { Sealer } from '#libs/privacy/sealer';
import { SqliteKeyStore } from '#libs/privacy/sqlite-key-store';
import { Background, type Trouble } from '#libs/processes/background';
import { withoutAdministrator } from '#libs/projections/without-administrator/without-administrator';
import { ReadModels } from '#libs/projections/read-models';
import { allHandled } from './all-handled.js';
import { InterruptedStore } from './interrupted-store.js';
import { TestOutside } from './outside.js';

const masterKey = new Uint8Array(32).fill(7);

/** The portal with its real parts in a folder of its own, a store that can be interrupted, and a clock that is moved. */
export class Portal {
  /** Milliseconds that a process wanted to wait before it tried again. */
  readonly delays: number[] = [];
  readonly troubles: Trouble[] = [];
  /** Where mail leaves, set before the background is looked at; by default the folder of mails. */
  gateway: MailGateway | undefined;
  private opened: Background | undefined;
  private started = false;
  private closed = false;
  private readonly others: Portal[] = [];

  private constructor(
    readonly directory: string,
    readonly outside: TestOutside,
    readonly store: InterruptedStore,
    readonly keys: SqliteKeyStore,
    readonly commands: Commands,
    private readonly administrators: ReadModels,
    readonly letters: SealedLetters,
    private readonly app: INestApplicationContext,
  ) {}

  static async open(
    directory = mkdtempSync(join(tmpdir(), 'portal-')),
    outside = new TestOutside(),
  ): Promise<Portal> {
    mkdirSync(directory, { recursive: true });
    const files = folder(directory);
    const store = new InterruptedStore(SqliteEventStore.open(files.events));
    const keys = SqliteKeyStore.open(files.keys, masterKey, outside);
    const journal = new Journal(store, new Sealer(keys, outside.random), catalogue);
    await setPolicyOnFirstStart(journal, outside, service);
    const administrators = ReadModels.open({
      directory: join(directory, 'administrators'),
      journal,
      projections: [withoutAdministrator],
    });
    administrators.start();
    const letters = new SealedLetters(
      new LetterFolder(files.letters),
      new LetterFolder(files.letterArchive),
      new Sealer(keys, outside.random),
      keys,
    );
    const commands = await openCommands(journal, keys, outside, administrators);
    const app = await appOf(commands, letters);
    return new Portal(directory, outside, store, keys, commands, administrators, letters, app);
  }

  /** Another program on the same store and keys: it shares no queue and no memory with this one. */
  async beside(): Promise<Portal> {
    const { directory, outside, store, keys, journal, administrators, letters } = this;
    const commands = await openCommands(journal, keys, outside, administrators);
    const app = await appOf(commands, letters);
    const other = new Portal(directory, outside, store, keys, commands, administrators, letters, app);
    this.others.push(other);
    return other;
  }

  /** What follows events and waits for time to pass; not running before `runProcesses`. */
  get background(): Background {
    this.gateway ??= new MailFolder({
      folder: this.mailFolder,
      from: 'no-reply@portaal.example',
      now: this.outside.now,
    });
    this.opened ??= new Background({
      file: folder(this.directory).processes,
      commands: this.commands,
      commandBus: this.commandBus,
      keys: this.keys,
      letters: this.letters,
      gateway: this.gateway,
      sender,
      delay: this.delay,
      onTrouble: (trouble) => this.troubles.push(trouble),
    });
    return this.opened;
  }

  get journal(): Journal {
    return this.commands.journal;
  }

  get commandBus(): CommandBus {
    return this.app.get(CommandBus);
  }

  get desk(): CommandDesk {
    return new CommandDesk(this.commands, this.commandBus);
  }

  get mailFolder(): string {
    return folder(this.directory).mail;
  }

  /** Starts the processes; when everything that is in the store has been handled, also what they wrote themselves. */
  async runProcesses(): Promise<void> {
    await allHandled(this.store, this.running(), () => !this.closed);
  }

  /** When a process has met trouble. */
  async trouble(): Promise<void> {
    while (this.troubles.length === 0) await setImmediate();
  }

  /** What is done every minute for mails, until nothing is due. */
  async sendMails(): Promise<void> {
    this.running().mailing.sender.everyMinute();
    await this.runProcesses();
  }

  sweep(): Promise<void> {
    return this.background.sweepReservations();
  }

  /** What is done every minute because time passes: deadlines and reminders. */
  async workOffDeadlines(signal?: AbortSignal): Promise<void> {
    await this.running().workOffDeadlines(signal);
  }

  /** The names of the mails that were sent, sorted. */
  async mails(): Promise<string[]> {
    return (await readdir(this.mailFolder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
  }

  /** The mails that hold a code. */
  async codeMails(): Promise<string[]> {
    const mails = await this.mails();
    const codes = await Promise.all(mails.map((name) => this.mailedCode(name.replace('.eml', ''))));
    return mails.filter((_name, index) => codes[index] !== '');
  }

  /** The activation code in a mail; empty where none was sent. @param codeId id of the code */
  async mailedCode(codeId: string): Promise<string> {
    const mail = await readFile(join(this.mailFolder, `${codeId}.eml`), 'utf8').catch(() => '');
    return /^ {4}([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})\r?$/m.exec(mail)?.[1] ?? '';
  }

  /** Every event that there is, in the order of history. */
  async history(): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const event of this.journal.readAll()) events.push(event);
    return events;
  }

  async typesOf(stream: string): Promise<string[]> {
    return (await this.journal.read(stream)).map(({ event }) => event.type);
  }

  verify(): Promise<HistoryReport> {
    return verifyHistory(this.store.readAll());
  }

  /** Closes everything and opens it again, as after a crash: what was only in memory is gone. */
  async restart(): Promise<Portal> {
    await this.close();
    return Portal.open(this.directory, this.outside);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.opened?.close();
    this.store.calm();
    for (const { app } of this.others) await app.close();
    await this.administrators.close();
    await this.app.close();
    await this.keys.close();
    await this.store.close();
  }

  async closeForGood(): Promise<void> {
    await this.close();
    rmSync(this.directory, { recursive: true });
  }

  private running(): Background {
    if (!this.started) this.background.start();
    this.started = true;
    return this.background;
  }

  private readonly delay = async (milliseconds: number): Promise<void> => {
    this.delays.push(milliseconds);
    // The turn of the event loop is left: a process that tries again would else let nothing else run.
    await setImmediate();
  };
}

/** The service that a means must carry the mandate for. */
export const service = 'urn:etoegang:DV:00000001234567890000:services:1';

const openCommands = (
  journal: Journal,
  keys: SqliteKeyStore,
  outside: TestOutside,
  administrators: ReadModels,
): Promise<Commands> =>
  Commands.open(journal, keys, outside, administratorsOf(journal, administrators, 20_000));

@Module({})
class PortalModule {}

/** Who letters come from. */
export const sender = {
  name: 'Security Service Desk',
  address: ['Security Service Desk', 'Antwoordnummer 1', '9700 VB Groningen'],
  contact: 'Bel of mail de Security Service Desk.',
};

const appOf = (commands: Commands, letters: SealedLetters): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(
    {
      module: PortalModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: Commands, useValue: commands },
        { provide: SealedLetters, useValue: letters },
        ...commandHandlers,
      ],
    },
    { logger: false },
  );
