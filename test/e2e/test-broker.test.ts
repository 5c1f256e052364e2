import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfiguration } from '#libs/configuration/load-configuration';
import { startTestBroker, type RunningTestBroker } from '../../apps/test-broker/start-test-broker.js';
import { type Administrator, School } from './school.js';
import { runToItsEnd } from './server.js';

let school: School;
let administrator: Administrator;
let broker: RunningTestBroker;

const started = async (variables: Readonly<Record<string, string>>): Promise<RunningTestBroker> => {
  const configuration = loadConfiguration(variables);
  if ('problems' in configuration) throw new Error(configuration.problems.join(' '));
  return startTestBroker(configuration, 0);
};
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint();
  broker = await started({ DATA_DIR: school.program.dataDirectory });
}, 240_000);
afterAll(async () => {
  await broker.close();
  await school.program.end();
});

const stated = async (chosen: object): Promise<string> => {
  const answer = await fetch(`${broker.url}/statements`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(chosen),
  });
  return ((await answer.json()) as { meansStatement: string }).meansStatement;
};
const visit = async (chosen: object, username: string, activationCode: string) =>
  school.portal.command('/couplings', {
    meansStatement: await stated(chosen),
    hasUsernameAndCode: true,
    acceptedPrivacyStatement: '2026-01',
    acceptedTermsOfUse: '2026-01',
    username,
    activationCode,
  });

describe('the test broker', () => {
  it('EHK-01 EHK-02 a statement that it makes couples, and one of a lower level or without the mandate does not', async () => {
    const user = await school.user(administrator);
    const code = await school.mailedCode(administrator.api, user.account);
    const { username } = await school.show(user.account, user.position);
    for (const chosen of [{ level: 'loa2' }, { serviceMandate: '' }])
      expect(await visit(chosen, username, code)).toMatchObject({ status: 422, body: { rule: 'EHK-01' } });
    expect(
      (await visit({ pseudonym: 'somebody', legalSubject: 'KvK:87654321' }, username, code)).status,
    ).toBe(200);
  });

  it('EHK-04 has a page to choose on, that gives a statement', async () => {
    expect(await (await fetch(broker.url)).text()).toContain('Testomgeving: hier logt niemand echt in.');
    const page = await fetch(`${broker.url}/signed-in`, {
      method: 'POST',
      body: new URLSearchParams({ level: 'loa4', pseudonym: 'p', legalSubject: 'KvK:1', serviceMandate: '' }),
    });
    expect(await page.text()).toMatch(/<textarea[^>]*>ey[\w-]+\.[\w-]+\.[\w-]+</);
  });

  it('EHK-01 says what is not right, and makes no statement', async () => {
    const answer = await fetch(`${broker.url}/statements`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ legalSubject: 'nobody' }),
    });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('legal_subject')]);
  });

  it('EHK-01 LOG-04 does not start in production, nor where an issuer is configured', async () => {
    const issuers = {
      TOKEN_ISSUER: 'urn:issuer',
      TOKEN_JWKS_FILE: 'keys',
      MEANS_ISSUER: 'urn:broker',
      MEANS_JWKS_FILE: 'keys',
    };
    for (const settings of [issuers, { ...issuers, NODE_ENV: 'production' }])
      await expect(started(settings)).rejects.toMatchObject({ name: 'NoTestBrokerHere' });
    const dataDirectory = await mkdtemp(join(tmpdir(), 'production-'));
    const server = await runToItsEnd({ NODE_ENV: 'production', DATA_DIR: dataDirectory });
    expect(server).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('NODE_ENV is production') as unknown,
    });
  });
});
