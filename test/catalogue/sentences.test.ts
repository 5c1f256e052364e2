import { describe, expect, it } from '@jest/globals';
import { type EventDefinition } from '#libs/domain/catalogue';
import { catalogue } from '#libs/domain/events';
import { upcast, upcasters } from '#libs/journal/upcasters';
import { alwaysThere, fieldsInSentence, sentenceOf } from '#libs/journal/sentence';
import { words } from '#libs/journal/words';

const definitions = [...catalogue.values()];
const languages = ['nl', 'en'] as const;
const sentences = definitions.flatMap((definition) =>
  languages.map((language) => ({ definition, language, sentence: definition[language] })),
);
const described = ({ definition, language }: { definition: EventDefinition; language: string }) =>
  `${definition.type} ${language}`;

/** The sentence without what it says only where a field is there. */
const always = (sentence: string): string => sentence.replace(/\{\w+\|(?:[^{}]|\{\w+\})*\}/g, '');

describe('the sentences of events', () => {
  it('AVG-01 speak only of the actor and of fields that the event has', () => {
    const strange = sentences.flatMap((one) =>
      fieldsInSentence(one.sentence)
        .filter((field) => !alwaysThere.includes(field) && one.definition.fields[field] === undefined)
        .map((field) => `${described(one)} ${field}`),
    );
    expect(strange).toEqual([]);
  });

  it('AVG-01 speak of a field that may be absent only where it is there', () => {
    const careless = sentences.flatMap((one) =>
      fieldsInSentence(always(one.sentence))
        .filter((field) => one.definition.fields[field]?.optional)
        .map((field) => `${described(one)} ${field}`),
    );
    expect(careless).toEqual([]);
  });

  it('AVG-01 say the same in both languages', () => {
    const told = (sentence: string) => [...new Set(fieldsInSentence(sentence))].sort();
    for (const { type, nl, en } of definitions) expect([type, ...told(en)]).toEqual([type, ...told(nl)]);
  });

  it('AVG-01 are sentences: a capital or a field first, a full stop last, no brace left over', () => {
    const odd = sentences.filter(
      ({ sentence }) =>
        !/^(\{actor\} |[A-Z])/.test(sentence) ||
        !/[^.]\.$/.test(sentence) ||
        /[{}|]/.test(always(sentence).replace(/\{\w+\}/g, '')),
    );
    expect(odd.map(described)).toEqual([]);
  });

  it('AVG-01 have words in both languages for every value of a fixed list', () => {
    const wordless = sentences.flatMap(({ definition, language, sentence }) =>
      fieldsInSentence(sentence)
        .flatMap((field) => definition.fields[field]?.values ?? [])
        .filter((value) => !words[value]?.[language])
        .map((value) => `${value} ${language}`),
    );
    expect([...new Set(wordless)]).toEqual([]);
  });

  it('AVG-01 can be told of every event, whatever of it is there, and leave no brace', () => {
    for (const { type } of definitions)
      for (const language of languages) {
        const bare = sentenceOf(catalogue, { event: { type, data: {} } }, 'Jan', language);
        expect(`${type}: ${bare}`).not.toMatch(/[{}|]|undefined/);
      }
  });
});

describe('older versions of events', () => {
  it('AVG-05 every version before the one that is written can be lifted, step by step', () => {
    const missing = definitions.flatMap(({ type, version }) =>
      Array.from({ length: version - 1 }, (_, index) => index + 1).filter(
        (from) => !upcasters.some((step) => step.type === type && step.from === from),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('AVG-05 no upcaster is of an event, or from a version, that never was', () => {
    const idle = upcasters.filter(
      ({ type, from }) => from < 1 || from >= (catalogue.get(type)?.version ?? 0),
    );
    expect(idle).toEqual([]);
    expect(new Set(upcasters.map(({ type, from }) => `${type} ${from}`)).size).toBe(upcasters.length);
  });

  it('AVG-05 what is of the version that is written is left as it is', () => {
    const data = { a: 1 };
    for (const { type, version } of definitions) expect(upcast(type, version, data, version)).toBe(data);
  });
});
