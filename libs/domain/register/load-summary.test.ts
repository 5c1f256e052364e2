import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  organisationClosed,
  type OrganisationEvent,
  organisationRegistered,
  organisationReopened,
  organisationSectorJoined,
  organisationSectorLeft,
  partClosed,
  partHandedOver,
  partMoved,
  partOpened,
  partRenamed,
  partSectorLeft,
  partTakenOver,
} from '../organisation/events.js';
import { type PartType } from '../organisation/organisation.js';
import { summaryOf } from './load-summary.js';
import { type SectorFile } from './sector-file.js';

const source = 'po 2026-04';
const location = (board: string, institution: string, id: string) => ({ board, institution, id, name: id });
const file: SectorFile = {
  sector: 'po',
  fileDate: '2026-04',
  digest: 'digest',
  locations: [
    location('99901', '99KG', '99KG00'),
    location('99901', '99KG', '99KG01'),
    location('99902', '99KH', '99KH00'),
  ],
  refusedLines: 4,
  namedByRefusedLines: new Set(),
  unreadableCodes: true,
};
const sectors = ['po'] as const;
const change = (id: string, ...events: readonly OrganisationEvent[]) => ({ id, events });
/** Parts that something happened to, each kind of thing to another number of them. */
const happened = (partType: PartType): readonly OrganisationEvent[] => {
  const parts = (from: number, count: number) =>
    Array.from({ length: count }, (_, nth) => ({
      part: `${partType}-${from + nth}`,
      partType,
      name: 'x',
      source,
    }));
  return [
    ...parts(0, 1).map((one) => event(partOpened, { ...one, sectors: [...sectors] })),
    ...parts(0, 2).map((one) => event(partClosed, one)),
    ...parts(2, 1).map((one) => event(partSectorLeft, { ...one, sector: 'po' })),
    ...parts(0, 4).map((one) => event(partRenamed, { ...one, previousName: 'y' })),
    // The same part once more counts once.
    ...[...parts(0, 5), ...parts(0, 1)].map((one) => event(partMoved, one)),
    ...parts(0, 3).map((one) => event(partHandedOver, { ...one, to: 'board-2' })),
    ...parts(2, 4).map((one) => event(partTakenOver, { ...one, sectors: [...sectors], from: 'board-1' })),
  ];
};

describe('what a load says that it did', () => {
  it('ORG-02 counts parts by what happened to them, institutions apart from locations', () => {
    const counts = { opened: 1, closed: 3, renamed: 4, moved: 5, handedOver: 6 };
    const none = { opened: 0, closed: 0, renamed: 0, moved: 0, handedOver: 0 };
    const of = (type: PartType) => summaryOf(file, [change('board-1', ...happened(type))]);
    expect(of('institution')).toMatchObject({
      institutions: { inFile: 2, ...counts },
      locations: { inFile: 3, ...none },
    });
    expect(of('location')).toMatchObject({
      institutions: { inFile: 2, ...none },
      locations: { inFile: 3, ...counts },
    });
  });

  it('ORG-02 counts boards once: opened where new, open again or new in the sector; closed where gone from it', () => {
    const opened = [
      change('1', event(organisationRegistered, { type: 'board', code: '99901', sectors: [...sectors] })),
      change('2', event(organisationReopened, { source }), event(organisationSectorJoined, { sector: 'po' })),
      change('3', ...happened('location'), event(organisationSectorJoined, { sector: 'po' })),
      change('4', ...happened('location')),
    ];
    const closed = [
      change('5', event(organisationClosed, { source })),
      change('6', event(organisationSectorLeft, { sector: 'po', source })),
      change('7', event(organisationSectorLeft, { sector: 'vo', source })),
    ];
    expect(summaryOf(file, [...opened, ...closed]).boards).toEqual({ inFile: 2, opened: 3, closed: 2 });
  });

  it('ORG-02 says how many lines were refused, and whether closures were withheld', () => {
    expect(summaryOf(file, [])).toMatchObject({ refusedLines: 4, closuresWithheld: true });
    expect(summaryOf({ ...file, unreadableCodes: false }, []).closuresWithheld).toBe(false);
  });
});
