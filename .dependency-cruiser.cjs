/** The layers of docs/architecture.md, checked: `npm run layers`. */
const lib = (name) => `^libs/${name}/`;
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'domain-imports-nothing-outside',
      comment: 'No Nest, no I/O, no library: the rules stand alone.',
      severity: 'error',
      from: { path: lib('domain'), pathNot: '\\.test(-data)?\\.ts$' },
      to: { pathNot: lib('domain') },
    },
    {
      name: 'event-store-knows-no-other-lib',
      severity: 'error',
      from: { path: lib('event-store'), pathNot: '\\.test(-data)?\\.ts$' },
      to: { path: '^(libs|apps)/', pathNot: lib('event-store') },
    },
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|test)/' },
    },
    {
      name: 'apps-never-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'nothing-ships-test-code',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '\\.test(-data)?\\.ts$' },
      to: { path: '(^test/|\\.test(-data)?\\.ts$)' },
    },
    {
      name: 'nothing-ships-dev-dependencies',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '\\.test(-data)?\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'require', 'node', 'default'],
    },
  },
};
