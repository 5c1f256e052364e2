/** Calls back once after so many milliseconds, unless it is cancelled by what it answers. */
export type Timer = (milliseconds: number, callBack: () => void) => () => void;

export const realTimer: Timer = (milliseconds, callBack) => {
  const timeout = setTimeout(callBack, milliseconds);
  return () => clearTimeout(timeout);
};
