import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Journal } from '#libs/journal/journal';
import { appointed } from './given/appointed.js';
import { MeansHolder } from './given/means-holder.js';
import { type Answer, ServedPortal } from './given/served-portal.js';

let portal: ServedPortal;
let administrator: MeansHolder;
let user: MeansHolder;
beforeEach(async () => {
  portal = await ServedPortal.open();
  administrator = await MeansHolder.given(portal, 'beheerder');
  user = await MeansHolder.given(portal, 'gebruiker');
  await portal.happened(administrator.stream, ...appointed);
});
afterEach(() => portal.close());

/** How often the histories of the administrator and of the user are read from the store, for this one request. */
async function reads(request: () => Promise<Answer>): Promise<readonly [number, number]> {
  await portal.allHandled();
  const spy = jest.spyOn(Journal.prototype, 'fold');
  try {
    expect((await request()).status).toBe(200);
    const folded = spy.mock.calls.map(([kind, id]) => `${kind.category}-${id}`);
    const times = (stream: string): number => folded.filter((one) => one === stream).length;
    return [times(administrator.stream), times(user.stream)];
  } finally {
    spy.mockRestore();
  }
}

const change = (account: string, token: string) => () =>
  portal.post(
    `/accounts/${account}/contact-data-changes`,
    { telephone: '0687654321' },
    { Authorization: `Bearer ${token}` },
  );

describe('how much is read for a command', () => {
  it('ADM-07 AVG-01 who acts is read once to judge the act and once for their name, who it is about once', async () => {
    expect(await reads(change(user.account, await portal.tokenFor(administrator.account)))).toEqual([2, 1]);
  });

  it('USR-07 of who is in a session once more, at the door', async () => {
    const token = String((await administrator.signIn()).body['sessionToken']);
    expect(await reads(change(user.account, token))).toEqual([3, 1]);
  });

  it('USR-08 who changes their own data is both', async () => {
    expect(await reads(change(user.account, await portal.tokenFor(user.account)))).toEqual([0, 3]);
  });
});
