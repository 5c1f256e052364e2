import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import {
  decodeEnvelope,
  decodeMetadata,
  encodeEnvelope,
  encodeMetadata,
  type Envelope,
  storedType,
} from './envelope.js';

const id = '01998f2e-7c7b-7000-8000-000000000001';
const envelope: Envelope = {
  id,
  type: 'account.role-granted',
  version: 1,
  stream: `account-${id}`,
  revision: 4,
  time: '2026-11-23T21:12:22.000Z',
  command: { id, name: 'grant-role', fingerprint: 'ab' },
  correlation: id,
  causation: id,
  actor: { kind: 'administrator', id },
  authority: { basis: 'administrator-authorisation', judged: [{ stream: `account-${id}`, revision: 3 }] },
  origin: { channel: 'http' },
  policy: null,
  rule: null,
  previous: null,
  data: { role: 'beheerder' },
  sealed: [],
};

describe('the envelope of an event', () => {
  it('comes back as it was written', () => {
    expect(decodeEnvelope(encodeEnvelope(envelope).bytes)).toEqual(envelope);
  });

  it('its hash is the SHA-256 of exactly the stored bytes, and any change changes it', () => {
    const { bytes, hash } = encodeEnvelope(envelope);
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(encodeEnvelope({ ...envelope, revision: 5 }).hash).not.toBe(hash);
  });

  it('the stored type name carries the version', () => {
    expect(storedType(envelope)).toBe('account.role-granted.v1');
  });

  it('the metadata is the hash', () => {
    const metadata = { hash: encodeEnvelope(envelope).hash };
    expect(decodeMetadata(encodeMetadata(metadata))).toEqual(metadata);
  });

  it('bytes that are no UTF-8 are not read as something else', () => {
    expect(() => decodeEnvelope(Uint8Array.of(0x22, 0xff, 0x22))).toThrow();
  });
});
