import { type TrustedIssuer } from '#libs/access/tokens/trusted-issuer';

/** What the broker signs with, and the service that its means carry the mandate for unless somebody says otherwise. */
export abstract class BrokerSettings {
  abstract readonly issuer: TrustedIssuer;
  abstract readonly service: string;
}
