import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Administrator, done, School } from './school.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

describe('§4.6: decoupling, and coupling again', () => {
  const decouple = (account: string, by: Administrator = administrator) =>
    by.api.command(`/accounts/${account}/decouplings`, { reason: 'new-supplier', holdsRightMeans: true });

  it('EHK-07 a user is decoupled and gets a new code by mail at once', async () => {
    const { account, username } = await school.coupledUser(administrator, { pseudonym: 'mover' });
    const { events, position } = done(await decouple(account));
    expect(events.map(({ type }) => type)).toEqual([
      'account.decoupled.v1',
      'account.activation-code-made.v1',
    ]);
    expect(await school.show(account, position)).toMatchObject({ coupled: false });
    const code = await school.codeInMail(account);
    expect((await school.couple({ pseudonym: 'mover-new-means' }, username, code)).status).toBe(200);
    expect(await decouple(account)).toMatchObject({ status: 200 });
    expect(await decouple(account)).toMatchObject({ status: 422, body: { rule: 'EHK-07' } });
  });

  it('EHK-08 the old means couples again without a code, and voids the mailed one', async () => {
    const means = { pseudonym: 'returner' };
    const { account, username } = await school.coupledUser(administrator, means);
    done(await decouple(account));
    const code = await school.codeInMail(account);
    expect(await school.coupleAgain(means)).toMatchObject({
      status: 200,
      body: {
        account,
        events: [{ type: 'account.coupled-again.v1' }, { type: 'account.activation-code-voided.v1' }],
      },
    });
    expect((await school.couple({ pseudonym: 'thief' }, username, code)).status).toBe(422);
    expect(await school.coupleAgain(means)).toMatchObject({ body: { outcome: 'changed-nothing' } });
  });

  it('EHK-08 a means that was never coupled here couples nothing again', async () => {
    expect(await school.coupleAgain({ pseudonym: 'unknown-here' })).toMatchObject({
      status: 422,
      body: { rule: 'EHK-08' },
    });
  });

  it('EHK-08 the right to couple again moves when the old means couples another account by its code', async () => {
    const means = { pseudonym: 'wrong-account' };
    const first = await school.coupledUser(administrator, means);
    done(await decouple(first.account));
    await school.codeInMail(first.account);
    const second = await school.userWithCode(administrator);
    expect(done(await school.couple(means, second.username, second.code)).account).toBe(second.account);
    expect(await school.typesIn(first.account)).toContain('previous-means-released');
    expect(await school.coupleAgain(means)).toMatchObject({
      body: { account: second.account, outcome: 'changed-nothing' },
    });
  });

  it('EHK-08 once another means is coupled, the old one is free for another account', async () => {
    const old = { pseudonym: 'left-behind' };
    const { account, username } = await school.coupledUser(administrator, old);
    done(await decouple(account));
    done(await school.couple({ pseudonym: 'new-one' }, username, await school.codeInMail(account)));
    expect(await school.coupleAgain(old)).toMatchObject({ status: 422, body: { rule: 'EHK-08' } });
    const next = await school.userWithCode(administrator);
    expect((await school.couple(old, next.username, next.code)).status).toBe(200);
  });

  it('EHK-07, CNV-05 it takes the administrator’s word, and there is no way back to token', async () => {
    const { account } = await school.coupledUser(administrator, { pseudonym: 'geen-token' });
    const path = `/accounts/${account}/decouplings`;
    const unsaid = { reason: 'new-supplier', holdsRightMeans: false };
    expect(await administrator.api.command(path, unsaid)).toMatchObject({
      status: 422,
      body: { rule: 'CNV-05' },
    });
    done(await decouple(account));
    const { serialNumber } = await school.generator();
    expect((await school.issue(account, serialNumber, administrator.account)).status).toBe(422);
  });

  it('ADM-10 an administrator decouples themselves, and no fellow administrator', async () => {
    const colleague = await school.appoint();
    const code = await school.mailedCode(school.serviceDesk, colleague.account);
    const { username } = await school.show(colleague.account);
    done(await school.couple({ pseudonym: 'colleague' }, username, code));
    expect(await decouple(colleague.account)).toMatchObject({ status: 422, body: { rule: 'ADM-10' } });
    expect((await decouple(colleague.account, colleague)).status).toBe(200);
  });
});
