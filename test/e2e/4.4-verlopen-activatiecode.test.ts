import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Administrator, School } from './school.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

describe('§4.4: a user needs a new activation code', () => {
  it('ACT-02 the new one couples, and the one before is void', async () => {
    const { account, username, code: first } = await school.userWithCode(administrator);
    const second = await school.mailedCode(administrator.api, account);
    expect(second).not.toBe(first);
    const patient = { pseudonym: 'patient' };
    expect(await school.couple(patient, username, first)).toMatchObject({
      status: 422,
      body: { rule: 'ACT-03' },
    });
    expect((await school.couple(patient, username, second)).status).toBe(200);
    expect(await school.typesIn(account)).toContain('activation-code-voided');
  });

  it('ACT-01 the administrator sees until when a code is good: 24 hours', async () => {
    const { account } = await school.userWithCode(administrator);
    const { activationCode } = (await school.show(account)) as unknown as {
      activationCode: { expiresAt: string };
    };
    const hours = (Date.parse(activationCode.expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
  });
});
