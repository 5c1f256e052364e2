import { ApiProperty } from '@nestjs/swagger';
import { type Sector, sectors } from '#libs/domain/organisation/organisation';
import { type Mover } from '#libs/domain/plan/plan';
import { organisationForm } from '../accounts/holder-fields.js';
import { ChoiceField } from '../fields/choice-field.js';
import { dateForm, TextField } from '../fields/text-field.js';
import { badInput } from '../http/problem.js';
import { ReportPageFields } from '../reports/report.fields.js';

/** ORG-06: a sector, or one organisation. */
export class MoverFields {
  @ChoiceField(sectors, {
    description: 'Sector that moves.',
    example: 'po',
    optional: true,
    rule: 'ORG-01',
  })
  readonly sector?: Sector;
  @TextField({
    form: organisationForm,
    description: 'Id of the organisation that moves.',
    example: 'board-99901',
    optional: true,
  })
  readonly organisation?: string;
}

export class PlanMoveFields extends MoverFields {
  @TextField({
    form: dateForm,
    description: 'Date of the move, Europe/Amsterdam; today or later.',
    example: '2040-01-01',
    format: 'date',
  })
  readonly date!: string;
}

/** @throws ProblemException when not exactly one of the two is named */
export function moverOf({ sector, organisation }: MoverFields): Mover {
  if (sector !== undefined && organisation === undefined) return { sector };
  if (organisation !== undefined && sector === undefined) return { organisation };
  throw badInput([{ field: 'organisation', message: 'name either a sector or an organisation' }]);
}

/** Which organisations. */
export class ShowMovePlanFields extends ReportPageFields {
  @ChoiceField(sectors, {
    description: 'Only organisations of this sector.',
    example: 'po',
    optional: true,
    rule: 'ORG-01',
  })
  readonly sector?: Sector;
}

/** How far an organisation is; an administration office's staff is left out of the counts (CNV-01). */
class PlannedMoveAnswer {
  @ApiProperty({ description: 'Id of the organisation.', example: 'board-99901' })
  readonly id!: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'Name, where known.', example: null })
  readonly name!: string | null;
  @ApiProperty({
    format: 'date',
    description: 'Date of the move, Europe/Amsterdam: its own, or else the earliest of its sectors.',
    example: '2040-01-01',
  })
  readonly date!: string;
  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: 'When it was told of this date; null where it is not told yet.',
    example: '2026-11-23T20:55:23.000Z',
  })
  readonly announcedAt!: string | null;
  @ApiProperty({ description: 'Accounts with token sign-in, not being converted.', example: 12 })
  readonly toConvert!: number;
  @ApiProperty({ description: 'Accounts that are being converted.', example: 3 })
  readonly converting!: number;
  @ApiProperty({ description: 'Accounts with eHerkenning and a coupled means.', example: 20 })
  readonly coupled!: number;
  @ApiProperty({ description: 'Accounts with eHerkenning, not yet coupled.', example: 1 })
  readonly notYetCoupled!: number;
}

export class MovePlanAnswer {
  @ApiProperty({ type: [PlannedMoveAnswer], description: 'Organisations that a plan covers, by id.' })
  readonly moves!: readonly PlannedMoveAnswer[];
  @ApiProperty({ required: false, description: 'Cursor of the next page; absent on the last one.' })
  readonly next?: string;
}
