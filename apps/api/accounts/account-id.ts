import { ApiParam } from '@nestjs/swagger';
import { accountIdForm } from '#libs/access/account-id-form';
import { badInput } from '../http/problem.js';

export const AccountId = ApiParam({
  name: 'id',
  description: 'Id of the account.',
  schema: { type: 'string', format: 'uuid' },
});

/** @throws ProblemException when it is not a UUID */
export function accountId(id: string): string {
  if (!accountIdForm.test(id)) throw badInput([{ field: 'id', message: 'must be the UUID of an account' }]);
  return id.toLowerCase();
}
