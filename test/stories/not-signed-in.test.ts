import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { projections } from '#libs/projections/projections';
import { ReadModels } from '#libs/projections/read-models';
import { QueryForbidden } from '#libs/queries/failures';
import {
  ListAccountsNotSignedIn,
  ListAccountsNotSignedInHandler,
} from '#libs/queries/list-accounts-not-signed-in';
import { Reading } from '#libs/queries/reading';
import { tokenHolder } from './given/passwords.js';
import { accountIn, createUser, givenAdministrator, operator, person, serviceDesk } from './given/people.js';
import { Portal } from './given/portal.js';

const day = 24 * 60;

let portal: Portal;
let models: ReadModels;
let administrator: Caller;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
  models = ReadModels.open({
    directory: join(portal.directory, 'read'),
    journal: portal.journal,
    projections,
  });
  models.start();
});
afterEach(async () => {
  await models.close();
  await portal.closeForGood();
});

const report = async (caller: Caller) => {
  const reading = new Reading(portal.commands, models, 20_000);
  const handler = new ListAccountsNotSignedInHandler(reading, portal.commands);
  return handler.execute(new ListAccountsNotSignedIn(caller, {}, await portal.store.head()));
};

describe('who has not signed in for long', () => {
  it('PWD-12 is on the report after six calendar months, for their administrator and for the service desk', async () => {
    const account = accountIn(await createUser(portal, administrator, 'anna', tokenHolder('Anna1234')));
    // From 23 November, 21:55 in the Netherlands, to 23 May at the same hour, an hour earlier in UTC.
    portal.outside.later(181 * day - 60);
    expect(await report(administrator)).toEqual({ before: '2026-11-23T20:55:00.000Z', accounts: [] });
    portal.outside.later(1);
    const silent = {
      id: account,
      organisation: 'board-20091',
      kind: 'user',
      createdAt: '2026-11-23T20:55:00.000Z',
      lastSignedInAt: null,
      username: 'Anna1234',
      surname: 'Groningen',
      initials: 'S.R.',
      prefix: null,
    };
    expect((await report(administrator)).accounts).toEqual([silent]);
    expect((await report(serviceDesk)).accounts).toEqual([silent]);
  });

  it('ADM-02 nobody sees those out of their reach', async () => {
    const account = accountIn(await createUser(portal, administrator, 'anna', tokenHolder('Anna1234')));
    portal.outside.later(400 * day);
    expect((await report(person(account))).accounts).toEqual([]);
  });

  it('PWD-12 the report is not for others', async () => {
    await expect(report(operator)).rejects.toThrow(QueryForbidden);
  });
});
