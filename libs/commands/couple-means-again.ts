import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { coupleMeansAgain, notThisMeans } from '#libs/domain/account/couple-means-again';
import { type Means } from '#libs/domain/means/means';
import { accountStreams, signInStreams } from '#libs/domain/streams';
import { amsterdamCalendar } from './amsterdam-calendar.js';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';
import { statementWasUsed } from './statement-was-used.js';

export interface CoupleMeansAgainBody {
  readonly means: Means;
  /** Pseudonym of the statement that proves it (`Sessions.idFor`). */
  readonly statement: string;
}

/** §4.6: EHK-08. */
export class CoupleMeansAgain {
  constructor(readonly request: CommandRequest<CoupleMeansAgainBody>) {}
}

const basis = 'means';

@CommandHandler(CoupleMeansAgain)
export class CoupleMeansAgainHandler implements ICommandHandler<CoupleMeansAgain, Receipt> {
  constructor(private readonly commands: Commands) {}

  async execute({ request }: CoupleMeansAgain): Promise<Receipt> {
    const { journal, reservations, runner } = this.commands;
    const { means, statement } = request.body;
    const account = await reservations.holder('means', means.key);
    if (account === undefined)
      return runner.refuse(request, {
        authority: { basis, judged: [] },
        policy: null,
        violations: [notThisMeans],
      });
    return runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state, events }, now) => {
        const judged = new Judged(journal, now);
        const policy = await judged.policy();
        const { couplingLapsesAt: signInLapsesAt } = await judged.last(signInStreams, account);
        return {
          decision: coupleMeansAgain(
            {
              means,
              statement,
              statementWasUsed: await statementWasUsed(statement, events, journal),
              ...(signInLapsesAt === undefined ? {} : { signInLapsesAt }),
              policy,
              calendar: amsterdamCalendar,
              now: now.toISOString(),
            },
            state,
          ),
          authority: judged.as(basis),
          policy: policy.version,
        };
      },
    });
  }
}
