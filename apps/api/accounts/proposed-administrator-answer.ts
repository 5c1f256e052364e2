import { ApiProperty } from '@nestjs/swagger';
import { AdministratorAuthorisationFields } from './appoint-administrator.fields.js';

const nullableText = (description: string, example: string) =>
  ApiProperty({ type: 'string', nullable: true, description, example });

class ShownFormAnswer {
  @ApiProperty({ description: 'Reference of the form.', example: 'F-2026-000123' })
  readonly reference!: string;
  @ApiProperty({ description: 'Day on which it was received.', example: '2026-11-20', format: 'date' })
  readonly dateReceived!: string;
  @nullableText('Who signed for the board.', 'M. de Boer')
  readonly signatory!: string | null;
}

class ProposerAnswer {
  @ApiProperty({ description: 'Pseudonym.', example: '0195e6a0-0000-7000-8000-000000000001' })
  readonly id!: string;
  @ApiProperty({ description: 'Name on record, else the pseudonym.', example: 'S. de Desk' })
  readonly name!: string;
}

/** What waits for a colleague’s confirmation (ADM-11). What is absent, or erased, is null. */
export class ProposedAdministratorAnswer {
  @ApiProperty({ description: 'Id of the account to be.', example: '0195e6a0-0000-7000-8000-000000000001' })
  readonly account!: string;
  @ApiProperty({ example: 'board-99901' })
  readonly organisation!: string;
  @ApiProperty({ enum: ['token', 'eherkenning'], example: 'eherkenning' })
  readonly signInMethod!: string;
  @nullableText('Username.', '067wtvpm')
  readonly username!: string | null;
  @nullableText('Surname.', 'Drenth')
  readonly surname!: string | null;
  @nullableText('Initials.', 'ED')
  readonly initials!: string | null;
  @nullableText('Prefix of the surname.', 'van')
  readonly prefix!: string | null;
  @nullableText('Telephone number.', '050-1234567')
  readonly telephone!: string | null;
  @nullableText('E-mail address.', 'ed.vandrenth@voorbeeldschool.nl')
  readonly emailAddress!: string | null;
  @nullableText('Function.', 'Directeur')
  readonly function!: string | null;
  @ApiProperty({ type: ShownFormAnswer })
  readonly form!: ShownFormAnswer;
  @ApiProperty({ type: [AdministratorAuthorisationFields], description: 'What the form asks for.' })
  readonly authorisations!: readonly AdministratorAuthorisationFields[];
  @ApiProperty({ type: ProposerAnswer, description: 'Somebody else than this person confirms it.' })
  readonly proposedBy!: ProposerAnswer;
  @ApiProperty({ format: 'date-time', example: '2026-11-24T09:00:00.000Z' })
  readonly proposedAt!: string;
  @ApiProperty({ description: 'Name it in If-Match to confirm what was read.', example: 0 })
  readonly revision!: number;
}
