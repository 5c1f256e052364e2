import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bounceOf } from '#libs/correspondence/bounce.test-data';
import { MailServer, type ServedTls } from '../mail-server/mail-server.js';
import { codeIn, mailWithCode } from './mailed-code.js';
import { School } from './school.js';
import { projectFolder, runToItsEnd } from './server.js';

let folder: string;
let ca: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smtp-'));
  ca = join(folder, 'ca.pem');
});
afterEach(() => rm(folder, { recursive: true }));

/** A program whose mail goes to a server, and somebody whose code is on its way. */
async function givenMailServer(tls: ServedTls) {
  const server = await MailServer.start(tls);
  await writeFile(ca, server.certificate);
  const school = await School.open({
    MAIL: 'smtp',
    SMTP_URL: server.url,
    SMTP_CA_FILE: ca,
    MAIL_FROM: 'no-reply@portaal.example',
    MAIL_BOUNCES_TO: 'bounces@portaal.example',
  });
  const administrator = await school.appoint();
  const user = await school.user(administrator, { emailAddress: 'user@voorbeeldschool.nl' });
  return { server, school, administrator, account: user.account };
}

/** What the operator's mail server does with what came back: hands it to the command line on standard input. */
async function cliMailBounce(school: School, notification: string, ...more: readonly string[]) {
  const cli = spawn(
    process.execPath,
    [join(projectFolder, 'dist/apps/cli/main.js'), 'mail', 'bounce', '-', ...more],
    { cwd: tmpdir(), env: { PATH: process.env['PATH'], DATA_DIR: school.program.dataDirectory } },
  );
  cli.stdin.end(notification);
  const ended = once(cli, 'close') as Promise<[number]>;
  const [stdout, stderr, [code]] = await Promise.all([text(cli.stdout), text(cli.stderr), ended]);
  return { stdout, stderr, code };
}

describe('the program with MAIL=smtp', () => {
  it.each([
    { tls: 'starttls', scheme: 'smtp:' },
    { tls: 'implicit', scheme: 'smtps:' },
  ] as const)(
    'ACT-04 ACT-06 mails a code over $scheme, and voids it when its mail comes back to the address for that',
    async ({ tls, scheme }) => {
      const { server, school, administrator, account } = await givenMailServer(tls);
      try {
        expect(new URL(server.url).protocol).toBe(scheme);
        await administrator.api.command(`/accounts/${account}/activation-codes`, {});
        const mail = await mailWithCode(school.auditor, account);
        const taken = server.taken.find(({ envelopeId }) => envelopeId === mail);
        expect(taken).toMatchObject({
          to: 'user@voorbeeldschool.nl',
          from: 'bounces@portaal.example',
          messageId: `<${mail}@portaal.example>`,
          secure: true,
        });
        expect(taken?.source).toMatch(/^From: .*<no-reply@portaal\.example>\r?$/m);
        const activationCode = codeIn(taken?.source ?? '');
        expect(activationCode).not.toBe('none');

        const { url } = school.program;
        expect((await cliMailBounce(school, 'Hallo', '--url', url)).stderr).toContain(
          'is no delivery status notification (RFC 3464)',
        );
        const bounce = bounceOf({ envelopeId: mail });
        expect((await cliMailBounce(school, bounce)).stderr).toContain('add --url http');
        expect(await cliMailBounce(school, bounce, '--url', url)).toEqual({
          code: 0,
          stdout: `Mail ${mail} came back (5.1.1); that is recorded.\n`,
          stderr: '',
        });
        expect((await cliMailBounce(school, bounce, '--url', url)).stdout).toContain('Nothing changed');
        await school.untilRecorded(account, 'activation-code-voided');
        const { username } = await school.show(account);
        expect(await school.couple({ pseudonym: 'user' }, username, activationCode)).toMatchObject({
          status: 422,
          body: { rule: 'ACT-06' },
        });
      } finally {
        await school.program.end();
        await server.stop();
      }
    },
    240_000,
  );

  it('says what is right where SMTP_CA_FILE holds no certificates', async () => {
    const { code, stderr, stdout } = await runToItsEnd({
      DATA_DIR: folder,
      MAIL: 'smtp',
      SMTP_URL: 'smtp://mail.example',
      SMTP_CA_FILE: ca,
    });
    expect(code).toBe(2);
    expect(`${stdout}${stderr}`).toContain(
      `SMTP_CA_FILE is ${JSON.stringify(ca.slice(0, 60))}. Give a file that can be read, with certificates in PEM.`,
    );
  }, 240_000);
});
