import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { readSeedFile } from '#libs/seed-file/read-seed-file';
import { type DeliveredGenerator, type SeedFault } from '#libs/seed-file/seed-file';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { badInput, type FieldError } from '../http/problem.js';
import { readInput } from '../http/read-input.js';
import { GeneratorFileAnswer, GeneratorFileFields, keyIn } from './generator-file.fields.js';

@ApiTags('generators')
@Controller('generator-files')
export class GeneratorFilesController {
  constructor(private readonly desk: HttpDesk) {}

  @Post()
  @HttpCode(200)
  @ApiBody({ type: GeneratorFileFields, ...bodyExample('importGenerators') })
  @CommandEndpoint({
    operationId: 'importGenerators',
    summary: 'Import a supplier’s file of token generators with their seeds',
    description: withExample(
      'For the operator. Where one generator of the file is wrong, none is imported, and everything that is wrong is told by line or element. The same file again changes nothing; an import that was cut off is finished by sending the file again. Rules TOK-05, TOK-06, TOK-08.',
      'importGenerators',
    ),
    answer: GeneratorFileAnswer,
  })
  async import(@Posted() call: PostedCommand, @Body() body: unknown): Promise<GeneratorFileAnswer> {
    await this.desk.requireMay('import-generators', call);
    const fields = readInput(GeneratorFileFields, body);
    const { format, file, deliveryNote, receivedOn } = fields;
    const generators = generatorsIn(await readSeedFile(Buffer.from(file, 'base64'), format, keyIn(fields)));
    const answer = await this.desk.issue('import-generators', call, { deliveryNote, receivedOn, generators });
    return { ...answer, generators: generators.length };
  }
}

/** Faults that are told one by one: more than a person reads. */
const mostFaults = 100;

/** @throws ProblemException with what is wrong with the file, and where */
function generatorsIn(file: Awaited<ReturnType<typeof readSeedFile>>): readonly DeliveredGenerator[] {
  if ('generators' in file) return file.generators;
  const told = file.faults.slice(0, mostFaults).map(errorOf);
  const more = file.faults.length - told.length;
  throw badInput(
    more === 0 ? told : [...told, { field: 'file', message: `has ${more} more faults than these` }],
  );
}

const errorOf = ({ at, field, message }: SeedFault): FieldError => ({
  field: field === undefined ? `file, ${at}` : `file, ${at}: ${field}`,
  message,
});
