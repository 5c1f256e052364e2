import { describe, expect, it } from '@jest/globals';
import { encryptedPskc, plainPskc } from './pskc.test-data.js';
import { readSeedFile } from './read-seed-file.js';
import { figure2, figure3, figure6, figure6Key, figure7, figure7Passphrase } from './rfc-6030.test-data.js';
import { type SeedFile, type SeedFileFormat, type SeedFileKey } from './seed-file.js';

const read = (text: string, format: SeedFileFormat = 'pskc', key: SeedFileKey = {}): Promise<SeedFile> =>
  readSeedFile(Buffer.from(text), format, key);
const preShared = (hex: string): SeedFileKey => ({ preShared: Buffer.from(hex, 'hex') });
/** Where each fault is, and on which field; and that none of them holds a seed. */
const faults = async (file: Promise<SeedFile>): Promise<readonly string[]> => {
  const it = await file;
  return 'faults' in it ? it.faults.map(({ at, field = '' }) => `${at} ${field}`.trim()) : [];
};

/** '12345678901234567890', of RFC 4226 and RFC 6030. */
const seed = '3132333435363738393031323334353637383930';
const rfc = {
  at: 'KeyPackage 1',
  serialNumber: '987654321',
  seed,
  kind: 'hotp',
  hash: 'sha1',
  digits: 8,
  counter: 0,
};
const devices = [
  { serialNumber: '26-1', seed },
  { serialNumber: '26-2', seed: seed.replace('31', '00') },
];

describe('a seed file in PSKC (RFC 6030)', () => {
  it('TOK-08 is read where nothing is encrypted (figure 3)', async () => {
    expect(await read(figure3)).toEqual({ generators: [rfc] });
  });

  it('TOK-08 is read where a pre-shared key encrypts it (figure 6)', async () => {
    expect(await read(figure6, 'pskc', preShared(figure6Key))).toEqual({ generators: [rfc] });
  });

  it('TOK-08 is read where a passphrase encrypts it (figure 7)', async () => {
    expect(await read(figure7, 'pskc', { passphrase: figure7Passphrase })).toEqual({ generators: [rfc] });
  });

  it('TOK-08 is read with AES-256 and HMAC-SHA256, of time', async () => {
    const key = Buffer.alloc(32, 9);
    const totp = { kind: 'totp', hash: 'sha1', digits: 6, period: 30 };
    const expected = {
      generators: devices.map((one, nth) => ({ at: `KeyPackage ${nth + 1}`, ...one, ...totp })),
    };
    expect(await read(encryptedPskc(devices, key), 'pskc', { preShared: key })).toEqual(expected);
    expect(await read(plainPskc(devices))).toEqual(expected);
    const sha512 = plainPskc(devices).replaceAll(
      '<ResponseFormat',
      '<Suite>HMAC-SHA512</Suite><ResponseFormat',
    );
    expect(await read(sha512)).toMatchObject({ generators: [{ hash: 'sha512' }, { hash: 'sha512' }] });
  });

  it('TOK-08 tells all that a package lacks (figure 2)', async () => {
    expect(await faults(read(figure2))).toEqual([
      'KeyPackage 1 DeviceInfo/SerialNo',
      'KeyPackage 1 Key/AlgorithmParameters/ResponseFormat',
    ]);
  });

  it('TOK-08 isn’t opened with the wrong key, a wrong passphrase, or none', async () => {
    const wrong = preShared('00'.repeat(16));
    const macKey = ['KeyContainer MACMethod/MACKey'];
    expect(await faults(read(figure6))).toEqual(['KeyContainer EncryptionKey']);
    expect(await faults(read(figure6, 'pskc', preShared('00'.repeat(32))))).toEqual(macKey);
    expect(await faults(read(figure7))).toEqual(['KeyContainer EncryptionKey/DerivedKey']);
    // A padding that looks right by chance leaves a MAC key that is wrong.
    for (const file of [read(figure6, 'pskc', wrong), read(figure7, 'pskc', { passphrase: 'azerty' })])
      expect([macKey, ['KeyPackage 1 Key/Data/Secret']]).toContainEqual(await faults(file));
  });

  it('TOK-08 isn’t opened where somebody changed an encrypted value, or left its MAC out', async () => {
    const changed = figure6.replace('AAECAwQFBgcICQoL', 'AQECAwQFBgcICQoL');
    const withoutMac = figure6.replace(/<ValueMAC>[\s\S]*<\/ValueMAC>/, '');
    for (const file of [changed, withoutMac])
      expect(await faults(read(file, 'pskc', preShared(figure6Key)))).toEqual([
        'KeyPackage 1 Key/Data/Secret',
      ]);
    const otherMac = figure6.replace('hmac-sha1', 'hmac-md5');
    expect(await faults(read(otherMac, 'pskc', preShared(figure6Key)))).toEqual(['KeyContainer MACMethod']);
  });

  it.each([
    ['DeviceInfo/SerialNo', /<SerialNo>987654321/, '<SerialNo>98765 4321'],
    ['Key/@Algorithm', 'pskc:hotp', 'pskc:pin'],
    ['Key/AlgorithmParameters/ResponseFormat', 'Length="8"', 'Length="7"'],
    ['Key/AlgorithmParameters/ResponseFormat', 'DECIMAL', 'HEXADECIMAL'],
    ['Key/AlgorithmParameters/Suite', '<ResponseFormat', '<Suite>MD5</Suite><ResponseFormat'],
    ['Key/Data/Secret', 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=', 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTA'],
    ['Key/Data/Secret', 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=', 'MTIz'.repeat(22)],
    ['Key/Data/Counter', '<PlainValue>0<', '<PlainValue>minus one<'],
  ])('TOK-08 says that %s is wrong, and where', async (field, old, now) => {
    const file = figure3.replace(old, now);
    expect(file).not.toBe(figure3);
    expect(await faults(read(file))).toEqual([`KeyPackage 1 ${field}`]);
  });

  it.each([
    ['IterationCount', '<IterationCount>1000', '<IterationCount>1000001'],
    ['IterationCount', '<IterationCount>1000', '<IterationCount>0'],
    ['KeyLength', '<KeyLength>16', '<KeyLength>15'],
    ['Salt', 'Ej7/PEpyEpw=', 'Ej7/PEpyEp'],
    ['PRF', '<PRF/>', '<PRF Algorithm="urn:hmac-md5"/>'],
  ])('TOK-08 says that %s of the passphrase’s key is wrong', async (field, old, now) => {
    expect(await faults(read(figure7.replace(old, now), 'pskc', { passphrase: 'qwerty' }))).toEqual([
      `KeyContainer EncryptionKey/DerivedKey/${field}`,
    ]);
  });

  it('TOK-08 of time needs its interval, and has no counter', async () => {
    const file = plainPskc(devices).replace(/<TimeInterval>.*?<\/TimeInterval>/, '');
    expect(await faults(read(file))).toEqual(['KeyPackage 1 Key/Data/TimeInterval']);
  });

  it('AVG-03 resolves no entities, takes no document type, and repeats nothing of a file that isn’t XML', async () => {
    const entity = figure3.replace(
      '<KeyContainer',
      '<!DOCTYPE KeyContainer [<!ENTITY s SYSTEM "file:///etc/passwd">]><KeyContainer',
    );
    expect(await faults(read(entity))).toEqual(['the file']);
    const odd = [seed, `<a>${seed}`, `<${seed}/>`, '<KeyContainer/>', '', `${figure3}<${seed}`];
    for (const file of odd) {
      expect(await faults(read(file))).toEqual(['the file']);
      expect(JSON.stringify(await read(file))).not.toContain(seed);
    }
  });
});

describe('a seed file in CSV', () => {
  const csv = (...lines: readonly string[]) =>
    read(['serial,seed,kind,digits,period,counter,hash', ...lines].join('\r\n'), 'csv');
  const base32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

  it('TOK-08 is read, seeds in hexadecimal or base32, by time or by counter', async () => {
    expect(await csv(`26-1,${seed},totp,6,30,,`, `26-2,${'AB'.repeat(16)},hotp,8,,5,sha1`, '')).toEqual({
      generators: [
        { at: 'line 2', serialNumber: '26-1', seed, kind: 'totp', hash: 'sha1', digits: 6, period: 30 },
        {
          at: 'line 3',
          serialNumber: '26-2',
          seed: 'ab'.repeat(16),
          kind: 'hotp',
          hash: 'sha1',
          digits: 8,
          counter: 5,
        },
      ],
    });
    expect(await csv(`26-1,${base32},totp,6,60,,sha256`)).toMatchObject({
      generators: [{ seed, hash: 'sha256', period: 60 }],
    });
  });

  it('TOK-08 may have its columns in another order, semicolons, and a byte order mark', async () => {
    const file = `\uFEFFDigits;Kind;Seed;Serial;Period\n6;TOTP;${seed};26-1;30\n`;
    expect(await read(file, 'csv')).toMatchObject({ generators: [{ serialNumber: '26-1', period: 30 }] });
  });

  it('TOK-08 may quote its cells and leave lines empty; quotation marks that do not pair are told, and no seed', async () => {
    const quoted = `"serial","seed","kind","digits","period"\n\n"26-1","${seed}","totp","6","30"\n\n26-2,${'cd'.repeat(16)},totp,9,30`;
    expect(await faults(read(quoted, 'csv'))).toEqual(['line 5 digits']);
    expect(await read(quoted.replace('totp,9', 'totp,6'), 'csv')).toMatchObject({
      generators: [
        { at: 'line 3', serialNumber: '26-1', seed },
        { at: 'line 5', serialNumber: '26-2' },
      ],
    });
    const open = read(`serial,seed,kind,digits,period\n"26-1,${seed},totp,6,30\n`, 'csv');
    expect(await faults(open)).toEqual(['the file']);
    expect(JSON.stringify(await open)).not.toContain(seed);
  });

  it('TOK-08 tells everything that is wrong with it at once, by line and column, and no seed', async () => {
    const file = csv(
      `26 1,${seed}0,time,7,thirty,one,md5`,
      `26-2,${seed}`,
      `26-3,${'A'.repeat(130)},totp,6,30,,`,
      `26-4,${seed}8,totp,6,30,,`,
    );
    expect(await faults(file)).toEqual([
      'line 2 serial',
      'line 2 seed',
      'line 2 kind',
      'line 2 hash',
      'line 2 digits',
      'line 2 period',
      'line 2 counter',
      'line 3',
      'line 4 seed',
      'line 5 seed',
    ]);
    expect(JSON.stringify(await file)).not.toMatch(/3132|AAAA/);
  });

  it('TOK-08 needs its columns, and knows no others', async () => {
    expect(await faults(read('serial,seed,kind,pin\n', 'csv'))).toEqual(['line 1 digits', 'line 1']);
    expect(await faults(read('serial,seed,kind,digits,seed\n', 'csv'))).toEqual(['line 1']);
    expect(await faults(read('', 'csv'))).toHaveLength(4);
  });
});

describe('any seed file', () => {
  it('TOK-01 TOK-05 has a serial number once, and a seed once', async () => {
    const twice = [devices[0], { serialNumber: '26-1', seed }] as typeof devices;
    expect(await faults(read(plainPskc(twice)))).toEqual(['KeyPackage 2 serial number', 'KeyPackage 2 seed']);
  });

  it('TOK-08 is text, holds generators, and not too many', async () => {
    expect(await faults(readSeedFile(new Uint8Array([0xff, 0xfe]), 'csv', {}))).toEqual(['the file']);
    expect(await faults(readSeedFile(new Uint8Array(16 * 1024 * 1024 + 1), 'csv', {}))).toEqual(['the file']);
    expect(await faults(read('serial,seed,kind,digits\n', 'csv'))).toEqual(['the file']);
    const many = Array.from(
      { length: 20_001 },
      (_, nth) => `26-${nth},${nth.toString(16).padStart(32, '0')},totp,6,30`,
    );
    const lines = (count: number) => ['serial,seed,kind,digits,period', ...many.slice(0, count)].join('\n');
    expect(await faults(read(lines(20_001), 'csv'))).toEqual(['the file']);
    expect(await read(lines(20_000), 'csv')).toHaveProperty('generators.length', 20_000);
  });
});
