import { afterEach, expect, it } from '@jest/globals';
import { ServedPortal } from './given/served-portal.js';
import { TokenHolder } from './given/token-holder.js';

/** The test vectors of the two RFCs, through the door that people use, with its clock set. */

let portal: ServedPortal;
afterEach(() => portal.close());

/** RFC 4226, appendix D: counts 0 to 9. */
const hotp = [
  '755224',
  '287082',
  '359152',
  '969429',
  '338314',
  '254676',
  '287922',
  '162583',
  '399871',
  '520489',
];

it('TOK-06 RFC 4226: the ten codes of a counter generator are accepted one after another, each once', async () => {
  portal = await ServedPortal.open();
  const holder = await TokenHolder.given(portal, 'teller', { kind: 'hotp' });
  for (const [counter, oneTimeCode] of hotp.entries()) {
    expect([counter, (await holder.signIn({ oneTimeCode })).status]).toEqual([counter, 201]);
    expect([counter, (await holder.signIn({ oneTimeCode })).status]).toEqual([counter, 422]);
    expect((await portal.eventsOf(holder.signIns)).at(-2)?.event.data).toMatchObject({ factor: counter });
  }
});
