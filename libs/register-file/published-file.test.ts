import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { evolveOrganisation, noOrganisation, type OrganisationState } from '#libs/domain/organisation/state';
import { defaultValues } from '#libs/domain/policy/first-policy';
import { decideRegisterLoad } from '#libs/domain/register/decide-register-load';
import { evolveRegister } from '#libs/domain/register/register';
import { type SectorFile } from '#libs/domain/register/sector-file';
import { fileDateFromName } from './file-date.js';
import { isRefusedFile, readRegisterFile } from './read-register-file.js';

const folder = '../shared/data/duo';
const schools = `${folder}/alle-schoolvestigingen-basisonderwijs.2026-04.csv`;
const municipalities = `${folder}/gemeenten.csv`;
const word = { allowClosures: false, allowOlder: false };

/** The published files are not part of the project: where one is absent, its test says so and is skipped. */
const published = (file: string) =>
  existsSync(file) ? { test: it, remark: '' } : { test: it.skip, remark: ` (skipped: ${file} is not here)` };

async function schoolFile(): Promise<SectorFile> {
  const bytes = await readFile(schools);
  const read = readRegisterFile(bytes);
  if (isRefusedFile(read)) throw new Error(read.refused.map(({ message }) => message).join(' '));
  return {
    ...read.content,
    sector: 'po',
    fileDate: fileDateFromName(basename(schools))!,
    digest: createHash('sha256').update(bytes).digest('hex'),
  };
}

describe('the files that DUO publishes', () => {
  const school = published(schools);
  school.test(
    `ORG-02 all of the school register is loaded, and nothing at a second time${school.remark}`,
    async () => {
      const file = await schoolFile();
      const load = decideRegisterLoad(
        { organisations: new Map(), lastLoaded: undefined },
        file,
        word,
        defaultValues,
      );
      expect(load.summary).toEqual({
        boards: { inFile: 748, opened: 748, closed: 0 },
        institutions: { inFile: 5996, opened: 5996, closed: 0, renamed: 0, moved: 0, handedOver: 0 },
        locations: { inFile: 6107, opened: 6107, closed: 0, renamed: 0, moved: 0, handedOver: 0 },
        refusedLines: 0,
        closuresWithheld: false,
      });
      const organisations = new Map(
        load.organisations.map(({ id, events }) => [
          id,
          events.reduce<OrganisationState>(evolveOrganisation, noOrganisation),
        ]),
      );
      const again = decideRegisterLoad(
        { organisations, lastLoaded: load.register.reduce(evolveRegister, undefined) },
        file,
        word,
        defaultValues,
      );
      expect([again.organisations, again.register]).toEqual([[], []]);
    },
  );

  const municipality = published(municipalities);
  municipality.test(
    `ORG-02 the file of municipalities is refused as a whole${municipality.remark}`,
    async () => {
      const read = readRegisterFile(await readFile(municipalities));
      expect(isRefusedFile(read) && read.refused.map(({ kind }) => kind)).toEqual(['encoding', 'columns']);
    },
  );
});
