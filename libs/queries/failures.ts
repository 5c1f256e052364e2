import { type Violation } from '#libs/domain/rules';

/** There is nothing of that name, or not within reach: the two are answered alike (ADM-02). */
export class NotFound extends Error {
  constructor(readonly violation?: Violation) {
    super(violation?.message ?? 'There is nothing here.');
    this.name = 'NotFound';
  }
}

/** This kind of caller may not run this query. */
export class QueryForbidden extends Error {
  constructor(readonly violation: Violation) {
    super(violation.message);
    this.name = 'QueryForbidden';
  }
}

/** A parameter of the query can't be meant so. The message says what would be right. */
export class BadQuery extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
    this.name = 'BadQuery';
  }
}

/** The caller may not see it now: a rule is in the way. */
export class QueryRefused extends Error {
  constructor(readonly violation: Violation) {
    super(violation.message);
    this.name = 'QueryRefused';
  }
}

/** The read model has not reached the position that the query named, within the time it may wait. */
export class ReadModelBehind extends Error {
  constructor(readonly position: string) {
    super(`The read model has not reached position ${position} yet.`);
    this.name = 'ReadModelBehind';
  }
}

/** The read model stopped at an event that it couldn't take; somebody has to look at it. */
export class ReadModelStopped extends Error {
  constructor(model: string) {
    super(`The read model ${model} has stopped; its operator has been told.`);
    this.name = 'ReadModelStopped';
  }
}
