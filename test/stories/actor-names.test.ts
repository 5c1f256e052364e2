import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { ActorNamesByPseudonym } from '#libs/queries/actor-name';
import { createUser, givenAdministrator, operator, origin, idFor } from './given/people.js';
import { Portal } from './given/portal.js';

let portal: Portal;
let administrator: Caller;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
});
afterEach(() => portal.closeForGood());

const nameOf = (caller: Caller) => new ActorNamesByPseudonym(portal.journal).nameOf(caller);
const namings = async (caller: Caller): Promise<number> =>
  (await portal.typesOf(`actor-${caller.id}`)).length;
const define = (caller: Caller, name: string) =>
  portal.desk.issue('define-role', {
    idempotencyKey: idFor(`role ${name}`),
    caller,
    origin,
    body: {
      code: name,
      name,
      explanation: name,
      kenmerkType: 'BRIN',
      sectors: ['po'],
      incompatibleWith: [],
      keptFromGranters: false,
      inForceFrom: '2026-01-01',
    },
  });

describe('AVG-01 the name behind a pseudonym', () => {
  it('is recorded at the first act and not at the next, also after a restart', async () => {
    expect(await namings(administrator)).toBe(0);
    await createUser(portal, administrator, 'first');
    await createUser(portal, administrator, 'second');
    portal = await portal.restart();
    await createUser(portal, administrator, 'third');
    expect(await namings(administrator)).toBe(1);
    expect(await nameOf(administrator)).toBe('S.R. Groningen');
  });

  it('of a refused act is recorded as well', async () => {
    await createUser(portal, administrator, 'refused', { emailAddress: 'x@gmail.com' });
    expect(await namings(administrator)).toBe(1);
  });

  it('is recorded anew when the caller is called otherwise', async () => {
    const renamed = { ...operator, name: 'Another Name' };
    await define(renamed, 'another');
    expect(await nameOf(operator)).toBe('Another Name');
    expect(await namings(operator)).toBe(2);
    await define(renamed, 'yet-another');
    expect(await namings(operator)).toBe(2);
  });

  it('is recorded once by many acts at the same time', async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, nth) => createUser(portal, administrator, `user ${nth}`)),
    );
    expect(await namings(administrator)).toBe(1);
  });

  it('AVG-06 is sealed, and gone with its key: the pseudonym stays', async () => {
    await createUser(portal, administrator, 'first');
    for await (const { data } of portal.store.readAll({ streamPrefix: 'actor-' }))
      expect(Buffer.from(data).toString()).not.toMatch(/Groningen|login\.example|Name of/);
    await portal.keys.destroy({ subject: administrator.id, purpose: 'attribution' });
    expect(await nameOf(administrator)).toBe(administrator.id);
    expect((await portal.verify()).findings).toEqual([]);
  });
});
