import { describe, expect, it } from '@jest/globals';
import { bounceOf } from './bounce.test-data.js';
import { readDeliveryStatus } from './delivery-status.js';

const mail = '0195e6a0-0000-7000-8000-000000000001';

describe('a delivery status notification', () => {
  it('ACT-06 names the mail by the envelope id that it left with', async () => {
    expect(await readDeliveryStatus(bounceOf({ envelopeId: mail }))).toEqual({
      mail,
      action: 'failed',
      status: '5.1.1',
    });
  });

  it('ACT-06 names the mail by its Message-ID where the server knows no envelope ids', async () => {
    expect(await readDeliveryStatus(bounceOf({ messageId: `<${mail}@portaal.example>` }))).toMatchObject({
      mail,
    });
  });

  it.each(['failed', 'delayed', 'delivered'])('ACT-06 says that it is %s', async (action) => {
    expect(await readDeliveryStatus(bounceOf({ envelopeId: mail, action }))).toMatchObject({ action });
  });

  it('ACT-06 is read where a field goes on below its name, and between blanks', async () => {
    const folded = bounceOf({
      envelopeId: `\r\n  ${mail} \t`,
      action: ' failed  ',
      status: '5.1.1 (unknown)',
    });
    expect(await readDeliveryStatus(folded)).toEqual({ mail, action: 'failed', status: '5.1.1' });
  });

  // Where the time grew with the square of the blanks, these would take minutes.
  it.each(['Status', 'Action', 'Original-Envelope-Id'])(
    'ACT-06 takes no longer for a field %s of blanks as long as a notification may be',
    async (name) => {
      const blanks = `${name}: ${' '.repeat(128 * 1024)}x`;
      expect(await readDeliveryStatus(bounceOf({ status: `5.1.1\r\n${blanks}` }))).toBeUndefined();
      const first = bounceOf({ envelopeId: mail }).replace('Reporting-MTA', `${blanks}\r\nReporting-MTA`);
      expect(await readDeliveryStatus(first)).toBeUndefined();
    },
  );

  it.each([
    ['an ordinary mail', 'From: a@b.example\r\nSubject: Hallo\r\n\r\nHallo\r\n'],
    ['nothing', ''],
    ['a notification about somebody else’s mail', bounceOf({ messageId: '<abc@elsewhere.example>' })],
    ['one without a status', bounceOf({ envelopeId: mail, status: 'unknown' })],
    ['one that reports something unheard of', bounceOf({ envelopeId: mail, action: 'eaten' })],
  ])('ACT-06 is not %s', async (_, message) => {
    expect(await readDeliveryStatus(message)).toBeUndefined();
  });
});
