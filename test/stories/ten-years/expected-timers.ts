import { daysOn, localTime, momentOf, monthsOn } from '#libs/commands/local-time.test-data';
import { accountIn, type Fact, type Finding, found } from '../history/facts.js';

/** What the timers record: of which account, what, of which moment, and when. Moments RFC 3339, UTC. */
export interface Timed {
  readonly account: string;
  readonly what: string;
  readonly deadline: string;
  readonly at: string;
}

const timed: Readonly<Record<string, (data: Fact['data']) => Pick<Timed, 'what' | 'deadline'>>> = {
  'account.activation-code-expired': ({ since }) => ({ what: 'code expired', deadline: String(since) }),
  'account.coupling-lapsed': ({ since }) => ({ what: 'coupling lapsed', deadline: String(since) }),
  'account.reminder-due': ({ of, deadline }) => ({
    what: `remind ${String(of)}`,
    deadline: String(deadline),
  }),
};

/** What the timers have recorded, in one order. */
export const recordedTimers = (facts: readonly Fact[]): Timed[] =>
  facts
    .flatMap((fact) => {
      const told = timed[fact.type]?.(fact.data);
      return told === undefined ? [] : [{ account: accountIn(fact) ?? '', at: fact.at, ...told }];
    })
    .sort(inOrder);

/** What they should have recorded, worked out from what people did alone. @param end milliseconds since 1970 */
export function expectedTimers(
  facts: readonly Fact[],
  end: number,
): { readonly timers: readonly Timed[]; readonly findings: readonly Finding[] } {
  const accounts = new Map<string, Clockwork>();
  const findings: Finding[] = [];
  for (const fact of facts) {
    const account = /^(?:account|signin)-(.+)$/.exec(fact.stream)?.[1];
    if (account === undefined || fact.type in timed) continue;
    const clockwork = accounts.get(account) ?? new Clockwork(account);
    accounts.set(account, clockwork);
    findings.push(...clockwork.take(fact));
  }
  for (const clockwork of accounts.values()) clockwork.runUntil(end + 1);
  return { timers: [...accounts.values()].flatMap(({ timers }) => timers).sort(inOrder), findings };
}

interface Deadline {
  readonly at: number;
  readonly remindAt: number;
  reminded: boolean;
}

const hours = 3_600_000;
const monthsAfter = (moment: number, months: number): number =>
  momentOf(monthsOn(localTime(moment), months), moment);
const daysAfter = (moment: number, days: number): number => momentOf(daysOn(localTime(moment), days), moment);

/** The deadlines of one account, by the rulebook's numbers. */
class Clockwork {
  readonly timers: Timed[] = [];
  private code: (Deadline & { mailed: boolean }) | undefined;
  private password: Deadline | undefined;
  /** EHK-08: of a means that was decoupled the right to couple it again lapses, without a reminder. */
  private coupling: (Deadline & { coupled: boolean }) | undefined;
  /** Until when coupling, and the last sign-in, make it stand: the later one counts (EHK-05). */
  private standsUntil = { byCoupling: 0, bySignIn: 0 };

  constructor(private readonly account: string) {}

  take({ at: time, ...fact }: Fact): Finding[] {
    const at = Date.parse(time);
    this.runUntil(at);
    switch (fact.type) {
      case 'account.activation-code-made':
        this.code = { at: at + 24 * hours, remindAt: at + 20 * hours, reminded: false, mailed: false };
        return [];
      case 'account.activation-code-mailed':
        if (this.code !== undefined) this.code.mailed = true;
        return [];
      case 'account.activation-code-voided':
        this.code = undefined;
        return [];
      case 'account.password-changed': {
        const goodUntil = daysAfter(at, 91);
        this.password = { at: goodUntil, remindAt: daysAfter(goodUntil, -14), reminded: false };
        return [];
      }
      case 'account.password-issued':
        this.password = undefined;
        return [];
      case 'account.coupled':
      case 'account.coupled-again':
        if (fact.type === 'account.coupled') this.code = this.password = undefined;
        this.standsUntil.byCoupling = monthsAfter(at, 18);
        this.couple();
        return [];
      case 'account.decoupled':
        if (this.coupling !== undefined) this.coupling.coupled = false;
        return [];
      case 'account.previous-means-released':
        this.coupling = undefined;
        return [];
      case 'signin.succeeded':
        if (fact.data['method'] !== 'eherkenning') return [];
        if (this.coupling?.coupled !== true) return [found('EHK-05', { at: time, ...fact })];
        this.standsUntil.bySignIn = monthsAfter(at, 18);
        this.couple();
        return [];
      case 'account.ended':
        this.code = this.password = this.coupling = undefined;
        return [];
      default:
        return [];
    }
  }

  /** What comes before the moment; at the moment itself people go first. @param moment milliseconds since 1970 */
  runUntil(moment: number): void {
    const { code, password, coupling } = this;
    this.remind('remind activation-code-unused', moment, code, code?.mailed);
    this.remind('remind password-expires', moment, password);
    this.remind('remind coupling-lapses', moment, coupling, coupling?.coupled);
    if (code !== undefined && code.at < moment) {
      this.record('code expired', code.at, code.at);
      this.code = undefined;
    }
    if (coupling !== undefined && coupling.at < moment) {
      this.record('coupling lapsed', coupling.at, coupling.at);
      this.coupling = undefined;
    }
  }

  private couple(): void {
    const at = Math.max(this.standsUntil.byCoupling, this.standsUntil.bySignIn);
    const reminded = this.coupling?.at === at && this.coupling.reminded;
    this.coupling = { at, remindAt: monthsAfter(at, -1), reminded, coupled: true };
  }

  private remind(what: string, moment: number, deadline: Deadline | undefined, isTrue = true): void {
    if (deadline === undefined || deadline.reminded || deadline.remindAt >= moment) return;
    deadline.reminded = true;
    if (isTrue) this.record(what, deadline.at, deadline.remindAt);
  }

  private record(what: string, deadline: number, at: number): void {
    const [until, when] = [new Date(deadline).toISOString(), new Date(at).toISOString()];
    this.timers.push({ account: this.account, what, deadline: until, at: when });
  }
}

const keyOf = ({ account, at, what }: Timed): string => `${account} ${at} ${what}`;
const inOrder = (one: Timed, other: Timed): number => (keyOf(one) < keyOf(other) ? -1 : 1);
