import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { type Logger } from 'pino';
import { InstallationModule, type InstallationParts } from '#libs/installation/installation.module';
import { AccountsController } from './accounts/accounts.controller.js';
import { ActivationCodesController } from './accounts/activation-codes.controller.js';
import { AdministratorAuthorisationsController } from './accounts/administrator-authorisations.controller.js';
import { ContactDataController } from './accounts/contact-data.controller.js';
import { DecouplingsController } from './accounts/decouplings.controller.js';
import { RoleChangesController } from './accounts/role-changes.controller.js';
import { UsernameLettersController } from './accounts/username-letters.controller.js';
import { UsersController } from './accounts/users.controller.js';
import { BlocksController } from './accounts/blocks.controller.js';
import { PasswordsController } from './accounts/passwords.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { ConversionsController } from './accounts/conversions.controller.js';
import { MeansProblemsController } from './couplings/means-problems.controller.js';
import { CouplingsController } from './couplings/couplings.controller.js';
import { CustodyController } from './generators/custody.controller.js';
import { GeneratorFilesController } from './generators/generator-files.controller.js';
import { GeneratorsController } from './generators/generators.controller.js';
import { StockCountsController } from './generators/stock-counts.controller.js';
import { TokensController } from './generators/tokens.controller.js';
import { HealthController } from './health/health.controller.js';
import { CallerGuard } from './http/caller.js';
import { HttpDesk } from './http/http-desk.js';
import { ProblemFilter } from './http/problem-filter.js';
import { LettersController } from './letters/letters.controller.js';
import { MailBouncesController } from './mails/mail-bounces.controller.js';
import { DeparturesController } from './organisations/departures.controller.js';
import { MovePlansController } from './organisations/move-plans.controller.js';
import { OrganisationsController } from './organisations/organisations.controller.js';
import { RecordedOrganisationsController } from './organisations/recorded-organisations.controller.js';
import { MandatesController } from './mandates/mandates.controller.js';
import { ProposedAdministratorsController } from './accounts/proposed-administrators.controller.js';
import { DryRunController } from './policy/dry-run.controller.js';
import { PolicyController } from './policy/policy.controller.js';
import { AccountsNotSignedInController } from './reports/accounts-not-signed-in.controller.js';
import { GrantsToReviewController } from './reports/grants-to-review.controller.js';
import { OpenProposalsController } from './reports/open-proposals.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import { RolesController } from './roles/roles.controller.js';
import { PasswordChangesController } from './sessions/password-changes.controller.js';
import { SessionsController } from './sessions/sessions.controller.js';

@Module({})
export class AppModule {
  static of(parts: InstallationParts, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [InstallationModule.of(parts)],
      controllers: [
        AuditController,
        UsersController,
        RoleChangesController,
        ActivationCodesController,
        DecouplingsController,
        UsernameLettersController,
        ContactDataController,
        AccountsController,
        ConversionsController,
        ProposedAdministratorsController,
        CouplingsController,
        MeansProblemsController,
        OrganisationsController,
        RecordedOrganisationsController,
        DeparturesController,
        MovePlansController,
        AdministratorAuthorisationsController,
        BlocksController,
        PasswordsController,
        LettersController,
        MailBouncesController,
        MandatesController,
        PolicyController,
        DryRunController,
        AccountsNotSignedInController,
        GrantsToReviewController,
        OpenProposalsController,
        ReportsController,
        RolesController,
        GeneratorsController,
        CustodyController,
        GeneratorFilesController,
        StockCountsController,
        TokensController,
        PasswordChangesController,
        SessionsController,
        HealthController,
      ],
      providers: [
        HttpDesk,
        { provide: APP_GUARD, useClass: CallerGuard },
        {
          provide: APP_FILTER,
          useFactory: () =>
            // The stack says where in our code; the message may hold what was submitted and stays out.
            new ProblemFilter((error, requestId) =>
              logger.error({ requestId, error: nameOf(error), at: framesOf(error) }, 'unexpected'),
            ),
        },
      ],
    };
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

const framesOf = (error: unknown): readonly string[] =>
  (error instanceof Error ? (error.stack ?? '') : '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
    .map((line) => line.trim());
