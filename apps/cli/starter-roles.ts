import { type Role } from '#libs/domain/role/role';

/**
 * USR-10: the roles whose names DUO and the manual have made public, to start a catalogue with. Kenmerk types, sectors,
 * explanations and what is kept apart (USR-12) are this project's; the operator changes them as it sees fit.
 */

type Entry = Omit<Role, 'incompatibleWith' | 'keptFromGranters' | 'inForceFrom'> &
  Partial<Pick<Role, 'incompatibleWith' | 'keptFromGranters'>>;

const schools = ['po', 'vo', 'mbo', 'ho'] as const;
const handlers = [
  'verzuimloket-behandelaar-lp',
  'verzuimloket-behandelaar-rmc',
  'verzuimloket-behandelaar-lp-rmc',
] as const;

const ofSchools: readonly Entry[] = [
  {
    code: 'beheerder-bekostiging-en-opleidingen',
    name: 'Beheerder bekostiging en opleidingen',
    explanation: 'Beheert de gegevens over bekostiging en opleidingen van een instelling.',
    kenmerkType: 'BRIN',
    sectors: ['vo', 'mbo', 'ho'],
  },
  {
    code: 'beheerder-po',
    name: 'Beheerder po',
    explanation: 'Beheert de gegevens van een school in het primair onderwijs.',
    kenmerkType: 'BRIN',
    sectors: ['po'],
  },
  {
    code: 'beheerder-rio-algemeen',
    name: 'Beheerder RIO Algemeen',
    explanation:
      'Houdt de gegevens van het bestuur bij in RIO, het register van instellingen en opleidingen.',
    kenmerkType: 'bestuursnummer',
    sectors: schools,
  },
  {
    code: 'medewerker-bekostiging',
    name: 'Medewerker bekostiging',
    explanation: 'Bekijkt en verwerkt gegevens over de bekostiging van een instelling.',
    kenmerkType: 'BRIN',
    sectors: schools,
  },
  {
    code: 'medewerker-opleidingen',
    name: 'Medewerker opleidingen',
    explanation: 'Geeft door welke opleidingen een instelling aanbiedt.',
    kenmerkType: 'BRIN',
    sectors: ['mbo', 'ho'],
  },
  {
    code: 'medewerker-verantwoording',
    name: 'Medewerker verantwoording',
    explanation: 'Levert de jaarlijkse verantwoording van het bestuur aan.',
    kenmerkType: 'bestuursnummer',
    sectors: schools,
  },
  {
    code: 'raadpleger-zaakdossier',
    name: 'Raadpleger zaakdossier',
    explanation: 'Bekijkt de brieven en besluiten die DUO over een instelling heeft.',
    kenmerkType: 'BRIN',
    sectors: schools,
    keptFromGranters: true,
  },
];

const ofAbsence: readonly Entry[] = [
  {
    code: 'verzuimloket-melder',
    name: 'Verzuimloket melder',
    explanation: 'Meldt verzuim van leerlingen en studenten van een instelling.',
    kenmerkType: 'BRIN',
    sectors: ['po', 'vo', 'mbo'],
    incompatibleWith: handlers,
  },
  {
    code: 'verzuimloket-beheerder-onderwijs',
    name: 'Verzuimloket beheerder onderwijs',
    explanation: 'Beheert de locaties en de contactpersonen van een instelling in het verzuimloket.',
    kenmerkType: 'BRIN',
    sectors: ['po', 'vo', 'mbo'],
  },
  {
    code: 'verzuimloket-behandelaar-lp',
    name: 'Verzuimloket behandelaar LP',
    explanation: 'Behandelt verzuimmeldingen van leerplichtige leerlingen uit de gemeente.',
    kenmerkType: 'gemeentecode',
    sectors: ['gemeente'],
  },
  {
    code: 'verzuimloket-behandelaar-rmc',
    name: 'Verzuimloket behandelaar RMC',
    explanation: 'Behandelt verzuimmeldingen van jongeren uit de RMC-regio die niet meer leerplichtig zijn.',
    kenmerkType: 'RMC-regio',
    sectors: ['gemeente'],
  },
  {
    code: 'verzuimloket-behandelaar-lp-rmc',
    name: 'Verzuimloket behandelaar LP/RMC',
    explanation: 'Behandelt alle verzuimmeldingen van jongeren uit de gemeente, leerplichtig of niet.',
    kenmerkType: 'gemeentecode',
    sectors: ['gemeente'],
  },
];

const ofMunicipalities: readonly Entry[] = [
  {
    code: 'behandelaar-rmc',
    name: 'behandelaar RMC',
    explanation: 'Wisselt gegevens uit over jongeren die de school zonder diploma hebben verlaten.',
    kenmerkType: 'RMC-regio',
    sectors: ['gemeente'],
  },
  {
    code: 'gemeente-code',
    name: 'Gemeente code',
    explanation: 'Wisselt gegevens uit voor de gemeente.',
    kenmerkType: 'gemeentecode',
    sectors: ['gemeente'],
  },
  {
    code: 'hoofd-gemeente-code',
    name: 'Hoofd Gemeente code',
    explanation: 'Wisselt gegevens uit als hoofd van de afdeling, voor de hele gemeente.',
    kenmerkType: 'gemeentecode',
    sectors: ['gemeente'],
  },
];

const executing = [...ofSchools, ...ofAbsence, ...ofMunicipalities];

/** Who supervises carries nothing out. */
const inspector: Entry = {
  code: 'inspecteur',
  name: 'Inspecteur',
  explanation: 'Bekijkt de gegevens van een instelling voor het toezicht op het onderwijs.',
  kenmerkType: 'BRIN',
  sectors: schools,
  incompatibleWith: executing.map(({ code }) => code),
};

export const starterRoles: readonly Role[] = [...executing, inspector].map((entry) => ({
  incompatibleWith: [],
  keptFromGranters: false,
  inForceFrom: '2026-01-01',
  ...entry,
}));
