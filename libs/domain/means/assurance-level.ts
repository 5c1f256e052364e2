/** Assurance classes of eHerkenning (eTD), lowest first. */
export const assuranceLevels = ['loa1', 'loa2', 'loa2plus', 'loa3', 'loa4'] as const;
export type AssuranceLevel = (typeof assuranceLevels)[number];

/** As people know it: `2+` for `loa2plus`. */
export const numberOf = (level: AssuranceLevel): string => level.slice('loa'.length).replace('plus', '+');
