import { EventEmitter, once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { SmtpServer } from '#libs/correspondence/smtp/smtp-server';
import { type SmtpSettings } from '#libs/correspondence/smtp/smtp-session';
import { isErased } from '#libs/domain/catalogue';
import { type Judge, MailServer, makeCertificate, type Verdict } from '../mail-server/mail-server.js';
import { deskDoes } from './given/passwords.js';
import {
  accountIn,
  accountOf,
  createUser,
  givenAdministrator,
  idFor,
  mailCode,
  operator,
  origin,
} from './given/people.js';
import { Portal } from './given/portal.js';

let server: MailServer;
let portal: Portal;
let administrator: Caller;
let account: string;
beforeEach(async () => {
  server = await MailServer.start();
  portal = await Portal.open();
  portal.gateway = overSmtp();
  administrator = await givenAdministrator(portal);
  account = accountIn(await createUser(portal, administrator, 'user'));
  await portal.runProcesses();
});
afterEach(async () => {
  await portal.closeForGood();
  await server.stop();
});

const overSmtp = (settings: Partial<SmtpSettings> = {}) =>
  new SmtpServer({
    ...server.settings,
    ...settings,
    from: 'no-reply@portaal.example',
    now: portal.outside.now,
    closesWithin: 100,
  });

const codeMade = async (key = 'code'): Promise<string> => {
  await mailCode(portal, administrator, account, key);
  const id = (await accountOf(portal, account)).activationCode?.id ?? '';
  await portal.runProcesses();
  return id;
};
/** What happened to the mail, without what is the same in every event. */
const storyOf = async (mail: string) =>
  (await portal.journal.read(`mail-${mail}`)).slice(1).map(({ event: { type, data } }) => {
    const { account: _whose, messageId: _id, ...told } = data;
    return [type, told];
  });
const code = async () => (await accountOf(portal, account)).activationCode;
const codeIsReadable = async (): Promise<boolean> =>
  (await portal.journal.read(`account-${account}`)).some(
    ({ event }) => event.type === 'account.activation-code-made' && !isErased(event.data.code),
  );
/** The first verdicts at a step, in this order; after them everything is taken. */
const first = (step: 'named' | 'taken', ...verdicts: readonly Verdict[]): Judge => {
  const left = [...verdicts];
  return (at) => (at === step ? (left.shift() ?? 'take') : 'take');
};
/** When both ends know that every connection is gone, and have had their turns to act on it. */
const noConnectionIsOpen = async (): Promise<void> => {
  while (process.getActiveResourcesInfo().includes('TCPSocketWrap')) await setImmediate();
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
};
const minutes = async (many: number): Promise<void> => {
  portal.outside.later(many);
  await portal.sendMails();
};

describe('a mail that goes to a mail server', () => {
  it('ACT-06 is accepted over TLS and recorded; it names itself, and asks that no bounce sends the code back', async () => {
    const id = await codeMade();
    expect(server.taken).toMatchObject([
      {
        messageId: `<${id}@portaal.example>`,
        to: 'user@voorbeeldschool.nl',
        from: 'no-reply@portaal.example',
        envelopeId: id,
        secure: true,
      },
    ]);
    expect(server.taken[0]?.source).toMatch(/^ {4}[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\r?$/m);
    expect(server.taken[0]?.source).toContain('Auto-Submitted: auto-generated');
    expect(await storyOf(id)).toEqual([
      ['mail.tried', { attempt: 1, by: 'smtp' }],
      ['mail.sent', { reply: 250 }],
    ]);
    expect(await code()).toMatchObject({ mail: 'left' });
    expect(await codeIsReadable()).toBe(false);
  });

  it('ACT-06 greylisted, is put off for longer and longer, and then accepted, once', async () => {
    const later = { code: 451, words: '4.7.1 Greylisted, user@voorbeeldschool.nl, try again' };
    server.judge = first('named', later, later);
    const id = await codeMade();
    expect(await code()).toMatchObject({ mail: 'waiting' });
    expect(await codeIsReadable()).toBe(true);
    await minutes(1);
    expect(await storyOf(id)).toHaveLength(1);
    await minutes(1);
    await minutes(4);
    expect(await storyOf(id)).toEqual([
      ['mail.deferred', { reply: 451, status: '4.7.1', triedAgainAt: '2026-11-23T20:57:00.000Z' }],
      ['mail.deferred', { reply: 451, status: '4.7.1', triedAgainAt: '2026-11-23T21:01:00.000Z' }],
      ['mail.tried', { attempt: 1, by: 'smtp' }],
      ['mail.sent', { reply: 250 }],
    ]);
    expect(server.taken).toHaveLength(1);
    expect(await code()).toMatchObject({ mail: 'left' });
  });

  it('ACT-06 refused for good, is sent no more: the code is void, and no word of the server is kept', async () => {
    server.judge = first('named', { code: 550, words: '5.1.1 user@voorbeeldschool.nl is unknown here' });
    const id = await codeMade();
    expect(await storyOf(id)).toEqual([['mail.refused', { reply: 550, status: '5.1.1' }]]);
    expect(await code()).toMatchObject({ mail: 'failed', void: 'not-mailed' });
    expect(await codeIsReadable()).toBe(false);
    await minutes(60);
    expect(server.taken).toEqual([]);
    const all = JSON.stringify(await portal.history(), (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(all).not.toContain('unknown here');
  });

  it.each([
    { words: '5.7.1 Relay access denied', answer: { reply: 554, status: '5.7.1' } },
    { words: '5.7.26 Not from this domain', answer: { reply: 550, status: '5.7.26' } },
    { words: 'Sign in first', answer: { reply: 530 } },
    { words: 'Who are you?', answer: { reply: 535 } },
  ])(
    'ACT-06 a refusal that is about us and not about the recipient ($words) puts off, and the code stays',
    async ({ words, answer }) => {
      server.judge = first('named', { code: answer.reply, words });
      const id = await codeMade();
      expect(await storyOf(id)).toEqual([
        ['mail.deferred', { ...answer, triedAgainAt: '2026-11-23T20:57:00.000Z' }],
      ]);
      expect(await codeIsReadable()).toBe(true);
      await minutes(2);
      expect(server.taken).toHaveLength(1);
      expect(await code()).toMatchObject({ mail: 'left' });
    },
  );

  it('ACT-06 the content of a mail refused by a policy after its bytes were taken, is refused for good', async () => {
    server.judge = first('taken', { code: 554, words: '5.7.1 Looks like spam' });
    const id = await codeMade();
    expect((await storyOf(id)).at(-1)).toEqual(['mail.refused', { reply: 554, status: '5.7.1' }]);
    expect(await code()).toMatchObject({ mail: 'failed', void: 'not-mailed' });
  });

  it('ACT-06 refused or put off after its bytes were taken, did not arrive', async () => {
    server.judge = first('taken', { code: 452, words: 'Full' }, { code: 554, words: '5.6.0 Not like this' });
    const id = await codeMade();
    await minutes(2);
    expect(await storyOf(id)).toEqual([
      ['mail.tried', { attempt: 1, by: 'smtp' }],
      ['mail.deferred', { reply: 452, triedAgainAt: '2026-11-23T20:57:00.000Z' }],
      ['mail.tried', { attempt: 2, by: 'smtp' }],
      ['mail.refused', { reply: 554, status: '5.6.0' }],
    ]);
  });

  it('ACT-06 the connection cut after DATA, goes once more with the same message id', async () => {
    server.judge = first('taken', 'cut');
    const id = await codeMade();
    expect(await storyOf(id)).toEqual([['mail.tried', { attempt: 1, by: 'smtp' }]]);
    await minutes(1);
    expect(await storyOf(id)).toEqual([
      ['mail.tried', { attempt: 1, by: 'smtp' }],
      ['mail.tried', { attempt: 2, by: 'smtp' }],
      ['mail.sent', { reply: 250 }],
    ]);
    expect(server.taken.map(({ messageId }) => messageId)).toEqual([
      `<${id}@portaal.example>`,
      `<${id}@portaal.example>`,
    ]);
    expect(await code()).toMatchObject({ mail: 'left' });
  });

  it('ACT-06 the connection cut after DATA twice, goes no third time: that is recorded, and its owner may have it, until it comes back', async () => {
    server.judge = first('taken', 'cut', 'cut');
    const id = await codeMade();
    await minutes(1);
    await minutes(1);
    await minutes(60);
    expect(await storyOf(id)).toEqual([
      ['mail.tried', { attempt: 1, by: 'smtp' }],
      ['mail.tried', { attempt: 2, by: 'smtp' }],
      ['mail.given-up', { reason: 'unknown-twice' }],
    ]);
    expect(server.taken).toHaveLength(2);
    expect((await code())?.mail).toBe('unknown');
    expect((await code())?.void).toBeUndefined();
    expect(await codeIsReadable()).toBe(false);
    await portal.desk.issue('record-mail-bounce', {
      idempotencyKey: idFor('bounce'),
      caller: operator,
      origin,
      body: { mail: id, action: 'failed', status: '5.1.1' },
    });
    await portal.runProcesses();
    expect(await code()).toMatchObject({ mail: 'failed', void: 'not-mailed' });
  });

  it('ACT-06 the connection cut before DATA, did not arrive and is put off', async () => {
    server.judge = first('named', 'cut');
    const id = await codeMade();
    expect(await storyOf(id)).toEqual([['mail.deferred', { triedAgainAt: '2026-11-23T20:57:00.000Z' }]]);
    await minutes(2);
    expect(server.taken).toHaveLength(1);
  });

  it('ACT-06 the connection lost while the attempt is being recorded, is judged after that', async () => {
    let isRecorded = false;
    const outcome = await overSmtp().send(
      {
        id: '0195e6a0-0000-7000-8000-000000000001',
        to: 'sr@voorbeeldschool.nl',
        subject: '',
        text: '',
        html: '',
      },
      async () => {
        await server.stop();
        await noConnectionIsOpen();
        isRecorded = true;
      },
    );
    expect({ outcome, isRecorded }).toEqual({ outcome: { outcome: 'deferred' }, isRecorded: true });
  });

  it('ACT-02 put off, is given up at once when its code is replaced; that code can’t be read any more', async () => {
    server.judge = first('named', { code: 451, words: 'Later' });
    const old = await codeMade('old');
    await codeMade('new');
    expect(await storyOf(old)).toMatchObject([
      ['mail.deferred', {}],
      ['mail.given-up', { reason: 'no-longer-needed' }],
    ]);
    expect(server.taken).toHaveLength(1);
    expect(await codeIsReadable()).toBe(false);
  });
});

describe('a mail server that is away', () => {
  it('ACT-06 holds nothing up but mail, which leaves once it is back; the portal says that it waits', async () => {
    await server.stop();
    const id = await codeMade();
    expect(portal.background.mailing.sender.status()).toMatchObject({
      state: 'waiting',
      reason: 'ESOCKET ECONNREFUSED CONN',
    });
    expect(await storyOf(id)).toEqual([]);
    expect(await code()).toMatchObject({ mail: 'waiting' });
    const other = accountIn(await createUser(portal, administrator, 'other'));
    await portal.runProcesses();
    expect((await accountOf(portal, other)).holder).toBeDefined();

    await server.comeBack();
    await minutes(1);
    expect(server.taken).toHaveLength(1);
    expect(portal.background.mailing.sender.status()).toMatchObject({ state: 'running' });
    expect(await code()).toMatchObject({ mail: 'left' });
  });

  it('ACT-01 ACT-06 for longer than the code is valid: it is given up, and recorded', async () => {
    await server.stop();
    const id = await codeMade();
    await minutes(24 * 60);
    expect(await storyOf(id)).toEqual([['mail.given-up', { reason: 'expired' }]]);
    expect(await code()).toMatchObject({ mail: 'failed' });
    await server.comeBack();
    await minutes(60);
    expect(server.taken).toEqual([]);
  });
});

describe('while the mail server is away, mail that is not needed any more', () => {
  const eightNotices = async (): Promise<void> => {
    for (const time of ['1', '2', '3', '4'])
      for (const command of ['block-account', 'unblock-account'] as const)
        await deskDoes(portal, command, administrator.id, `${command} ${time}`);
    await portal.runProcesses();
  };

  it('ACT-06 is given up behind others that wait, and its code can’t be read any more once it has expired', async () => {
    await server.stop();
    await eightNotices();
    const id = await codeMade();
    await minutes(30 * 60);
    expect(await storyOf(id)).toEqual([['mail.given-up', { reason: 'expired' }]]);
    expect(await codeIsReadable()).toBe(false);
    expect(portal.background.mailing.waits).toBe(8);
    expect(portal.background.mailing.sender.status()).toMatchObject({ state: 'waiting' });
  });

  it('ACT-02 is given up within a minute where its code was replaced', async () => {
    await server.stop();
    await eightNotices();
    const old = await codeMade('old');
    const replacing = await codeMade('new');
    await minutes(1);
    expect(await storyOf(old)).toEqual([['mail.given-up', { reason: 'no-longer-needed' }]]);
    expect(await storyOf(replacing)).toEqual([]);
    expect(portal.background.mailing.waits).toBe(9);
  });
});

describe('a recipient about whom the mail server says nothing', () => {
  it('ACT-06 holds up no mail to others, also one that is asked for later', async () => {
    const other = accountIn(await createUser(portal, administrator, 'other'));
    const heard = new EventEmitter();
    const released = once(heard, 'release');
    server.judge = async (step, to): Promise<Verdict> => {
      heard.emit(`${to} ${step}`);
      if (to === 'user@voorbeeldschool.nl') await released;
      return 'take';
    };
    const hangs = once(heard, 'user@voorbeeldschool.nl named');
    await mailCode(portal, administrator, account, 'code');
    await hangs;
    const arrives = once(heard, 'other@voorbeeldschool.nl taken');
    await mailCode(portal, administrator, other, 'code');
    await arrives;
    expect(server.taken.map(({ to }) => to)).toEqual(['other@voorbeeldschool.nl']);
    heard.emit('release');
    await portal.runProcesses();
    expect(server.taken).toHaveLength(2);
  });

  it('ACT-06 is waited for so long and no longer: the mail is put off, and the portal says that it waits', async () => {
    await portal.close();
    portal = await Portal.open(portal.directory, portal.outside);
    portal.gateway = overSmtp({ timeouts: { connect: 5_000, greeting: 5_000, silence: 2_000 } });
    const heard = new EventEmitter();
    const released = once(heard, 'release');
    server.judge = (step) => (step === 'named' ? released.then(() => 'take' as const) : 'take');
    const id = await codeMade();
    expect(await storyOf(id)).toEqual([['mail.deferred', { triedAgainAt: '2026-11-23T20:57:00.000Z' }]]);
    expect(portal.background.mailing.sender.status()).toMatchObject({
      state: 'waiting',
      reason: 'no answer',
    });
    heard.emit('release');
    await minutes(2);
    expect(server.taken).toHaveLength(1);
    expect(portal.background.mailing.sender.status()).toEqual({ name: 'send-mails', state: 'running' });
  });
});

describe('a mail server that can’t be trusted', () => {
  it.each([
    {
      what: 'has a certificate of somebody unknown',
      settings: { ca: makeCertificate().certificate },
      reason: 'SELF_SIGNED_CERT',
    },
    { what: 'doesn’t know us', settings: { password: 'anders' }, reason: 'EAUTH' },
  ])('AVG-03 gets no mail where it $what', async ({ settings, reason }) => {
    await portal.close();
    portal = await Portal.open(portal.directory, portal.outside);
    portal.gateway = overSmtp(settings);
    const id = await codeMade();
    expect(portal.background.mailing.sender.status().reason).toContain(reason);
    expect(await storyOf(id)).toEqual([]);
    expect(server.taken).toEqual([]);
  });

  it('AVG-03 gets no mail and no password where it offers no TLS', async () => {
    const plain = await MailServer.start('none');
    await portal.close();
    portal = await Portal.open(portal.directory, portal.outside);
    portal.gateway = overSmtp({ port: plain.settings.port });
    await codeMade();
    expect(portal.background.mailing.sender.status().state).toBe('waiting');
    expect(plain.taken).toEqual([]);
    await portal.close();
    await plain.stop();
    portal = await Portal.open(portal.directory, portal.outside);
  });
});
