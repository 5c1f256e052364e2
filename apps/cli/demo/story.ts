import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { moment } from '#libs/journal/sentence';
import { print } from '../print.js';
import { type Client, type CommandAnswer, type RefusalAnswer, type Who } from './client.js';
import { readActivationCode } from './mailbox.js';

const registerFile = 'schoolvestigingen-voorbeeld.2026-04.csv';
/** Shipped beside the sources, not beside what is compiled from them. */
const registerPath = fileURLToPath(new URL(`../../../../apps/cli/demo/${registerFile}`, import.meta.url));

const operator: Who = { kind: 'operator', subject: 'operator', name: 'O. Peters' };
const serviceDesk: Who = { kind: 'service-desk', subject: 'service-desk', name: 'S. de Desk' };
const colleague: Who = { kind: 'service-desk', subject: 'service-desk-2', name: 'C. Ollega' };
const portal: Who = { kind: 'application', subject: 'mijn-duo-portal' };
const auditor: Who = { kind: 'auditor', subject: 'auditor', name: 'A. Uditor' };

const board = 'board-99901';
const roles = [
  { role: 'medewerker-bekostiging', kenmerken: [{ type: 'BRIN', value: '99KG' }] },
  { role: 'raadpleger-zaakdossier', kenmerken: [{ type: 'BRIN', value: '99KG' }] },
];

interface Found {
  readonly accounts: readonly { readonly id: string; readonly surname: string; readonly initials: string }[];
}

interface Details {
  readonly username: string;
  readonly coupled: boolean;
  readonly activationCode: { readonly state: string };
}

/** The manual's sections 4.2, 4.3 and 4.6, played over HTTP; the accounts that it leaves behind. */
export async function playStory(client: Client, mailFolder: string): Promise<readonly string[]> {
  chapter('Before: the operator loads the register and the role catalogue');
  step(
    'loads the school register (made-up rows, the real layout)',
    await client.loadRegister(operator, registerFile, await readFile(registerPath)),
  );
  for (const { role } of roles) step(`puts role ${role} into the catalogue`, await defineRole(client, role));

  chapter('Before: the service desk records an administrator (§1.2)');
  const administrator = await appoint(client);
  const ed: Who = { kind: 'person', subject: administrator };

  chapter('§4.2 The administrator creates a user');
  refused(
    'forgets the kenmerken and gives a shared mailbox',
    await client.refused(ed, '/users', {
      ...newUser,
      emailAddress: 'administratie@voorbeeldschool.nl',
      roles: [{ role: 'medewerker-bekostiging', kenmerken: [] }],
    }),
  );
  const created = await client.command(ed, '/users', { ...newUser, roles });
  step('creates SR Groningen', created);
  const user = created.account ?? '';
  const { accounts } = await client.search<Found>(ed, created.position ?? '0', { words: 'gron' });
  print(
    `  ✓ searches for “gron” and sees at once: ${accounts.map(({ initials, surname }) => `${initials} ${surname}`).join(', ')}`,
  );

  chapter('§4.3 The user couples an eHerkenning means');
  step(
    'the administrator has an activation code mailed',
    await client.command(ed, `/accounts/${user}/activation-codes`, {}),
  );
  const code = await readActivationCode(mailFolder, 'sr.groningen@voorbeeldschool.nl', 0);
  print('  ✓ the user reads the code in the mail (nowhere else can it be read)');
  const { username } = await client.get<Details>(ed, `/accounts/${user}`);
  const visit = {
    meansStatement: await client.meansStatement('pseudonym-groningen'),
    hasUsernameAndCode: true,
    acceptedPrivacyStatement: '2026-01',
    acceptedTermsOfUse: '2026-01',
    username,
  };
  refused(
    'the user mistypes the code',
    await client.refused(portal, '/couplings', { ...visit, activationCode: 'AAAA-BBBB-CCCC-DDDD' }),
  );
  step(
    'the user couples the means with username and code',
    await client.command(portal, '/couplings', { ...visit, activationCode: code }),
  );
  refused(
    'somebody else’s code doesn’t work twice',
    await client.refused(portal, '/couplings', {
      ...visit,
      meansStatement: await client.meansStatement('pseudonym-somebody-else'),
      activationCode: code,
    }),
  );

  chapter('§4.6 The administrator decouples the means for a new supplier');
  step(
    'decouples; a new code is mailed at once',
    await client.command(ed, `/accounts/${user}/decouplings`, {
      reason: 'new-supplier',
      holdsRightMeans: true,
    }),
  );
  await readActivationCode(mailFolder, 'sr.groningen@voorbeeldschool.nl', 1);
  step(
    'the user signs in with the old means, and it is coupled again',
    await client.command(portal, '/couplings-again', { meansStatement: visit.meansStatement }),
  );

  await tellHistory(client, user);
  return [administrator, user];
}

const newUser = {
  organisation: board,
  signInMethod: 'eherkenning',
  surname: 'Groningen',
  initials: 'SR',
  telephone: '0612345678',
  emailAddress: 'sr.groningen@voorbeeldschool.nl',
  function: 'Administratief medewerker',
  holdsRightMeans: true,
};

const defineRole = (client: Client, code: string): Promise<CommandAnswer> =>
  client.command(operator, '/roles', {
    code,
    name: code.charAt(0).toUpperCase() + code.slice(1).replace('-', ' '),
    explanation: 'Voorbeeldrol van de demonstratie.',
    kenmerkType: 'BRIN',
    sectors: ['po'],
    inForceFrom: '2026-01-01',
  });

async function appoint(client: Client): Promise<string> {
  const proposed = await client.command(serviceDesk, '/administrators', {
    organisation: board,
    signInMethod: 'eherkenning',
    surname: 'Drenth',
    initials: 'ED',
    prefix: 'van',
    telephone: '050-1234567',
    emailAddress: 'ed.vandrenth@voorbeeldschool.nl',
    form: { reference: 'F-2026-000123', dateReceived: '2026-11-20', signatory: 'M. de Boer' },
    authorisations: roles.map((one) => ({ ...one, organisation: board })),
  });
  step('one of the desk proposes ED van Drenth on the board’s form', proposed);
  const confirmations = `/accounts/${proposed.account ?? ''}/appointment-confirmations`;
  refused('the same one confirms it (four eyes)', await client.refused(serviceDesk, confirmations, {}));
  step('a colleague confirms it', await client.command(colleague, confirmations, {}));
  return proposed.account ?? '';
}

interface Told {
  readonly position: string;
  readonly time: string;
  readonly nl: string;
}

async function tellHistory(client: Client, user: string): Promise<void> {
  chapter('What the auditor reads: the history of the user’s account');
  const history = await client.get<readonly (Told & { rule: string | null })[]>(
    auditor,
    `/accounts/${user}/history`,
  );
  for (const told of history) tell(told, told.rule ?? '');

  chapter('And the audit trail of the whole installation, newest first (25 of a page)');
  const { entries } = await client.get<{
    readonly entries: readonly (Told & { command: { name: string }; rules: readonly string[] })[];
  }>(auditor, `/audit-trail?position=${history.at(-1)?.position ?? '0'}`);
  for (const entry of entries) tell(entry, `${entry.command.name} ${entry.rules.join(', ')}`.trim());
}

const tell = ({ time, nl }: Told, why: string): void =>
  print(`  ${moment(time, 'nl').slice(-8)}  ${nl}${why === '' ? '' : ` [${why}]`}`);

const chapter = (title: string): void => print(`\n${title}`);

const step = (what: string, { events }: CommandAnswer): void =>
  print(`  ✓ ${what}\n      → ${events.map(({ type }) => type).join(', ')}`);

const refused = (what: string, { status, violations }: RefusalAnswer): void =>
  print(
    `  ✗ ${what}\n${violations.map(({ rule, field, message }) => `      ${status} ${rule}${field === undefined ? '' : ` (${field})`}: ${message}`).join('\n')}`,
  );
