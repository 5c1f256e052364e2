import { type AnyEvent, type Catalogue, type EventDefinition } from '#libs/domain/catalogue';
import { type Journal, type RecordedEvent } from '#libs/journal/journal';
import { type About, valueFor, world } from './field-values.js';
import { History } from './history.js';
import { Random } from './random.js';

/** A stream of these begins with one of these events, and has none of them later. */
const beginnings: Readonly<Record<string, readonly string[]>> = {
  account: ['account.user-created', 'account.administrator-created'],
  organisation: ['organisation.registered'],
};

/** Streams of other kinds are few, so that they get long. */
const fewStreams = 20;

/**
 * A history that could have been, from the declarations of the catalogue: every type of event is in it, a new type
 * by itself. The same seed gives the same history, apart from keys and nonces.
 */
export class RandomHistory {
  readonly #random: Random;
  readonly #history: History;
  readonly #accounts: string[] = [];
  readonly #later: readonly EventDefinition[];
  #made = 0;

  constructor(
    journal: Journal,
    private readonly catalogue: Catalogue,
    seed: number,
  ) {
    this.#random = new Random(seed);
    this.#history = new History(journal, seed);
    const first = new Set(Object.values(beginnings).flat());
    this.#later = [...catalogue.values()].filter(({ type }) => !first.has(type));
  }

  /** Ids of the accounts that it has made. */
  get accounts(): readonly string[] {
    return this.#accounts;
  }

  /** Appends at least so many events. */
  async goOn(events: number): Promise<void> {
    const until = this.#made + events;
    while (this.#made < until) await (this.#random.chance(0.15) ? this.#newAccount() : this.#something());
  }

  async #newAccount(): Promise<void> {
    const id = this.#history.newId();
    await this.#record(`account-${id}`, [this.#beginning('account')]);
    this.#accounts.push(id);
  }

  /** Every type comes up before any comes up twice as often as by chance: they go round. */
  async #something(): Promise<void> {
    const definition = this.#later[this.#made % this.#later.length] ?? this.#random.oneOf(this.#later);
    const category = definition.type.slice(0, definition.type.indexOf('.'));
    const stream = this.#streamOf(category);
    if (stream === undefined) return this.#newAccount();
    const begins = !this.#history.has(stream) && category in beginnings;
    const more = this.#random.chance(0.2) ? [this.#eventOf(definition)] : [];
    await this.#record(stream, [
      ...(begins ? [this.#beginning(category)] : []),
      this.#eventOf(definition),
      ...more,
    ]);
  }

  #streamOf(category: string): string | undefined {
    if (category === 'account')
      return this.#accounts.length === 0 ? undefined : `account-${this.#random.oneOf(this.#accounts)}`;
    const id =
      category === 'organisation' ? this.#random.oneOf(world.organisations) : this.#random.below(fewStreams);
    return `${category}-${id}`;
  }

  async #record(stream: string, events: readonly AnyEvent[]): Promise<void> {
    await this.#history.record(stream, events);
    this.#made += events.length;
  }

  #beginning(category: string): AnyEvent {
    const type = this.#random.oneOf((beginnings[category] ?? []).filter((one) => this.catalogue.has(one)));
    const definition = this.catalogue.get(type);
    if (definition === undefined)
      throw new Error(`The catalogue has no event that begins a stream of ${category}.`);
    return this.#eventOf(definition);
  }

  #eventOf(definition: EventDefinition): AnyEvent {
    const about: About = {
      random: this.#random,
      accounts: this.#accounts.length === 0 ? world.accounts : this.#accounts,
      newId: () => this.#history.newId(),
    };
    const fields = Object.entries(definition.fields).filter(
      ([, field]) => !field.optional || this.#random.chance(0.6),
    );
    const rule: RecordedEvent['event']['rule'] = this.#random.oneOf(['USR-05', 'ACT-02', 'ORG-02']);
    return {
      type: definition.type,
      data: Object.fromEntries(fields.map(([name, field]) => [name, valueFor(name, field, about)])),
      ...(this.#random.chance(0.5) ? { rule } : {}),
    };
  }
}
