/** Lifts the data of one stored version to the next one. Pure; personal fields may be erased. */
export interface Upcaster {
  /** Type name without version. */
  readonly type: string;
  /** The version that it takes; it gives the next one. */
  readonly from: number;
  readonly lift: (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** A role had one sector at first; USR-10 gives it a list. */
const roleDefinedTakesSectors: Upcaster = {
  type: 'role.defined',
  from: 1,
  lift: ({ sector, ...rest }) => ({ ...rest, sectors: [sector] }),
};

/** USR-12 separates duties; until then nothing was kept apart. */
const roleDefinedSeparatesDuties: Upcaster = {
  type: 'role.defined',
  from: 2,
  lift: (data) => ({ ...data, incompatibleWith: [], keptFromGranters: false }),
};

/** A letter could not be opened again at first: each was made once, as text that stood in the event. */
const letterMadeOnce: Upcaster = {
  type: 'letter.made',
  from: 1,
  lift: (data) => ({ ...data, making: 1 }),
};

export const upcasters: readonly Upcaster[] = [
  roleDefinedTakesSectors,
  roleDefinedSeparatesDuties,
  letterMadeOnce,
];

/**
 * Lifts data from the version it was stored in to the one the code knows.
 *
 * @throws NoUpcaster when a step is missing, or the stored version is newer than the code
 */
export function upcast(
  type: string,
  version: number,
  data: Readonly<Record<string, unknown>>,
  to: number,
  steps: readonly Upcaster[] = upcasters,
): Readonly<Record<string, unknown>> {
  let lifted = data;
  for (let from = version; from !== to; from += 1) {
    const step = steps.find((one) => one.type === type && one.from === from);
    if (step === undefined) throw new NoUpcaster(type, version, to);
    lifted = step.lift(lifted);
  }
  return lifted;
}

export class NoUpcaster extends Error {
  constructor(type: string, version: number, to: number) {
    super(
      `${type} is stored in version ${version}, the program knows version ${to}, and nothing lifts it there.`,
    );
    this.name = 'NoUpcaster';
  }
}
