import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStoreDbStandIn } from '../eventstoredb-stand-in/stand-in.js';
import { done, School } from './school.js';
import { runToItsEnd } from './server.js';

/** The same program, told by its environment to keep its events in EventStoreDB. */
describe('the same program on EventStoreDB', () => {
  let standIn: EventStoreDbStandIn;
  let school: School;
  let settings: Readonly<Record<string, string>>;
  beforeAll(async () => {
    standIn = await EventStoreDbStandIn.start();
    settings = { EVENT_STORE: 'eventstoredb', EVENTSTOREDB_URL: standIn.connectionString };
    school = await School.open(settings);
  }, 200_000);
  afterAll(async () => {
    await school.program.end();
    await standIn.stop();
  });

  it('ADM-01, USR-02, ACT-04, EHK-02, EHK-07, EHK-08 plays the story of §4.2, §4.3 and §4.6', async () => {
    const administrator = await school.appoint();
    const means = { pseudonym: 'of-the-user', legalSubject: 'KvK:12345678' };
    const user = await school.coupledUser(administrator, means);
    done(
      await administrator.api.command(`/accounts/${user.account}/decouplings`, {
        reason: 'new-supplier',
        holdsRightMeans: true,
      }),
    );
    await school.codeInMail(user.account);
    const again = done(await school.coupleAgain(means));
    expect(await school.show(user.account, again.position)).toMatchObject({ coupled: true });
    expect(await school.typesIn(user.account)).toEqual([
      'user-created',
      'role-granted',
      'activation-code-made',
      'activation-code-mailed',
      'coupled',
      'decoupled',
      'activation-code-made',
      'activation-code-mailed',
      'coupled-again',
      'activation-code-voided',
    ]);
  }, 60_000);

  it('USR-04 of two parallel creations with the same e-mail address one is refused', async () => {
    const administrator = await school.appoint();
    const fields = school.userFields({ emailAddress: 'twice@voorbeeldschool.nl' });
    const answers = await Promise.all([1, 2].map(() => administrator.api.command('/users', fields)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  }, 60_000);

  it('twice on one folder is refused in one line, since its keys and read models are of one process', async () => {
    const { dataDirectory: DATA_DIR } = school.program;
    expect(await runToItsEnd({ ...settings, DATA_DIR })).toMatchObject({
      code: 1,
      stderr: `Can't start: ${DATA_DIR} is held by another process (a server); only one may write to it.\n`,
    });
    const onItsOwnFile = await runToItsEnd({ DATA_DIR });
    expect(onItsOwnFile.stderr).toContain(`${DATA_DIR} is held by another process`);
  }, 60_000);

  it('goes on by itself when the cluster was away, and answers 503 meanwhile', async () => {
    const administrator = await school.appoint();
    await standIn.goAway();
    const key = school.client.nextKey();
    const fields = school.userFields();
    const meanwhile = await administrator.api.command('/users', fields, { key });
    expect(meanwhile).toMatchObject({
      status: 503,
      body: { type: 'urn:autorisatiebeheer:problem:unavailable' },
    });
    await standIn.comeBack();
    const user = done(await administrator.api.command('/users', fields, { key }));
    expect(await school.show(user.account, user.position)).toMatchObject({ id: user.account });
  }, 60_000);

  it('finds everything there after a restart', async () => {
    const user = await school.user(await school.appoint());
    await school.program.restart();
    expect(await school.show(user.account, user.position)).toMatchObject({ id: user.account });
  }, 60_000);
});
