import { embeddedTokenIssuerName } from '#libs/access/tokens/bearer-tokens';
import { commandId, staffSender } from '#libs/commands/command-request';
import { mandateId } from '#libs/commands/mandates';
import { deriveId } from '#libs/journal/ids';

/**
 * One example for each operation, in an order in which they work on a fresh installation. They can be pasted into
 * a shell in the project's folder while `npm start` runs; a test does just that. Ids follow from the caller and the
 * Idempotency-Key, so that they are the same on every installation.
 */
const exampleKey = (place: number): string =>
  `0195e6a0-0000-7000-8000-0000000000${String(place).padStart(2, '0')}`;

const staff = (subject: string): string => staffSender(embeddedTokenIssuerName, subject);
const accountMadeBy = (sender: string, key: string): string => deriveId(commandId(sender, key), 'account');

const proposal = deriveId(commandId(staff('operator'), exampleKey(41)), 'policy proposal');
const mandate = mandateId('board-99902', 'board-99901');
const administrator = accountMadeBy(staff('service-desk'), exampleKey(3));
const user = accountMadeBy(administrator, exampleKey(4));

const tokenOfUser = `/accounts/${user}/tokens/26-1234567-8`;
/** The one of the supplier’s file. */
const inStock = '/generators/26-7654321-0';
const token = (as: string): string => `"Authorization: Bearer $(npm run -s token -- --as ${as})"`;
const url = (path: string): string => `http://127.0.0.1:3000/v1${path}`;

const post = (as: string, path: string, place: number, body: string): string =>
  [
    `curl -sS '${url(path)}'`,
    `-H ${token(as)}`,
    `-H 'Idempotency-Key: ${exampleKey(place)}'`,
    `-H 'Content-Type: application/json'`,
    `-d ${body}`,
  ].join(' \\\n  ');

const get = (as: string, path: string): string =>
  [`curl -sS '${url(path)}'`, `-H ${token(as)}`].join(' \\\n  ');
const quoted = (body: object): string => `'${JSON.stringify(body)}'`;

const asAdministrator = `person --subject ${administrator}`;
const meansOf =
  '$(npm run -s token -- --as means --subject pseudonym-of-groningen --legal-subject KvK:12345678)';
/** Takes no token: this is how people get in. */
const signIn = (path: string, body: string): string =>
  [`curl -sS '${url(path)}'`, `-H 'Content-Type: application/json'`, `-d ${body}`].join(' \\\n  ');
/** Signs in with the means, and goes on in that session. */
const inSession = `"Authorization: Bearer $(curl -sS '${url('/sign-ins-with-means')}' -H 'Content-Type: application/json' -d '{"meansStatement":"'"${meansOf}"'"}' | node -pe 'JSON.parse(fs.readFileSync(0)).sessionToken')"`;
const roles = [{ role: 'medewerker-bekostiging', kenmerken: [{ type: 'BRIN', value: '99KG' }] }];
const otherOrganisation = {
  form: { reference: 'F-2026-000125', dateReceived: '2026-11-20', signatory: 'M. de Boer' },
  authorisations: [
    {
      organisation: 'board-99902',
      role: 'medewerker-bekostiging',
      kenmerken: [{ type: 'BRIN', value: '99BB' }],
    },
  ],
};
/** ADM-12. */
const onForm = {
  request: {
    way: 'form',
    form: { reference: 'F-2026-000127', dateReceived: '2026-11-20', signatory: 'E. van Drenth' },
  },
} as const;
const called = { way: 'telephone', identityCheckedBy: 'called-back' } as const;
const usernameOf = `$(curl -sS '${url(`/accounts/${user}`)}' -H ${token('service-desk')} | node -pe 'JSON.parse(fs.readFileSync(0)).username')`;
/** The letter that calls the user’s generator back. */
const letter = `$(curl -sS '${url('/letters?limit=100')}' -H ${token('service-desk')} | node -pe 'JSON.parse(fs.readFileSync(0)).letters.find(({ kind }) => kind === "generator-called-back").id')`;
/** It, taken out of the print queue, with a printer that jams. */
const misprintedLetter = `$(id="${letter}"; curl -sS '${url('/letters/')}'"$id"'/prints' -H ${token('service-desk')} -H 'Idempotency-Key: ${exampleKey(80)}' -H 'Content-Type: application/json' -d '{}' -o /dev/null; echo "$id")`;
/** A mail without a code that came back, as a mail server says so. */
const aBounce = `$(mail=$(basename "$(grep -LE '^ {4}[0-9A-Z]{4}-' "\${DATA_DIR:-data}"/mail/*.eml | head -n 1)" .eml); printf 'Content-Type: multipart/report; boundary=B\\n\\n--B\\nContent-Type: message/delivery-status\\n\\nOriginal-Envelope-Id: %s\\n\\nAction: failed\\nStatus: 5.1.1\\n\\n--B--\\n' "$mail" | base64 -w0)`;
const codeInMail = `$(grep -hoE '^ +[0-9A-Z]{4}(-[0-9A-Z]{4}){3}' "\${DATA_DIR:-data}"/mail/*.eml | tail -n 1 | tr -d ' ')`;

const anotherAdministrator = {
  organisation: 'board-99901',
  signInMethod: 'eherkenning',
  surname: 'Zeeland',
  initials: 'ZE',
  telephone: '050-1234568',
  emailAddress: 'z.zeeland@voorbeeldschool.nl',
  form: { reference: 'F-2026-000126', dateReceived: '2026-11-20', signatory: 'M. de Boer' },
  authorisations: roles.map((one) => ({ ...one, organisation: 'board-99901' })),
};
/** Proposes somebody, for the rejection, and gives the id of the account that it would be. */
const proposedAnother = `$(${post('service-desk', '/administrators', 48, quoted(anotherAdministrator))} | node -pe 'JSON.parse(fs.readFileSync(0)).account')`;

const bodies = {
  recordOrganisation: {
    type: 'municipality',
    code: '0099',
    name: 'Gemeente Voorbeeldstad',
    visitingAddress: { street: 'Modelplein', houseNumber: '1', city: 'VOORBEELDSTAD' },
    sectors: ['gemeente'],
    rmcRegion: '03',
  },
  proposeAdministrator: {
    organisation: 'board-99901',
    signInMethod: 'token',
    username: 'Drenth99ED',
    surname: 'Drenth',
    initials: 'ED',
    prefix: 'van',
    telephone: '050-1234567',
    emailAddress: 'ed.vandrenth@voorbeeldschool.nl',
    form: { reference: 'F-2026-000123', dateReceived: '2026-11-20', signatory: 'M. de Boer' },
    authorisations: roles.map((one) => ({ ...one, organisation: 'board-99901' })),
  },
  createUser: {
    organisation: 'board-99901',
    signInMethod: 'token',
    username: 'Groningen99SR',
    surname: 'Groningen',
    initials: 'SR',
    telephone: '0612345678',
    emailAddress: 'sr.groningen@voorbeeldschool.nl',
    roles,
  },
  changeRoles: { grant: roles },
  changeContactData: {
    telephone: '0687654321',
    emailAddress: 's.groningen@voorbeeldschool.nl',
    function: null,
    ...onForm,
  },
  seedGenerator: {
    serialNumber: '26-1234567-8',
    otp: 'totp',
    hash: 'sha1',
    digits: 6,
    period: 30,
    seed: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  },
  issueToken: { serialNumber: '26-1234567-8', deliveredTo: administrator },
  importGenerators: {
    format: 'csv',
    file: Buffer.from(
      'serial,seed,kind,hash,digits,period\n26-7654321-0,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJR,totp,sha1,6,30\n',
    ).toString('base64'),
    deliveryNote: 'PB-2026-001',
    receivedOn: '2026-01-20',
  },
  countStock: { countedAt: '2026-01-20T16:00:00Z', report: 'T-2026-01', serialNumbers: ['26-7654321-0'] },
  destroyGenerator: { reason: 'worn-out', method: 'shredded', report: 'PV-2026-0017' },
  stepDown: {
    form: { reference: 'F-2026-000126', dateReceived: '2026-11-20', signatory: 'M. de Boer' },
    staysOnAsUser: true,
  },
  giveMandate: {
    givingOrganisation: 'board-99902',
    receivingOrganisation: 'board-99901',
    roles: ['medewerker-bekostiging'],
    form: { reference: 'F-2026-000124', dateReceived: '2026-11-20', signatory: 'M. de Boer' },
  },
  leaveOrganisation: {
    form: { reference: 'F-2026-000171', dateReceived: '2026-11-20', signatory: 'M. de Boer' },
  },
  planMove: { sector: 'po', date: '2040-01-01' },
  dropMove: { sector: 'po' },
  grantAdministratorAuthorisations: otherOrganisation,
  withdrawAdministratorAuthorisations: otherOrganisation,
} as const;

/** What the page to try it starts with: all fields of a form at once would break a rule. */
export const bodyExample = (operation: keyof typeof bodies) => ({
  examples: { [operation]: { value: bodies[operation] } },
});

/** Resets the password of the user, and reads the answer that shows it. */
const temporaryPassword = `$(curl -sS '${url(`/accounts/${user}/password-resets`)}' -H ${token(asAdministrator)} -H 'Idempotency-Key: ${exampleKey(26)}' -H 'Content-Type: application/json' -d '{}' | node -pe 'JSON.parse(fs.readFileSync(0)).temporaryPassword')`;
/** What the generator that was seeded shows now. */
const codeOnGenerator = `$(node -e "import('otplib').then((o) => console.log(o.generateSync({ secret: '${bodies.seedGenerator.seed}' })))")`;

export const examples = {
  loadRegister: [
    `curl -sS '${url('/register-files?name=schoolvestigingen-voorbeeld.2026-04.csv')}'`,
    `-H ${token('operator')}`,
    `-H 'Idempotency-Key: ${exampleKey(1)}'`,
    `-H 'Content-Type: text/csv'`,
    `--data-binary @apps/cli/demo/schoolvestigingen-voorbeeld.2026-04.csv`,
  ].join(' \\\n  '),
  recordOrganisation: post('operator', '/organisations', 50, quoted(bodies.recordOrganisation)),
  defineRole: post(
    'operator',
    '/roles',
    2,
    quoted({
      code: 'medewerker-bekostiging',
      name: 'Medewerker bekostiging',
      explanation: 'Bekijkt en verwerkt bekostigingsgegevens.',
      kenmerkType: 'BRIN',
      sectors: ['po', 'vo'],
      inForceFrom: '2026-01-01',
    }),
  ),
  showRole: get('auditor', '/roles/medewerker-bekostiging'),
  showOrganisation: get('auditor', '/organisations/board-99901'),
  proposeAdministrator: post('service-desk', '/administrators', 3, quoted(bodies.proposeAdministrator)),
  showProposedAdministrator: get('service-desk', `/accounts/${administrator}/appointment-proposal`),
  listOpenProposals: get('service-desk', '/reports/open-proposals?limit=25'),
  confirmAdministrator: post(
    'service-desk --subject second-at-the-desk',
    `/accounts/${administrator}/appointment-confirmations`,
    47,
    quoted({}),
  ),
  rejectAdministrator: post(
    'service-desk',
    `/accounts/'"${proposedAnother}"'/appointment-rejections`,
    49,
    quoted({}),
  ),
  createUser: post(asAdministrator, '/users', 4, quoted(bodies.createUser)),
  searchAccounts: [
    `curl -sS '${url('/accounts/_search')}'`,
    `-H ${token(asAdministrator)}`,
    `-H 'Content-Type: application/json'`,
    `-d '{"words":"gron","limit":25}'`,
  ].join(' \\\n  '),
  showAccount: get(asAdministrator, `/accounts/${user}`),
  changeRoles: post(
    asAdministrator,
    `/accounts/${administrator}/role-changes`,
    5,
    quoted(bodies.changeRoles),
  ),
  seedGenerator: post('operator', '/generators', 70, quoted(bodies.seedGenerator)),
  importGenerators: post('operator', '/generator-files', 75, quoted(bodies.importGenerators)),
  issueToken: post('service-desk', `/accounts/${user}/tokens`, 71, quoted(bodies.issueToken)),
  handOverToken: post(asAdministrator, `${tokenOfUser}/hand-overs`, 72, quoted({})),
  resetPassword: post(asAdministrator, `/accounts/${user}/password-resets`, 20, quoted({})),
  signInWithToken: signIn(
    '/sign-ins',
    `'{"username":"${bodies.createUser.username}","password":"'"${temporaryPassword}"'","oneTimeCode":"'"${codeOnGenerator}"'"}'`,
  ),
  markOfficeStaff: post(
    asAdministrator,
    `/accounts/${user}/office-staff-marks`,
    60,
    quoted({ officeStaff: false }),
  ),
  beginConversion: post(
    asAdministrator,
    `/accounts/${user}/conversions`,
    61,
    quoted({ confirmed: true, holdsRightMeans: true }),
  ),
  mailActivationCode: post(asAdministrator, `/accounts/${user}/activation-codes`, 6, quoted({})),
  printUsernameLetter: `${post(asAdministrator, `/accounts/${user}/username-letters`, 12, quoted({}))} \\\n  -o gebruikersnaam.pdf`,
  coupleMeans: post(
    'application',
    '/couplings',
    7,
    [
      `'{"meansStatement":"'"${meansOf}"'",`,
      `"hasUsernameAndCode":true,"acceptedPrivacyStatement":"2026-01","acceptedTermsOfUse":"2026-01",`,
      `"username":"'"${usernameOf}"'","activationCode":"'"${codeInMail}"'"}'`,
    ].join(''),
  ),
  decoupleMeans: post(
    asAdministrator,
    `/accounts/${user}/decouplings`,
    8,
    quoted({ reason: 'new-supplier', holdsRightMeans: true }),
  ),
  coupleMeansAgain: post('application', '/couplings-again', 9, `'{"meansStatement":"'"${meansOf}"'"}'`),
  reportTokenProblem: post(
    'service-desk',
    `${tokenOfUser}/problems`,
    73,
    quoted({
      problem: 'lost',
      discoveredAt: '2026-01-20T08:00:00Z',
      reportedAt: '2026-01-20T09:30:00Z',
      block: false,
      request: called,
    }),
  ),
  listTokenGenerators: get(asAdministrator, '/reports/token-generators?which=outstanding&limit=25'),
  signInWithMeans: signIn('/sign-ins-with-means', `'{"meansStatement":"'"${meansOf}"'"}'`),
  showSession: [`curl -sS '${url('/session')}'`, `-H ${inSession}`].join(' \\\n  '),
  changePassword: [
    `curl -sS '${url('/session/password-changes')}'`,
    `-H ${inSession}`,
    `-H 'Idempotency-Key: ${exampleKey(24)}'`,
    `-H 'Content-Type: application/json'`,
    `-d ${quoted({ currentPassword: 'bkmt2749fwrd8365', newPassword: 'Zonnebloem-7-veld' })}`,
  ].join(' \\\n  '),
  signOut: [
    `curl -sS '${url('/session/endings')}'`,
    `-H ${inSession}`,
    `-H 'Idempotency-Key: ${exampleKey(13)}'`,
    `-H 'Content-Type: application/json'`,
    `-d ${quoted({})}`,
  ].join(' \\\n  '),
  reportMeansProblem: post(
    'service-desk',
    `/accounts/${user}/means-problem-reports`,
    62,
    quoted({
      problem: 'lost',
      discoveredAt: '2026-11-20T07:30:00Z',
      reportedAt: '2026-11-20T09:00:00Z',
      request: called,
    }),
  ),
  changeContactData: post(
    'service-desk',
    `/accounts/${user}/contact-data-changes`,
    11,
    quoted(bodies.changeContactData),
  ),
  blockAccount: post('service-desk', `/accounts/${user}/blocks`, 22, quoted(onForm)),
  unblockAccount: post('service-desk', `/accounts/${user}/block-liftings`, 23, quoted(onForm)),
  endAccount: post(
    asAdministrator,
    `/accounts/${user}/endings`,
    10,
    quoted({ confirmed: true, noLongerWorksHere: true }),
  ),
  listLetters: get('service-desk', '/letters?limit=25'),
  openLetterAgain: post(
    'service-desk',
    `/letters/'"${misprintedLetter}"'/reopenings`,
    85,
    quoted({ reason: 'printed-badly' }),
  ),
  // In a moment, when it was made again.
  takeLetter: `${post('service-desk', `/letters/'"${letter}"'/prints`, 81, quoted({}))} \\\n  -o letter.pdf`,
  recordLetterSent: post('service-desk', `/letters/'"${letter}"'/sendings`, 82, quoted({})),
  recordLetterUndeliverable: post(
    'service-desk',
    `/letters/'"${letter}"'/failed-deliveries`,
    83,
    quoted({ reason: 'returned' }),
  ),
  recordLetterDelivered: post(
    'service-desk',
    `/letters/'"${letter}"'/deliveries`,
    84,
    quoted({ identityChecked: false }),
  ),
  showLetter: get('service-desk', `/letters/'"${letter}"'`),
  showLetterCopy: `${get('service-desk', `/letters/'"${letter}"'/copy`)} \\\n  -o copy.pdf`,
  recordTokenReturn: post('service-desk', `${tokenOfUser}/returns`, 74, quoted({})),
  listCustody: get('service-desk', '/generators?state=in-use&limit=25'),
  showCustody: get('service-desk', '/generators/26-1234567-8/custody?at=2040-01-01T00:00:00Z'),
  countStock: post('service-desk', '/stock-counts', 79, quoted(bodies.countStock)),
  listStockCounts: get('auditor', '/stock-counts?limit=25'),
  listStockDifferences: get('service-desk', '/stock-counts/differences?settled=false&limit=25'),
  reportGeneratorMissing: post('service-desk', `${inStock}/missing-reports`, 76, quoted({})),
  recordGeneratorFound: post('service-desk', `${inStock}/findings`, 77, quoted({})),
  destroyGenerator: post('service-desk', `${inStock}/destructions`, 78, quoted(bodies.destroyGenerator)),
  giveMandate: post('service-desk --subject second-at-the-desk', '/mandates', 43, quoted(bodies.giveMandate)),
  showMandate: get('auditor', `/mandates/${mandate}`),
  grantAdministratorAuthorisations: post(
    'service-desk',
    `/accounts/${administrator}/administrator-authorisations`,
    44,
    quoted(otherOrganisation),
  ),
  withdrawAdministratorAuthorisations: post(
    'service-desk',
    `/accounts/${administrator}/administrator-authorisation-withdrawals`,
    45,
    quoted(otherOrganisation),
  ),
  endMandate: post(
    'service-desk',
    `/mandates/${mandate}/endings`,
    46,
    quoted({ form: bodies.giveMandate.form }),
  ),
  leaveOrganisation: post(
    'service-desk',
    '/organisations/board-99903/departures',
    92,
    quoted(bodies.leaveOrganisation),
  ),
  planMove: post('operator', '/move-plans', 90, quoted(bodies.planMove)),
  showMovePlan: get('operator', '/move-plans?sector=po&limit=25'),
  dropMove: post('operator', '/move-plans/droppings', 91, quoted(bodies.dropMove)),
  listOrganisationsWithoutAdministrator: get(
    'service-desk',
    '/reports/organisations-without-administrator?limit=25',
  ),
  listAccountsNotSignedIn: get(asAdministrator, '/reports/accounts-not-signed-in?limit=25'),
  listGrantsToReview: get(asAdministrator, '/reports/grants-to-review?limit=25'),
  proposePolicy: post(
    'operator',
    '/policy-proposals',
    41,
    quoted({ inForceFrom: '2040-01-01T00:00:00Z', values: { 'activationCode.validFor': 'PT12H' } }),
  ),
  confirmPolicy: post(
    'operator --subject second-operator',
    `/policy-proposals/${proposal}/confirmations`,
    42,
    quoted({}),
  ),
  showPolicy: get('auditor', '/policy'),
  showDryRun: get('operator', '/policy/dry-run?couplingLapsesAfter=P12M&signInFailuresBeforeLock=3'),
  listDryRun: get('service-desk', '/policy/dry-run/password-expires?passwordValidFor=P7D&limit=25'),
  showAccountHistory: get('auditor', `/accounts/${user}/history`),
  showAuditTrail: get('auditor', `/audit-trail?account=${user}&limit=25`),
  recordMailBounce: post('operator', '/mail-bounces', 95, `'{"notification":"'"${aBounce}"'"}'`),
  // Last: until it is changed the administrator does nothing (PWD-10), and then is one no longer.
  issuePassword: post('service-desk', `/accounts/${administrator}/password-letters`, 21, quoted(onForm)),
  stepDown: post('service-desk', `/accounts/${administrator}/step-downs`, 63, quoted(bodies.stepDown)),
} as const;

/** Text for the documentation: what an operation does, and its example. */
export const withExample = (text: string, operation: keyof typeof examples): string =>
  `${text}\n\nExample, in the project’s folder beside \`npm start\`:\n\n\`\`\`sh\n${examples[operation]}\n\`\`\``;
