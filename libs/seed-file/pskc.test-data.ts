import { createCipheriv, createHmac, randomBytes } from 'node:crypto';

/** Key containers as a supplier's machine writes them: AES-256-CBC, HMAC-SHA256. */

export interface Device {
  readonly serialNumber: string;
  /** Hexadecimal. */
  readonly seed: string;
}

const xmlenc = 'http://www.w3.org/2001/04/xmlenc#aes256-cbc';

const sealed = (value: Uint8Array, key: Uint8Array): Buffer => {
  const vector = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key, vector);
  return Buffer.concat([vector, cipher.update(value), cipher.final()]);
};

const cipherData = (bytes: Uint8Array): string =>
  `<xenc:EncryptionMethod Algorithm="${xmlenc}"/><xenc:CipherData><xenc:CipherValue>${Buffer.from(bytes).toString('base64')}</xenc:CipherValue></xenc:CipherData>`;

const totp = (serialNumber: string, secret: string): string =>
  `<KeyPackage><DeviceInfo><Manufacturer>Acme</Manufacturer><SerialNo>${serialNumber}</SerialNo></DeviceInfo><Key Id="${serialNumber}" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:totp"><AlgorithmParameters><ResponseFormat Length="6" Encoding="DECIMAL"/></AlgorithmParameters><Data><Secret>${secret}</Secret><Time><PlainValue>0</PlainValue></Time><TimeInterval><PlainValue>30</PlainValue></TimeInterval></Data></Key></KeyPackage>`;

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const namespaces =
  'xmlns="urn:ietf:params:xml:ns:keyprov:pskc" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"';

/** @param key 32 bytes */
export function encryptedPskc(devices: readonly Device[], key: Uint8Array): string {
  const macKey = randomBytes(32);
  const packages = devices.map(({ serialNumber, seed }) => {
    const cipher = sealed(Buffer.from(seed, 'hex'), key);
    const mac = createHmac('sha256', macKey).update(cipher).digest('base64');
    return totp(
      serialNumber,
      `<EncryptedValue>${cipherData(cipher)}</EncryptedValue><ValueMAC>${mac}</ValueMAC>`,
    );
  });
  return `${head}<KeyContainer Version="1.0" ${namespaces}><EncryptionKey><ds:KeyName>Sleutel 1</ds:KeyName></EncryptionKey><MACMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"><MACKey>${cipherData(sealed(macKey, key))}</MACKey></MACMethod>${packages.join('\n')}</KeyContainer>`;
}

export const plainPskc = (devices: readonly Device[]): string =>
  `${head}<KeyContainer Version="1.0" ${namespaces}>${devices
    .map(({ serialNumber, seed }) =>
      totp(serialNumber, `<PlainValue>${Buffer.from(seed, 'hex').toString('base64')}</PlainValue>`),
    )
    .join('\n')}</KeyContainer>`;
