import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { evolveOrganisation, noOrganisation, type OrganisationState } from '#libs/domain/organisation/state';
import { type OrganisationEvent } from '#libs/domain/organisation/events';
import { type Sector } from '#libs/domain/organisation/organisation';
import { decideRegisterLoad, type RegisterLoad, type Word } from '#libs/domain/register/decide-register-load';
import { type RegisterContent } from '#libs/domain/register/sector-file';
import { type Decision } from '#libs/domain/rules';
import { idOf, organisationStreams, registerStreams, streamOf } from '#libs/domain/streams';
import { WrongExpectedRevision } from '#libs/event-store/errors';
import { type Act, type Head } from '#libs/journal/journal';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface LoadRegisterBody extends Word {
  readonly sector: Sector;
  /** Month that the file is about, `2026-04`. */
  readonly fileDate: string;
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly digest: string;
  readonly content: Omit<RegisterContent, 'namedByRefusedLines'> & {
    readonly namedByRefusedLines: readonly string[];
  };
}

/** ORG-02. */
export class LoadRegister {
  constructor(readonly request: CommandRequest<LoadRegisterBody>) {}
}

/** Streams written side by side; the event store puts them into one transaction. */
const sideBySide = 64;

interface KnownOrganisation {
  readonly state: OrganisationState;
  readonly head: Head;
}

@CommandHandler(LoadRegister)
export class LoadRegisterHandler implements ICommandHandler<LoadRegister, Receipt> {
  constructor(private readonly commands: Commands) {}

  /** Organisations first, the register's own event last: a load that was cut off is finished by the same file again. */
  execute({ request }: LoadRegister): Promise<Receipt> {
    const { sector, fileDate, digest, content, allowClosures, allowOlder } = request.body;
    const file = {
      ...content,
      namedByRefusedLines: new Set(content.namedByRefusedLines),
      sector,
      fileDate,
      digest,
    };
    let known: ReadonlyMap<string, KnownOrganisation> = new Map();
    let load: RegisterLoad | undefined;
    return this.commands.runner.run(request, {
      kind: registerStreams,
      id: sector,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        const policy = await judged.policy();
        known = await this.organisations();
        const organisations = new Map([...known].map(([id, one]) => [id, one.state]));
        const word = { allowClosures, allowOlder };
        load = decideRegisterLoad({ organisations, lastLoaded: state }, file, word, policy);
        return { decision: decisionOf(load), authority: judged.as('operator'), policy: policy.version };
      },
      before: async (_target, act) =>
        this.appendAll(load?.organisations ?? [], known, act, request.onProgress),
    });
  }

  private async organisations(): Promise<ReadonlyMap<string, KnownOrganisation>> {
    const known = new Map<string, KnownOrganisation>();
    const streamPrefix = streamOf(organisationStreams, '');
    for await (const { event, envelope, hash } of this.commands.journal.readAll({ streamPrefix })) {
      const id = idOf(envelope.stream);
      const state = evolveOrganisation(known.get(id)?.state ?? noOrganisation, event as OrganisationEvent);
      known.set(id, { state, head: { revision: envelope.revision, hash } });
    }
    return known;
  }

  private async appendAll(
    changes: RegisterLoad['organisations'],
    known: ReadonlyMap<string, KnownOrganisation>,
    act: Act,
    onProgress: LoadRegister['request']['onProgress'],
  ): Promise<'done' | 'again'> {
    for (let first = 0; first < changes.length; first += sideBySide) {
      const outcomes = await Promise.allSettled(
        changes.slice(first, first + sideBySide).map(({ id, events }) =>
          this.commands.journal.append(
            {
              stream: streamOf(organisationStreams, id),
              head: known.get(id)?.head ?? 'none',
              events,
            },
            act,
          ),
        ),
      );
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed?.reason instanceof WrongExpectedRevision) return 'again';
      if (failed !== undefined) throw failed.reason;
      onProgress?.(Math.min(first + sideBySide, changes.length), changes.length);
    }
    return 'done';
  }
}

const decisionOf = ({ register, refused }: RegisterLoad): Decision<RegisterLoad['register'][number]> => ({
  events: register,
  ...(refused === undefined ? {} : { refused }),
});
