import 'reflect-metadata';
import { Command, Option } from 'commander';
import { seedFileFormats } from '#libs/seed-file/seed-file';
import { assuranceLevels } from '#libs/domain/means/assurance-level';
import { type HistoryOptions, printAccountHistory } from './account-history.js';
import { importGenerators, type ImportGeneratorsOptions } from './import-generators.js';
import { type ImportOptions, importRegister } from './import-register.js';
import { loadRoles, type LoadRolesOptions } from './load-roles.js';
import { say } from './print.js';
import { printToken, type TokenOptions } from './print-token.js';
import { readConfiguration } from './read-configuration.js';
import { type MailBounceOptions, recordMailBounce } from './record-mail-bounce.js';
import { rebuildReadModels } from './rebuild-read-models.js';
import { verifyAudit } from './verify-audit.js';

const program = new Command('cli').description('For operators and auditors of Autorisatiebeheer.');
const url = new Option(
  '--url <url>',
  'go through a running server, as in http://127.0.0.1:3000 (token from TOKEN)',
);

program
  .command('register')
  .description('the school register (ORG-02)')
  .command('import <file>')
  .description('load a register file; the same file twice changes nothing')
  .addOption(url)
  .option('--as-of <month>', 'month that the file is about, as in 2026-04; by default from its name')
  .option('--allow-closures', 'the file may close more of its sector than policy has it', false)
  .option('--allow-older', 'the file may be older than the one loaded last', false)
  .action((file: string, options: ImportOptions) => importRegister(file, options, readConfiguration()));

program
  .command('roles')
  .description('the role catalogue (USR-10)')
  .command('load')
  .description('put the starter roles into the catalogue; a second time changes nothing')
  .addOption(url)
  .action((options: LoadRolesOptions) => loadRoles(options, readConfiguration()));

program
  .command('generators')
  .description('token generators (TOK-08)')
  .command('import <file>')
  .description(
    'import a supplier’s file with seeds, PSKC (RFC 6030) or CSV; the same file twice changes nothing',
  )
  .addOption(url)
  .addOption(
    new Option('--format <format>', 'by default csv for a name that ends so, else pskc').choices(
      seedFileFormats,
    ),
  )
  .option('--key-file <file>', 'file with the pre-shared key of an encrypted file, hexadecimal')
  .option('--passphrase-file <file>', 'file with the passphrase of an encrypted file')
  .requiredOption('--delivery-note <number>', 'number of the supplier’s delivery note')
  .option('--received-on <date>', 'when it was received, as in 2026-11-20; by default today')
  .action((file: string, options: ImportGeneratorsOptions) =>
    importGenerators(file, options, readConfiguration()),
  );

program
  .command('mail')
  .description('mail that was sent (ACT-06)')
  .command('bounce <file>')
  .description('record a delivery status notification (RFC 3464); - reads it from standard input')
  .addOption(url)
  .action((file: string, options: MailBounceOptions) => recordMailBounce(file, options, readConfiguration()));

program
  .command('account')
  .description('accounts')
  .command('history <id>')
  .description('everything that happened to an account, a sentence an event (AVG-05)')
  .addOption(url)
  .addOption(new Option('--language <language>').choices(['nl', 'en']).default('nl'))
  .option('--json', 'as JSON, with what each event was judged by', false)
  .action((id: string, options: HistoryOptions) => printAccountHistory(id, options, readConfiguration()));

program
  .command('audit')
  .description('history')
  .command('verify')
  .description('check that nobody changed an event; ends 1 when somebody did (AVG-04)')
  .option('--json', 'the whole report as JSON', false)
  .action(async ({ json }: { readonly json: boolean }) => {
    if (!(await verifyAudit(json, readConfiguration()))) process.exitCode = 1;
  });

program
  .command('read-models')
  .description('read models')
  .command('rebuild [name]')
  .description('build one, or all, from zero and put it in its place; while no server runs')
  .action((name: string | undefined) => rebuildReadModels(name, readConfiguration()));

program
  .command('token')
  .description(
    "make a bearer token, or a statement about a means, with the installation's own keys, for trying things",
  )
  .requiredOption('--as <kind>', 'person, service-desk, operator, auditor, application, or means')
  .option('--subject <id>', 'who: the account of a person, the pseudonym of a means')
  .option('--name <name>', 'name of the caller')
  .option('--via <application>', 'application that acts for the caller (RFC 8693 act)')
  .option('--valid-for <duration>', 'ISO 8601, as in PT1H')
  .option('--legal-subject <id>', 'legal subject of a means', 'KvK:12345678')
  .addOption(
    new Option('--level <level>', 'assurance level of a means').choices(assuranceLevels).default('loa3'),
  )
  .action((options: TokenOptions) => printToken(options, readConfiguration()));

try {
  await program.parseAsync();
} catch (error) {
  say(error instanceof Error ? error.message : 'unknown error');
  process.exitCode = 1;
}
