import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

/**
 * All tests of the domain as one: a change is tried in a fraction of a second where modules are loaded once, and in
 * several where each test file loads its own. Random orders of commands stay out: they find what nobody thought of,
 * and what is known must be noticed by a test of its own.
 */
const folders = ['libs/domain', 'test/catalogue'].map((folder) => join(import.meta.dirname, '../..', folder));
const tests = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.includes('interleavings'))
    .map((file) => join(folder, file)),
);

// A property that notices a change does so at its first examples; all of them, or a smaller one, would cost minutes.
fc.configureGlobal({ endOnFailure: true, interruptAfterTimeLimit: 250 });

for (const test of tests.sort()) await import(test);
