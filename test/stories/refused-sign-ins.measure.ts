import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SignInWithToken, SignInWithTokenHandler } from '#libs/commands/sign-in-with-token';
import { signInFailed } from '#libs/domain/sign-in/events';
import { roleGranted, roleWithdrawn } from '#libs/domain/account/events';
import { event } from '#libs/domain/catalogue';
import { TestOutside } from './given/outside.js';
import { ServedPortal } from './given/served-portal.js';
import { TokenHolder } from './given/token-holder.js';

// LOG-01: how well the time of a refusal tells whether the account exists, without and with the grid. By hand:
//   node --experimental-vm-modules node_modules/jest/bin/jest.js --testMatch '**/*.measure.ts' -- test/stories

const attempts = Number(process.env['ATTEMPTS'] ?? 300);
const role = { role: 'registreren', kenmerken: [{ type: 'BRIN', value: '99KG' }] } as const;

/** The machine's clock. `wait` waits only where the grid is on. */
class Measured extends TestOutside {
  grid = false;
  override now = (): Date => new Date();
  override elapsed = (): number => performance.now();
  override wait = async (milliseconds: number): Promise<void> => {
    if (this.grid) await setTimeout(milliseconds);
  };
}

const outside = new Measured();
let portal: ServedPortal;
/** Names of accounts with a long history, some of them locked; an attacker tries each a few times. */
const known: string[] = [];
beforeAll(async () => {
  portal = await ServedPortal.open(outside);
  for (let who = 0; who < 20; who += 1) {
    const then = Array.from({ length: 100 }, () => [
      event(roleWithdrawn, role),
      event(roleGranted, role),
    ]).flat();
    const { username, signIns } = await TokenHolder.given(portal, `bekend-${who}`, { then });
    await portal.happened(signIns, event(signInFailed, { failures: 1 }));
    known.push(username);
  }
}, 240_000);
afterAll(() => portal.close());

async function timeOf(username: string): Promise<number> {
  const began = performance.now();
  const typed = { username, password: 'Zonnebloem-8-veld', oneTimeCode: '123456' };
  await new SignInWithTokenHandler(portal.installation.commands).execute(
    new SignInWithToken(typed, { channel: 'http' }),
  );
  return performance.now() - began;
}

/** Chance that of one of each the known name took longer: 0.5 tells nothing, 0 and 1 tell everything. */
const tells = (ofKnown: readonly number[], ofUnknown: readonly number[]): number => {
  let longer = 0;
  for (const one of ofKnown)
    for (const other of ofUnknown) longer += one > other ? 1 : one === other ? 0.5 : 0;
  return longer / (ofKnown.length * ofUnknown.length);
};
const at = (times: readonly number[], part: number): string =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))]?.toFixed(2) ??
  '';

it.each([
  ['without the grid', false],
  ['with the grid', true],
])(
  'LOG-01 %s',
  async (name, grid) => {
    outside.grid = grid;
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    for (let n = 0; n < attempts; n += 1) {
      times.known.push(await timeOf(known[n % known.length] ?? ''));
      times.unknown.push(await timeOf(`onbekend-${n % known.length}`));
    }
    const row = (who: 'known' | 'unknown') =>
      `${who.padEnd(8)} p50 ${at(times[who], 0.5)}  p90 ${at(times[who], 0.9)}  p99 ${at(times[who], 0.99)}  max ${at(times[who], 1)} ms`;
    process.stdout.write(
      `\n${name}, ${attempts} of each\n${row('known')}\n${row('unknown')}\ntells: ${tells(times.known, times.unknown).toFixed(3)} (0.5: nothing)\n`,
    );
    expect(times.known).toHaveLength(attempts);
  },
  600_000,
);
