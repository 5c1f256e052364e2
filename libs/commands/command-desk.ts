import { type CommandBus } from '@nestjs/cqrs';
import { commandAccess, type CommandName, may } from '#libs/access/matrix';
import { accountStreams, streamOf } from '#libs/domain/streams';
import { BeginConversion } from './begin-conversion.js';
import { BlockAccount } from './block-account.js';
import { ChangeContactData } from './change-contact-data.js';
import { ChangePassword } from './change-password.js';
import { ChangeRoles } from './change-roles.js';
import { type CommandInput, type CommandRequest } from './command-request.js';
import { type Commands } from './commands.js';
import { ConfirmAdministrator } from './confirm-administrator.js';
import { ConfirmPolicy } from './confirm-policy.js';
import { CoupleMeansAgain } from './couple-means-again.js';
import { CoupleMeans } from './couple-means.js';
import { CreateUser } from './create-user.js';
import { DecoupleMeans } from './decouple-means.js';
import { DefineRole } from './define-role.js';
import { EndAccount } from './end-account.js';
import { EndMandate } from './end-mandate.js';
import { GiveMandate } from './give-mandate.js';
import { GrantAdministratorAuthorisations } from './grant-administrator-authorisations.js';
import { IssuePassword } from './issue-password.js';
import { HandOverToken } from './hand-over-token.js';
import { IssueToken } from './issue-token.js';
import { LeaveOrganisation } from './leave-organisation.js';
import { LoadRegister } from './load-register.js';
import { MailActivationCode } from './mail-activation-code.js';
import { MarkOfficeStaff } from './mark-office-staff.js';
import { DropMove, PlanMove } from './plan-move.js';
import { ProposeAdministrator } from './propose-administrator.js';
import { ProposePolicy } from './propose-policy.js';
import { PrintUsernameLetter } from './print-username-letter.js';
import { type Receipt } from './receipt.js';
import { RecordMailBounce } from './record-mail-bounce.js';
import { RecordOrganisation } from './record-organisation.js';
import { RejectAdministrator } from './reject-administrator.js';
import { ResetPassword } from './reset-password.js';
import { UnblockAccount } from './unblock-account.js';
import { RecordTokenReturn } from './record-token-return.js';
import { ReportTokenProblem } from './report-token-problem.js';
import { SeedGenerator } from './seed-generator.js';
import { ImportGenerators } from './import-generators.js';
import { CountStock } from './count-stock.js';
import { DestroyGenerator } from './destroy-generator.js';
import { RecordGeneratorFound, ReportGeneratorMissing } from './report-generator-missing.js';
import { SignOut } from './sign-out.js';
import { RecordLetterDelivered } from './record-letter-delivered.js';
import { RecordLetterSent } from './record-letter-sent.js';
import { RecordLetterUndeliverable } from './record-letter-undeliverable.js';
import { OpenLetterAgain } from './open-letter-again.js';
import { TakeLetter } from './take-letter.js';
import { ReportMeansProblem } from './report-means-problem.js';
import { StepDown } from './step-down.js';
import { WithdrawAdministratorAuthorisations } from './withdraw-administrator-authorisations.js';

const commandsByName = {
  'define-role': DefineRole,
  'propose-policy': ProposePolicy,
  'confirm-policy': ConfirmPolicy,
  'record-organisation': RecordOrganisation,
  'load-register': LoadRegister,
  'plan-move': PlanMove,
  'drop-move': DropMove,
  'propose-administrator': ProposeAdministrator,
  'confirm-administrator': ConfirmAdministrator,
  'reject-administrator': RejectAdministrator,
  'grant-administrator-authorisations': GrantAdministratorAuthorisations,
  'withdraw-administrator-authorisations': WithdrawAdministratorAuthorisations,
  'give-mandate': GiveMandate,
  'end-mandate': EndMandate,
  'leave-organisation': LeaveOrganisation,
  'create-user': CreateUser,
  'change-roles': ChangeRoles,
  'mail-activation-code': MailActivationCode,
  'couple-means': CoupleMeans,
  'couple-means-again': CoupleMeansAgain,
  'decouple-means': DecoupleMeans,
  'begin-conversion': BeginConversion,
  'mark-office-staff': MarkOfficeStaff,
  'report-means-problem': ReportMeansProblem,
  'step-down': StepDown,
  'end-account': EndAccount,
  'record-mail-bounce': RecordMailBounce,
  'change-contact-data': ChangeContactData,
  'sign-out': SignOut,
  'print-username-letter': PrintUsernameLetter,
  'change-password': ChangePassword,
  'reset-password': ResetPassword,
  'issue-password': IssuePassword,
  'block-account': BlockAccount,
  'unblock-account': UnblockAccount,
  'seed-generator': SeedGenerator,
  'import-generators': ImportGenerators,
  'count-stock': CountStock,
  'destroy-generator': DestroyGenerator,
  'report-generator-missing': ReportGeneratorMissing,
  'record-generator-found': RecordGeneratorFound,
  'issue-token': IssueToken,
  'hand-over-token': HandOverToken,
  'report-token-problem': ReportTokenProblem,
  'record-token-return': RecordTokenReturn,
  'take-letter': TakeLetter,
  'record-letter-sent': RecordLetterSent,
  'record-letter-delivered': RecordLetterDelivered,
  'record-letter-undeliverable': RecordLetterUndeliverable,
  'open-letter-again': OpenLetterAgain,
} as const satisfies Record<CommandName, new (request: never) => unknown>;

export type BodyOf<N extends CommandName> =
  ConstructorParameters<(typeof commandsByName)[N]>[0] extends CommandRequest<infer Body> ? Body : never;

/** Where callers' commands come in: authorise → (handler) decide → reserve → append → answer. */
export class CommandDesk {
  constructor(
    private readonly commands: Commands,
    private readonly commandBus: CommandBus,
  ) {}

  /** Carries out the command, or refuses it and records that. */
  async issue<N extends CommandName>(
    name: N,
    input: Omit<CommandInput<BodyOf<N>>, 'name'>,
  ): Promise<Receipt> {
    const refused = await this.refuseWhoMayNot(name, input);
    if (refused !== undefined) return refused;
    const request = await this.commands.requestFrom<BodyOf<N>>({ ...input, name });
    const Command = commandsByName[name] as new (request: CommandRequest<BodyOf<N>>) => object;
    return this.commandBus.execute<object, Receipt>(new Command(request));
  }

  /**
   * Refuses the command and records that where callers of this kind may never issue it; else nothing. By itself for a body
   * that takes work to read: what such a caller sent is not read then (AVG-01), and the input's body is empty.
   */
  async refuseWhoMayNot(
    name: CommandName,
    input: Omit<CommandInput<unknown>, 'name'>,
  ): Promise<Receipt | undefined> {
    const { rule } = commandAccess[name];
    if (may(commandAccess[name], input.caller.kind)) return undefined;
    const request = await this.commands.requestFrom({ ...input, name });
    return this.commands.runner.refuse(request, {
      authority: { basis: input.caller.kind, judged: [] },
      policy: null,
      violations: [{ rule, message: `A caller of kind ${input.caller.kind} may not do this.` }],
      answer: 'forbidden',
      ...targetIn(input.body),
    });
  }
}

/** The account that a refused command was about, so that its trail shows the refusal. */
function targetIn(body: unknown): { readonly target?: string } {
  const { account } = body as { readonly account?: unknown };
  return typeof account === 'string' ? { target: streamOf(accountStreams, account) } : {};
}
