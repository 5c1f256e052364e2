import { type DataOf } from '../catalogue.js';
import { firstPolicy } from '../policy/first-policy.js';
import { type Policy } from '../policy/policy.js';
import { mailStreams } from '../streams.js';
import { type MailEvent, type mailTried } from './events.js';
import { type MailAskedFor, type MailState } from './mail.js';

export const account = '0195e6a0-0000-7000-8000-00000000000a';
export const askedAt = '2026-11-23T20:00:00.000Z';

export const policy: Policy = { ...firstPolicy('urn:service'), version: '1' };

export const askedFor = (parts: Partial<MailAskedFor> = {}): MailEvent => ({
  type: 'mail.asked-for',
  data: {
    kind: 'activation-code',
    account,
    cause: '0195e6a0-0000-7000-8000-00000000000c',
    codeId: 'code-1',
    triedUntil: '2026-11-24T20:00:00.000Z',
    ...parts,
  },
});

export const tried = (
  attempt: number,
  by: DataOf<(typeof mailTried)['fields']>['by'] = 'smtp',
): MailEvent => ({ type: 'mail.tried', data: { account, attempt, by } });

export const deferred: MailEvent = {
  type: 'mail.deferred',
  data: { account, reply: 451, status: '4.7.1', triedAgainAt: '2026-11-23T20:02:00.000Z' },
};
export const sent: MailEvent = {
  type: 'mail.sent',
  data: { account, messageId: '<code-1@portaal.example>', reply: 250 },
};
export const refusedForGood: MailEvent = {
  type: 'mail.refused',
  data: { account, reply: 550, status: '5.1.1' },
};
export const bounced: MailEvent = { type: 'mail.bounced', data: { account, status: '5.1.1' } };
export const givenUp: MailEvent = { type: 'mail.given-up', data: { account, reason: 'expired' } };

/** The mail after these events. */
export const after = (...events: readonly MailEvent[]): MailState =>
  events.reduce(mailStreams.evolve, mailStreams.initial);
