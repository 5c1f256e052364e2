import jest from './jest.config.js';

/** Mutation testing of the rules (docs/mutation.md): `npm run mutation`, or `npm run mutation -- --mutate <file>`. */
export default {
  packageManager: 'npm',
  plugins: ['@stryker-mutator/jest-runner', './test/mutation/words-ignorer.mjs'],
  ignorers: ['words'],
  mutate: ['libs/domain/**/*.ts', '!**/*.test.ts', '!**/*.test-data.ts'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  // Rules are proved by the domain's own tests: quick, and without a database or a socket.
  jest: {
    projectType: 'custom',
    enableFindRelatedTests: false,
    config: { ...jest, testMatch: ['**/test/mutation/domain.mutation.ts'] },
  },
  coverageAnalysis: 'perTest',
  // What is evaluated once, when a file is loaded (events, forms, tables), would take all tests for each change.
  ignoreStatic: true,
  concurrency: 1,
  // Each run of jest in ESM mode leaves its modules behind in memory: a fresh process every so often.
  maxTestRunnerReuse: 50,
  // Many times what a run takes; a change that never ends costs so much.
  timeoutMS: 20_000,
  tempDirName: 'reports/mutation/sandbox',
  ignorePatterns: ['/data', '/dist', '/docs/img', '/test/bench', '/shared'],
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  reporters: ['clear-text', 'progress', 'html', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: true },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  thresholds: { high: 95, low: 90, break: 90 },
};
