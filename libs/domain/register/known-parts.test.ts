import { describe, expect, it } from '@jest/globals';
import { type OrganisationEvent } from '../organisation/events.js';
import { handOverPart, takeOverPart } from '../organisation/hand-over-part.js';
import { openPart } from '../organisation/open-part.js';
import { type OrganisationType, type Part } from '../organisation/organisation.js';
import { registerOrganisation } from '../organisation/register-organisation.js';
import { evolveOrganisation, noOrganisation, type OrganisationState } from '../organisation/state.js';
import { boardsOf, giversIn, openEverywhere } from './known-parts.js';

const source = 'po 2026-04';
const part: Part = { id: '99KG', type: 'institution', name: 'DUO Test College', sectors: ['po'] };
const after = (state: OrganisationState, events: readonly OrganisationEvent[]): OrganisationState =>
  events.reduce<OrganisationState>(evolveOrganisation, state);
const registered = (code: string, type: OrganisationType = 'board'): OrganisationState =>
  after(noOrganisation, registerOrganisation({ type, code, sectors: ['po'] }, noOrganisation));

const [giver, taker] = [registered('99901'), registered('99902')];
const holding = after(giver, openPart(part, giver, source));
const handedOver = after(holding, handOverPart('99KG', 'board-2', holding, source));
const taken = after(taker, takeOverPart(part, 'board-1', taker, source));
const back = after(taken, handOverPart('99KG', 'board-1', taken, source));

const holderFor = (states: Readonly<Record<string, OrganisationState>>, to: string) =>
  giversIn(new Map(Object.entries(states)))('99KG', to)?.holder;

describe('from whom a board gets a part', () => {
  it('ORG-02 from the one where it is open, whoever asks', () => {
    expect(holderFor({ 'board-1': holding, 'board-2': taker }, 'board-2')).toBe('board-1');
    expect(holderFor({ 'board-1': handedOver, 'board-2': taken }, 'board-3')).toBe('board-2');
    expect(holderFor({ 'board-1': giver, 'board-2': taker }, 'board-2')).toBeUndefined();
  });

  it('ORG-02 from the one that handed it over, where a load was cut off before it arrived', () => {
    expect(holderFor({ 'board-1': handedOver, 'board-2': taker }, 'board-2')).toBe('board-1');
    expect(holderFor({ 'board-1': handedOver }, 'board-2')).toBe('board-1');
    expect(holderFor({ 'board-1': handedOver, 'board-2': noOrganisation }, 'board-2')).toBe('board-1');
    expect(holderFor({ 'board-1': handedOver, 'board-2': taker }, 'board-3')).toBeUndefined();
  });

  it('ORG-02 also where it was cut off on its way back, and not once it was there and went to a third', () => {
    const onItsWay = { 'board-1': handedOver, 'board-2': back };
    expect(holderFor(onItsWay, 'board-1')).toBe('board-2');
    const gone = after(taken, handOverPart('99KG', 'board-3', taken, source));
    expect(holderFor({ 'board-1': handedOver, 'board-2': gone }, 'board-2')).toBeUndefined();
    expect(holderFor({ 'board-1': handedOver, 'board-2': gone }, 'board-3')).toBe('board-2');
  });
});

describe('what a register file may change', () => {
  it('ORG-01 ORG-02 boards that are on record, nothing that the operator recorded', () => {
    const all = { b: noOrganisation, c: registered('0014', 'municipality'), 'board-1': giver };
    expect([...boardsOf(new Map(Object.entries(all))).keys()]).toEqual(['board-1']);
  });

  it('ORG-02 open parts come in the order of the organisations’ ids', () => {
    const held = openEverywhere(new Map(Object.entries({ 'board-2': taken, 'board-1': holding })));
    expect(held).toEqual([
      { holder: 'board-1', part },
      { holder: 'board-2', part },
    ]);
  });
});
