import { accountIdForm } from '#libs/access/account-id-form';
import { type Configuration } from '#libs/configuration/configuration';
import { openStoresForReading } from '#libs/installation/open-stores';
import { realOutside } from '#libs/installation/real-outside';
import { type Language, moment } from '#libs/journal/sentence';
import { accountHistory } from '#libs/queries/show-account-history';
import { type ToldEvent } from '#libs/queries/told-event';
import { Failure } from './failure.js';
import { print } from './print.js';
import { RunningServer } from './running-server.js';

export interface HistoryOptions {
  readonly url?: string;
  readonly language: Language;
  readonly json: boolean;
}

/** AVG-05: one readable sentence per event of an account. Reads beside a running server too. @throws Failure */
export async function printAccountHistory(
  account: string,
  { url, language, json }: HistoryOptions,
  configuration: Configuration,
): Promise<void> {
  if (!accountIdForm.test(account)) throw new Failure('Give the id of an account, a UUID.');
  const history =
    url === undefined
      ? await historyHere(account.toLowerCase(), configuration)
      : await new RunningServer(url, configuration, 'auditor').call<readonly ToldEvent[]>(
          `/accounts/${account}/history`,
        );
  if (history.length === 0) throw new Failure('There is no such account.');
  if (json) print(JSON.stringify(history, undefined, 2));
  else for (const told of history) print(lineOf(told, language));
}

async function historyHere(account: string, configuration: Configuration): Promise<readonly ToldEvent[]> {
  const { journal, close } = openStoresForReading(configuration, realOutside);
  try {
    return await accountHistory(journal, account);
  } finally {
    await close();
  }
}

const lineOf = (told: ToldEvent, language: Language): string =>
  `${String(told.revision).padStart(4)}  ${moment(told.time, language)}  ${told[language]}${told.rule === null ? '' : ` [${told.rule}]`}`;
