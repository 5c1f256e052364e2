import { describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { commandRequest } from './command-request.js';

const inSession: Caller = { kind: 'person', id: 'a', issuer: 'sessions', subject: 'a' };

const request = (body: object, caller = inSession) =>
  commandRequest(
    {
      name: 'end-account',
      idempotencyKey: '0195e6a0-0000-7000-8000-000000000001',
      caller,
      origin: { channel: 'http' },
      body,
    },
    new Uint8Array(32),
  );

describe('the id of a command', () => {
  it.each(['account', 'code', 'mandate', 'proposal', 'givingOrganisation', 'receivingOrganisation'])(
    'under the same key is another one for another %s, and the same one for the same',
    (field) => {
      const one = request({ [field]: 'one', more: 1 });
      expect(request({ [field]: 'other', more: 1 }).id).not.toBe(one.id);
      expect(request({ [field]: 'one', more: 2 })).toMatchObject({ id: one.id });
      expect(request({ [field]: 'one', more: 2 }).fingerprint).not.toBe(one.fingerprint);
    },
  );

  it('is the same one for a person in a session and by an application’s token', () => {
    expect(request({}, { ...inSession, issuer: 'tokens', subject: 'A' }).id).toBe(request({}).id);
    expect(request({}, { ...inSession, id: 'b' }).id).not.toBe(request({}).id);
  });

  it('is another one for staff of another issuer, or with another name there', () => {
    const staff: Caller = { kind: 'operator', id: 'o', issuer: 'tokens', subject: 'operator' };
    const { id } = request({}, staff);
    expect(request({}, { ...staff, issuer: 'others' }).id).not.toBe(id);
    expect(request({}, { ...staff, subject: 'other' }).id).not.toBe(id);
  });
});
