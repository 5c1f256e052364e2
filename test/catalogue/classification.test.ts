import { describe, expect, it } from '@jest/globals';
import { type EventDefinition, type Field } from '#libs/domain/catalogue';
import { catalogue } from '#libs/domain/events';

const definitions = [...catalogue.values()];
const fieldsOf = (definition: EventDefinition) =>
  Object.entries(definition.fields).map(([name, field]) => ({
    name,
    field,
    at: `${definition.type} ${name}`,
    definition,
  }));
const fields = definitions.flatMap(fieldsOf);
const sealed = fields.filter(({ field }) => field.sealing !== undefined);

/** Names of what tells who somebody is, or lets somebody in, wherever it stands. */
const tellsWho =
  /^(surname|initials|prefix|telephone|username|pseudonym|signatory|issuer|subject|function|legalSubject|password|seed|secret)$|emailAddress|birth|bsn|(first|last|given|family)Name|ipAddress/i;
/** Streams that are about a person: there a name or a code is somebody's. */
const aboutPeople = /^(account|actor|signin|session|means|generator|letter|mail)\./;
const somebodys = /^(name|code|address|visitingAddress|postalAddress)$/;

const mustBeSealed = (definition: EventDefinition, name: string): boolean =>
  tellsWho.test(name) || (aboutPeople.test(definition.type) && somebodys.test(name));
const isOpen = (field: Field<unknown> | undefined): boolean =>
  field !== undefined && field.sealing === undefined;

describe('how the fields of events are classified', () => {
  it('AVG-03 AVG-06 what tells who somebody is, or lets somebody in, is sealed in every event', () => {
    const open = fields.filter(
      ({ field, name, definition }) => isOpen(field) && mustBeSealed(definition, name),
    );
    expect(open.map(({ at }) => at)).toEqual([]);
  });

  it('AVG-06 what is not about a person stays readable: public register data, roles and policy are not sealed', () => {
    // The name behind an act is somebody's wherever it stands.
    const closed = sealed.filter(
      ({ definition, field }) =>
        !aboutPeople.test(definition.type) && field.sealing?.purpose !== 'attribution',
    );
    expect(closed.map(({ at }) => at)).toEqual([]);
  });

  it('AVG-06 whose a sealed field is, is the person of the stream or stands open in the same event', () => {
    const lost = sealed.filter(({ field, definition }) => {
      const subject = field.sealing?.subject ?? '';
      return (
        subject !== 'stream' && !(isOpen(definition.fields[subject]) && !definition.fields[subject]?.optional)
      );
    });
    expect(lost.map(({ at }) => at)).toEqual([]);
  });

  it('AVG-03 a secret is sealed as somebody’s credential or on its way to them, and nothing else is', () => {
    const wrong = sealed.filter(
      ({ field }) =>
        (field.sealing?.kind === 'secret') !==
        (field.sealing?.purpose === 'credential' || field.sealing?.purpose === 'delivery'),
    );
    expect(wrong.map(({ at }) => at)).toEqual([]);
  });

  it('AVG-03 a secret on its way has a key of its own, so that the key can be destroyed when it has arrived', () => {
    const shared = sealed.filter(
      ({ field }) => field.sealing?.purpose === 'delivery' && field.sealing.subject === 'stream',
    );
    expect(shared.map(({ at }) => at)).toEqual([]);
  });

  it('AVG-03 no sentence tells a secret', () => {
    const told = sealed.filter(
      ({ field, name, definition }) =>
        field.sealing?.kind === 'secret' && `${definition.nl} ${definition.en}`.includes(`{${name}`),
    );
    expect(told.map(({ at }) => at)).toEqual([]);
  });

  it('AVG-06 the name behind an act is sealed apart from the profile of whom the act was about', () => {
    const names = sealed.filter(({ name }) => /signatory|issuer|^name$/.test(name));
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter(({ field }) => field.sealing?.purpose !== 'attribution').map(({ at }) => at)).toEqual(
      [],
    );
  });
});

describe('how events are named', () => {
  it('AVG-01 dotted, in lower case: what it is about, then what happened', () => {
    expect(
      definitions.map(({ type }) => type).filter((type) => !/^[a-z]+\.[a-z]+(-[a-z]+)*$/.test(type)),
    ).toEqual([]);
  });

  it('AVG-01 versions count from one', () => {
    expect(definitions.filter(({ version }) => !Number.isSafeInteger(version) || version < 1)).toEqual([]);
  });
});
