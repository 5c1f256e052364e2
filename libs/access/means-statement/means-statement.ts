import { type AssuranceLevel } from '#libs/domain/means/assurance-level';

/** What a trusted party states of somebody who has just signed in with an eHerkenning means. */
export interface MeansStatement {
  readonly level: AssuranceLevel;
  /** Ids of the services that the means carries the mandate for. */
  readonly serviceMandates: readonly string[];
  /** The person, as the party knows them for this service. Personal. */
  readonly pseudonym: string;
  /** The legal subject that the person acts for, as in `KvK:12345678`. */
  readonly legalSubject: string;
  readonly issuer: string;
  readonly statementId: string;
  readonly issuedAt: Date;
}

/** Reads statements, in whatever form the party makes them: a signed JWT now, SAML behind the same port. */
export abstract class MeansStatements {
  /**
   * The statement, or why it is not believed; that sentence holds nothing of what was sent.
   *
   * @throws KeysUnavailable when the party's keys can't be had: nothing is known of the statement
   */
  abstract read(statement: string, at: Date): Promise<MeansStatement | { readonly refused: string }>;
}

/** EHK-04: what a means is known by. Hash it with a key: it is personal. Different means never give the same text. */
export const couplingKeyText = ({
  pseudonym,
  legalSubject,
}: Pick<MeansStatement, 'pseudonym' | 'legalSubject'>): string => JSON.stringify([pseudonym, legalSubject]);
