/**
 * `npm run lint:api`: starts the program, fetches its OpenAPI document and holds it against the NLGov REST API
 * Design Rules (Spectral). The rule set lies beside the project, in ../shared; where it isn't, nothing is checked.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ruleSet = process.env.ADR_RULE_SET ?? '../shared/standards/adr/linter.yaml';
if (!existsSync(ruleSet)) {
  console.log(`Not checked: ${ruleSet} isn't there.`);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'lint-api-'));
const server = spawn(process.execPath, ['dist/apps/api/main.js'], {
  env: { ...process.env, DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'silent' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const document = join(folder, 'openapi.json');
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /is up at (\S+):/.exec(line)?.[1];
    if (url === undefined) continue;
    writeFileSync(document, await (await fetch(`${url}/v1/openapi.json`)).text());
    break;
  }
  const spectral = spawnSync('npx', ['--no-install', 'spectral', 'lint', '--ruleset', ruleSet, document], {
    stdio: 'inherit',
  });
  process.exitCode = spectral.status ?? 1;
} finally {
  server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
