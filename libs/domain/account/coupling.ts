/** One means at most (EHK-04). After a decoupling by EHK-07 the previous one stays reserved (EHK-08). */
export type Coupling =
  | { readonly state: 'none' }
  | {
      readonly state: 'coupled';
      readonly means: string;
      /** EHK-05. RFC 3339, UTC. Absent in what was coupled before that rule was kept. */
      readonly lapsesAt?: string;
    }
  | {
      readonly state: 'decoupled';
      readonly previousMeans: string;
      /** EHK-05, as it was while coupled: the right to couple again (EHK-08) doesn't outlive it. */
      readonly lapsesAt?: string;
    };

export const coupledWith = ({
  means,
  lapsesAt,
}: {
  readonly means: string;
  readonly lapsesAt?: string;
}): Coupling => ({ state: 'coupled', means, ...(lapsesAt === undefined ? {} : { lapsesAt }) });

export const decoupledFrom = (previousMeans: string, before: Coupling): Coupling => ({
  state: 'decoupled',
  previousMeans,
  ...('lapsesAt' in before ? { lapsesAt: before.lapsesAt } : {}),
});
