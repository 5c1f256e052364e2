import { describe, expect, it } from '@jest/globals';
import {
  decodeEnvelope,
  decodeMetadata,
  encodeEnvelope,
  encodeMetadata,
  type Envelope,
  hashOf,
  storedType,
} from './envelope.js';

const envelope: Envelope = {
  id: '0190c5a0-0000-7000-8000-000000000001',
  type: 'account.created',
  version: 1,
  stream: 'account-1',
  revision: 0,
  time: '2026-11-23T20:55:23.000Z',
  command: { id: '0190c5a0-0000-7000-8000-000000000002', name: 'create-user', fingerprint: 'f' },
  correlation: '0190c5a0-0000-7000-8000-000000000002',
  causation: '0190c5a0-0000-7000-8000-000000000002',
  actor: { kind: 'administrator', id: 'a-1' },
  authority: { basis: 'administrator-authorisation', judged: [{ stream: 'account-9', revision: 3 }] },
  origin: { channel: 'http' },
  policy: null,
  rule: 'USR-01',
  previous: null,
  data: { organisation: 'organisation-1' },
  sealed: [],
};

describe('envelope', () => {
  it('AVG-01 what was written of an event is read back whole', () => {
    expect(decodeEnvelope(encodeEnvelope(envelope).bytes)).toEqual(envelope);
  });

  it('AVG-04 the hash of an event is the SHA-256 of its bytes', () => {
    expect(hashOf(Buffer.from('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    const { bytes, hash } = encodeEnvelope(envelope);
    expect(hash).toBe(hashOf(bytes));
  });

  it('AVG-04 the hash changes with any part of the event', () => {
    const { hash } = encodeEnvelope(envelope);
    const changed = [
      { ...envelope, revision: 1 },
      { ...envelope, previous: hash },
      { ...envelope, time: '2026-11-23T20:55:23.001Z' },
      { ...envelope, data: { organisation: 'organisation-2' } },
    ];
    const hashes = changed.map((other) => encodeEnvelope(other).hash);
    expect(new Set([hash, ...hashes]).size).toBe(5);
  });

  it('AVG-04 the order in which an event was put together does not matter', () => {
    const reversed = Object.fromEntries(Object.entries(envelope).reverse()) as unknown as Envelope;
    expect(encodeEnvelope(reversed)).toEqual(encodeEnvelope(envelope));
  });

  it('the stored type names the version', () => {
    expect(storedType(envelope)).toBe('account.created.v1');
  });

  it('the metadata of an event are its hash', () => {
    const { hash } = encodeEnvelope(envelope);
    expect(decodeMetadata(encodeMetadata({ hash }))).toEqual({ hash });
  });

  it('bytes that are not UTF-8 are not read', () => {
    expect(() => decodeEnvelope(Buffer.from([0x22, 0xff, 0x22]))).toThrow();
  });
});
