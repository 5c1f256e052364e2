import { afterEach, describe, expect, it } from '@jest/globals';
import { type CodeHash } from '#libs/domain/generator/events';
import { TestOutside } from './given/outside.js';
import { ServedPortal } from './given/served-portal.js';
import { TokenHolder } from './given/token-holder.js';

/** The test vectors of the two RFCs, and what is around them, through the door that people use, with its clock set. */

let portal: ServedPortal;
afterEach(() => portal.close());

describe('codes of a counter generator (RFC 4226)', () => {
  /** Appendix D: counts 0 to 9. */
  const codes = [
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

  it('TOK-06 the ten of appendix D are accepted one after another, each once', async () => {
    portal = await ServedPortal.open();
    const holder = await TokenHolder.given(portal, 'teller', { kind: 'hotp' });
    for (const [counter, oneTimeCode] of codes.entries()) {
      expect([counter, (await holder.signIn({ oneTimeCode })).status]).toEqual([counter, 201]);
      expect(await holder.lastAtTheDoor()).toMatchObject({ factor: counter });
      expect([counter, (await holder.signIn({ oneTimeCode })).status]).toEqual([counter, 422]);
    }
  });

  it('TOK-06 five that were made and not used are passed over, six are not, and none of before counts any more', async () => {
    portal = await ServedPortal.open();
    const near = await TokenHolder.given(portal, 'vijf-verder', { kind: 'hotp' });
    expect((await near.signIn({ oneTimeCode: codes[5] ?? '' })).status).toBe(201);
    expect((await near.signIn({ oneTimeCode: codes[4] ?? '' })).status).toBe(422);
    expect((await near.signIn({ oneTimeCode: codes[6] ?? '' })).status).toBe(201);
    const far = await TokenHolder.given(portal, 'zes-verder', { kind: 'hotp' });
    expect((await far.signIn({ oneTimeCode: codes[6] ?? '' })).status).toBe(422);
  });
});

describe('codes of a clock generator (RFC 6238)', () => {
  /** Appendix B: seconds since 1970, and the code of each hash. */
  const vectors: readonly (readonly [number, Readonly<Record<CodeHash, string>>])[] = [
    [59, { sha1: '94287082', sha256: '46119246', sha512: '90693936' }],
    [1111111109, { sha1: '07081804', sha256: '68084774', sha512: '25091201' }],
    [1111111111, { sha1: '14050471', sha256: '67062674', sha512: '99943326' }],
    [1234567890, { sha1: '89005924', sha256: '91819424', sha512: '93441116' }],
    [2000000000, { sha1: '69279037', sha256: '90698825', sha512: '38618901' }],
    [20000000000, { sha1: '65353130', sha256: '77737706', sha512: '47863826' }],
  ];

  it('TOK-06 the eighteen of appendix B are accepted at their moment, with SHA-1, SHA-256 and SHA-512', async () => {
    const [[start] = [0]] = vectors;
    portal = await ServedPortal.open(new TestOutside(1, start * 1000));
    const hashes: readonly CodeHash[] = ['sha1', 'sha256', 'sha512'];
    const holders = await Promise.all(
      hashes.map((hash) =>
        TokenHolder.given(portal, `klok-${hash}`, { hash, digits: 8, goodUntil: '9999-01-01T00:00:00.000Z' }),
      ),
    );
    let at = start;
    for (const [seconds, codes] of vectors) {
      portal.outside.later((seconds - at) / 60);
      at = seconds;
      for (const [index, hash] of hashes.entries()) {
        const answer = await holders[index]?.signIn({ oneTimeCode: codes[hash] });
        expect([seconds, hash, answer?.status]).toEqual([seconds, hash, 201]);
        expect(await holders[index]?.lastAtTheDoor()).toMatchObject({ factor: Math.floor(seconds / 30) });
      }
    }
  });

  it('TOK-06 a clock may be one step off either way, two not', async () => {
    portal = await ServedPortal.open();
    for (const [steps, status] of [
      [-2, 422],
      [-1, 201],
      [1, 201],
      [2, 422],
    ] as const) {
      const holder = await TokenHolder.given(portal, `klok${steps}`.replace('-', '.min.'));
      expect([steps, (await holder.signIn({ oneTimeCode: holder.code({ steps }) })).status]).toEqual([
        steps,
        status,
      ]);
    }
  });

  it('TOK-06 a code that was accepted is refused while it still shows, the next one is not', async () => {
    portal = await ServedPortal.open();
    const holder = await TokenHolder.given(portal, 'zelfde-code');
    expect((await holder.signIn()).status).toBe(201);
    expect((await holder.signIn()).status).toBe(422);
    portal.outside.later(0.5);
    expect((await holder.signIn()).status).toBe(201);
  });

  it('TOK-06 of twenty sign-ins at once with one code exactly one succeeds', async () => {
    portal = await ServedPortal.open();
    const holder = await TokenHolder.given(portal, 'twintigmaal');
    const answers = await Promise.all(Array.from({ length: 20 }, () => holder.signIn()));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('TOK-06 a code of six digits is none of a generator of eight, nor the other way round', async () => {
    portal = await ServedPortal.open(new TestOutside(1, 59_000));
    const eight = await TokenHolder.given(portal, 'acht-cijfers', { digits: 8 });
    const six = await TokenHolder.given(portal, 'zes-cijfers');
    expect((await eight.signIn({ oneTimeCode: '287082' })).status).toBe(422);
    expect((await six.signIn({ oneTimeCode: '94287082' })).status).toBe(422);
    expect((await six.signIn({ oneTimeCode: '287082' })).status).toBe(201);
  });
});

describe('whose generator it is', () => {
  it('TOK-01 once it is assigned to somebody else, or with another seed, its codes are not theirs', async () => {
    portal = await ServedPortal.open();
    const holder = await TokenHolder.given(portal, 'niet-meer-van-mij');
    await holder.generatorGoesTo('another-account');
    expect((await holder.signIn()).status).toBe(422);
    await holder.generatorGoesTo(holder.account);
    expect((await holder.signIn()).status).toBe(201);
    await holder.generatorGetsSeed('another-seed');
    portal.outside.later(0.5);
    expect((await holder.signIn()).status).toBe(422);
  });
});
