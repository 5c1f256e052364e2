import { readFile } from 'node:fs/promises';
import { bounceOf } from '#libs/correspondence/bounce.test-data';
import { type CommandName } from '#libs/access/matrix';
import { type Answer, type SignedIn } from './client.js';
import { asked, byTelephone, reportedByTelephone } from './requests.js';
import { bekostiging, boardForm, type School } from './school.js';

/** What commands are about. */
export interface Target {
  readonly organisation: string;
  readonly account: string;
  /** Of the account's token generator. */
  readonly serialNumber: string;
  /** An administrator who was proposed. */
  readonly proposed: string;
  readonly mandate: string;
  /** A proposal of policy. */
  readonly proposal: string;
  readonly letter: string;
  readonly mail: string;
}

const onForm = ({ organisation }: Target) => ({
  form: boardForm,
  authorisations: [{ ...bekostiging, organisation }],
});

/** Each command as somebody sends it who knows the documentation, but perhaps isn't who may. */
export const commandsOn = (
  school: School,
  target: Target,
): Readonly<Record<CommandName, (by: SignedIn) => Promise<Answer>>> => ({
  'define-role': (by) =>
    by.command('/roles', {
      code: 'by-whom',
      name: 'Rol',
      explanation: 'Wie mag dit?',
      kenmerkType: 'BRIN',
      sectors: ['po'],
      inForceFrom: '2026-01-01',
    }),
  'propose-policy': (by) =>
    by.command('/policy-proposals', {
      inForceFrom: '2040-01-01T00:00:00Z',
      values: { 'activationCode.validFor': 'PT12H' },
    }),
  'confirm-policy': (by) => by.command(`/policy-proposals/${target.proposal}/confirmations`, {}),
  'record-organisation': (by) =>
    by.command('/organisations', { type: 'municipality', code: '0098', name: 'Wie?', sectors: ['gemeente'] }),
  'load-register': async (by) =>
    by.post(
      '/register-files?name=schoolvestigingen-voorbeeld.2026-04.csv',
      new Uint8Array(
        await readFile(
          new URL('../../apps/cli/demo/schoolvestigingen-voorbeeld.2026-04.csv', import.meta.url),
        ),
      ),
      { 'Content-Type': 'text/csv', 'Idempotency-Key': school.client.nextKey() },
    ),
  'plan-move': (by) => by.command('/move-plans', { organisation: target.organisation, date: '2040-01-01' }),
  'drop-move': (by) => by.command('/move-plans/droppings', { organisation: target.organisation }),
  'confirm-administrator': (by) => by.command(`/accounts/${target.proposed}/appointment-confirmations`, {}),
  'reject-administrator': (by) => by.command(`/accounts/${target.proposed}/appointment-rejections`, {}),
  'propose-administrator': (by) =>
    by.command('/administrators', {
      ...school.person(),
      ...onForm(target),
      organisation: target.organisation,
    }),
  'grant-administrator-authorisations': (by) =>
    by.command(`/accounts/${target.account}/administrator-authorisations`, onForm(target)),
  'withdraw-administrator-authorisations': (by) =>
    by.command(`/accounts/${target.account}/administrator-authorisation-withdrawals`, onForm(target)),
  'give-mandate': (by) =>
    by.command('/mandates', {
      givingOrganisation: 'board-99902',
      receivingOrganisation: 'board-99901',
      roles: ['medewerker-bekostiging'],
      form: boardForm,
    }),
  'end-mandate': (by) => by.command(`/mandates/${target.mandate}/endings`, { form: boardForm }),
  'leave-organisation': (by) =>
    by.command(`/organisations/${target.organisation}/departures`, { form: boardForm }),
  'create-user': (by) => by.command('/users', school.userFields({ organisation: target.organisation })),
  'change-roles': (by) => by.command(`/accounts/${target.account}/role-changes`, { grant: [bekostiging] }),
  'mail-activation-code': (by) =>
    by.command(`/accounts/${target.account}/activation-codes`, asked(school, by)),
  'couple-means': async (by) =>
    by.command('/couplings', {
      meansStatement: await school.client.statement({ pseudonym: 'by-whom' }),
      hasUsernameAndCode: true,
      acceptedPrivacyStatement: '2026-01',
      acceptedTermsOfUse: '2026-01',
      username: 'nobody99',
      activationCode: '7K2M-D9XT-QB4C-0WZE',
    }),
  'couple-means-again': async (by) =>
    by.command('/couplings-again', {
      meansStatement: await school.client.statement({ pseudonym: 'by-whom' }),
    }),
  'decouple-means': (by) =>
    by.command(`/accounts/${target.account}/decouplings`, {
      reason: 'wrong-account',
      holdsRightMeans: true,
      ...asked(school, by),
    }),
  'begin-conversion': (by) =>
    by.command(`/accounts/${target.account}/conversions`, {
      confirmed: true,
      holdsRightMeans: true,
      ...asked(school, by),
    }),
  'mark-office-staff': (by) =>
    by.command(`/accounts/${target.account}/office-staff-marks`, { officeStaff: true }),
  'report-means-problem': (by) =>
    by.command(`/accounts/${target.account}/means-problem-reports`, {
      problem: 'lost',
      discoveredAt: '2026-01-20T07:30:00Z',
      reportedAt: '2026-01-20T09:00:00Z',
      ...reportedByTelephone(),
    }),
  'step-down': (by) =>
    by.command(`/accounts/${target.account}/step-downs`, { form: boardForm, staysOnAsUser: false }),
  'sign-out': (by) => by.command('/session/endings', {}),
  'print-username-letter': (by) =>
    by.command(`/accounts/${target.account}/username-letters`, asked(school, by)),
  'take-letter': (by) => by.command(`/letters/${target.letter}/prints`, {}),
  'record-letter-sent': (by) => by.command(`/letters/${target.letter}/sendings`, {}),
  'record-letter-delivered': (by) =>
    by.command(`/letters/${target.letter}/deliveries`, { identityChecked: true }),
  'record-letter-undeliverable': (by) =>
    by.command(`/letters/${target.letter}/failed-deliveries`, { reason: 'returned' }),
  'open-letter-again': (by) =>
    by.command(`/letters/${target.letter}/reopenings`, { reason: 'printed-badly' }),
  'record-mail-bounce': (by) =>
    by.command('/mail-bounces', {
      notification: Buffer.from(bounceOf({ envelopeId: target.mail })).toString('base64'),
    }),
  'change-contact-data': (by) =>
    by.command(`/accounts/${target.account}/contact-data-changes`, {
      telephone: '0612345678',
      ...asked(school, by),
    }),
  'change-password': (by) =>
    by.command('/session/password-changes', { currentPassword: 'nobody', newPassword: 'Zonnebloem-7-veld' }),
  'reset-password': (by) => by.command(`/accounts/${target.account}/password-resets`, {}),
  'issue-password': (by) => by.command(`/accounts/${target.account}/password-letters`, byTelephone()),
  'block-account': (by) => by.command(`/accounts/${target.account}/blocks`, byTelephone()),
  'unblock-account': (by) => by.command(`/accounts/${target.account}/block-liftings`, byTelephone()),
  'end-account': (by) =>
    by.command(`/accounts/${target.account}/endings`, { confirmed: true, noLongerWorksHere: true }),
  'seed-generator': (by) => by.command('/generators', school.generatorFields()),
  'import-generators': (by) => {
    const { serialNumber, seed } = school.generatorFields();
    return by.command('/generator-files', {
      format: 'csv',
      file: Buffer.from(`serial,seed,kind,digits,period\n${serialNumber},${seed},totp,6,30`).toString(
        'base64',
      ),
      deliveryNote: 'PB-2026-002',
      receivedOn: '2026-01-20',
    });
  },
  'count-stock': (by) =>
    by.command('/stock-counts', {
      countedAt: '2026-01-20T16:00:00Z',
      report: 'T-2026-01',
      serialNumbers: [],
    }),
  'destroy-generator': (by) =>
    by.command(`/generators/${target.serialNumber}/destructions`, {
      reason: 'worn-out',
      method: 'shredded',
      report: 'PV-2026-0017',
    }),
  'report-generator-missing': (by) => by.command(`/generators/${target.serialNumber}/missing-reports`, {}),
  'record-generator-found': (by) => by.command(`/generators/${target.serialNumber}/findings`, {}),
  'issue-token': (by) =>
    by.command(`/accounts/${target.account}/tokens`, { serialNumber: target.serialNumber }),
  'hand-over-token': (by) =>
    by.command(`/accounts/${target.account}/tokens/${target.serialNumber}/hand-overs`, {}),
  'report-token-problem': (by) =>
    by.command(`/accounts/${target.account}/tokens/${target.serialNumber}/problems`, {
      problem: 'lost',
      discoveredAt: '2026-01-20T08:00:00Z',
      reportedAt: '2026-01-20T09:00:00Z',
      block: false,
      ...reportedByTelephone(),
    }),
  'record-token-return': (by) =>
    by.command(`/accounts/${target.account}/tokens/${target.serialNumber}/returns`, {}),
});
