import { v7 } from 'uuid';
import { type Configuration } from '#libs/configuration/configuration';
import { type Role } from '#libs/domain/role/role';
import { atTheDesk } from './at-the-desk.js';
import { Failure } from './failure.js';
import { print } from './print.js';
import { RunningServer } from './running-server.js';
import { starterRoles } from './starter-roles.js';

export interface LoadRolesOptions {
  readonly url?: string;
}

/** USR-10: puts the starter roles into the catalogue; a second time changes nothing. @throws Failure */
export async function loadRoles({ url }: LoadRolesOptions, configuration: Configuration): Promise<void> {
  const changed =
    url === undefined
      ? await loadHere(configuration)
      : await loadThere(new RunningServer(url, configuration, 'operator'));
  print(
    `${starterRoles.length} roles: ${changed} put into the catalogue, ${starterRoles.length - changed} there already.`,
  );
}

const loadHere = (configuration: Configuration): Promise<number> =>
  atTheDesk(configuration, ({ desk, operator }) =>
    countChanged(async (role) => {
      const receipt = await desk.issue('define-role', {
        idempotencyKey: v7(),
        caller: operator,
        origin: { channel: 'cli' },
        body: role,
      });
      if (receipt.outcome === 'refused')
        throw new Failure(receipt.violations.map(({ rule, message }) => `${rule}: ${message}`).join('\n'));
      return receipt.outcome;
    }),
  );

const loadThere = (server: RunningServer): Promise<number> =>
  countChanged(async (role) => {
    const { outcome } = await server.call<{ readonly outcome: string }>('/roles', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': v7() },
      body: JSON.stringify(role),
    });
    return outcome;
  });

async function countChanged(define: (role: Role) => Promise<string>): Promise<number> {
  let changed = 0;
  for (const role of starterRoles) if ((await define(role)) === 'applied') changed += 1;
  return changed;
}
