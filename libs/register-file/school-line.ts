import { type Address } from '#libs/domain/organisation/organisation';
import { type SchoolLocation } from '#libs/domain/register/sector-file';
import { type Column, type Values } from './columns.js';

/** What is wrong with a line. Never holds what stands there. */
export interface LineFault {
  /** Absent when the line as a whole is at fault. */
  readonly column?: Column;
  /** For a person: what is wrong and what was expected. */
  readonly message: string;
}

/** In characters. The longest value in DUO's file of 2026-04 has 77 (a VESTIGINGSNAAM). */
export const longestValue = 200;

/** ORG-02: every rule that the values of a line break. */
export const faultsOfLine = (values: Values): LineFault[] => [
  ...(Object.entries(values) as [Column, string][]).flatMap(([column, value]) => anyValue(column, value)),
  ...form(values, 'BEVOEGD GEZAG NUMMER', boardCode, 'Expected five digits.'),
  ...form(values, 'INSTELLINGSCODE', institutionCode, 'Expected two digits and two capital letters.'),
  ...locationFaults(values),
  ...(values.VESTIGINGSNAAM.trim() === ''
    ? [{ column: 'VESTIGINGSNAAM' as const, message: 'The name is empty.' }]
    : []),
  ...postalCodeFaults(values, 'POSTCODE'),
  ...postalCodeFaults(values, 'POSTCODE CORRESPONDENTIEADRES'),
];

const boardCode = /^[0-9]{5}$/;
const institutionCode = /^[0-9]{2}[A-Z]{2}$/;
const locationCode = /^[0-9]{2}[A-Z]{2}[0-9]{2}$/;
const postalCode = /^[1-9][0-9]{3} [A-Z]{2}$/;

function anyValue(column: Column, value: string): LineFault[] {
  if (/\p{Cc}/u.test(value))
    return [{ column, message: 'It holds a control character. Expected text only.' }];
  return value.length > longestValue
    ? [{ column, message: `It has ${value.length} characters. Expected at most ${longestValue}.` }]
    : [];
}

const form = (values: Values, column: Column, expected: RegExp, message: string): LineFault[] =>
  expected.test(values[column]) ? [] : [{ column, message }];

function locationFaults(values: Values): LineFault[] {
  const column = 'VESTIGINGSCODE';
  if (!locationCode.test(values[column]))
    return [{ column, message: "Expected the institution's code and two digits." }];
  return !institutionCode.test(values.INSTELLINGSCODE) || values[column].startsWith(values.INSTELLINGSCODE)
    ? []
    : [
        {
          column,
          message: 'It begins with the code of another institution. Expected that of INSTELLINGSCODE.',
        },
      ];
}

const postalCodeFaults = (values: Values, column: Column): LineFault[] =>
  values[column].trim() === ''
    ? []
    : form(values, column, postalCode, 'Expected four digits, a space and two capital letters.');

/** The location that a line is about, as far as its codes tell: its own, and the board's. */
export function readableLocation(values: Values): string | undefined {
  const readable = locationCode.test(values.VESTIGINGSCODE) && boardCode.test(values['BEVOEGD GEZAG NUMMER']);
  return readable ? values.VESTIGINGSCODE : undefined;
}

/** A line without faults. */
export function schoolLocation(values: Values): SchoolLocation {
  const visitingAddress = address(values, '');
  const postalAddress = address(values, ' CORRESPONDENTIEADRES');
  return {
    board: values['BEVOEGD GEZAG NUMMER'],
    institution: values.INSTELLINGSCODE,
    id: values.VESTIGINGSCODE,
    name: kept(values.VESTIGINGSNAAM),
    ...(visitingAddress === undefined ? {} : { visitingAddress }),
    ...(postalAddress === undefined ? {} : { postalAddress }),
  };
}

function address(values: Values, of: '' | ' CORRESPONDENTIEADRES'): Address | undefined {
  const street = kept(values[`STRAATNAAM${of}`]);
  const houseNumber = kept(values[`HUISNUMMER-TOEVOEGING${of}`]);
  const postalCode = kept(values[`POSTCODE${of}`]);
  const city = kept(values[`PLAATSNAAM${of}`]);
  if (street + houseNumber + postalCode + city === '') return undefined;
  return {
    ...(street === '' ? {} : { street }),
    ...(houseNumber === '' ? {} : { houseNumber }),
    ...(postalCode === '' ? {} : { postalCode }),
    ...(city === '' ? {} : { city }),
  };
}

/**
 * Text as it is kept: no spaces around it; DUO writes a single space where it has nothing. It is NFC already:
 * windows-1252 has composed letters only.
 */
const kept = (value: string): string => value.trim();
