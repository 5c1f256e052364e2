import { describe, expect, it } from '@jest/globals';
import { commandRequest } from './command-request.js';

const request = (body: object) =>
  commandRequest(
    {
      name: 'end-account',
      idempotencyKey: '0195e6a0-0000-7000-8000-000000000001',
      caller: { kind: 'person', id: 'a', issuer: 'issuer', subject: 'subject' },
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
});
