/** ESM mode: Nest 12 is ESM only. Run through `npm test`, which gives Node the flag that jest needs for it. */
export default {
  testEnvironment: 'node',
  // A test proves what happens, not how fast: on a busy machine a start of the program alone takes seconds.
  testTimeout: 60_000,
  globalSetup: '<rootDir>/test/set-up.mjs',
  globalTeardown: '<rootDir>/test/tear-down.mjs',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^#libs/(.*)$': '<rootDir>/libs/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};
