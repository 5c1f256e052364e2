import { Expose, Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsNumber, Matches } from 'class-validator';
import { type AssuranceLevel, assuranceLevels } from '#libs/domain/means/assurance-level';
import { printable } from '../tokens/claim-forms.js';
import { type JwtForm } from '../tokens/read-signed-jwt.js';

/** Assurance classes of eTD (afsprakenstelsel Elektronische Toegangsdiensten), as in `…:loa3`. */
export const assuranceClass = (level: AssuranceLevel): string => `urn:etoegang:core:assurance-class:${level}`;

const levels: ReadonlyMap<unknown, AssuranceLevel> = new Map(
  assuranceLevels.map((level) => [assuranceClass(level), level]),
);

/** A kind of number and the number, as in `KvK:12345678`. */
const legalSubject = /^[A-Za-z]{1,20}:[A-Za-z0-9-]{1,50}$/;
const serviceId = /^[\x21-\x7e]{1,200}$/;

/** What a statement about an eHerkenning means says, beside what every signed JWT here does. */
export class MeansClaims {
  /** Pseudonym. */
  @Expose()
  @Matches(printable)
  sub!: string;

  @Expose()
  @Matches(printable)
  jti!: string;

  /** Seconds since 1970 (RFC 7519 NumericDate). */
  @Expose()
  @IsNumber()
  iat!: number;

  @Expose()
  @Matches(legalSubject)
  legal_subject!: string;

  @Expose()
  @Transform(({ value }: { value: unknown }) => levels.get(value))
  @IsIn(assuranceLevels)
  acr!: AssuranceLevel;

  @Expose()
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(serviceId, { each: true })
  service_mandates!: readonly string[];
}

export const meansStatement: JwtForm<MeansClaims> = {
  called: 'statement',
  typ: 'means-statement+jwt',
  claims: MeansClaims,
  oldest: 15 * 60,
};
