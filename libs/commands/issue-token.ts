import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { issueToken } from '#libs/domain/account/issue-token';
import { isKnownAdministrator } from '#libs/domain/account/known-administrator';
import { type AccountState } from '#libs/domain/account/state';
import { accountStreams } from '#libs/domain/streams';
import { amsterdamCalendar } from './amsterdam-calendar.js';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { GeneratorAssignment, readGenerator } from './generator-assignment.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface IssueTokenBody {
  readonly account: string;
  readonly serialNumber: string;
  /** Id of an administrator's account. */
  readonly deliveredTo?: string;
}

/** §1.1, §2.4, §4.2. */
export class IssueToken {
  constructor(readonly request: CommandRequest<IssueTokenBody>) {}
}

@CommandHandler(IssueToken)
export class IssueTokenHandler implements ICommandHandler<IssueToken, Receipt> {
  constructor(private readonly commands: Commands) {}

  /** TOK-01: the generator is the account's on its own stream before the account says so. */
  async execute({ request }: IssueToken): Promise<Receipt> {
    const { journal, passwords, runner } = this.commands;
    const { account, serialNumber, deliveredTo } = request.body;
    const newPassword = await passwords.make();
    const assignment = new GeneratorAssignment(journal, serialNumber, account);
    return runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => {
        const judged = new Judged(journal, now);
        const authority = await judged.authorityOf(request.caller);
        const policy = await judged.policy();
        const { state: generator } = await readGenerator(judged, serialNumber);
        assignment.seedId = generator?.seed.id;
        return {
          decision: issueToken(
            {
              account,
              generator,
              administrators: await this.administrators(account, state, judged),
              authority,
              newPassword,
              policy,
              calendar: amsterdamCalendar,
              now: now.toISOString(),
              ...(deliveredTo === undefined
                ? {}
                : { deliveredTo: { account: deliveredTo, ...(await judged.administrator(deliveredTo)) } }),
            },
            state,
          ),
          authority: judged.as('service-desk'),
          policy: policy.version,
        };
      },
      before: (_target, act) => assignment.make(act),
      giveBack: (act) => assignment.giveBack(act),
    });
  }

  /** ADM-08: an index finds who may be one; each is judged by what their own stream says now. */
  private async administrators(
    account: string,
    state: AccountState,
    judged: Judged,
  ): Promise<ReadonlySet<string>> {
    const known = new Set<string>();
    if (state.state !== 'living' || state.kind !== 'administrator') return known;
    for (const candidate of await this.commands.administratorsOf(state.organisation))
      if (
        candidate !== account &&
        isKnownAdministrator(await judged.administrator(candidate), state.organisation)
      )
        known.add(candidate);
    return known;
  }
}
