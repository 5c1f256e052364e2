import { ApiParam } from '@nestjs/swagger';

/** The path parameter of an endpoint about one token generator. */
export const SerialNumber = ApiParam({
  name: 'serialNumber',
  description: 'Serial number of the token generator.',
  schema: { type: 'string', example: '26-1234567-8' },
});
