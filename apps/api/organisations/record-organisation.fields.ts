import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';
import { type Address, type Addresses, type Sectors } from '#libs/domain/organisation/organisation';
import { type RecordedType, type RecordOrganisation } from '#libs/domain/organisation/record-organisation';
import { SectorsField } from './sectors-field.js';
import { ChoiceField } from '../fields/choice-field.js';
import { ListField } from '../fields/list-field.js';
import { MayBeAbsent } from '../fields/may-be-absent.js';
import { printableText, TextField } from '../fields/text-field.js';

const recordedTypes = [
  'municipality',
  'childcare-organisation',
  'health-service',
  'administration-office',
] as const satisfies readonly RecordedType[];

export class AddressFields {
  @TextField({
    form: printableText(100),
    description: 'Street, or Postbus.',
    example: 'Modelplein',
    optional: true,
  })
  readonly street?: string;
  @TextField({
    form: printableText(20),
    description: 'House number with addition.',
    example: '1-A',
    optional: true,
  })
  readonly houseNumber?: string;
  @TextField({
    form: { pattern: /^[1-9][0-9]{3} [A-Z]{2}$/, max: 7 },
    description: 'Postal code, as in 9722 TB.',
    example: '9722 TB',
    optional: true,
  })
  readonly postalCode?: string;
  @TextField({ form: printableText(80), description: 'City.', example: 'VOORBEELDSTAD', optional: true })
  readonly city?: string;
}

const AddressField =
  (description: string): PropertyDecorator =>
  (target, property) => {
    for (const decorate of [
      ApiProperty({ type: () => AddressFields, description, required: false }),
      MayBeAbsent(),
      IsObject({ message: 'must be an object' }),
      ValidateNested(),
      Type(() => AddressFields),
    ])
      decorate(target, property);
  };

/** ORG-01: a location of a childcare organisation. */
export class RecordedPartFields {
  @TextField({
    form: { pattern: /^[0-9]{1,9}$/, max: 9 },
    description: 'LRK number, nine digits, as text: leading zeros count.',
    example: '900000001',
  })
  readonly id!: string;
  @TextField({ form: printableText(120), description: 'Name.', example: 'Kinderopvang Voorbeeld' })
  readonly name!: string;
  @AddressField('Where one can visit it.')
  readonly visitingAddress?: AddressFields;
  @AddressField('Where letters go.')
  readonly postalAddress?: AddressFields;
}

/** ORG-01: an organisation outside the school register. */
export class RecordOrganisationFields {
  @ChoiceField(recordedTypes, {
    description: 'What the organisation is.',
    example: 'municipality',
    rule: 'ORG-01',
  })
  readonly type!: RecordedType;
  @TextField({
    form: { pattern: /^[0-9A-Z]{2,8}$/, max: 8 },
    description: 'Public code, as text: leading zeros count. Of a municipality its gemeentecode.',
    example: '0099',
  })
  readonly code!: string;
  @TextField({ form: printableText(120), description: 'Name.', example: 'Gemeente Voorbeeldstad' })
  readonly name!: string;
  @AddressField('Where one can visit it.')
  readonly visitingAddress?: AddressFields;
  @AddressField('Where letters go.')
  readonly postalAddress?: AddressFields;
  @SectorsField('Sectors that it is in.', ['gemeente'])
  readonly sectors!: string[];
  @TextField({
    form: { pattern: /^[0-9]{2}$/, max: 2 },
    description: 'Of a municipality: the RMC region that it lies in, 01 to 41.',
    example: '03',
    optional: true,
  })
  readonly rmcRegion?: string;
  @ListField(() => RecordedPartFields, {
    description:
      'Of a childcare organisation: all its locations. One that is not named any more closes; where none are given, they stay as they are.',
    max: 1_000,
    optional: true,
  })
  readonly parts?: RecordedPartFields[];
}

/** Plain values, as the domain takes them. */
export const entryOf = ({
  type,
  code,
  name,
  visitingAddress,
  postalAddress,
  sectors: joined,
  rmcRegion,
  parts,
}: RecordOrganisationFields): RecordOrganisation => ({
  type,
  code,
  name,
  ...addressesIn({ visitingAddress, postalAddress }),
  sectors: joined as unknown as Sectors,
  ...(rmcRegion === undefined ? {} : { rmcRegion }),
  ...(parts === undefined
    ? {}
    : { parts: parts.map((part) => ({ id: part.id, name: part.name, ...addressesIn(part) })) }),
});

const addressesIn = ({
  visitingAddress,
  postalAddress,
}: {
  readonly visitingAddress?: AddressFields | undefined;
  readonly postalAddress?: AddressFields | undefined;
}): Addresses => ({
  ...(visitingAddress === undefined ? {} : { visitingAddress: addressOf(visitingAddress) }),
  ...(postalAddress === undefined ? {} : { postalAddress: addressOf(postalAddress) }),
});

const addressOf = ({ street, houseNumber, postalCode, city }: AddressFields): Address => ({
  ...(street === undefined ? {} : { street }),
  ...(houseNumber === undefined ? {} : { houseNumber }),
  ...(postalCode === undefined ? {} : { postalCode }),
  ...(city === undefined ? {} : { city }),
});
