import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SignedIn } from './client.js';
import { done, School } from './school.js';

let school: School;
let second: SignedIn;
beforeAll(async () => {
  school = await School.open();
  second = await school.client.as('operator', 'second-operator', 'B. Tweede');
}, 240_000);
afterAll(() => school.program.end());

const from = '2040-01-01T00:00:00Z';
const propose = (values: object, inForceFrom = from) =>
  school.operator.command('/policy-proposals', { inForceFrom, values });
const policy = async () =>
  done(await school.auditor.get('/policy')) as unknown as {
    versions: { number: number; setBy: { name: string } }[];
    proposals: { id: string; version?: number }[];
  };

describe('the operator changes policy', () => {
  it('ADM-11 one proposes, somebody else confirms, and everybody who may read it sees who did what', async () => {
    const proposed = done(await propose({ 'activationCode.validFor': 'PT12H' })) as unknown as {
      proposal: string;
    };
    const confirmation = `/policy-proposals/${proposed.proposal}/confirmations`;
    expect(await school.operator.command(confirmation, {})).toMatchObject({
      status: 422,
      body: { rule: 'ADM-11' },
    });
    expect((await policy()).versions).toHaveLength(1);

    expect(await second.command(confirmation, {})).toMatchObject({
      status: 201,
      body: { outcome: 'applied', events: [{ type: 'policy.set.v1' }] },
    });
    expect(await policy()).toMatchObject({
      versions: [
        { number: 1, values: { 'activationCode.validFor': 'PT24H' } },
        {
          number: 2,
          inForceFrom: '2040-01-01T00:00:00.000Z',
          changes: { 'activationCode.validFor': 'PT12H' },
          values: { 'activationCode.validFor': 'PT12H', 'activationCode.wrongCombinations': 5 },
          setBy: { name: 'B. Tweede' },
          proposedBy: { name: 'operator' },
        },
      ],
      proposals: [{ id: proposed.proposal, version: 2 }],
    });
    expect(await second.command(confirmation, {})).toMatchObject({ body: { outcome: 'changed-nothing' } });
  });

  it('ADM-11 what waits for somebody else is on the operator’s list, until it is confirmed', async () => {
    const waiting = async (position: string) =>
      done(await second.get(`/reports/open-proposals?position=${position}`)) as unknown as {
        readonly proposals: readonly { readonly id: string }[];
      };
    const proposed = done(await propose({ 'report.within': 'PT48H' }));
    const { proposal } = proposed as unknown as { readonly proposal: string };
    expect((await waiting(proposed.position)).proposals).toMatchObject([
      {
        kind: 'policy',
        id: proposal,
        inForceFrom: '2040-01-01T00:00:00.000Z',
        proposedBy: { name: 'operator' },
      },
    ]);
    const { position } = done(await second.command(`/policy-proposals/${proposal}/confirmations`, {}));
    expect((await waiting(position)).proposals).toEqual([]);
  });

  it('ADM-12 the service desk’s opening hours and closed days are policy, and are what they must be', async () => {
    const hours = await propose({ 'serviceDesk.openingHours': ['monday 09:00-12:00', 'monday 11:00-17:00'] });
    expect(hours).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'ADM-12', field: 'values.serviceDesk.openingHours' }] },
    });
    const closed = await propose({ 'serviceDesk.closedOn': ['2026-02-31'] });
    expect(closed).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'ADM-12', field: 'values.serviceDesk.closedOn' }] },
    });
    const right = {
      'serviceDesk.openingHours': ['monday 08:00-17:30', 'tuesday 08:00-17:30'],
      'serviceDesk.closedOn': ['2040-04-27'],
    };
    const { proposal } = done(await propose(right)) as unknown as { readonly proposal: string };
    done(await second.command(`/policy-proposals/${proposal}/confirmations`, {}));
    expect(await policy()).toMatchObject({
      versions: expect.arrayContaining([expect.objectContaining({ changes: right })]) as unknown,
    });
  });

  it('ADM-11 what is out of bounds is refused with the field and what would be right', async () => {
    const answer = await propose({
      'activationCode.validFor': 'PT1S',
      'activationCode.wrongCombinations': '5',
    });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        violations: [
          { rule: 'ACT-01', field: 'values.activationCode.validFor' },
          {
            rule: 'ACT-03',
            field: 'values.activationCode.wrongCombinations',
            message: 'activationCode.wrongCombinations must be a whole number between 1 and 20.',
          },
        ],
      },
    });
  });

  it.each([
    ['a name that is no policy value', { values: { 'no.such.value': 1 } }, 422],
    ['no values', { values: {} }, 422],
    ['a moment in the past', { inForceFrom: '2026-01-01T00:00:00Z' }, 422],
    ['no moment', { inForceFrom: 'tomorrow' }, 400],
    ['a moment that is not in the calendar', { inForceFrom: '2040-02-31T00:00:00Z' }, 400],
    ['a list of values', { values: ['PT12H'] }, 400],
    ['objects as values', { values: { 'activationCode.validFor': { hours: 1 } } }, 400],
    ['null as a value', { values: { 'activationCode.validFor': null } }, 400],
    ['broken text as a value', { values: { 'eherkenning.service': '\ud800' } }, 400],
    ['broken text as a name', { values: { '\ud800': 'PT12H' } }, 400],
  ])('ADM-11 %s is refused', async (_what, change, status) => {
    const body = { inForceFrom: from, values: { 'activationCode.validFor': 'PT6H' }, ...change };
    expect((await school.operator.command('/policy-proposals', body)).status).toBe(status);
  });

  it('USR-06 a proposal that changes nothing records none', async () => {
    const answer = await propose({ 'activationCode.wrongCombinations': 5 });
    expect(answer.body).toMatchObject({ outcome: 'changed-nothing', events: [] });
    expect(answer.body).not.toHaveProperty('proposal');
  });

  it('ADM-11 a proposal that was never made cannot be confirmed', async () => {
    const path = '/policy-proposals/0195e6a0-0000-7000-8000-eeeeeeeeeeee/confirmations';
    expect((await second.command(path, {})).status).toBe(404);
    expect((await second.command('/policy-proposals/none/confirmations', {})).status).toBe(400);
  });
});
