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
