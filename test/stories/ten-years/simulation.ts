import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { StoreUnavailable } from '#libs/event-store/errors';
import { folder } from '#libs/installation/folder';
import { Random } from '#libs/projections/digest/random';
import { projections } from '#libs/projections/projections';
import { ReadModels } from '#libs/projections/read-models';
import { givenAdministrator } from '../given/people.js';
import { Portal } from '../given/portal.js';
import { type Fact, factOf } from '../history/facts.js';
import { CountedMails } from './counted-mails.js';
import { Life, type World } from './life.js';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Hours at which people come by, in minutes of the day in UTC; the first two are when the clock changes. */
const visitingHours = [30, 75, 7 * 60 + 5, 11 * 60 + 40, 21 * 60 + 30, 23 * 60 + 59];

/** After which kills all that the processes keep is lost: early, while there is little to follow anew; at the end it is once more. */
const losesAll = [1, 15, 30];

export interface Years {
  readonly people: number;
  /** How many of them sign in with a token. */
  readonly withToken: number;
  readonly years: number;
  /** Kills the program now and then at its work; the same for the same seed. */
  readonly killer?: Random;
}

/** People who live with the portal for years; time goes from one moment at which something happens to the next. */
export class Simulation {
  readonly world: World;
  /** How often the program was killed. */
  kills = 0;
  readonly mails: CountedMails;
  /** Moments at which something happened. */
  moments = 0;
  private readonly lives: readonly Life[];
  readonly end: number;

  private constructor(
    portal: Portal,
    administrator: World['administrator'],
    private readonly given: Years,
  ) {
    this.mails = new CountedMails(portal.mailFolder, portal.outside.now, () => this.kills);
    portal.gateway = this.mails;
    const midnight = Math.ceil(portal.outside.now().getTime() / day) * day;
    this.end = midnight + given.years * 365.25 * day;
    const hours = new Random(365);
    const byDay = Array.from({ length: given.years * 366 + 4_000 }, () => hours.oneOf(visitingHours));
    this.world = {
      portal,
      administrator,
      visitingHour: (nth) => midnight + nth * day + (byDay[nth] ?? 0) * minute,
      dayOf: (moment) => Math.floor((moment - midnight) / day),
      surprises: [],
    };
    this.lives = Array.from(
      { length: given.people },
      (_, number) => new Life(this.world, number, number < given.withToken ? 'token' : 'eherkenning'),
    );
  }

  /** Lives all the years. */
  static async of(given: Years): Promise<Simulation> {
    const portal = await Portal.open(mkdtempSync(join(tmpdir(), 'ten-years-')));
    const administrator = await givenAdministrator(portal);
    const simulation = new Simulation(portal, administrator, given);
    await simulation.work();
    await simulation.live();
    return simulation;
  }

  /** The names of the letters that were made. */
  letters(): string[] {
    const { letters } = folder(this.world.portal.directory);
    return existsSync(letters) ? readdirSync(letters, { recursive: true, encoding: 'utf8' }).sort() : [];
  }

  async facts(): Promise<Fact[]> {
    return (await this.world.portal.history()).map(factOf);
  }

  /** All that the processes keep is gone, the program starts anew, and every read model of the system is built. */
  async replayEverything(): Promise<void> {
    await this.reopen(() => this.forget());
    await this.work();
    const { directory, journal, store } = this.world.portal;
    const readModels = ReadModels.open({ directory: folder(directory).readModels, journal, projections });
    readModels.start();
    const head = await store.head();
    for (const { name } of projections)
      if ((await readModels.waitFor(name, head, 600_000)) !== 'reached')
        throw new Error(`${name} wasn't built.`);
    await readModels.close();
    await this.work();
  }

  close(): Promise<void> {
    return this.world.portal.closeForGood();
  }

  private async live(): Promise<void> {
    for (let moment = this.next(); moment <= this.end; moment = this.next()) {
      this.moments += 1;
      const { outside } = this.world.portal;
      outside.later((moment - outside.now().getTime()) / minute);
      await Promise.all(this.lives.filter((life) => life.next <= moment).map((life) => life.act()));
      await this.work();
    }
    const { outside } = this.world.portal;
    outside.later((this.end - outside.now().getTime()) / minute);
  }

  /** When somebody comes by, or the minute in which a deadline comes. */
  private next(): number {
    const due = Date.parse(this.world.portal.background.timers.deadlines.next() ?? '') || Infinity;
    return Math.min(Math.ceil(due / minute) * minute, ...this.lives.map(({ next }) => next));
  }

  private async work(): Promise<void> {
    const { killer } = this.given;
    if (killer?.chance(0.06) === true) {
      this.world.portal.store.dieAt(1 + killer.below(3), killer.oneOf(['before', 'after']));
      if (await this.workToDeath()) await this.reopen(() => this.tamper(killer));
      else this.world.portal.store.calm();
    }
    await this.world.portal.runProcesses();
    await this.world.portal.workOffDeadlines();
    await this.world.portal.runProcesses();
  }

  /** @returns whether it died of it */
  private async workToDeath(): Promise<boolean> {
    const { portal } = this.world;
    let outcome: 'done' | 'died' | undefined;
    const working = async (): Promise<void> => {
      await portal.runProcesses();
      await portal.workOffDeadlines();
      await portal.runProcesses();
    };
    this.dying = working().then(
      () => void (outcome = 'done'),
      (error: unknown) => {
        if (!(error instanceof StoreUnavailable)) throw error;
        outcome = 'died';
      },
    );
    while (outcome === undefined && portal.troubles.length === 0) await setImmediate();
    return outcome !== 'done';
  }

  private dying: Promise<void> = Promise.resolve();

  /** As after a crash: what was only in memory is gone. */
  private async reopen(meanwhile: () => void): Promise<void> {
    const { directory, outside } = this.world.portal;
    await this.world.portal.close();
    await this.dying;
    meanwhile();
    this.world.portal = await Portal.open(directory, outside);
    this.world.portal.gateway = this.mails;
  }

  /** A power failure or a hand takes away the last of what the processes keep, or all of it. */
  private tamper(killer: Random): void {
    const { processes } = folder(this.world.portal.directory);
    const older = `${processes}.older`;
    this.kills += 1;
    if (losesAll.includes(this.kills)) this.forget();
    else if (killer.chance(0.3) && existsSync(older)) copyFileSync(older, processes);
    if (killer.chance(0.3) && existsSync(processes)) copyFileSync(processes, older);
  }

  private forget(): void {
    const { directory } = this.world.portal;
    const { processes } = folder(directory);
    for (const file of [processes, `${processes}-wal`, `${processes}-shm`]) rmSync(file, { force: true });
    // The portal's own read model (ORG-04).
    rmSync(join(directory, 'administrators'), { recursive: true, force: true });
  }
}
