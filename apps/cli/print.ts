/** Writes a line to standard output: what was asked for. */
export const print = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};

/** Writes a line to standard error: what is said beside it. */
export const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
