import { couplingKeyText } from '#libs/access/means-statement/means-statement';
import { type StatementReference } from '#libs/commands/sessions';
import { type Means } from '#libs/domain/means/means';
import { type Installation } from '#libs/installation/installation';
import { keyedHash } from '#libs/privacy/keyed-hash';
import { badInput } from '../http/problem.js';

/**
 * What the statement proves, with the key that the means is known by.
 *
 * @throws ProblemException when the statement is not believed
 */
export async function readMeans(
  { meansStatements, meansKey, commands }: Installation,
  statement: string,
): Promise<{ readonly means: Means; readonly statement: StatementReference }> {
  const read = await meansStatements.read(statement, commands.outside.now());
  if ('refused' in read)
    throw badInput([{ field: 'meansStatement', message: `is not believed: ${read.refused}` }]);
  const { level, serviceMandates, pseudonym, legalSubject, issuer, statementId } = read;
  const key = keyedHash(meansKey, couplingKeyText(read));
  return {
    means: { level, serviceMandates, pseudonym, legalSubject, key },
    statement: { issuer, statementId },
  };
}
