import { ApiParam } from '@nestjs/swagger';
import { organisationForm } from '../accounts/holder-fields.js';
import { badInput } from '../http/problem.js';

export const OrganisationId = ApiParam({
  name: 'id',
  description: 'Id of the organisation.',
  schema: { type: 'string', example: 'board-99901' },
});

/** @throws ProblemException when it hasn't the form of an organisation's id */
export function readOrganisationId(id: string): string {
  if (!organisationForm.pattern.test(id))
    throw badInput([{ field: 'id', message: 'must be the id of an organisation, as in board-99901' }]);
  return id;
}
