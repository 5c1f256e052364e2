import { describe, expect, it } from '@jest/globals';
import { handOverPart, takeOverPart } from './hand-over-part.js';
import { openPart } from './open-part.js';
import { type Part } from './organisation.js';
import { registerOrganisation } from './register-organisation.js';
import { evolveOrganisation, noOrganisation, type OrganisationState } from './state.js';

const part: Part = { id: '99KG', type: 'institution', name: 'DUO Test College', sectors: ['po'] };
const source = 'po 2026-04';
const board = registerOrganisation(
  { type: 'board', code: '99901', sectors: ['po'] },
  noOrganisation,
).reduce<OrganisationState>(evolveOrganisation, noOrganisation);
const withPart = openPart(part, board, source).reduce<OrganisationState>(evolveOrganisation, board);

describe('a part that goes to another board', () => {
  it('ORG-02 the old board hands over what it has open', () => {
    expect(handOverPart('99KG', 'board-99902', withPart, source)).toEqual([
      {
        type: 'organisation.part-handed-over',
        rule: 'ORG-02',
        data: { part: '99KG', partType: 'institution', name: 'DUO Test College', to: 'board-99902', source },
      },
    ]);
    expect(handOverPart('99KG', 'board-99902', board, source)).toEqual([]);
  });

  it('ORG-02 the new board takes over what it doesn’t have yet', () => {
    expect(takeOverPart(part, 'board-99902', board, source)).toEqual([
      {
        type: 'organisation.part-taken-over',
        rule: 'ORG-02',
        data: {
          part: '99KG',
          partType: 'institution',
          name: 'DUO Test College',
          sectors: ['po'],
          from: 'board-99902',
          source,
        },
      },
    ]);
    expect(takeOverPart(part, 'board-99902', withPart, source)).toEqual([]);
  });
});
