import { describe, expect, it } from '@jest/globals';
import {
  type AnyEvent,
  catalogueOf,
  defineEvent,
  ERASED,
  event,
  type EventDefinition,
} from '#libs/domain/catalogue';
import { activationCodeMade, activationCodeVoided } from '#libs/domain/account/activation-code-events';
import { administratorAppointed } from '#libs/domain/account/administrator-events';
import { meansCoupled, meansProblemReported } from '#libs/domain/account/coupling-events';
import { accountEvents, roleGranted, userCreated } from '#libs/domain/account/events';
import { roleDefined } from '#libs/domain/role/role';
import { registerLoaded } from '#libs/domain/register/register';
import { text } from '#libs/domain/catalogue';
import { fieldsInSentence, type Language, moment, sentenceOf } from './sentence.js';

const catalogue = catalogueOf(...accountEvents, roleDefined, registerLoaded);
const tell = (one: AnyEvent, language: Language) =>
  sentenceOf(catalogue, { event: one }, 'Jan de Beheerder', language);

const user = {
  organisation: 'board-99901',
  signInMethod: 'eherkenning',
  username: '067wtvpm',
  surname: 'Groningen',
  initials: 'SR',
  prefix: 'van',
  telephone: '0612345678',
  emailAddress: 'sr@school.example',
  reservations: [],
} as const;

describe('one sentence per event', () => {
  it('AVG-01 tells who did what, in Dutch and in English', () => {
    expect(tell(event(userCreated, user), 'nl')).toBe(
      'Jan de Beheerder maakte gebruiker SR van Groningen aan bij board-99901, inloggen met eHerkenning.',
    );
    expect(tell(event(userCreated, user), 'en')).toBe(
      'Jan de Beheerder created user SR van Groningen at board-99901, signing in with eHerkenning.',
    );
  });

  it('AVG-01 leaves out what is not there, with the words around it', () => {
    const { prefix: _, ...without } = user;
    expect(tell(event(userCreated, without), 'nl')).toContain('gebruiker SR Groningen aan');
    const role = {
      code: 'registreren',
      name: 'Registreren',
      explanation: '',
      kenmerkType: 'BRIN',
      sectors: ['po'],
      incompatibleWith: [],
      keptFromGranters: false,
      inForceFrom: '2026-01-01',
    } as const;
    expect(tell(event(roleDefined, role), 'en')).toMatch(/in force from 2026-01-01\.$/);
    expect(tell(event(roleDefined, { ...role, inForceUntil: '2027-01-01' }), 'en')).toMatch(
      /in force from 2026-01-01 until 2027-01-01\.$/,
    );
  });

  it('AVG-06 says where something was erased', () => {
    const erased = event(userCreated, { ...user, surname: ERASED, initials: ERASED, prefix: ERASED });
    expect(tell(erased, 'nl')).toContain('gebruiker [gewist] [gewist] [gewist] aan');
    expect(tell(erased, 'en')).toContain('user [erased] [erased] [erased] at');
  });

  it('AVG-01 names kenmerken by type and value', () => {
    const kenmerken = [
      { type: 'BRIN', value: '99KG' },
      { type: 'vestiging', value: '99KG00' },
    ] as const;
    expect(tell(event(roleGranted, { role: 'registreren', kenmerken }), 'nl')).toBe(
      'Jan de Beheerder kende rol registreren toe voor BRIN 99KG, vestiging 99KG00.',
    );
  });

  it('AVG-01 gives moments in Dutch time, summer and winter, and dates as they are', () => {
    expect(moment('2026-11-23T23:30:00.000Z', 'nl')).toBe('24 nov 2026 00:30:00');
    expect(moment('2026-07-01T22:30:05.000Z', 'en')).toBe('2 Jul 2026 00:30:05');
    const made = { codeId: 'c', digest: 'd', code: 'x', expiresAt: '2026-03-29T01:00:00.000Z' };
    expect(tell(event(activationCodeMade, made), 'nl')).toContain('geldig tot 29 mrt 2026 03:00:00');
    const form = {
      formReference: 'F-1',
      dateReceived: '2026-11-20',
      signatoryId: 's',
      signatory: 'M. de B.',
    };
    expect(tell(event(administratorAppointed, form), 'en')).toContain(
      'received on 2026-11-20, signed by M. de B.',
    );
  });

  it('AVG-01 puts the values of fixed lists into words', () => {
    const voided = event(activationCodeVoided, { codeId: 'c', reason: 'wrong-combinations' });
    expect([tell(voided, 'nl'), tell(voided, 'en')]).toEqual([
      'De activatiecode is ongeldig geworden (te veel verkeerde combinaties).',
      'The activation code became void (too many wrong combinations).',
    ]);
    const coupled = event(meansCoupled, {
      means: 'm',
      pseudonym: 'p',
      legalSubject: 'l',
      level: 'loa2plus',
      codeId: 'c',
      privacyStatement: '1',
      termsOfUse: '1',
      reservation: 'r',
    });
    expect(tell(coupled, 'nl')).toContain('(niveau 2+)');
  });

  it('AVG-01 TOK-07 says yes or no where something is so or isn’t', () => {
    const reported = (inTime: boolean) =>
      event(meansProblemReported, {
        means: 'm',
        problem: 'stolen',
        discoveredAt: '2026-11-20T07:30:00.000Z',
        reportedAt: '2026-11-20T09:00:00.000Z',
        inTime,
      });
    expect([tell(reported(true), 'nl'), tell(reported(false), 'nl')]).toEqual([
      expect.stringMatching(/10:00:00, op tijd: ja\.$/),
      expect.stringMatching(/10:00:00, op tijd: nee\.$/),
    ]);
    expect(tell(reported(false), 'en')).toMatch(/10:00:00, in time: no\.$/);
  });

  it('AVG-01 never translates a name or a code that happens to be such a value', () => {
    const named = event(userCreated, { ...user, surname: 'token', organisation: 'board' });
    expect(tell(named, 'nl')).toContain('van token aan bij board,');
    expect(tell(event(roleGranted, { role: 'mbo', kenmerken: [] }), 'en')).toContain('granted role mbo');
    const form = {
      formReference: '2026-01-01T',
      dateReceived: '2026-11-20',
      signatoryId: 's',
      signatory: 'x',
    };
    expect(tell(event(administratorAppointed, form), 'nl')).toContain('formulier 2026-01-01T van');
  });

  it('AVG-01 what somebody is called is told as it is, braces and dollar signs too', () => {
    const odd = event(userCreated, { ...user, surname: '{username} $& {prefix|x}' });
    expect(tell(odd, 'en')).toContain('SR van {username} $& {prefix|x} at');
  });

  it('AVG-01 knows which fields a sentence speaks of', () => {
    expect(fieldsInSentence('{actor} gave {a}{b| and {c}}.')).toEqual(['actor', 'a', 'b', 'c']);
  });

  it('AVG-01 an event that nobody declared has no sentence, and that is said', () => {
    const known: EventDefinition = defineEvent({
      type: 'a.b',
      version: 1,
      fields: { x: text },
      nl: '',
      en: '',
    });
    expect(() => sentenceOf(catalogueOf(known), { event: event(userCreated, user) }, 'x', 'nl')).toThrow(
      'There is no sentence for account.user-created.',
    );
  });
});
