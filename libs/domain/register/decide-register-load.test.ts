import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unfitFields } from '../catalogue.js';
import { organisationEvents } from '../organisation/events.js';
import { type Part, type Sector } from '../organisation/organisation.js';
import { recordOrganisation } from '../organisation/record-organisation.js';
import {
  evolveOrganisation,
  noOrganisation,
  openParts,
  type OrganisationState,
} from '../organisation/state.js';
import {
  type CurrentRegister,
  decideRegisterLoad,
  type RegisterLoad,
  type Word,
} from './decide-register-load.js';
import { evolveRegister, registerLoaded } from './register.js';
import { type SchoolLocation, type SectorFile } from './sector-file.js';

const empty: CurrentRegister = { organisations: new Map(), lastLoaded: undefined };
const noWord: Word = { allowClosures: false, allowOlder: false };
const deciding = (
  current: CurrentRegister,
  each: SectorFile,
  word: Word,
  mostPercentClosed = 2,
): RegisterLoad =>
  decideRegisterLoad(current, each, word, { 'register.mostPercentClosed': mostPercentClosed });
const everyWord: Word = { allowClosures: true, allowOlder: true };

const street = { street: 'Voorbeeldweg', houseNumber: '1', postalCode: '9999 AA', city: 'VOORBEELDSTAD' };

const location = (board: string, id: string, more: Partial<SchoolLocation> = {}): SchoolLocation => ({
  board,
  institution: id.slice(0, 4),
  id,
  name: `School ${id}`,
  visitingAddress: street,
  ...more,
});

const file = (locations: readonly SchoolLocation[], more: Partial<SectorFile> = {}): SectorFile => ({
  sector: 'po',
  fileDate: '2026-04',
  digest: JSON.stringify(locations),
  locations,
  refusedLines: 0,
  namedByRefusedLines: new Set(),
  unreadableCodes: false,
  ...more,
});

/** The register as it is when the streams that the load names have been appended. */
const after = (
  current: CurrentRegister,
  load: RegisterLoad,
  appended: (organisation: string) => boolean = () => true,
): CurrentRegister => ({
  organisations: load.organisations
    .filter(({ id }) => appended(id))
    .reduce(
      (organisations, { id, events }) =>
        new Map(organisations).set(
          id,
          events.reduce<OrganisationState>(evolveOrganisation, organisations.get(id) ?? noOrganisation),
        ),
      new Map(current.organisations),
    ),
  lastLoaded: load.register.reduce(evolveRegister, current.lastLoaded),
});

const given = (...files: readonly SectorFile[]): CurrentRegister =>
  files.reduce((current, each) => after(current, deciding(current, each, everyWord)), empty);

/** What happened, without what the parts are: organisation, event, part. */
const story = (load: RegisterLoad): string[] =>
  load.organisations.flatMap(({ id, events }) =>
    events.map(({ type, data }) =>
      [id, type.replace('organisation.', ''), ...('part' in data ? [data.part] : [])].join(' '),
    ),
  );

/** The open organisations and their open parts, by id. */
const openIn = ({ organisations }: CurrentRegister): ReadonlyMap<string, ReadonlyMap<string, Part>> =>
  new Map(
    [...organisations]
      .filter(([, state]) => state.state === 'open')
      .map(([id, state]) => [id, new Map(openParts(state).map((part) => [part.id, part]))]),
  );

/** A hundred institutions of one location each: two hundred parts. */
const hundred = Array.from({ length: 100 }, (_, number) =>
  location('99901', `${String(number).padStart(2, '0')}AA00`),
);

describe('the first load of a school register', () => {
  it('ORG-01 the board is the organisation, and institution and location are its parts', () => {
    const { organisations } = given(file([location('00901', '09KG00'), location('00901', '09KG01')]));
    expect(organisations.get('board-00901')).toMatchObject({
      state: 'open',
      type: 'board',
      code: '00901',
      sectors: ['po'],
    });
    expect(
      openParts(organisations.get('board-00901')!).map(({ id, type, institution }) => [
        id,
        type,
        institution,
      ]),
    ).toEqual([
      ['09KG', 'institution', undefined],
      ['09KG00', 'location', '09KG'],
      ['09KG01', 'location', '09KG'],
    ]);
  });

  it('ORG-01 an institution has the name and addresses of its location with the lowest number', () => {
    const postalAddress = { street: 'Postbus', houseNumber: '9' };
    const { organisations } = given(
      file([
        location('99901', '99KG03'),
        location('99901', '99KG02', { name: 'DUO Test College', postalAddress }),
      ]),
    );
    expect(openParts(organisations.get('board-99901')!)[0]).toEqual({
      id: '99KG',
      type: 'institution',
      name: 'DUO Test College',
      visitingAddress: street,
      postalAddress,
      sectors: ['po'],
    });
  });

  it('ORG-02 the load records the file and what it changed, in events that fit the catalogue', () => {
    const load = deciding(empty, file([location('99901', '99KG00'), location('99902', '99AA00')]), noWord);
    expect(load.register.map(({ type, data }) => [type, data])).toEqual([
      [
        'register.loaded',
        expect.objectContaining({
          sector: 'po',
          fileDate: '2026-04',
          boards: 2,
          institutions: 2,
          locations: 2,
          opened: 4,
          closed: 0,
        }),
      ],
    ]);
    expect(unfitFields(registerLoaded, load.register[0]!.data)).toEqual([]);
    const definitions = new Map<string, (typeof organisationEvents)[number]>(
      organisationEvents.map((each) => [each.type, each]),
    );
    for (const { type, data } of load.organisations.flatMap(({ events }) => events))
      expect(unfitFields(definitions.get(type)!, data)).toEqual([]);
  });
});

describe('a newer school register', () => {
  const before = [location('99901', '99KG00'), location('99901', '99KG01'), location('99902', '99AA00')];
  const when = (
    locations: readonly SchoolLocation[],
    more: Partial<SectorFile> = {},
    word = everyWord,
  ): RegisterLoad => deciding(given(file(before)), file(locations, { fileDate: '2026-05', ...more }), word);

  it('ORG-02 the same file twice changes nothing and records nothing', () => {
    const load = deciding(given(file(before)), file(before), noWord);
    expect([load.organisations, load.register, load.refused]).toEqual([[], [], undefined]);
  });

  it('ORG-02 a newer file with the same content records only that it was loaded', () => {
    const load = when(before, { digest: 'another' });
    expect([story(load), load.register.length]).toEqual([[], 1]);
  });

  it('ORG-02 a location that was opened is opened, and nothing else happens', () => {
    expect(story(when([...before, location('99902', '99AA07')]))).toEqual(['board-99902 part-opened 99AA07']);
  });

  it('ORG-02 a location that was closed is closed, and nothing else happens', () => {
    expect(story(when([before[0]!, before[2]!]))).toEqual(['board-99901 part-closed 99KG01']);
  });

  it('ORG-02 a board without parts closes, and is opened again with them when they come back', () => {
    const without = [before[0]!, before[1]!];
    expect(story(when(without))).toEqual([
      'board-99902 part-closed 99AA',
      'board-99902 part-closed 99AA00',
      'board-99902 closed',
    ]);
    const back = deciding(given(file(before), file(without)), file(before), everyWord);
    expect(story(back)).toEqual([
      'board-99902 reopened',
      'board-99902 part-opened 99AA',
      'board-99902 part-opened 99AA00',
    ]);
  });

  it('ORG-02 a new name is a renaming, told with the name before', () => {
    const load = when([before[0]!, { ...before[1]!, name: 'Zuid' }, before[2]!]);
    expect(load.organisations[0]!.events.map(({ type, data }) => ({ type, ...data }))).toEqual([
      {
        type: 'organisation.part-renamed',
        part: '99KG01',
        partType: 'location',
        name: 'Zuid',
        previousName: 'School 99KG01',
        source: 'po 2026-05',
      },
    ]);
  });

  it('ORG-02 a new address is a move, of the institution too when it is its lowest location', () => {
    const moved = { ...before[0]!, visitingAddress: { ...street, houseNumber: '1-A' } };
    expect(story(when([moved, before[1]!, before[2]!]))).toEqual([
      'board-99901 part-moved 99KG',
      'board-99901 part-moved 99KG00',
    ]);
  });

  it('ORG-02 an address that is no longer known is gone after the load', () => {
    const { board, institution, id, name } = before[2]!;
    const { organisations } = given(
      file(before),
      file([before[0]!, before[1]!, { board, institution, id, name }]),
    );
    expect(
      openParts(organisations.get('board-99902')!).map(({ visitingAddress }) => visitingAddress),
    ).toEqual([undefined, undefined]);
  });

  it('ORG-02 an institution that goes to another board is handed over and taken over whole, not closed and opened', () => {
    const load = when([before[0]!, before[1]!, { ...before[2]!, board: '99901' }], {}, noWord);
    expect(story(load)).toEqual([
      'board-99901 part-taken-over 99AA',
      'board-99901 part-taken-over 99AA00',
      'board-99902 part-handed-over 99AA',
      'board-99902 part-handed-over 99AA00',
      'board-99902 closed',
    ]);
    expect(load.organisations[0]!.events[1]!.data).toEqual({
      part: '99AA00',
      partType: 'location',
      name: 'School 99AA00',
      institution: '99AA',
      visitingAddress: street,
      sectors: ['po'],
      from: 'board-99902',
      source: 'po 2026-05',
    });
    expect(load.summary).toMatchObject({
      boards: { inFile: 1, opened: 0, closed: 1 },
      institutions: { inFile: 2, opened: 0, closed: 0, handedOver: 1 },
      locations: { inFile: 3, opened: 0, closed: 0, handedOver: 1 },
    });
  });

  it('ORG-02 an institution that goes to another board under another name is taken over and then renamed', () => {
    expect(story(when([before[0]!, before[1]!, location('99903', '99AA00', { name: 'Nieuw' })]))).toEqual([
      'board-99902 part-handed-over 99AA',
      'board-99902 part-handed-over 99AA00',
      'board-99902 closed',
      'board-99903 registered',
      'board-99903 part-taken-over 99AA',
      'board-99903 part-renamed 99AA',
      'board-99903 part-taken-over 99AA00',
      'board-99903 part-renamed 99AA00',
    ]);
  });

  it('ORG-02 a hand-over that was cut off between the two boards is completed by the next load, from either side', () => {
    const handedOver = file([before[0]!, before[1]!, { ...before[2]!, board: '99901' }]);
    const current = given(file(before));
    const load = deciding(current, handedOver, noWord);
    const half = (appended: string): string[] =>
      story(
        deciding(
          after(current, { ...load, register: [] }, (id) => id === appended),
          handedOver,
          noWord,
        ),
      );
    expect(half('board-99901')).toEqual([
      'board-99902 part-handed-over 99AA',
      'board-99902 part-handed-over 99AA00',
      'board-99902 closed',
    ]);
    expect(half('board-99902')).toEqual([
      'board-99901 part-taken-over 99AA',
      'board-99901 part-taken-over 99AA00',
    ]);
  });
});

describe('lines that were refused', () => {
  const before = [location('99901', '99KG00'), location('99901', '99KG01'), location('99902', '99AA00')];
  const when = (locations: readonly SchoolLocation[], more: Partial<SectorFile>): RegisterLoad =>
    deciding(given(file(before)), file(locations, more), everyWord);

  it('ORG-02 a location whose line was refused stays as it is, and so does the name of its institution', () => {
    expect(story(when([before[1]!, before[2]!], { namedByRefusedLines: new Set(['99KG00']) }))).toEqual([]);
  });

  it('ORG-02 a location whose line was refused goes with its institution to another board', () => {
    const moved = { ...before[0]!, board: '99902' };
    expect(story(when([moved, before[2]!], { namedByRefusedLines: new Set(['99KG01']) }))).toEqual([
      'board-99901 part-handed-over 99KG',
      'board-99901 part-handed-over 99KG00',
      'board-99901 part-handed-over 99KG01',
      'board-99901 closed',
      'board-99902 part-taken-over 99KG',
      'board-99902 part-taken-over 99KG00',
      'board-99902 part-taken-over 99KG01',
    ]);
  });

  it('ORG-02 a refused line without readable codes keeps everything open, and the summary says so', () => {
    const load = when([location('99901', '99KG05')], { unreadableCodes: true, refusedLines: 1 });
    expect(story(load)).toEqual(['board-99901 part-opened 99KG05']);
    expect(load.summary).toMatchObject({ closuresWithheld: true, refusedLines: 1 });
  });
});

describe('what takes an explicit word', () => {
  it('ORG-02 closing two percent of the open parts passes, closing more is refused and changes nothing', () => {
    const current = given(file(hundred));
    const two = deciding(current, file(hundred.slice(2)), noWord);
    expect([two.refused, two.summary.locations.closed, two.summary.institutions.closed]).toEqual([
      undefined,
      2,
      2,
    ]);
    const three = deciding(current, file(hundred.slice(3)), noWord);
    expect(three).toMatchObject({
      organisations: [],
      register: [],
      refused: [{ rule: 'ORG-02', field: 'allowClosures' }],
    });
    expect(three.refused![0]!.message).toContain('6 of the 200');
  });

  it('ORG-02 how many percent is what policy says, and so is what is told', () => {
    const current = given(file(hundred));
    expect(deciding(current, file(hundred.slice(3)), noWord, 3).refused).toBeUndefined();
    const [refused] = deciding(current, file(hundred.slice(1)), noWord, 0).refused ?? [];
    expect(refused?.message).toContain('2 of the 200');
    expect(refused?.message).toContain('more than 0 %');
  });

  it('ORG-02 closing more than two percent passes with the word for it', () => {
    const load = deciding(given(file(hundred)), file(hundred.slice(50)), {
      ...noWord,
      allowClosures: true,
    });
    expect([load.refused, load.summary.locations.closed]).toEqual([undefined, 50]);
  });

  it('ORG-02 a file older than the one loaded last is refused without the word for it', () => {
    const current = given(file(hundred, { fileDate: '2026-04' }));
    const older = file(hundred, { fileDate: '2026-03', digest: 'older' });
    expect(deciding(current, older, noWord).refused).toMatchObject([{ rule: 'ORG-02', field: 'allowOlder' }]);
    expect(deciding(current, older, { ...noWord, allowOlder: true }).refused).toBeUndefined();
  });

  it('ORG-02 an older file that closes too much is refused for both', () => {
    const load = deciding(given(file(hundred)), file([], { fileDate: '2026-03' }), noWord);
    expect(load.refused!.map(({ field }) => field)).toEqual(['allowOlder', 'allowClosures']);
  });
});

describe('a register beside that of another sector', () => {
  const in_ = (sector: Sector, ...locations: SchoolLocation[]): SectorFile => file(locations, { sector });

  it('ORG-02 a file closes nothing that is in another sector, and is silent on what is there alone', () => {
    const both = location('99901', '99KG00');
    const onlyVo = location('99902', '99AA00');
    const current = given(in_('vo', both, onlyVo), in_('po', both));
    const load = deciding(current, in_('po'), everyWord);
    expect(story(load)).toEqual([
      'board-99901 part-sector-left 99KG',
      'board-99901 part-sector-left 99KG00',
      'board-99901 sector-left',
    ]);
    expect(load.summary).toMatchObject({
      boards: { closed: 1 },
      institutions: { closed: 1 },
      locations: { closed: 1 },
    });
    expect(openIn(after(current, load))).toEqual(openIn(given(in_('vo', both, onlyVo))));
    expect(story(deciding(after(current, load), in_('po'), noWord))).toEqual([]);
  });

  it('ORG-02 what has gone from one sector closes when it goes from the other as well, and joins both again', () => {
    const part = location('99901', '99KG00');
    const gone = given(in_('vo', part), in_('mbo', part), in_('vo'));
    expect(story(deciding(gone, in_('mbo'), everyWord))).toEqual([
      'board-99901 part-closed 99KG',
      'board-99901 part-closed 99KG00',
      'board-99901 closed',
    ]);
    expect(story(deciding(gone, in_('vo', part), everyWord))).toEqual([
      'board-99901 sector-joined',
      'board-99901 part-opened 99KG',
      'board-99901 part-opened 99KG00',
    ]);
    const files = [in_('vo', part), in_('mbo', part)];
    const back = given(...files, in_('vo'), in_('mbo'), ...files);
    expect(openIn(back)).toEqual(openIn(given(...files)));
    expect(back.organisations.get('board-99901')).toMatchObject({ sectors: ['vo', 'mbo'] });
  });

  it('ORG-02 leaving the sector counts towards the two percent', () => {
    const of = (sector: Sector, left = 0): SectorFile => file(hundred.slice(left), { sector });
    const current = given(of('vo'), of('mbo'));
    expect(deciding(current, of('vo', 2), noWord).refused).toBeUndefined();
    expect(deciding(current, of('vo', 3), noWord).refused).toMatchObject([
      { rule: 'ORG-02', field: 'allowClosures' },
    ]);
  });

  it('ORG-01 ORG-02 what the operator itself put on record is for no file to close', () => {
    const office = {
      type: 'administration-office',
      code: 'AK01',
      name: 'Kantoor',
      sectors: ['po'],
      parts: [],
    } as const;
    const { events } = recordOrganisation(office, noOrganisation);
    const state = events.reduce<OrganisationState>(evolveOrganisation, noOrganisation);
    const current = { ...empty, organisations: new Map([['administration-office-AK01', state]]) };
    expect(story(deciding(current, in_('po'), everyWord))).toEqual([]);
  });

  it('ORG-01 a part that is found in a second sector belongs to both', () => {
    const part = location('99901', '99KG00');
    const current = given(in_('vo', part));
    expect(story(deciding(current, in_('po', part), noWord))).toEqual([
      'board-99901 sector-joined',
      'board-99901 part-opened 99KG',
      'board-99901 part-opened 99KG00',
    ]);
    const { organisations } = given(in_('vo', part), in_('po', part));
    expect(organisations.get('board-99901')).toMatchObject({ sectors: ['vo', 'po'] });
    expect(openParts(organisations.get('board-99901')!).map(({ sectors }) => sectors)).toEqual([
      ['vo', 'po'],
      ['vo', 'po'],
    ]);
  });
});

describe('any school register', () => {
  const addresses = fc.option(
    fc.record({
      street: fc.constantFrom('Proefstraat', 'Modelplein'),
      houseNumber: fc.constantFrom('1', '2-A'),
    }),
    { nil: undefined },
  );
  const anyFile = fc
    .array(
      fc.record({
        brin: fc.constantFrom('99AA', '99AB', '99AC', '99AD'),
        number: fc.constantFrom('00', '01', '02'),
        name: fc.constantFrom('Zoë', '’t Verzinsel', 'De Prâter'),
        visitingAddress: addresses,
      }),
      { maxLength: 10 },
    )
    .chain((rows) =>
      fc.array(fc.constantFrom('99901', '99902', '99903'), { minLength: 4, maxLength: 4 }).map((boards) => {
        const byId = new Map(
          rows.map(({ brin, number, name, visitingAddress }) => [
            brin + number,
            {
              board: boards['ABCD'.indexOf(brin[3]!)]!,
              institution: brin,
              id: brin + number,
              name,
              ...(visitingAddress === undefined ? {} : { visitingAddress }),
            },
          ]),
        );
        return file([...byId.values()]);
      }),
    );

  it('ORG-02 loading any files one after another gives what the last one says', () => {
    fc.assert(
      fc.property(fc.array(anyFile, { minLength: 1, maxLength: 4 }), (files) => {
        expect(openIn(given(...files))).toEqual(openIn(given(files.at(-1)!)));
      }),
    );
  });

  it('ORG-02 of two sectors, loaded in any order, everything is open in those whose last file has it', () => {
    const ofSector = (sector: Sector, boards: readonly string[]) =>
      fc.subarray(['99AA00', '99AA01', '99AB00', '99AC00']).map((ids) =>
        file(
          ids.map((id) => location(boards['ABC'.indexOf(id[3]!)]!, id)),
          { sector },
        ),
      );
    const boards = ['99901', '99901', '99902'];
    const files = fc.oneof(ofSector('vo', boards), ofSector('mbo', boards));
    fc.assert(
      fc.property(fc.array(files, { maxLength: 6 }), (loaded) => {
        const expected = new Map<string, Set<Sector>>();
        for (const sector of ['vo', 'mbo'] as const)
          for (const { board, id, institution } of loaded.findLast((one) => one.sector === sector)
            ?.locations ?? [])
            for (const found of [`board-${board}`, id, institution])
              expected.set(found, (expected.get(found) ?? new Set<Sector>()).add(sector));
        const { organisations } = given(...loaded);
        const open = [...organisations].flatMap(([id, state]) =>
          state.state === 'open' ? [{ id, sectors: state.sectors }, ...openParts(state)] : [],
        );
        expect(new Map(open.map(({ id, sectors }) => [id, new Set(sectors)]))).toEqual(expected);
      }),
    );
  });

  it('ORG-02 loading any file twice records nothing the second time', () => {
    fc.assert(
      fc.property(anyFile, anyFile, (before, each) => {
        const again = deciding(given(before, each), each, noWord);
        expect([again.organisations, again.register]).toEqual([[], []]);
      }),
    );
  });

  it('ORG-02 a load cut off after any of its streams is completed by loading the file again', () => {
    fc.assert(
      fc.property(
        anyFile,
        anyFile,
        fc.subarray(['board-99901', 'board-99902', 'board-99903']),
        (before, each, done) => {
          const current = given(before);
          const load = deciding(current, each, everyWord);
          const cutOff = after(current, { ...load, register: [] }, (id) => done.includes(id));
          const completed = after(cutOff, deciding(cutOff, each, everyWord));
          expect(openIn(completed)).toEqual(openIn(given(each)));
        },
      ),
    );
  });

  it('ORG-02 the order of the lines makes no difference', () => {
    fc.assert(
      fc.property(
        anyFile,
        anyFile.chain((each) =>
          fc.tuple(
            fc.constant(each),
            fc.shuffledSubarray([...each.locations], { minLength: each.locations.length }),
          ),
        ),
        (before, [each, shuffled]) => {
          const current = given(before);
          expect(deciding(current, { ...each, locations: shuffled }, everyWord)).toEqual(
            deciding(current, each, everyWord),
          );
        },
      ),
    );
  });
});
