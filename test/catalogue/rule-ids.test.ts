import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const ruleId = /\b(?:ORG|ADM|USR|TOK|PWD|LOG|ACT|EHK|CNV|END|AVG)-\d\d\b/g;

/** Rules that the book states: each begins a row of a table. */
const stated = new Set(
  readFileSync(join(root, 'docs/rulebook.md'), 'utf8')
    .split('\n')
    .flatMap((line) => /^\| ([A-Z]{3}-\d\d) \|/.exec(line)?.[1] ?? []),
);
const sources = ['apps', 'libs', 'test'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
    .map((file) => join(folder, file)),
);

describe('rule ids', () => {
  it('AVG-01 every rule that the code or a test names stands in the rulebook', () => {
    const named = sources.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(ruleId)].map(([id]) => ({ id, file })),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ id }) => !stated.has(id))).toEqual([]);
  });
});
