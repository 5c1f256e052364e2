import { AbandonReservationHandler } from './abandon-reservation.js';
import { AnnounceMoveHandler } from './announce-move.js';
import { AskForMailHandler } from './ask-for-mail.js';
import { BeginConversionHandler } from './begin-conversion.js';
import { BlockAccountHandler } from './block-account.js';
import { ChangeContactDataHandler } from './change-contact-data.js';
import { ChangePasswordHandler } from './change-password.js';
import { ChangeRolesHandler } from './change-roles.js';
import { ConfirmAdministratorHandler } from './confirm-administrator.js';
import { CompleteDepartureHandler } from './complete-departure.js';
import { ConfirmPolicyHandler } from './confirm-policy.js';
import { CoupleMeansAgainHandler } from './couple-means-again.js';
import { CoupleMeansHandler } from './couple-means.js';
import { CreateUserHandler } from './create-user.js';
import { DecoupleMeansHandler } from './decouple-means.js';
import { DefineRoleHandler } from './define-role.js';
import { EndAccountHandler } from './end-account.js';
import { EndAccountWithOrganisationHandler } from './end-account-with-organisation.js';
import { EndMandateHandler } from './end-mandate.js';
import { ExpireActivationCodeHandler } from './expire-activation-code.js';
import { FreeGeneratorHandler } from './free-generator.js';
import { GiveMailUpHandler } from './give-mail-up.js';
import { GiveMandateHandler } from './give-mandate.js';
import { GrantAdministratorAuthorisationsHandler } from './grant-administrator-authorisations.js';
import { IssuePasswordHandler } from './issue-password.js';
import { HandOverTokenHandler } from './hand-over-token.js';
import { IssueTokenHandler } from './issue-token.js';
import { LapseCouplingHandler } from './lapse-coupling.js';
import { LapseMandateHandler } from './lapse-mandate.js';
import { LeaveOrganisationHandler } from './leave-organisation.js';
import { LoadRegisterHandler } from './load-register.js';
import { MailActivationCodeHandler } from './mail-activation-code.js';
import { MarkOfficeStaffHandler } from './mark-office-staff.js';
import { DropMoveHandler, PlanMoveHandler } from './plan-move.js';
import { ProposeAdministratorHandler } from './propose-administrator.js';
import { ProposePolicyHandler } from './propose-policy.js';
import { PrintUsernameLetterHandler } from './print-username-letter.js';
import { RecordActivationCodeMailHandler } from './record-activation-code-mail.js';
import { RecordMailBounceHandler } from './record-mail-bounce.js';
import { RecordMailOutcomeHandler } from './record-mail-outcome.js';
import { RecordOldAddressMailHandler } from './record-old-address-mail.js';
import { RecordOrganisationHandler } from './record-organisation.js';
import { RejectAdministratorHandler } from './reject-administrator.js';
import { RemindOfDeadlineHandler } from './remind-of-deadline.js';
import { ResetPasswordHandler } from './reset-password.js';
import { TryMailHandler } from './try-mail.js';
import { UnblockAccountHandler } from './unblock-account.js';
import { RecordTokenReturnHandler } from './record-token-return.js';
import { ReportTokenProblemHandler } from './report-token-problem.js';
import { SeedGeneratorHandler } from './seed-generator.js';
import { ImportGeneratorsHandler } from './import-generators.js';
import { CountStockHandler } from './count-stock.js';
import { DestroyGeneratorHandler } from './destroy-generator.js';
import { RecordGeneratorFoundHandler, ReportGeneratorMissingHandler } from './report-generator-missing.js';
import { SignInWithMeansHandler } from './sign-in-with-means.js';
import { SignInWithTokenHandler } from './sign-in-with-token.js';
import { SignOutHandler } from './sign-out.js';
import { AskForLetterHandler } from './ask-for-letter.js';
import { RecordLetterDeliveredHandler } from './record-letter-delivered.js';
import { RecordLetterMadeHandler } from './record-letter-made.js';
import { RecordLetterSentHandler } from './record-letter-sent.js';
import { RecordLetterUndeliverableHandler } from './record-letter-undeliverable.js';
import { TakeLetterHandler } from './take-letter.js';
import { OpenLetterAgainHandler } from './open-letter-again.js';
import { VoidPasswordHandler } from './void-password.js';
import { VoidLetterHandler } from './void-letter.js';
import { ReportMeansProblemHandler } from './report-means-problem.js';
import { StepDownHandler } from './step-down.js';
import { WithdrawAdministratorAuthorisationsHandler } from './withdraw-administrator-authorisations.js';

export const commandHandlers = [
  AbandonReservationHandler,
  AnnounceMoveHandler,
  BeginConversionHandler,
  BlockAccountHandler,
  ChangeContactDataHandler,
  ChangePasswordHandler,
  ChangeRolesHandler,
  ConfirmAdministratorHandler,
  CompleteDepartureHandler,
  ConfirmPolicyHandler,
  CoupleMeansAgainHandler,
  CoupleMeansHandler,
  CreateUserHandler,
  DecoupleMeansHandler,
  DefineRoleHandler,
  EndAccountHandler,
  EndAccountWithOrganisationHandler,
  EndMandateHandler,
  ExpireActivationCodeHandler,
  FreeGeneratorHandler,
  GiveMandateHandler,
  GrantAdministratorAuthorisationsHandler,
  IssuePasswordHandler,
  HandOverTokenHandler,
  IssueTokenHandler,
  LapseCouplingHandler,
  LapseMandateHandler,
  LeaveOrganisationHandler,
  LoadRegisterHandler,
  MailActivationCodeHandler,
  MarkOfficeStaffHandler,
  DropMoveHandler,
  PlanMoveHandler,
  ProposeAdministratorHandler,
  ProposePolicyHandler,
  PrintUsernameLetterHandler,
  RecordActivationCodeMailHandler,
  RecordOldAddressMailHandler,
  RecordOrganisationHandler,
  RejectAdministratorHandler,
  RemindOfDeadlineHandler,
  ResetPasswordHandler,
  UnblockAccountHandler,
  RecordTokenReturnHandler,
  ReportTokenProblemHandler,
  SeedGeneratorHandler,
  ImportGeneratorsHandler,
  CountStockHandler,
  DestroyGeneratorHandler,
  RecordGeneratorFoundHandler,
  ReportGeneratorMissingHandler,
  SignInWithMeansHandler,
  SignInWithTokenHandler,
  SignOutHandler,
  AskForLetterHandler,
  AskForMailHandler,
  TryMailHandler,
  RecordMailOutcomeHandler,
  RecordMailBounceHandler,
  GiveMailUpHandler,
  RecordLetterDeliveredHandler,
  RecordLetterMadeHandler,
  RecordLetterSentHandler,
  RecordLetterUndeliverableHandler,
  TakeLetterHandler,
  VoidLetterHandler,
  OpenLetterAgainHandler,
  VoidPasswordHandler,
  ReportMeansProblemHandler,
  StepDownHandler,
  WithdrawAdministratorAuthorisationsHandler,
];
