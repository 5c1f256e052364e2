import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SignedIn } from './client.js';
import { type Administrator, boardForm, done, otherBoard, role, School } from './school.js';
import { projectFolder } from './server.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  done(await school.defineRole('medewerker-locatie', { kenmerkType: 'vestiging' }));
  administrator = await school.appoint({}, [
    role('medewerker-bekostiging', '99KG', '99AA'),
    { role: 'medewerker-locatie', kenmerken: [zuid] },
  ]);
}, 240_000);
afterAll(() => school.program.end());

const zuid = { type: 'vestiging', value: '99KG01' };
const atZuid = { role: 'medewerker-locatie', kenmerken: [zuid] };

interface Listed {
  readonly account: string;
  readonly kind: string;
  readonly role: string;
  readonly kenmerk: { readonly value: string };
  readonly granter: string | null;
  readonly surname: string | null;
  readonly reasons: readonly { readonly reason: string; readonly since: string }[];
}

/** The list once it has seen all that was recorded before this question. */
async function toReview(by: SignedIn): Promise<readonly Listed[]> {
  const [last] = await school.trail();
  const path = `/reports/grants-to-review?limit=100&position=${last?.position}`;
  return (done(await by.get(path)) as unknown as { grants: Listed[] }).grants;
}
const of = (grants: readonly Listed[], account: string) =>
  grants
    .filter((one) => one.account === account)
    .map(({ kenmerk, reasons }) => `${kenmerk.value} ${reasons.map(({ reason }) => reason).join(', ')}`);

/** A newer file, as the sample one with changed lines. */
async function loadNewer(month: string, change: (line: string) => readonly string[]): Promise<void> {
  const sample = join(projectFolder, 'apps/cli/demo/schoolvestigingen-voorbeeld.2026-04.csv');
  const text = (await readFile(sample, 'latin1')).split('\r\n').flatMap(change).join('\r\n');
  const query = `name=schoolvestigingen-voorbeeld.${month}.csv&allowClosures=true`;
  const headers = { 'Content-Type': 'text/csv', 'Idempotency-Key': school.client.nextKey() };
  done(
    await school.operator.post(
      `/register-files?${query}`,
      new Uint8Array(Buffer.from(text, 'latin1')),
      headers,
    ),
  );
}
const closedAndMoved = (line: string): readonly string[] =>
  line.includes(';99KG01;') ? [] : [line.replace(';99901;99AA;', ';99902;99AA;')];

describe('parts that close or move to another board', () => {
  let account: string;
  const grants = [role('medewerker-bekostiging', '99KG', '99AA'), atZuid];

  it('ORG-03 a newer register file puts the grants that name them on the list, and withdraws none', async () => {
    ({ account } = await school.user(administrator, { roles: grants }));
    expect(await toReview(administrator.api)).toEqual([]);
    await loadNewer('2026-05', closedAndMoved);
    const listed = await toReview(administrator.api);
    const reviewed = ['99AA part-handed-over', '99KG01 part-closed'];
    expect(of(listed, account)).toEqual(reviewed);
    expect(of(listed, administrator.account)).toEqual(reviewed);
    expect(listed).toHaveLength(4);
    expect(listed.find(({ kind }) => kind === 'role-grant')).toMatchObject({
      account,
      granter: administrator.account,
      surname: expect.stringMatching(/^Proefpersoon/),
    });
    const { roles } = await school.show(account);
    expect(roles).toEqual(expect.arrayContaining([atZuid]));
    expect(await toReview(school.serviceDesk)).toEqual(listed);
  });

  it('ADM-02 the administrator of another board sees none of them', async () => {
    const there = { organisation: otherBoard };
    const other = await school.appoint(there, [role('medewerker-bekostiging', '99BB')]);
    expect(await toReview(other.api)).toEqual([]);
  });

  it('ORG-03 one that the administrator withdraws leaves the list', async () => {
    done(await administrator.api.command(`/accounts/${account}/role-changes`, { withdraw: [atZuid] }));
    expect(of(await toReview(administrator.api), account)).toEqual(['99AA part-handed-over']);
  });

  it('ORG-03 when the register has the parts back, nothing is left to review', async () => {
    await loadNewer('2026-06', (line) => [line]);
    expect(await toReview(school.serviceDesk)).toEqual([]);
  });
});

describe('an administrator who steps down', () => {
  it('ADM-07 what they granted stays valid and is listed', async () => {
    const leaving = await school.appoint();
    const { account } = await school.user(leaving);
    const more = { grant: [role('medewerker-bekostiging', '99AA')] };
    done(await leaving.api.command(`/accounts/${account}/role-changes`, more));
    done(
      await school.serviceDesk.command(`/accounts/${leaving.account}/step-downs`, {
        form: boardForm,
        staysOnAsUser: false,
      }),
    );
    const listed = await toReview(administrator.api);
    const grant = { account, granter: leaving.account, kind: 'role-grant' };
    expect(listed).toMatchObject([grant, grant]);
    expect(of(listed, account)).toEqual(['99AA granter-without-authority', '99KG granter-without-authority']);
    expect((await school.show(account)).roles).toEqual([role('medewerker-bekostiging', '99AA', '99KG')]);
  });
});

describe('a role that is no longer in force', () => {
  it('USR-10 its grants are listed, with the day from which it was not, and stay', async () => {
    const { account } = await school.user(administrator, { roles: [atZuid] });
    const ended = { kenmerkType: 'vestiging', inForceUntil: '2026-03-29' };
    done(await school.defineRole('medewerker-locatie', ended));
    const found = (await toReview(administrator.api)).filter((one) => one.account === account);
    expect(found).toMatchObject([
      { reasons: [{ reason: 'role-out-of-force', since: '2026-03-28T23:00:00.000Z' }] },
    ]);
    expect((await school.show(account)).roles).toEqual([atZuid]);
  });
});
