import 'reflect-metadata';
import { Expose, Type } from 'class-transformer';
import { IsIn, IsNumber, IsObject, Matches, ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { accountIdForm } from '../account-id-form.js';
import { type CallerKind, callerKinds } from '../caller.js';
import { applicationId, personName, printable } from './claim-forms.js';
import { type JwtForm } from './read-signed-jwt.js';

/** Who acts for the subject: RFC 8693 4.1. */
class ActClaim {
  /** An application's id stands readable in every event: nobody's name or address may. */
  @Expose()
  @Matches(applicationId)
  sub!: string;
}

/** What a bearer token says of who calls, beside what RFC 9068 asks of every token. */
export class CallerClaims {
  @Expose()
  @IsIn(callerKinds)
  caller_kind!: CallerKind;

  @Expose()
  @Matches(printable)
  @ValidateBy({ name: 'personIsAccount', validator: { validate: (sub, args) => fits(sub, args?.object) } })
  sub!: string;

  @Expose()
  @Matches(printable)
  jti!: string;

  /** Seconds since 1970 (RFC 7519 NumericDate). */
  @Expose()
  @IsNumber()
  iat!: number;

  @Expose()
  @ValidateIf(({ name }: CallerClaims) => name !== undefined)
  @Matches(personName)
  name?: string;

  @Expose()
  @ValidateIf(({ act }: CallerClaims) => act !== undefined)
  @IsObject()
  @ValidateNested()
  @Type(() => ActClaim)
  act?: ActClaim;
}

const fits = (sub: unknown, claims: unknown): boolean =>
  (claims as CallerClaims).caller_kind !== 'person' || (typeof sub === 'string' && accountIdForm.test(sub));

/** RFC 9068. */
export const bearerToken: JwtForm<CallerClaims> = { called: 'token', typ: 'at+jwt', claims: CallerClaims };
