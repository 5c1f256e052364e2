import { describe, expect, it } from '@jest/globals';
import { brokenRules } from './history/broken-rules.js';
import { type Fact } from './history/facts.js';

/** Histories that break a rule are made up here: what judges random histories must notice each. */

const at = '2026-11-23T09:00:00.000Z';
const nextDay = '2026-11-24T09:00:00.000Z';
let commands = 0;

const fact = (account: string, type: string, data: Fact['data'] = {}, more: Partial<Fact> = {}): Fact => ({
  stream: `account-${account}`,
  type: `account.${type}`,
  at,
  id: 'event-1',
  by: { kind: 'service-desk', id: 'desk-1' },
  command: `command-${(commands += 1)}`,
  data,
  ...more,
});
const by = (id: string): Partial<Fact> => ({ by: { kind: 'person', id } });

const kenmerken = [{ type: 'BRIN', value: '03WU' }];
const granted = (account: string, more: Partial<Fact> = {}) =>
  fact(account, 'role-granted', { role: 'registreren', kenmerken }, more);
const user = (account: string, method = 'eherkenning', data: Fact['data'] = {}): Fact[] => {
  const command = `creation of ${account}`;
  const holder = { organisation: 'board-1', signInMethod: method, username: account, emailAddress: account };
  return [fact(account, 'user-created', { ...holder, ...data }, { command }), granted(account, { command })];
};
const administrator = (account: string): Fact[] => [
  fact(account, 'administrator-created', user(account)[0]?.data),
  fact(account, 'administrator-appointed'),
  fact(account, 'administrator-authorisation-granted', {
    organisation: 'board-1',
    role: 'registreren',
    kenmerken,
  }),
];
const made = (account: string, codeId: string, more: Partial<Fact> = {}) =>
  fact(account, 'activation-code-made', { codeId, expiresAt: nextDay }, more);
const coupled = (account: string, means: string, codeId: string, more: Partial<Fact> = {}) =>
  fact(account, 'coupled', { means, codeId }, more);
const issued = (account: string, generator: string, seedId: string) =>
  fact(account, 'token-issued', { generator, seedId });
const tried = (account: string, tries: number) =>
  fact(account, 'coupling-tried-wrongly', { codeId: 'one', tries });
const mandate = (type: string, receivingOrganisation: string): Fact => ({
  ...fact('', '', { givingOrganisation: 'board-1', receivingOrganisation, roles: ['registreren'] }),
  stream: 'mandate-1',
  type: `mandate.${type}`,
});

/** Recorded by the same one of the desk who lets an administrator act on it. */
const mandateOf = (givingOrganisation: string): Fact => ({
  ...mandate('given', 'board-1'),
  data: { givingOrganisation, receivingOrganisation: 'board-1', roles: ['registreren'] },
});
const wider = (account: string): Fact[] => [
  fact(account, 'administrator-form-recorded', {}, { command: 'wider' }),
  fact(
    account,
    'administrator-authorisation-granted',
    { organisation: 'board-2', role: 'registreren', kenmerken },
    { command: 'wider' },
  ),
];

const ended = { ...mandateOf('board-2'), type: 'mandate.ended' };
const onMandateOfAnother = [
  { ...mandateOf('board-2'), by: { kind: 'service-desk', id: 'another' } },
  ...wider('anna'),
];

const left: Fact = { ...fact('', ''), stream: 'organisation-board-1', type: 'organisation.left' };

const [annaCreated, annaGranted] = user('anna') as [Fact, Fact];

const broken: readonly (readonly [rule: string, history: readonly Fact[]])[] = [
  ['USR-03', [...user('anna'), ...user('bert', 'token', { username: 'ANNA' })]],
  ['USR-03', [...user('anna'), fact('anna', 'ended'), ...user('bert', 'token', { username: 'Anna' })]],
  ['USR-04', [...user('anna'), ...user('bert', 'token', { emailAddress: 'Anna' })]],
  [
    'USR-04',
    [...user('anna'), ...user('bert'), fact('bert', 'email-address-changed', { emailAddress: 'ANNA' })],
  ],
  ['USR-05', [annaCreated]],
  ['USR-05', [annaCreated, annaGranted, fact('anna', 'role-withdrawn', { role: 'registreren', kenmerken })]],
  [
    'USR-08',
    [...user('anna'), made('anna', 'one'), fact('anna', 'email-address-changed', { emailAddress: 'b' })],
  ],
  [
    'EHK-04',
    [
      ...user('anna'),
      ...user('bert'),
      made('anna', 'one'),
      coupled('anna', 'm', 'one'),
      made('bert', 'two'),
      coupled('bert', 'm', 'two'),
    ],
  ],
  [
    'EHK-04',
    [
      ...user('anna'),
      made('anna', 'one'),
      coupled('anna', 'm', 'one'),
      fact('anna', 'coupled-again', { means: 'm' }),
    ],
  ],
  ['ACT-01', [...user('anna'), made('anna', 'one'), coupled('anna', 'm', 'one', { at: nextDay })]],
  ['ACT-01', [...user('anna'), coupled('anna', 'm', 'one')]],
  ['ACT-01', [...user('anna'), made('anna', 'one', { at: nextDay })]],
  ['ACT-02', [...user('anna'), made('anna', 'one'), made('anna', 'two')]],
  ['ACT-03', [...user('anna'), made('anna', 'one'), tried('anna', 2)]],
  ['ACT-03', [...user('anna'), made('anna', 'one'), ...[1, 2, 3, 4, 5].map((tries) => tried('anna', tries))]],
  ['ACT-05', [...user('anna', 'token'), made('anna', 'one')]],
  ['EHK-08', [...user('anna'), made('anna', 'one'), fact('anna', 'coupled-again', { means: 'm' })]],
  [
    'EHK-08',
    [
      ...user('anna'),
      fact('anna', 'decoupled', { means: 'm' }),
      fact('anna', 'previous-means-released', { means: 'm' }),
      fact('anna', 'coupled-again', { means: 'm' }),
    ],
  ],
  [
    'ADM-02',
    [
      ...administrator('anna'),
      ...user('bert'),
      fact('anna', 'administrator-stepped-down'),
      granted('bert', by('anna')),
    ],
  ],
  [
    'EHK-03',
    [
      ...user('anna', 'token'),
      issued('anna', 'g', 's'),
      fact('anna', 'conversion-begun'),
      made('anna', 'one'),
      coupled('anna', 'm', 'one'),
    ],
  ],
  ['EHK-07', [...user('anna'), fact('anna', 'password-issued')]],
  ['EHK-07', [...user('anna'), issued('anna', 'g', 's')]],
  ['CNV-02', [...user('anna', 'token'), fact('anna', 'conversion-begun'), fact('anna', 'conversion-begun')]],
  ['END-01', [...user('anna', 'token'), issued('anna', 'g', 's'), fact('anna', 'ended')]],
  ['END-01', [...user('anna'), made('anna', 'one'), fact('anna', 'ended')]],
  ['END-02', [...user('anna'), fact('anna', 'ended'), fact('anna', 'blocked')]],
  ['END-02', [...administrator('anna'), ...user('bert'), fact('anna', 'ended'), granted('bert', by('anna'))]],
  [
    'TOK-01',
    [...user('anna', 'token'), ...user('bert', 'token'), issued('anna', 'g', 's'), issued('bert', 'g', 't')],
  ],
  ['TOK-01', [...user('anna', 'token'), fact('anna', 'token-returned', { generator: 'g' })]],
  [
    'TOK-05',
    [
      ...user('anna', 'token'),
      issued('anna', 'g', 's'),
      fact('anna', 'token-returned', { generator: 'g' }),
      issued('anna', 'g', 's'),
    ],
  ],
  ['ADM-02', [...user('anna'), ...user('bert'), granted('bert', by('anna'))]],
  [
    'ADM-03',
    [
      ...administrator('anna'),
      ...user('bert'),
      fact('bert', 'role-granted', { role: 'examens', kenmerken }, by('anna')),
    ],
  ],
  [
    'ADM-03',
    [
      ...administrator('anna'),
      ...user('bert'),
      fact('anna', 'administrator-authorisation-withdrawn', {
        organisation: 'board-1',
        role: 'registreren',
        kenmerken,
      }),
      granted('bert', by('anna')),
    ],
  ],
  [
    'ADM-04',
    [
      ...administrator('anna'),
      fact(
        'anna',
        'administrator-authorisation-granted',
        { organisation: 'board-1', role: 'examens', kenmerken },
        by('anna'),
      ),
    ],
  ],
  ['ADM-10', [...administrator('anna'), ...administrator('bert'), fact('bert', 'blocked', {}, by('anna'))]],
  ['ORG-05', [...user('anna'), left]],
  ['ORG-05', [fact('anna', 'administrator-proposed', { organisation: 'board-1' }), left]],
  ['ORG-05', [left, ...user('anna'), fact('anna', 'ended')]],
  ['ORG-05', [...user('anna'), left, granted('anna'), fact('anna', 'ended')]],
  ['ADM-11', [...administrator('anna'), mandateOf('board-2'), ...wider('anna')]],
  ['ADM-11', [...administrator('anna'), ...onMandateOfAnother, ended, mandateOf('board-2')]],
  ['ADM-11', [fact('anna', 'administrator-proposed', { organisation: 'board-1' }), ...administrator('anna')]],
];

describe('what judges a history', () => {
  it.each(broken)('%s is noticed where it is broken (%#)', (rule, history) => {
    expect(brokenRules(history).map((finding) => finding.slice(0, 6))).toContain(rule);
  });

  it.each(['ended', 'lapsed'])(
    'ADM-05 a grant at another organisation takes its mandate, and is noticed once that has %s',
    (over) => {
      const away = { ...annaCreated, data: { ...annaCreated.data, organisation: 'board-2' } };
      const history = [
        { ...away, type: 'account.administrator-created' },
        ...administrator('anna').slice(1),
        ...user('bert'),
        mandate('given', 'board-2'),
        granted('bert', by('anna')),
      ];
      expect(brokenRules(history)).toEqual([]);
      expect(brokenRules([...history, mandate(over, 'board-2'), granted('bert', by('anna'))])).toEqual([
        'ADM-02 account-bert account.role-granted',
        'ADM-03 account-bert account.role-granted',
      ]);
    },
  );

  it('ADM-11 a mandate may be given again once what its recorder let administrators do was withdrawn', () => {
    const withdrawn = wider('anna').map((one) => ({
      ...one,
      type: one.type.replace('granted', 'withdrawn'),
    }));
    const history = [...administrator('anna'), ...onMandateOfAnother, ended, ...withdrawn];
    expect(brokenRules([...history, mandateOf('board-2')])).toEqual([]);
  });

  it('finds nothing in a life that goes by the rules', () => {
    const history = [
      ...administrator('anna'),
      ...user('bert', 'token'),
      issued('bert', 'g', 's'),
      fact('bert', 'conversion-begun', {}, by('anna')),
      made('bert', 'one', by('anna')),
      tried('bert', 1),
      coupled('bert', 'm', 'one', { command: 'coupling' }),
      fact('bert', 'token-called-back', { generator: 'g' }, { command: 'coupling' }),
      fact('bert', 'decoupled', { means: 'm' }, by('anna')),
      made('bert', 'two', by('anna')),
      fact('bert', 'activation-code-voided', { codeId: 'two' }, { command: 'again' }),
      fact('bert', 'coupled-again', { means: 'm' }, { command: 'again' }),
      fact('bert', 'ended', {}, by('anna')),
      fact('bert', 'token-returned', { generator: 'g' }),
      ...user('cees', 'eherkenning', { emailAddress: 'bert' }),
      left,
      fact('anna', 'ended'),
      fact('cees', 'ended'),
    ];
    expect(brokenRules(history)).toEqual([]);
  });
});
