import type Database from 'better-sqlite3';
import { type Sector } from '#libs/domain/organisation/organisation';
import { type Mover, planId } from '#libs/domain/plan/plan';
import { openProcessFile } from './open-process-file.js';

/**
 * Which organisations are in which sector, and for whom a move is planned (ORG-06). In the file of the checkpoints: after
 * a power failure neither is ahead of the other.
 */
export class PlannedMoves {
  private readonly database: Database.Database;

  constructor(file: string) {
    this.database = openProcessFile(file);
    this.database.exec(`
      CREATE TABLE IF NOT EXISTS sector_organisation (
        sector TEXT, organisation TEXT, PRIMARY KEY (sector, organisation)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS sector_of_organisation ON sector_organisation (organisation);
      CREATE TABLE IF NOT EXISTS planned_move (plan TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`);
  }

  join(organisation: string, sectors: readonly Sector[]): void {
    const add = this.database.prepare('INSERT OR IGNORE INTO sector_organisation VALUES (?, ?)');
    for (const sector of sectors) add.run(sector, organisation);
  }

  leave(organisation: string, sector: Sector): void {
    this.database
      .prepare('DELETE FROM sector_organisation WHERE sector = ? AND organisation = ?')
      .run(sector, organisation);
  }

  plan(mover: Mover): void {
    this.database.prepare('INSERT OR IGNORE INTO planned_move VALUES (?)').run(planId(mover));
  }

  drop(mover: Mover): void {
    this.database.prepare('DELETE FROM planned_move WHERE plan = ?').run(planId(mover));
  }

  /** Ids of the organisations that a plan for it concerns, in one order. */
  organisationsOf({ sector, organisation }: Mover): readonly string[] {
    if (sector === undefined) return [organisation];
    return this.database
      .prepare('SELECT organisation FROM sector_organisation WHERE sector = ? ORDER BY organisation')
      .pluck()
      .all(sector) as string[];
  }

  /** Whether a move is planned for it, or for one of its sectors. */
  covers(organisation: string): boolean {
    const ofSector = `SELECT 'sector-' || sector FROM sector_organisation WHERE organisation = ?`;
    return (
      this.database
        .prepare(`SELECT 1 FROM planned_move WHERE plan = ? OR plan IN (${ofSector}) LIMIT 1`)
        .get(planId({ organisation }), organisation) !== undefined
    );
  }

  close(): void {
    this.database.close();
  }
}
