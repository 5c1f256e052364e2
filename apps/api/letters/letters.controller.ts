import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import { type LetterPage } from '#libs/projections/print-queue/list-letters';
import { ListLetters } from '#libs/queries/list-letters';
import { type LetterOnRecord, ShowLetter } from '#libs/queries/show-letter';
import { type LetterCopy, ShowLetterCopy } from '#libs/queries/show-letter-copy';
import { NoFields } from '../http/no-fields.js';
import { uuidForm } from '../fields/text-field.js';
import { type CommandAnswer } from '../http/answer-command.js';
import { From, ReadsItsOwnQuery } from '../http/caller.js';
import { CommandEndpoint, Pdf, QueryEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { pdfFile } from '../http/pdf-file.js';
import { badInput } from '../http/problem.js';
import { readInput, requireNoFields } from '../http/read-input.js';
import { AtPosition } from '../http/request-headers.js';
import { AlreadyTakenAnswer, LetterOnRecordAnswer, LettersAnswer } from './letter-answers.js';
import {
  LetterDeliveredFields,
  LetterOpenedAgainFields,
  LetterSentFields,
  LetterUndeliverableFields,
  ListLettersFields,
} from './letter.fields.js';

const LetterId = ApiParam({
  name: 'id',
  description: 'Id of the letter.',
  schema: { type: 'string', format: 'uuid' },
});

function letterId(id: string): string {
  if (!uuidForm.pattern.test(id)) throw badInput([{ field: 'id', message: 'must be the UUID of a letter' }]);
  return id.toLowerCase();
}

/** The print queue of the service desk. */
@ApiTags('letters')
@Controller('letters')
export class LettersController {
  constructor(
    private readonly desk: HttpDesk,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ReadsItsOwnQuery()
  @ApiQuery({ type: ListLettersFields })
  @QueryEndpoint({
    operationId: 'listLetters',
    summary: 'Letters: which wait to be printed, and how far the others are',
    description: withExample(
      'For the service desk; oldest first, without names. Rules ADM-08, ADM-09, TOK-02, PWD-10.',
      'listLetters',
    ),
    answer: LettersAnswer,
  })
  async list(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Query() query: unknown,
  ): Promise<LetterPage> {
    const { state, limit, cursor } = readInput(ListLettersFields, { ...(query as object) }, 'query');
    const which = {
      ...(state === undefined ? {} : { state }),
      ...(limit === undefined ? {} : { limit }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return this.queries.execute(new ListLetters(caller, which, position));
  }

  @Get(':id')
  @LetterId
  @QueryEndpoint({
    operationId: 'showLetter',
    summary: 'A letter: its number, and how far it is',
    description: withExample('For the service desk. Rules ADM-08, AVG-03.', 'showLetter'),
    answer: LetterOnRecordAnswer,
  })
  async show(@From() caller: Caller, @Param('id') id: string): Promise<LetterOnRecord> {
    return this.queries.execute(new ShowLetter(caller, letterId(id)));
  }

  @Get(':id/copy')
  @LetterId
  @QueryEndpoint({
    operationId: 'showLetterCopy',
    summary: 'A letter as it is archived, without the secret that stood in it',
    description: withExample(
      'For the service desk. A copy that was changed, or is missing, is refused. Rules ADM-08, AVG-03, AVG-06.',
      'showLetterCopy',
    ),
    answer: new Pdf(),
  })
  async copy(@From() caller: Caller, @Param('id') id: string): Promise<StreamableFile> {
    const { number, pdf } = await this.queries.execute<ShowLetterCopy, LetterCopy>(
      new ShowLetterCopy(caller, letterId(id)),
    );
    return pdfFile(pdf, `kopie-${number}`);
  }

  @Post(':id/prints')
  @HttpCode(200)
  @LetterId
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'takeLetter',
    summary: 'Take a letter from the print queue: shown once',
    description: withExample(
      'For the service desk. After this nobody can read the secret in it. The same command again is answered without the letter, in JSON. Rules ADM-08, ADM-09, TOK-02, PWD-10, AVG-03.',
      'takeLetter',
    ),
    answer: new Pdf(AlreadyTakenAnswer),
  })
  async take(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<StreamableFile | AlreadyTakenAnswer> {
    requireNoFields(body);
    let pdf: Buffer | undefined;
    const letter = letterId(id);
    const onLetter = (taken: Buffer): void => {
      pdf = taken;
    };
    const answer = await this.desk.issue('take-letter', call, { letter }, { onLetter });
    if (pdf === undefined) return { ...answer, alreadyShown: true };
    call.response.setHeader('Position', answer.position ?? '');
    return pdfFile(pdf, `brief-${letter}`);
  }

  @Post(':id/sendings')
  @HttpCode(200)
  @LetterId
  @ApiBody({ type: LetterSentFields })
  @CommandEndpoint({
    operationId: 'recordLetterSent',
    summary: 'Record that a letter was sent',
    description: withExample(
      'For the service desk. One that was not delivered is opened again first. Rules ADM-08, ADM-09, TOK-02, TOK-03.',
      'recordLetterSent',
    ),
  })
  async sent(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const { trackingNumber } = readInput(LetterSentFields, body);
    return this.desk.issue('record-letter-sent', call, {
      letter: letterId(id),
      ...(trackingNumber === undefined ? {} : { trackingNumber }),
    });
  }

  @Post(':id/deliveries')
  @HttpCode(200)
  @LetterId
  @ApiBody({ type: LetterDeliveredFields })
  @CommandEndpoint({
    operationId: 'recordLetterDelivered',
    summary: 'Record that a letter was delivered',
    description: withExample(
      'For the service desk. A courier delivers against proof of identity only. Rules ADM-08, ADM-09.',
      'recordLetterDelivered',
    ),
  })
  async delivered(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const { identityChecked } = readInput(LetterDeliveredFields, body);
    return this.desk.issue('record-letter-delivered', call, { letter: letterId(id), identityChecked });
  }

  @Post(':id/failed-deliveries')
  @HttpCode(200)
  @LetterId
  @ApiBody({ type: LetterUndeliverableFields })
  @CommandEndpoint({
    operationId: 'recordLetterUndeliverable',
    summary: 'Record that a letter could not be delivered',
    description: withExample(
      'For the service desk. A letter with a secret is void from then on. Rules ADM-08, TOK-02.',
      'recordLetterUndeliverable',
    ),
  })
  async undeliverable(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const { reason } = readInput(LetterUndeliverableFields, body);
    return this.desk.issue('record-letter-undeliverable', call, { letter: letterId(id), reason });
  }

  @Post(':id/reopenings')
  @HttpCode(200)
  @LetterId
  @ApiBody({ type: LetterOpenedAgainFields })
  @CommandEndpoint({
    operationId: 'openLetterAgain',
    summary: 'Have a letter made again: it was printed badly, or did not arrive',
    description: withExample(
      'For the service desk. It stands in the print queue again, with the address on record now and the same number. A letter with a password can’t be made again: issue a new password; nor one whose token generator was lost with it: report that, and issue a replacement. Rules ADM-08, ADM-09, TOK-03, AVG-03.',
      'openLetterAgain',
    ),
  })
  async openAgain(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const { reason } = readInput(LetterOpenedAgainFields, body);
    return this.desk.issue('open-letter-again', call, { letter: letterId(id), reason });
  }
}
