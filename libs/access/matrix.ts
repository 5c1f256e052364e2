import { type RuleId } from '#libs/domain/rules';
import { type CallerKind } from './caller.js';

/**
 * Who may issue which command and run which query, and the rule that says so. That a kind of caller may doesn't
 * mean that everything is in reach: reach and authority come from events, per act (ADM-02, ADM-03).
 */
interface Access {
  readonly callers: readonly CallerKind[];
  readonly rule: RuleId;
}

export const commandAccess = {
  'define-role': { callers: ['operator'], rule: 'USR-10' },
  'propose-policy': { callers: ['operator'], rule: 'ADM-11' },
  'confirm-policy': { callers: ['operator'], rule: 'ADM-11' },
  'record-organisation': { callers: ['operator'], rule: 'ORG-01' },
  'load-register': { callers: ['operator'], rule: 'ORG-02' },
  'plan-move': { callers: ['operator'], rule: 'ORG-06' },
  'drop-move': { callers: ['operator'], rule: 'ORG-06' },
  'propose-administrator': { callers: ['service-desk'], rule: 'ADM-01' },
  'confirm-administrator': { callers: ['service-desk'], rule: 'ADM-01' },
  'reject-administrator': { callers: ['service-desk'], rule: 'ADM-01' },
  'grant-administrator-authorisations': { callers: ['service-desk'], rule: 'ADM-01' },
  'withdraw-administrator-authorisations': { callers: ['service-desk'], rule: 'ADM-01' },
  'give-mandate': { callers: ['service-desk'], rule: 'ADM-05' },
  'end-mandate': { callers: ['service-desk'], rule: 'ADM-05' },
  'leave-organisation': { callers: ['service-desk'], rule: 'ORG-05' },
  'create-user': { callers: ['person'], rule: 'ADM-02' },
  'change-roles': { callers: ['person'], rule: 'ADM-03' },
  'mail-activation-code': { callers: ['person', 'service-desk'], rule: 'ACT-04' },
  'couple-means': { callers: ['application'], rule: 'EHK-02' },
  'couple-means-again': { callers: ['application'], rule: 'EHK-08' },
  'decouple-means': { callers: ['person', 'service-desk'], rule: 'EHK-07' },
  'begin-conversion': { callers: ['person', 'service-desk'], rule: 'CNV-01' },
  'mark-office-staff': { callers: ['person'], rule: 'CNV-01' },
  'report-means-problem': { callers: ['service-desk'], rule: 'EHK-06' },
  'step-down': { callers: ['service-desk'], rule: 'ADM-06' },
  'end-account': { callers: ['person'], rule: 'END-01' },
  'change-password': { callers: ['person'], rule: 'PWD-08' },
  'reset-password': { callers: ['person'], rule: 'PWD-09' },
  'issue-password': { callers: ['service-desk'], rule: 'PWD-10' },
  'block-account': { callers: ['service-desk'], rule: 'USR-07' },
  'unblock-account': { callers: ['service-desk'], rule: 'USR-07' },
  'print-username-letter': { callers: ['person', 'service-desk'], rule: 'USR-09' },
  'sign-out': { callers: ['person'], rule: 'LOG-05' },
  'take-letter': { callers: ['service-desk'], rule: 'ADM-08' },
  'record-letter-sent': { callers: ['service-desk'], rule: 'ADM-08' },
  'record-letter-delivered': { callers: ['service-desk'], rule: 'ADM-08' },
  'record-letter-undeliverable': { callers: ['service-desk'], rule: 'ADM-08' },
  'open-letter-again': { callers: ['service-desk'], rule: 'ADM-08' },
  'record-mail-bounce': { callers: ['operator', 'application'], rule: 'ACT-06' },
  'change-contact-data': { callers: ['person', 'service-desk'], rule: 'USR-08' },
  'seed-generator': { callers: ['operator'], rule: 'TOK-05' },
  'import-generators': { callers: ['operator'], rule: 'TOK-08' },
  'count-stock': { callers: ['service-desk'], rule: 'TOK-10' },
  'destroy-generator': { callers: ['service-desk'], rule: 'TOK-09' },
  'report-generator-missing': { callers: ['service-desk'], rule: 'TOK-10' },
  'record-generator-found': { callers: ['service-desk'], rule: 'TOK-10' },
  'issue-token': { callers: ['service-desk'], rule: 'TOK-02' },
  'hand-over-token': { callers: ['person', 'service-desk'], rule: 'TOK-02' },
  'report-token-problem': { callers: ['service-desk'], rule: 'TOK-03' },
  'record-token-return': { callers: ['service-desk'], rule: 'TOK-04' },
} as const satisfies Record<string, Access>;

export const queryAccess = {
  'search-accounts': { callers: ['person', 'service-desk'], rule: 'USR-01' },
  'show-account': { callers: ['person', 'service-desk'], rule: 'USR-01' },
  'show-proposed-administrator': { callers: ['service-desk'], rule: 'ADM-01' },
  'show-organisation': {
    callers: [
      'person',
      'service-desk',
      'operator',
      'auditor',
      'privacy-officer',
      'reporting-job',
      'application',
    ],
    rule: 'ORG-01',
  },
  'show-role': {
    callers: [
      'person',
      'service-desk',
      'operator',
      'auditor',
      'privacy-officer',
      'reporting-job',
      'application',
    ],
    rule: 'USR-10',
  },
  'show-mandate': { callers: ['service-desk', 'auditor'], rule: 'ADM-05' },
  'show-policy': { callers: ['operator', 'service-desk', 'auditor', 'privacy-officer'], rule: 'ADM-11' },
  'show-dry-run': { callers: ['operator', 'service-desk', 'auditor'], rule: 'ADM-11' },
  'list-dry-run': { callers: ['operator', 'service-desk', 'auditor'], rule: 'ADM-11' },
  'list-organisations-without-administrator': {
    callers: ['service-desk', 'operator', 'reporting-job'],
    rule: 'ORG-04',
  },
  'list-open-proposals': { callers: ['service-desk', 'operator'], rule: 'ADM-11' },
  'show-move-plan': { callers: ['service-desk', 'operator', 'reporting-job'], rule: 'ORG-06' },
  'list-custody': { callers: ['service-desk', 'operator', 'auditor'], rule: 'TOK-08' },
  'show-custody': { callers: ['service-desk', 'operator', 'auditor'], rule: 'TOK-08' },
  'list-stock-counts': { callers: ['service-desk', 'operator', 'auditor'], rule: 'TOK-10' },
  'list-stock-differences': { callers: ['service-desk', 'operator', 'auditor'], rule: 'TOK-10' },
  'list-generators': { callers: ['person', 'service-desk'], rule: 'TOK-04' },
  'list-accounts-not-signed-in': { callers: ['person', 'service-desk'], rule: 'PWD-12' },
  'list-grants-to-review': { callers: ['person', 'service-desk'], rule: 'ADM-02' },
  'show-session': { callers: ['person'], rule: 'LOG-06' },
  'show-letter': { callers: ['service-desk'], rule: 'ADM-08' },
  'list-letters': { callers: ['service-desk'], rule: 'ADM-08' },
  'show-account-history': { callers: ['auditor', 'privacy-officer'], rule: 'AVG-05' },
  'show-audit-trail': { callers: ['auditor', 'privacy-officer'], rule: 'AVG-01' },
} as const satisfies Record<string, Access>;

/** What a person may still do whose account may do nothing else (PWD-06, PWD-07, PWD-10). */
export const openWhileBarred: ReadonlySet<string> = new Set<CommandName>(['change-password', 'sign-out']);

export type CommandName = keyof typeof commandAccess;
export type QueryName = keyof typeof queryAccess;

export const may = ({ callers }: Access, kind: CallerKind | 'process'): boolean =>
  callers.some((one) => one === kind);
