import { type Refusal, refused } from '#libs/domain/rules';
import { type Outside } from './outside.js';

const hour = 3_600_000;

/** USR-04 (+): that a value is taken may be told at a limited rate, per caller and hour, in this process. */
export class TakenAnswers {
  private readonly told = new Map<string, { readonly since: number; count: number }>();

  constructor(private readonly outside: Pick<Outside, 'now'>) {}

  /**
   * Whether the caller may still learn if a value is taken, and counts it where it is. Once the rate is used up it
   * is no for free values too: else the refusal itself would tell.
   */
  mayLearn(caller: string, taken: boolean, perHour: number): boolean {
    const now = this.outside.now().getTime();
    for (const [other, { since }] of this.told) if (now >= since + hour) this.told.delete(other);
    const running = this.told.get(caller) ?? { since: now, count: 0 };
    if (running.count >= perHour) return false;
    if (taken) this.told.set(caller, { ...running, count: running.count + 1 });
    return true;
  }
}

/** What is said once the rate is used up; it doesn't say whether anything is taken. */
export const tooManyTakenAnswers: Refusal = refused({
  rule: 'USR-04',
  message: 'Too many values were asked for that others have; try again in an hour.',
});
