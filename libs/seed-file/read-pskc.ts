import { type CodeHash, type CodeKind } from '#libs/domain/generator/events';
import { bytesFromBase64, seedFromBytes, serialNumberIn, wholeNumberIn } from './field-forms.js';
import { isFault, openValue, type PskcKey, pskcKey } from './pskc-key.js';
import { type DeliveredGenerator, type SeedFault, type SeedFile, type SeedFileKey } from './seed-file.js';
import { attributeOf, childOf, childrenOf, type Element, readXml, textOf } from './xml.js';

/** RFC 6030: plain, encrypted with a pre-shared key (6.1) or with a key from a passphrase (6.2). */
export async function readPskc(text: string, given: SeedFileKey): Promise<SeedFile> {
  const container = readXml(text, 'KeyContainer');
  if (typeof container === 'string') return { faults: [{ at: 'the file', message: container }] };
  const key = await pskcKey(container, given);
  if (isFault(key)) return { faults: [key] };
  const read = childrenOf(container, 'KeyPackage').map((one, index) =>
    readPackage(`KeyPackage ${index + 1}`, one, key),
  );
  const faults = read.flatMap((one) => ('faults' in one ? one.faults : []));
  return faults.length > 0
    ? { faults }
    : { generators: read.flatMap((one) => ('faults' in one ? [] : [one])) };
}

type Package = DeliveredGenerator | { readonly faults: readonly SeedFault[] };

function readPackage(at: string, element: Element, containerKey: PskcKey | undefined): Package {
  const faults: SeedFault[] = [];
  const wrong = (field: string, message: string): undefined => {
    faults.push({ at, field, message });
    return undefined;
  };
  const key = childOf(element, 'Key');
  const data = childOf(key, 'Data');
  const serialNumber =
    serialNumberIn(textOf(childOf(childOf(element, 'DeviceInfo'), 'SerialNo')) ?? '') ??
    wrong('DeviceInfo/SerialNo', 'must be capitals and digits with hyphens between them, at most 20');
  const kind =
    kinds[attributeOf(key, 'Algorithm') ?? ''] ??
    wrong('Key/@Algorithm', 'must be hotp or totp of urn:ietf:params:xml:ns:keyprov:pskc');
  const parameters = childOf(key, 'AlgorithmParameters');
  const hash =
    hashOf(textOf(childOf(parameters, 'Suite'))) ??
    wrong('Key/AlgorithmParameters/Suite', 'must be HMAC-SHA1, HMAC-SHA256 or HMAC-SHA512');
  const digits =
    digitsOf(childOf(parameters, 'ResponseFormat')) ??
    wrong('Key/AlgorithmParameters/ResponseFormat', 'must be DECIMAL of length 6 or 8');
  const seed = seedIn(childOf(data, 'Secret'), containerKey);
  if ('wrong' in seed) wrong('Key/Data/Secret', seed.wrong);
  const moving = kind === undefined ? {} : movingFactor(kind, data, wrong);
  if (
    faults.length > 0 ||
    serialNumber === undefined ||
    kind === undefined ||
    hash === undefined ||
    digits === undefined ||
    'wrong' in seed
  )
    return { faults };
  return { at, serialNumber, seed: seed.hexadecimal, kind, hash, digits, ...moving };
}

/** RFC 6030, 5.2 and the registry of PSKC algorithm profiles. */
const kinds: Readonly<Record<string, CodeKind>> = {
  'urn:ietf:params:xml:ns:keyprov:pskc:hotp': 'hotp',
  'urn:ietf:params:xml:ns:keyprov:pskc:totp': 'totp',
};

/** SHA-1 where nothing is said (RFC 4226, RFC 6238). */
function hashOf(suite: string | undefined): CodeHash | undefined {
  const found = /^(?:HMAC-?)?SHA-?(1|256|512)$/i.exec(suite ?? 'SHA1')?.[1];
  return found === undefined ? undefined : (`sha${found}` as CodeHash);
}

function digitsOf(format: Element | undefined): number | undefined {
  const length = attributeOf(format, 'Length');
  return attributeOf(format, 'Encoding') === 'DECIMAL' && (length === '6' || length === '8')
    ? Number(length)
    : undefined;
}

type Secret = { readonly hexadecimal: string } | { readonly wrong: string };

function seedIn(secret: Element | undefined, key: PskcKey | undefined): Secret {
  const bytes = bytesIn(secret, key);
  if (typeof bytes === 'string') return { wrong: bytes };
  const hexadecimal = seedFromBytes(bytes);
  return hexadecimal === undefined ? { wrong: 'must be a seed of at most 512 bits' } : { hexadecimal };
}

/** @returns what is wrong, where there are none */
function bytesIn(secret: Element | undefined, key: PskcKey | undefined): Buffer | string {
  if (childOf(secret, 'EncryptedValue') === undefined)
    return bytesFromBase64(textOf(childOf(secret, 'PlainValue')) ?? '') ?? 'must be a PlainValue in base64';
  if (secret === undefined || key === undefined)
    return 'is encrypted, and the container names no EncryptionKey';
  return openValue(secret, key) ?? 'must be AES-CBC with a ValueMAC that is right for the key that was given';
}

/** A new device starts to count at 0 where the file doesn't say. */
function movingFactor(
  kind: CodeKind,
  data: Element | undefined,
  wrong: (field: string, message: string) => undefined,
): { period?: number; counter?: number } {
  const field = kind === 'totp' ? 'TimeInterval' : 'Counter';
  const element = childOf(data, field);
  if (kind === 'hotp' && element === undefined) return { counter: 0 };
  const number = wholeNumberIn(textOf(childOf(element, 'PlainValue')) ?? '');
  if (number === undefined) {
    wrong(`Key/Data/${field}`, 'must be a PlainValue: a whole number of at most 1000000000');
    return {};
  }
  return kind === 'totp' ? { period: number } : { counter: number };
}
