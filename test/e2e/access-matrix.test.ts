import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CallerKind } from '#libs/access/caller';
import { commandAccess, type CommandName, queryAccess, type QueryName } from '#libs/access/matrix';
import { type Answer, type SignedIn, until } from './client.js';
import { chooseOwnPassword } from './chosen-password.js';
import { commandsOn, type Target } from './commands-on.js';
import { board, done, otherBoard, role, School } from './school.js';

const columns = {
  user: 'person',
  administrator: 'person',
  acting: 'person',
  desk: 'service-desk',
  operator: 'operator',
  auditor: 'auditor',
  privacy: 'privacy-officer',
  reporting: 'reporting-job',
  application: 'application',
} as const satisfies Record<string, CallerKind>;
type Column = keyof typeof columns;
const everyColumn = Object.keys(columns) as Column[];

/**
 * Who may do what: each command and each query, each kind of caller, on what is in their reach and on what isn't
 * (ADM-02). `yes`: the rules decide; `none`: answered like what doesn't exist; `no`: this kind of caller may never.
 * `yes/none` stands for in reach and out of reach; one word stands for both.
 *
 * A user's reach is their own account. `acting` is an application that acts for the administrator (`act`). What the
 * staff can't reach is what doesn't exist. Rows are tried in this order: the user is without an account before somebody
 * issues them a password, which would bar them from everything (PWD-06).
 */
const commandTable = `
                                         user          administrator acting        desk          operator      auditor       privacy       reporting     application
define-role                              no            no            no            no            yes           no            no            no            no
propose-policy                           no            no            no            no            yes           no            no            no            no
confirm-policy                           no            no            no            no            yes/none      no            no            no            no
record-organisation                      no            no            no            no            yes           no            no            no            no
load-register                            no            no            no            no            yes           no            no            no            no
plan-move                                no            no            no            no            yes           no            no            no            no
drop-move                                no            no            no            no            yes           no            no            no            no
propose-administrator                    no            no            no            yes           no            no            no            no            no
confirm-administrator                    no            no            no            yes/none      no            no            no            no            no
reject-administrator                     no            no            no            yes/none      no            no            no            no            no
grant-administrator-authorisations       no            no            no            yes/none      no            no            no            no            no
withdraw-administrator-authorisations    no            no            no            yes/none      no            no            no            no            no
give-mandate                             no            no            no            yes           no            no            no            no            no
end-mandate                              no            no            no            yes/none      no            no            no            no            no
create-user                              none          yes/none      yes/none      no            no            no            no            no            no
change-roles                             none          yes/none      yes/none      no            no            no            no            no            no
mail-activation-code                     none          yes/none      yes/none      yes/none      no            no            no            no            no
couple-means                             no            no            no            no            no            no            no            no            yes
couple-means-again                       no            no            no            no            no            no            no            no            yes
decouple-means                           none          yes/none      yes/none      yes/none      no            no            no            no            no
begin-conversion                         none          yes/none      yes/none      yes/none      no            no            no            no            no
mark-office-staff                        none          yes/none      yes/none      no            no            no            no            no            no
report-means-problem                     no            no            no            yes/none      no            no            no            no            no
step-down                                no            no            no            yes/none      no            no            no            no            no
change-password                          yes           yes           yes           no            no            no            no            no            no
issue-password                           no            no            no            yes/none      no            no            no            no            no
block-account                            no            no            no            yes/none      no            no            no            no            no
unblock-account                          no            no            no            yes/none      no            no            no            no            no
print-username-letter                    none          yes/none      yes/none      yes/none      no            no            no            no            no
sign-out                                 yes           yes           yes           no            no            no            no            no            no
take-letter                              no            no            no            yes/none      no            no            no            no            no
record-letter-sent                       no            no            no            yes/none      no            no            no            no            no
record-letter-delivered                  no            no            no            yes/none      no            no            no            no            no
record-letter-undeliverable              no            no            no            yes/none      no            no            no            no            no
open-letter-again                        no            no            no            yes/none      no            no            no            no            no
record-mail-bounce                       no            no            no            no            yes/none      no            no            no            yes/none
change-contact-data                      yes/none      yes/none      yes/none      yes/none      no            no            no            no            no
seed-generator                           no            no            no            no            yes           no            no            no            no
import-generators                        no            no            no            no            yes           no            no            no            no
count-stock                              no            no            no            yes           no            no            no            no            no
destroy-generator                        no            no            no            yes/none      no            no            no            no            no
report-generator-missing                 no            no            no            yes/none      no            no            no            no            no
record-generator-found                   no            no            no            yes/none      no            no            no            no            no
issue-token                              no            no            no            yes/none      no            no            no            no            no
hand-over-token                          none          yes/none      yes/none      yes/none      no            no            no            no            no
end-account                              none          yes/none      yes/none      no            no            no            no            no            no
reset-password                           none          yes/none      yes/none      no            no            no            no            no            no
report-token-problem                     no            no            no            yes/none      no            no            no            no            no
record-token-return                      no            no            no            yes/none      no            no            no            no            no
leave-organisation                       no            no            no            yes/none      no            no            no            no            no
`;

const queryTable = `
                                         user          administrator acting        desk          operator      auditor       privacy       reporting     application
search-accounts                          yes           yes           yes           yes           no            no            no            no            no
show-account                             yes/none      yes/none      yes/none      yes/none      no            no            no            no            no
show-proposed-administrator              no            no            no            yes/none      no            no            no            no            no
show-organisation                        yes           yes           yes           yes/none      yes/none      yes/none      yes/none      yes/none      yes/none
show-role                                yes           yes           yes           yes           yes           yes           yes           yes           yes
show-mandate                             no            no            no            yes/none      no            yes/none      no            no            no
show-policy                              no            no            no            yes           yes           yes           yes           no            no
show-dry-run                             no            no            no            yes           yes           yes           no            no            no
list-dry-run                             no            no            no            yes           yes           yes           no            no            no
list-organisations-without-administrator no            no            no            yes           yes           no            no            yes           no
list-open-proposals                      no            no            no            yes           yes           no            no            no            no
show-move-plan                           no            no            no            yes           yes           no            no            yes           no
list-custody                             no            no            no            yes           yes           yes           no            no            no
show-custody                             no            no            no            yes/none      yes/none      yes/none      no            no            no
list-stock-counts                        no            no            no            yes           yes           yes           no            no            no
list-stock-differences                   no            no            no            yes           yes           yes           no            no            no
list-generators                          yes           yes           yes           yes           no            no            no            no            no
list-accounts-not-signed-in              yes           yes           yes           yes           no            no            no            no            no
list-grants-to-review                    yes           yes           yes           yes           no            no            no            no            no
show-session                             none          none          none          no            no            no            no            no            no
show-letter                              no            no            no            yes/none      no            no            no            no            no
list-letters                             no            no            no            yes           no            no            no            no            no
show-account-history                     no            no            no            no            no            yes/none      yes/none      no            no
show-audit-trail                         no            no            no            no            no            yes           yes           no            no
`;

let school: School;
let inReach: Target;
let outOfReach: Target;
let nobodys: Target;
let callers: Readonly<Record<Column, SignedIn>>;

/** Id of a mail that was sent. */
async function aMail(): Promise<string> {
  const mails = join(school.program.dataDirectory, 'mail');
  const left = async () => (await readdir(mails).catch(() => [])).find((name) => name.endsWith('.eml'));
  return (await until(left, 'a mail')).replace('.eml', '');
}

beforeAll(async () => {
  school = await School.open();
  const ours = await school.appoint();
  const theirs = await school.appoint({ organisation: otherBoard }, [role('medewerker-bekostiging', '99BB')]);
  const user = await school.tokenUser(ours);
  await chooseOwnPassword(school, user);
  const stranger = await school.tokenUser(theirs, {
    organisation: otherBoard,
    roles: [role('medewerker-bekostiging', '99BB')],
  });
  const { mandate } = await school.giveMandate(otherBoard, board, 'medewerker-register');
  const { proposal } = done(
    await (
      await school.client.as('operator', 'another-operator')
    ).command('/policy-proposals', {
      inForceFrom: '2041-01-01T00:00:00Z',
      values: { 'activationCode.validFor': 'PT12H' },
    }),
  ) as unknown as { proposal: string };
  const { letters } = done(await school.serviceDesk.get('/letters')) as unknown as {
    letters: readonly { id: string }[];
  };
  const ofDesk = {
    proposed: done(await school.propose()).account,
    mandate,
    proposal,
    letter: letters[0]?.id ?? '',
    mail: await aMail(),
  };
  inReach = { organisation: board, account: user.account, serialNumber: user.serialNumber, ...ofDesk };
  outOfReach = {
    organisation: otherBoard,
    account: stranger.account,
    serialNumber: stranger.serialNumber,
    ...ofDesk,
  };
  const unknown = '0195e6a0-0000-7000-8000-eeeeeeeeeeee';
  nobodys = {
    organisation: 'board-00000',
    account: unknown,
    serialNumber: '26-0',
    proposed: unknown,
    mandate: unknown,
    proposal: unknown,
    letter: unknown,
    mail: unknown,
  };
  const staff = (kind: CallerKind) => school.client.as(kind, `${kind}-who-tries`);
  callers = {
    user: user.api,
    administrator: ours.api,
    acting: school.client.holding(
      await school.client.token('person', ours.account, { via: 'mijn-duo-portal' }),
    ),
    desk: await staff('service-desk'),
    operator: await staff('operator'),
    auditor: await staff('auditor'),
    privacy: await staff('privacy-officer'),
    reporting: await staff('reporting-job'),
    application: await staff('application'),
  };
}, 240_000);
afterAll(() => school.program.end());

const outcomeOf = ({ status, text }: Answer): string =>
  status === 403
    ? 'no'
    : status === 404
      ? 'none'
      : [200, 201, 422].includes(status)
        ? 'yes'
        : `${status} ${text}`;

const queriesOn = (target: Target): Readonly<Record<QueryName, (by: SignedIn) => Promise<Answer>>> => ({
  'search-accounts': (by) => by.search({ organisation: target.organisation }),
  'show-account': (by) => by.get(`/accounts/${target.account}`),
  'show-proposed-administrator': (by) => by.get(`/accounts/${target.proposed}/appointment-proposal`),
  'show-organisation': (by) => by.get(`/organisations/${target.organisation}`),
  'show-role': (by) => by.get('/roles/medewerker-bekostiging'),
  'show-mandate': (by) => by.get(`/mandates/${target.mandate}`),
  'show-policy': (by) => by.get('/policy'),
  'show-dry-run': (by) => by.get('/policy/dry-run'),
  'list-dry-run': (by) => by.get('/policy/dry-run/coupling-lapses'),
  'list-organisations-without-administrator': (by) => by.get('/reports/organisations-without-administrator'),
  'show-move-plan': (by) => by.get('/move-plans?sector=po'),
  'list-custody': (by) => by.get('/generators'),
  'show-custody': (by) => by.get(`/generators/${target.serialNumber}/custody`),
  'list-stock-counts': (by) => by.get('/stock-counts'),
  'list-stock-differences': (by) => by.get('/stock-counts/differences'),
  'list-generators': (by) => by.get('/reports/token-generators'),
  'list-accounts-not-signed-in': (by) => by.get('/reports/accounts-not-signed-in'),
  'list-open-proposals': (by) => by.get('/reports/open-proposals'),
  'list-grants-to-review': (by) => by.get('/reports/grants-to-review'),
  'show-session': (by) => by.get('/session'),
  'show-letter': (by) => by.get(`/letters/${target.letter}`),
  'list-letters': (by) => by.get('/letters'),
  'show-account-history': (by) => by.get(`/accounts/${target.account}/history`),
  'show-audit-trail': (by) => by.get('/audit-trail'),
});

interface Row {
  readonly name: string;
  readonly cells: Readonly<Record<string, string>>;
}

function rowsOf(table: string): readonly Row[] {
  const [head = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/ +/));
  return rows.map(([name = '', ...cells]) => ({
    name,
    cells: Object.fromEntries(head.map((column, place) => [column, cells[place] ?? ''])),
  }));
}

type Sending = (target: Target, by: SignedIn) => Promise<Answer>;

/** What came of it on what is in reach and on what is not; what is not is tried first. */
async function tried(
  column: Column,
  send: Sending,
): Promise<{ readonly cell: string; readonly answer: Answer }> {
  const by = callers[column];
  const out = await send(columns[column] === 'person' ? outOfReach : nobodys, by);
  const answer = await send(inReach, by);
  const [outside, inside] = [outcomeOf(out), outcomeOf(answer)];
  return { cell: outside === inside ? inside : `${inside}/${outside}`, answer };
}

const withoutIds = (text: string): string =>
  text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>');

const requireForbidden = ({ body }: Answer, access: { readonly rule: string }): void =>
  expect(body).toMatchObject({ type: 'urn:autorisatiebeheer:problem:forbidden', rule: access.rule });

describe('who may run which query', () => {
  const rows = rowsOf(queryTable);

  it('AVG-01 every query of the matrix stands in the table', () => {
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(queryAccess));
  });

  it.each(rows)('ADM-02 $name', async ({ name, cells }) => {
    const query = name as QueryName;
    const send: Sending = (target, by) => queriesOn(target)[query](by);
    const found: Record<string, string> = {};
    for (const column of everyColumn) {
      const { cell, answer } = await tried(column, send);
      found[column] = cell;
      if (cell === 'no') requireForbidden(answer, queryAccess[query]);
    }
    expect(found).toEqual(cells);
  });
});

describe('who may issue which command', () => {
  const rows = rowsOf(commandTable);
  const send =
    (name: CommandName): Sending =>
    (target, by) =>
      commandsOn(school, target)[name](by);
  const refusedCommands: { readonly id: string; readonly name: string; readonly rule: string }[] = [];

  it('AVG-01 every command of the matrix stands in the table', () => {
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(commandAccess).sort());
  });

  it.each(rows.filter(({ cells }) => Object.values(cells).some((cell) => cell.includes('none'))))(
    'ADM-02 $name on what is out of reach is answered like on what doesn’t exist',
    async ({ name, cells }) => {
      for (const column of everyColumn.filter(
        (one) => columns[one] === 'person' && cells[one]?.includes('none') === true,
      )) {
        const [stranger, nobody] = [
          await send(name as CommandName)(outOfReach, callers[column]),
          await send(name as CommandName)(nobodys, callers[column]),
        ];
        expect(stranger.status).toBe(404);
        expect(withoutIds(stranger.text)).toBe(withoutIds(nobody.text));
      }
    },
  );

  it.each(rows)('ADM-02 $name', async ({ name, cells }) => {
    const command = name as CommandName;
    if (command === 'reject-administrator')
      inReach = { ...inReach, proposed: done(await school.propose()).account };
    const found: Record<string, string> = {};
    for (const column of everyColumn) {
      const { cell, answer } = await tried(column, send(command));
      found[column] = cell;
      if (cell !== 'no') continue;
      requireForbidden(answer, commandAccess[command]);
      const { commandId } = answer.body as { commandId: string };
      refusedCommands.push({ id: commandId, name, rule: commandAccess[command].rule });
    }
    expect(found).toEqual(cells);
  });

  it.each<[CommandName, (by: SignedIn) => Promise<Answer>]>([
    ['import-generators', (by) => by.command('/generator-files', { file: 'unreadable' })],
    ['record-mail-bounce', (by) => by.command('/mail-bounces', { notification: 'unreadable' })],
    [
      'load-register',
      (by) =>
        by.post('/register-files?name=without-a-month', 'no register', {
          'Content-Type': 'text/csv',
          'Idempotency-Key': school.client.nextKey(),
        }),
    ],
  ])(
    'AVG-01 %s is refused to whoever may not, and that is recorded, before what they sent is read',
    async (name, upload) => {
      const answer = await upload(await school.client.as('auditor', `auditor-who-uploads-for-${name}`));
      requireForbidden(answer, commandAccess[name]);
      const { commandId } = answer.body as { commandId: string };
      const trail = await school.trail('&refused=true');
      expect(trail.find((entry) => entry.command.id === commandId)).toMatchObject({
        type: 'command.refused',
        rules: [commandAccess[name].rule],
        command: { name },
      });
      const operators = await upload(school.operator);
      expect(operators.status).toBe(400);
    },
  );

  it('AVG-01 what a kind of caller may never do is recorded with its rule, as far as their minute allows', async () => {
    const trail = await school.trail('&refused=true');
    const byId = new Map(trail.map((entry) => [entry.command.id, entry]));
    const recorded = refusedCommands.filter(({ id }) => byId.has(id));
    expect(recorded.length).toBeGreaterThan(0);
    for (const { id, name, rule } of recorded)
      expect(byId.get(id)).toMatchObject({ type: 'command.refused', rules: [rule], command: { name } });
  });
});
