import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runDigest } from '#libs/projections/digest/run-digest';
import { projections } from '#libs/projections/projections';

const digest = async (given: Partial<Parameters<typeof runDigest>[0]> = {}) => {
  const lines: string[] = [];
  const code = await runDigest({ seed: 7, events: 600, print: (line) => lines.push(line), ...given });
  return { code, lines };
};

const changeByHand = (model: string, statement: string) => (directory: string) => {
  const version = projections.find(({ name }) => name === model)?.version;
  const database = new Database(join(directory, `${model}.v${version}.sqlite`));
  expect(database.prepare(statement).run().changes).toBe(1);
  database.close();
};

describe('comparing read models that lived with ones that are built from zero', () => {
  it('finds them the same, whatever the history', async () => {
    for (const seed of [1, 2]) {
      const { code, lines } = await digest({ seed });
      expect(lines).toHaveLength(1 + projections.length);
      for (const line of lines.slice(1)) expect(line).toMatch(/[1-9]\d* rows\): the same$/);
      expect(code).toBe(0);
    }
  }, 60_000);

  it.each([
    ['account-search', 'UPDATE account SET surname = surname || char(120) WHERE number = 2'],
    [
      'account-search',
      'DELETE FROM account_word WHERE (number, word) = (SELECT max(number), max(word) FROM account_word WHERE number = 2)',
    ],
    [
      'audit-trail',
      'UPDATE audit_entry SET actor = char(120) WHERE position = (SELECT max(position) FROM audit_entry)',
    ],
  ])(
    'ends with 1 when a row of %s was changed by hand (%s)',
    async (model, statement) => {
      const { code, lines } = await digest({ onLived: changeByHand(model, statement) });
      expect(code).toBe(1);
      expect(lines.filter((line) => line.endsWith('DIFFERENT'))).toEqual([
        expect.stringContaining(`${model}:`),
      ]);
    },
    60_000,
  );
});
