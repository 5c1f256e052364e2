/** Month that a register file is about, as its name has it: `….2026-04.csv` gives `2026-04`. */
export const fileDateFromName = (name: string): string | undefined =>
  /\.([0-9]{4}-(?:0[1-9]|1[0-2]))\.csv$/i.exec(name)?.[1];
