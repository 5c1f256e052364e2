import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { policy } from './account.test-data.js';
import { emailAddressViolations, foldEmailAddress, foldUsername, forms } from './contact-data.js';

type Form = keyof typeof forms;
const fits = (form: Form, text: string): boolean =>
  forms[form].pattern.test(text) && text.length <= forms[form].max;
const names = ['surname', 'initials', 'prefix', 'function'] as const;

/** What must not be in a name: it hides, turns text around, or is no text. */
const hidden = fc.constantFrom(
  ...['\u0000', '\u0007', '\n', '\u007F', '\u0085'], // controls
  ...['\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD', '\u034F'], // zero width
  ...['\u115F', '\u3164', '\uFFA0', '\uFE0F', '\u{E0100}'], // letters and marks that show nothing
  ...['\u202A', '\u202E', '\u2066', '\u2069', '\u200E', '\u200F', '\u061C'], // bidi
  ...['\uD800', '\uDC00', '\uFFFD', '\uE000', '\u2028'], // surrogates, replacement, private, separator
);

const anyCase = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) =>
      [...text].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter.toLowerCase())).join(''),
    );
const label = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);
const broken = (emailAddress: string): readonly string[] =>
  emailAddressViolations(emailAddress, policy).map(({ rule, field }) => `${rule} ${field}`);

describe('names and telephone numbers', () => {
  it('USR-02 names of any script with what Dutch names hold besides are taken', () => {
    const surnames = ['Groningen', 'Hart', 'Øster', 'Çelik', "O'Neill-Smit", 'Łukasiewicz', '王', 'd’Arc'];
    expect(surnames.filter((name) => !fits('surname', name))).toEqual([]);
    expect(["'t", 'van der', "in 't", 'd’', 'v.d.'].filter((name) => !fits('prefix', name))).toEqual([]);
    expect(['SR', 'J.P.', 'Ö.', 'Th. M.', 'A-M'].filter((name) => !fits('initials', name))).toEqual([]);
    expect(['ICT-coördinator', 'Adm. (po/vo) & HR+, 2'].filter((name) => !fits('function', name))).toEqual(
      [],
    );
  });

  it('USR-02 nothing that hides or turns text around is taken in a name, wherever it stands', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), hidden, fc.nat(4), (form, character, at) => {
        expect(fits(form, 'Jans'.slice(0, at) + character + 'Jans'.slice(at))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('USR-02 whatever is taken in a name is visible text without control or format characters', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 2 }), (form, strange) => {
        const text = `Jan${strange}sen`;
        if (!fits(form, text)) return;
        expect(text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{DI}]/u);
        expect(text).toMatch(/[\p{L}\p{N}]/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it('USR-02 a name of nothing but spaces and dots is no name', () => {
    for (const form of names)
      for (const blank of ['', ' ', '   ', '.', ' . '])
        expect(`${form} ${fits(form, blank)}`).toBe(`${form} false`);
  });

  it('USR-02 a telephone number has 9 to 15 digits, with a plus, spaces and hyphens', () => {
    const right = ['0612345678', '06-12345678', '06 - 12 34 56 78', '+31 6 1234 5678', '+32 2 123 45 67'];
    const wrong = [
      '112',
      '06123456',
      '1234567890123456',
      '0        1',
      '+',
      '06a2345678',
      '0612345678-',
      '٠٦١٢٣٤٥٦٧٨',
    ];
    expect(right.filter((number) => !fits('telephone', number))).toEqual([]);
    expect(wrong.filter((number) => fits('telephone', number))).toEqual([]);
  });
});

describe('usernames', () => {
  it('USR-03 a username that is chosen has 5 to 32 letters, digits, dots, hyphens and underscores', () => {
    expect(
      ['Drenth99ED', 'a.b-c_d', '12345', 'a'.repeat(32)].filter((one) => !fits('username', one)),
    ).toEqual([]);
    const wrong = [
      'abcd',
      'a'.repeat(33),
      '.abcde',
      'drénth',
      'dren th',
      'drenth\n',
      'ｄrenth',
      'Drenth99ED\u0000',
    ];
    expect(wrong.filter((one) => fits('username', one))).toEqual([]);
  });

  it('USR-03 two usernames that differ in case alone are the same, others are not', () => {
    const username = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{4,31}$/);
    fc.assert(
      fc.property(
        username.chain((one) => fc.tuple(fc.constant(one), anyCase(one))),
        username,
        ([one, same], other) => {
          expect(foldUsername(same)).toBe(foldUsername(one));
          const sameIgnoringCase =
            one.length === other.length && one.localeCompare(other, 'en', { sensitivity: 'base' }) === 0;
          expect(foldUsername(one) === foldUsername(other)).toBe(sameIgnoringCase);
        },
      ),
    );
  });
});

describe('e-mail addresses', () => {
  it('USR-04 two addresses that differ in case alone are the same', () => {
    const cased = fc
      .tuple(label, label)
      .map(([local, domain]) => `${local}@${domain}.example`)
      .chain((address) => fc.tuple(fc.constant(address), anyCase(address)));
    fc.assert(
      fc.property(cased, ([address, same]) => {
        expect(foldEmailAddress(same)).toBe(foldEmailAddress(address));
      }),
    );
  });

  it('USR-04 the address of a shared mailbox is refused, whatever its case, domain or plus', () => {
    const shared = fc.constantFrom(...policy['emailAddress.sharedMailboxes']).chain(anyCase);
    const plus = fc.oneof(
      fc.constant(''),
      label.map((tag) => `+${tag}`),
    );
    fc.assert(
      fc.property(shared, plus, label, (mailbox, tag, domain) => {
        expect(broken(`${mailbox}${tag}@${domain}.example`)).toEqual(['USR-04 emailAddress']);
      }),
    );
  });

  it('USR-04 an address of a consumer provider is refused, whatever its case, subdomain or plus', () => {
    const provider = fc.constantFrom(...policy['emailAddress.consumerProviders']).chain(anyCase);
    const under = fc.oneof(
      fc.constant(''),
      label.map((one) => `${one}.`),
    );
    fc.assert(
      fc.property(label, under, provider, (local, subdomain, domain) => {
        expect(broken(`x.${local}+y@${subdomain}${domain}`)).toEqual(['USR-04 emailAddress']);
      }),
    );
  });

  it('USR-04 a personal address is taken, also where its name only begins like a shared mailbox or provider', () => {
    const mailbox = fc.constantFrom(...policy['emailAddress.sharedMailboxes']);
    const provider = fc.constantFrom(...policy['emailAddress.consumerProviders']);
    fc.assert(
      fc.property(mailbox, provider, label, (shared, domain, name) => {
        expect(broken(`${shared}.${name}@school.example`)).toEqual([]);
        expect(broken(`${name}.${shared}@not${domain}`)).toEqual([]);
        expect(broken(`x.${name}@${domain}.example`)).toEqual([]);
      }),
    );
  });

  it('USR-04 shared mailbox and consumer provider are told together', () => {
    expect(broken('Info+x@mail.GMAIL.com')).toEqual(['USR-04 emailAddress', 'USR-04 emailAddress']);
  });

  it('USR-04 an address is ASCII in the form of RFC 5321, so that what is unique looks unique', () => {
    const right = ["o'neill+hr@mail.school.example", 'a.b_c-d@x-y.example', 'A@B.NL'];
    const wrong = [
      'sr.groningen',
      'a@b',
      'a@@b.nl',
      'a..b@c.nl',
      '.a@c.nl',
      'a@-c.nl',
      'a@c-.nl',
      'а@school.nl', // Cyrillic
      'a@sch\u00f6\u00f6l.nl',
      '"a b"@c.nl',
      'a@c.nl\n',
      'a@c.nl.',
      'a b@c.nl',
      'a@[127.0.0.1]',
      `${'a'.repeat(250)}@c.nl`,
    ];
    expect(right.filter((one) => !fits('emailAddress', one))).toEqual([]);
    expect(wrong.filter((one) => fits('emailAddress', one))).toEqual([]);
  });
});
