import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { issuePassword } from '#libs/domain/account/issue-password';
import { accountStreams } from '#libs/domain/streams';
import { amsterdamCalendar } from './amsterdam-calendar.js';
import { askedOf, type OnRequestBody } from './asked.js';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export type IssuePasswordBody = OnRequestBody;

/** §2.4, PWD-10. The letter is made by a process that follows the event. */
export class IssuePassword {
  constructor(readonly request: CommandRequest<IssuePasswordBody>) {}
}

@CommandHandler(IssuePassword)
export class IssuePasswordHandler implements ICommandHandler<IssuePassword, Receipt> {
  constructor(private readonly commands: Commands) {}

  async execute({ request }: IssuePassword): Promise<Receipt> {
    const { journal, passwords, runner } = this.commands;
    const newPassword = await passwords.make();
    return runner.run(request, {
      kind: accountStreams,
      id: request.body.account,
      decide: async ({ state }, now) => {
        const judged = new Judged(journal, now);
        const authority = await judged.authorityOf(request.caller);
        const policy = await judged.policy();
        return {
          decision: issuePassword(
            {
              newPassword,
              authority,
              onRequest: await askedOf(judged, request),
              policy,
              calendar: amsterdamCalendar,
              now: now.toISOString(),
            },
            state,
          ),
          authority: judged.as('service-desk'),
          policy: policy.version,
        };
      },
    });
  }
}
