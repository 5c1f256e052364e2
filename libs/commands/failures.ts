/** The `Idempotency-Key` was used before by this caller, for something else. */
export class CommandIdReused extends Error {
  constructor(readonly commandId: string) {
    super('This Idempotency-Key was used before for another command; use a new one.');
    this.name = 'CommandIdReused';
  }
}

/** The caller named a revision that the account has left behind (`If-Match`). */
export class RevisionChanged extends Error {
  constructor(
    readonly seen: number,
    readonly actual: number,
  ) {
    super(`The account is at revision ${actual}, not at ${seen}; read it again and decide again.`);
    this.name = 'RevisionChanged';
  }
}

/** Others kept writing to the same stream. Never a refusal: the same command again is right. */
export class TooMuchContention extends Error {
  constructor(stream: string) {
    super(`Stream ${stream} changed at every try; send the same command again.`);
    this.name = 'TooMuchContention';
  }
}
