import { describe, expect, it } from '@jest/globals';
import { type MailEvent } from './events.js';
import {
  account,
  after,
  askedFor,
  bounced,
  deferred,
  givenUp,
  refusedForGood,
  sent,
  tried,
} from './mail.test-data.js';
import { recordMailBounce, reportedActions } from './record-mail-bounce.js';

const failed = { action: 'failed', status: '5.1.1' } as const;
const recorded = (...events: readonly MailEvent[]) => recordMailBounce(failed, after(...events));

describe('a mail that came back', () => {
  it.each([
    ['was sent', [askedFor(), tried(1), sent]],
    ['nobody knew of whether it arrived', [askedFor(), tried(1)]],
    ['was given up after that', [askedFor(), tried(1), tried(2), givenUp]],
    ['was put off after that', [askedFor(), tried(1), tried(2), deferred]],
  ])('ACT-06 after it %s, is recorded with the status code', (_, story) => {
    const { events } = recorded(...story);
    expect(events).toEqual([{ type: 'mail.bounced', data: { account, status: '5.1.1' }, rule: 'ACT-06' }]);
    expect(after(...story, ...events)?.state).toBe('bounced');
  });

  it('ACT-06 is recorded once, and not on top of a refusal', () => {
    expect(recorded(askedFor(), tried(1), sent, bounced)).toEqual({ events: [] });
    expect(recorded(askedFor(), tried(1), refusedForGood)).toEqual({ events: [] });
  });

  it('ACT-06 only a failure counts: a delay or a delivery changes nothing', () => {
    for (const action of reportedActions.filter((one) => one !== 'failed'))
      expect(recordMailBounce({ action, status: '4.4.1' }, after(askedFor(), tried(1), sent))).toEqual({
        events: [],
      });
  });

  it('ACT-06 is refused where it never left, or is no mail of ours', () => {
    for (const mail of [undefined, after(askedFor()), after(askedFor(), deferred)])
      expect(recordMailBounce(failed, mail)).toEqual({
        events: [],
        refused: [{ rule: 'ACT-06', message: 'The notification is about no mail that was sent from here.' }],
      });
  });
});
