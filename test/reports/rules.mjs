/**
 * Which rule of docs/rulebook.md is proved by which tests: read from the names of the tests themselves, which carry
 * the ids of the rules that they prove. `npm run rules`, `npm run rules -- --json`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const ruleId = /\b(?:ORG|ADM|USR|TOK|PWD|LOG|ACT|EHK|CNV|END|AVG)-\d\d\b/g;

const rules = [...readFileSync('docs/rulebook.md', 'utf8').matchAll(/^\| ([A-Z]{3}-\d\d) \|/gm)].map(
  ([, id]) => id,
);

/** Names of the tests in a file, each behind the names of the groups it stands in. */
function testsIn(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const found = [];
  const visit = (node, groups) => {
    const call = ts.isCallExpression(node) ? namedCall(node, source) : undefined;
    if (call?.kind === 'test') found.push([...groups, call.name].join(' › '));
    const inside = call?.kind === 'group' ? [...groups, call.name] : groups;
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(source, []);
  return found;
}

/** `it('…', () => …)`, `describe('…', …)`, and names of one's own for `it` or `it.skip`. */
function namedCall(call, source) {
  const [first, second] = call.arguments;
  if (first === undefined || second === undefined || !isText(first) || !isFunction(second)) return undefined;
  const name = first
    .getText(source)
    .slice(1, -1)
    .replace(/\$\{[^}]*\}/g, '…');
  return { kind: call.expression.getText(source).startsWith('describe') ? 'group' : 'test', name };
}

const isFunction = (node) => ts.isArrowFunction(node) || ts.isFunctionExpression(node);
const isText = (node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

const files = ['apps', 'libs', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
    .map((name) => `${folder}/${name}`)
    .sort(),
);
const tests = files.flatMap(testsIn);
const proofs = rules.map((id) => ({
  id,
  tests: tests.filter((name) => (name.match(ruleId) ?? []).includes(id)),
}));

if (process.argv.includes('--json')) {
  console.log(JSON.stringify(proofs, undefined, 2));
} else {
  const proved = proofs.filter((proof) => proof.tests.length > 0);
  for (const { id, tests: names } of proved) {
    console.log(`${id}  ${names.length} ${names.length === 1 ? 'test' : 'tests'}`);
    for (const name of names) console.log(`        ${name}`);
  }
  const open = proofs.filter((proof) => proof.tests.length === 0).map(({ id }) => id);
  console.log(`\n${proved.length} of ${rules.length} rules are proved by tests.`);
  if (open.length > 0) console.log(`No test yet: ${open.join(', ')}`);
}
