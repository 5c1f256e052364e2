import { FlagField } from '../fields/flag-field.js';
import { TextField } from '../fields/text-field.js';

/** A JWS in compact form (RFC 7515): three parts of base64url. */
const compactJws = { pattern: /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/, max: 8_000 };

/** A means as a trusted party states it. */
export class MeansFields {
  @TextField({
    form: compactJws,
    description:
      'What the eHerkenning broker states of the means, as a signed JWT; here made by: npm run -s token -- --as means',
    example: 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJwc2V1ZG9uaWVtIn0.c2lnbmF0dXJl',
    expected: 'a signed JWT',
  })
  readonly meansStatement!: string;
}

/** §3.1, EHK-02: everything that coupling takes, in one visit. */
export class CoupleMeansFields extends MeansFields {
  @FlagField('The person says that they have username and code at hand.')
  readonly hasUsernameAndCode!: boolean;
  @TextField({
    form: { pattern: /^[0-9A-Za-z.-]+$/, max: 20 },
    description: 'Version of the privacy statement that was accepted.',
    example: '2026-01',
  })
  readonly acceptedPrivacyStatement!: string;
  @TextField({
    form: { pattern: /^[0-9A-Za-z.-]+$/, max: 20 },
    description: 'Version of the terms of use that was accepted.',
    example: '2026-01',
  })
  readonly acceptedTermsOfUse!: string;
  @TextField({
    form: { pattern: /^[\x21-\x7e]+$/, max: 64 },
    description: 'Username, as typed.',
    example: '067wtvpm',
  })
  readonly username!: string;
  @TextField({
    form: { pattern: /^[\x20-\x7e]+$/, max: 64 },
    description: 'Activation code, as typed or pasted.',
    example: '7K2M-D9XT-QB4C-0WZE',
  })
  readonly activationCode!: string;
}
