import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tokenCredentials } from '#libs/domain/sign-in/token-credentials';
import { type Caller } from '#libs/access/caller';
import { type CommandName } from '#libs/access/matrix';
import { type CommandDesk } from '#libs/commands/command-desk';
import { type Receipt } from '#libs/commands/receipt';
import {
  accountIn,
  accountOf,
  codeOf,
  couple,
  createUser,
  givenAdministrator,
  idFor,
  mailCode,
  operator,
  origin,
  outcomeOf,
  serviceDesk,
} from './given/people.js';
import { Portal } from './given/portal.js';

type BodyOf<N extends CommandName> = Parameters<typeof CommandDesk.prototype.issue<N>>[1]['body'];

let portal: Portal;
let administrator: Caller;
/** Of somebody who signs in with a token generator. */
let account: string;
let sent = 0;

const issue = <N extends CommandName>(name: N, caller: Caller, body: BodyOf<N>): Promise<Receipt> =>
  portal.desk.issue(name, { idempotencyKey: idFor(`conversion ${(sent += 1)}`), caller, origin, body });
const convert = () =>
  issue('begin-conversion', administrator, { account, confirmed: true, holdsRightMeans: true });

beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
  account = accountIn(
    await createUser(portal, administrator, 'anna', { signInMethod: 'token', username: 'Drenth99ED' }),
  );
  const generator = { serialNumber: '26-0001', kind: 'totp', hash: 'sha1', digits: 6, period: 30 } as const;
  await issue('seed-generator', operator, { ...generator, seed: '3132333435363738393031323334353637383930' });
  const which = { account, serialNumber: generator.serialNumber };
  await issue('issue-token', serviceDesk, { ...which, deliveredTo: administrator.id });
  await issue('hand-over-token', administrator, { ...which, identityProved: false });
});

afterEach(() => portal.closeForGood());

describe('§5.1, §5.2: from token to eHerkenning', () => {
  it('CNV-03 a code is mailed at once, once, to the address on record', async () => {
    expect(outcomeOf(await convert())).toBe('applied');
    await portal.runProcesses();
    expect(await codeOf(portal, account)).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    expect(await portal.codeMails()).toHaveLength(1);
    expect((await accountOf(portal, account)).activationCode).toMatchObject({ mail: 'left' });
  });

  it('CNV-03 ACT-05 without a conversion a token account gets no code', async () => {
    expect(outcomeOf(await mailCode(portal, administrator, account, 'too early'))).toBe('ACT-05');
    await portal.runProcesses();
    expect(await portal.codeMails()).toEqual([]);
  });

  it('CNV-04 LOG-03 the token signs in until the coupling is complete, and never after', async () => {
    await convert();
    await portal.runProcesses();
    expect(tokenCredentials(await accountOf(portal, account))?.generator).toBe('26-0001');
    expect(outcomeOf(await mailCode(portal, administrator, account, 'a new code'))).toBe('applied');
    await portal.runProcesses();
    expect(outcomeOf(await couple(portal, account, 'anna', 'couples'))).toBe('applied');
    const coupled = await accountOf(portal, account);
    expect(coupled).toMatchObject({ signInMethod: 'eherkenning', converting: false });
    expect(tokenCredentials(coupled)).toBeUndefined();
  });

  it('EHK-03 CNV-02 with the coupling the generator is called back, and there is no way back to token', async () => {
    await convert();
    expect(outcomeOf(await convert())).toBe('CNV-02');
    await portal.runProcesses();
    await couple(portal, account, 'anna', 'couples');
    const { generators } = await accountOf(portal, account);
    expect([...generators.values()].map(({ calledBack }) => calledBack)).toEqual([true]);
    expect(outcomeOf(await convert())).toBe('CNV-02');
    const serialNumber = '26-0002';
    const generator = { serialNumber, kind: 'totp', hash: 'sha1', digits: 6, period: 30 } as const;
    await issue('seed-generator', operator, {
      ...generator,
      seed: '4132333435363738393031323334353637383930',
    });
    const again = await issue('issue-token', serviceDesk, {
      account,
      serialNumber,
      deliveredTo: administrator.id,
    });
    expect(outcomeOf(again)).toBe('TOK-02');
    expect(outcomeOf(await issue('reset-password', administrator, { account }))).toBe('PWD-09');
  });
});
