import { type Field } from '#libs/domain/catalogue';
import { type Random } from './random.js';

/** What a made-up history is about: few of each, so that its events meet. */
export const world = {
  organisations: Array.from({ length: 12 }, (_, index) => `board-${20_001 + index}`),
  institutions: Array.from({ length: 20 }, (_, index) => `${String(index).padStart(2, '0')}AB`),
  locations: Array.from(
    { length: 40 },
    (_, index) => `${String(index % 20).padStart(2, '0')}AB0${index % 2}`,
  ),
  roles: ['registreren', 'examens', 'verzuim', 'bekostiging'],
  accounts: ['00000000-0000-7000-8000-000000000000'],
} as const;

const surnames = [
  'Jansen',
  'de Vries',
  'Çelik',
  'Øster',
  'van den Berg',
  "O'Neill-Smit",
  'Łukasiewicz',
  'Groß',
  'Ĳssel',
];
const texts = [
  'Kindcentrum De Regenboog',
  'Het Kompas',
  '’t Schrijverke',
  'Dalton',
  'ICT-coördinator',
  'Administratie',
];

export interface About {
  readonly random: Random;
  readonly accounts: readonly string[];
  readonly newId: () => string;
}

/** A value that fits the field: by its name where that says more, else by what its declaration says it is. */
export function valueFor(name: string, field: Field<unknown>, about: About): unknown {
  const named = byName[name]?.(about);
  return named !== undefined && field.check(named) ? named : byMeaning(field, about);
}

type Make = (about: About) => unknown;

const kenmerk: Make = ({ random }) => {
  const kind = random.below(3);
  if (kind === 0) return { type: 'BRIN', value: random.oneOf(world.institutions) };
  if (kind === 1) return { type: 'vestiging', value: random.oneOf(world.locations) };
  return { type: 'gemeentecode', value: `0${random.below(900) + 100}` };
};
const organisation: Make = ({ random }) => random.oneOf(world.organisations);
const account: Make = ({ random, accounts }) => random.oneOf(accounts);
const id: Make = ({ newId }) => newId();

const byName: Readonly<Record<string, Make>> = {
  organisation,
  to: organisation,
  from: organisation,
  part: ({ random }) => random.oneOf([...world.institutions, ...world.locations]),
  institution: ({ random }) => random.oneOf(world.institutions),
  role: ({ random }) => random.oneOf(world.roles),
  code: ({ random }) => random.oneOf(world.roles),
  kenmerken: (about) => Array.from({ length: 1 + about.random.below(3) }, () => kenmerk(about)),
  holder: account,
  target: (about) => `account-${String(account(about))}`,
  /** Few, so that what happens to a code often happens to the one on the account. */
  codeId: ({ random }) => `01890000-0000-7000-8000-00000000000${random.below(3)}`,
  /** Few, so that what happens to a generator often happens to one that is out. */
  serialNumber: ({ random }) => `26-000000${random.below(3)}`,
  signatoryId: id,
  surname: ({ random }) => random.oneOf(surnames),
  initials: ({ random }) => random.oneOf(['A.', 'J.P.', 'Ö.', 'M']),
  username: ({ random }) => `Drenth${random.below(9_999)}ED`,
  emailAddress: ({ random }) => `j.de-vries${random.below(9_999)}@school.example`,
  telephone: ({ random }) => `06-${10_000_000 + random.below(89_999_999)}`,
};

const byRecord: Readonly<Record<string, Make>> = {
  'list of type and value': (about) => [kenmerk(about)],
  'list of sectors': ({ random }) => [random.oneOf(['po', 'vo', 'mbo'])],
  address: ({ random }) => ({
    street: 'Melkweg',
    houseNumber: String(random.below(200)),
    city: random.oneOf(texts),
  }),
  'broken rules': ({ random }) => [
    { rule: random.oneOf(['USR-03', 'USR-05', 'ADM-03']), message: 'Not allowed.' },
  ],
};

function byMeaning({ means, check }: Field<unknown>, about: About): unknown {
  const { random } = about;
  const candidates: unknown[] = [
    ...(means.startsWith('one of ') ? [random.oneOf(means.slice('one of '.length).split(', '))] : []),
    byRecord[means]?.(about),
    random.oneOf(texts),
    random.below(1_000),
    random.chance(0.5),
    moment(random),
    moment(random).slice(0, 10),
    [random.oneOf(texts)],
    {},
  ];
  const fit = candidates.find((candidate) => candidate !== undefined && check(candidate));
  if (fit === undefined) throw new Error(`Nothing is known that fits a field that is: ${means}.`);
  return fit;
}

const moment = (random: Random): string =>
  new Date(Date.UTC(2026, random.below(12), 1 + random.below(28))).toISOString();
