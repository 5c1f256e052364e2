import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Administrator, otherBoard, role, School } from './school.js';

/** Answers that tell no more than they should, however somebody asks. */
describe('what an answer tells', () => {
  let school: School;
  let administrator: Administrator;
  beforeAll(async () => {
    school = await School.open();
    administrator = await school.appoint();
  }, 200_000);
  afterAll(() => school.program.end());

  const nobody = '0195e6a0-1111-7000-8000-000000000000';

  it('ADM-02 an account out of reach doesn’t tell its revision, and answers as if it weren’t there', async () => {
    const elsewhere = await school.appoint({ organisation: otherBoard }, [
      role('medewerker-bekostiging', '99BA'),
    ]);
    const options = { ifMatch: '"77"' };
    const answers = await Promise.all(
      [elsewhere.account, nobody].map((account) =>
        administrator.api.command(
          `/accounts/${account}/decouplings`,
          { reason: 'wrong-account', holdsRightMeans: true },
          options,
        ),
      ),
    );
    const told = answers.map(({ status, body }) => {
      const { commandId: _command, instance: _instance, ...rest } = body as Record<string, unknown>;
      return { status, rest };
    });
    expect(told[0]).toMatchObject({ status: 404, rest: { rule: 'ADM-02' } });
    expect(told[0]).toEqual(told[1]);
  });

  it('ADM-02, USR-04 who may create nobody doesn’t learn which addresses are taken, however often they ask', async () => {
    const curious = await school.user(administrator);
    const { api } = { api: await school.client.as('person', curious.account) };
    await school.user(administrator, { emailAddress: 'wanted@voorbeeldschool.nl' });
    const ask = (emailAddress: string) => api.command('/users', school.userFields({ emailAddress }));
    for (let time = 0; time < 62; time += 1)
      expect((await ask('wanted@voorbeeldschool.nl')).status).toBe(404);
    expect((await ask('free@voorbeeldschool.nl')).status).toBe(404);
  });

  it('AVG-01 a refusal for a great many reasons is answered with a hundred of them, and recorded', async () => {
    const kenmerken = Array.from({ length: 500 }, () => ({ type: 'BRIN', value: '99ZZ' }));
    const roles = Array.from({ length: 12 }, () => ({ role: 'medewerker-bekostiging', kenmerken }));
    const answer = await administrator.api.command('/users', school.userFields({ roles }));
    expect(answer.status).toBe(422);
    expect((answer.body as { violations: unknown[] }).violations).toHaveLength(101);
    const { commandId } = answer.body as { commandId: string };
    const trail = await school.trail('&refused=true');
    expect(trail.map(({ command }) => command.id)).toContain(commandId);
  });

  it('a small body with a great many faults gets a small answer', async () => {
    const roles = (kenmerken: number) =>
      Array.from({ length: 40 }, () => ({ role: 'x', kenmerken: Array(kenmerken).fill({}) }));
    const faulty = await administrator.api.command('/users', school.userFields({ roles: roles(400) }));
    expect(faulty.status).toBe(400);
    expect((faulty.body as { errors: unknown[] }).errors).toHaveLength(100);
    expect(faulty.text.length).toBeLessThan(50_000);
    const immodest = await administrator.api.command('/users', school.userFields({ roles: roles(2_000) }));
    expect(immodest).toMatchObject({ status: 400, body: { errors: [{ field: 'body' }] } });
  });

  it('AVG-01 the trail says what was commanded and which rule refused, and for which account', async () => {
    const { account } = await school.user(administrator);
    await school.auditor.command(`/accounts/${account}/decouplings`, {
      reason: 'wrong-account',
      holdsRightMeans: true,
    });
    const [refusal] = await school.trail(`&account=${account}&refused=true`);
    expect(refusal?.nl).toContain('gaf opdracht decouple-means; dat is geweigerd volgens EHK-07.');
  });
});
