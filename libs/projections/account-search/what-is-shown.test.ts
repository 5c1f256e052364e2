import { describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import {
  activationCodeExpired,
  activationCodeMade,
  activationCodeMailed,
  activationCodeMailFailed,
  activationCodeVoided,
} from '#libs/domain/account/activation-code-events';
import {
  administratorAppointed,
  administratorCreated,
  administratorSteppedDown,
} from '#libs/domain/account/administrator-events';
import {
  conversionBegun,
  meansCoupled,
  meansCoupledAgain,
  meansDecoupled,
} from '#libs/domain/account/coupling-events';
import { accountBlocked, accountEnded, accountUnblocked } from '#libs/domain/account/events';
import { couplingLapsed } from '#libs/domain/account/coupling-events';
import { markedOfficeStaff, unmarkedOfficeStaff } from '#libs/domain/account/office-staff-events';
import { event } from '#libs/domain/catalogue';
import {
  organisationClosed,
  organisationReopened,
  organisationSectorJoined,
  organisationSectorLeft,
  partClosed,
  partMoved,
  partOpened,
  partRenamed,
  partSectorLeft,
} from '#libs/domain/organisation/events';
import { type Kenmerk } from '#libs/domain/role/role';
import { findOrganisation } from './find-organisation.js';
import {
  aHolder,
  aUser,
  board,
  brin,
  coupling,
  granted,
  opened,
  registered,
  searchedHistory,
} from './account-search.test-data.js';

const { history, search, found, shown, account, organisation } = searchedHistory();

describe('what is shown of an account', () => {
  it('USR-01 shows part, organisation, contact data, sign-in method, username and roles', async () => {
    await organisation(board, registered('32073', 'Conexus'));
    const visitingAddress = { street: 'Harm Tiesingstraat', houseNumber: '74', city: '2e Exloermond' };
    await organisation(
      board,
      event(partOpened, {
        part: '03WU',
        partType: 'institution',
        name: 'De Wegwijzer',
        visitingAddress,
        sectors: ['po'],
      }),
    );
    const municipality: Kenmerk = { type: 'gemeentecode', value: '0106' };
    await account('a', aUser({ prefix: 'van', function: 'IB' }), granted(municipality, brin('03WU')));
    const { position } = await account('a', granted(brin('03WU')));
    expect(await shown('a')).toEqual({
      id: 'a',
      organisation: { id: board, code: '32073', name: 'Conexus' },
      kind: 'user',
      state: 'living',
      signInMethod: 'token',
      username: 'Drenth99ED',
      surname: 'Jansen',
      initials: 'P.',
      prefix: 'van',
      telephone: '0612345678',
      emailAddress: 'p.jansen@wegwijzer.example',
      function: 'IB',
      coupled: false,
      converting: false,
      officeStaff: false,
      blocked: null,
      activationCode: { state: 'none', expiresAt: null },
      roles: [{ role: 'registreren', kenmerken: [brin('03WU'), municipality] }],
      parts: [
        {
          id: '03WU',
          type: 'institution',
          name: 'De Wegwijzer',
          visitingAddress,
          postalAddress: null,
          organisation: board,
          board: 'Conexus',
          standing: 'open',
        },
      ],
      revision: 2,
      position: String(position),
    });
    expect((await search()).accounts).toEqual([await shown('a')]);
  });

  it('knows no account that was never created', async () => {
    await account('a', granted(brin('03WU')));
    expect(await shown('a')).toBeUndefined();
  });

  it('ADM-01 shows who is an administrator', async () => {
    await account('a', event(administratorCreated, aHolder));
    await account('b', aUser());
    await account(
      'b',
      event(administratorAppointed, {
        formReference: 'F-1',
        dateReceived: '2026-01-02',
        signatoryId: '01890000-0000-7000-8000-000000000009',
        signatory: 'B. Bestuur',
      }),
    );
    expect((await shown('a'))?.kind).toBe('administrator');
    expect((await shown('b'))?.kind).toBe('administrator');
  });

  it('USR-01 shows whether a means is coupled', async () => {
    await account('a', aUser());
    await account('a', event(meansCoupled, coupling));
    expect((await shown('a'))?.coupled).toBe(true);
    await account('a', event(meansDecoupled, { means: 'm', reason: 'new-supplier' }));
    expect((await shown('a'))?.coupled).toBe(false);
    await account('a', event(meansCoupledAgain, { means: 'm', level: 'loa3' }));
    expect((await shown('a'))?.coupled).toBe(true);
  });

  it('USR-01 CNV-04 shows the way from token to eHerkenning', async () => {
    await account('a', aUser());
    expect(await shown('a')).toMatchObject({ signInMethod: 'token', converting: false, coupled: false });
    await account('a', event(conversionBegun, { holdsRightMeans: true }));
    expect(await shown('a')).toMatchObject({ signInMethod: 'token', converting: true, coupled: false });
    await account('a', event(meansCoupled, coupling));
    expect(await shown('a')).toMatchObject({ signInMethod: 'eherkenning', converting: false, coupled: true });
  });

  it('USR-01 EHK-05 shows that a coupling has lapsed', async () => {
    await account('a', aUser(), event(meansCoupled, coupling));
    const since = '2026-11-23T09:00:00.000Z';
    await account('a', event(couplingLapsed, { means: 'm', since, reservation: 'r' }));
    expect(await shown('a')).toMatchObject({ signInMethod: 'eherkenning', coupled: false });
  });

  it('CNV-01 shows whether the account is of an administration office’s staff', async () => {
    await account('a', aUser());
    expect(await shown('a')).toMatchObject({ officeStaff: false });
    await account('a', event(markedOfficeStaff, {}));
    expect(await shown('a')).toMatchObject({ officeStaff: true });
    await account('a', event(unmarkedOfficeStaff, {}));
    expect(await shown('a')).toMatchObject({ officeStaff: false });
  });

  it('ADM-06 shows an administrator who stepped down as a user', async () => {
    const form = {
      formReference: 'F-2',
      dateReceived: '2026-11-20',
      signatoryId: 's-2',
      signatory: 'M. de Boer',
    };
    await account('a', event(administratorCreated, aHolder));
    await account('a', event(administratorSteppedDown, { ...form, afterwards: 'stays-on-as-user' }));
    expect(await shown('a')).toMatchObject({ kind: 'user', state: 'living' });
  });

  it('ACT-04 shows how it is with the activation code, and never the code', async () => {
    const code = (codeId: string) =>
      event(activationCodeMade, {
        codeId,
        digest: 'd1g3st',
        expiresAt: '2026-01-02T00:00:00.000Z',
        code: '7K2M-SECRET',
      });
    const state = async () => (await shown('a'))?.activationCode;
    await account('a', aUser(), code('1'));
    expect(await state()).toEqual({ state: 'waiting', expiresAt: '2026-01-02T00:00:00.000Z' });
    await account('a', event(activationCodeMailed, { codeId: '1', messageId: 'm' }));
    expect(await state()).toMatchObject({ state: 'mailed' });
    await account('a', event(activationCodeVoided, { codeId: '1', reason: 'replaced' }), code('2'));
    expect(await state()).toMatchObject({ state: 'waiting' });
    await account('a', event(activationCodeMailFailed, { codeId: '1', failure: 'not-accepted' }));
    expect(await state()).toMatchObject({ state: 'waiting' });
    await account('a', event(activationCodeMailFailed, { codeId: '2', failure: 'not-accepted' }));
    expect(await state()).toMatchObject({ state: 'failed' });
    await account('a', event(activationCodeVoided, { codeId: '2', reason: 'coupled' }));
    expect(await state()).toMatchObject({ state: 'void' });
    const expired = (codeId: string) =>
      event(activationCodeExpired, { codeId, since: '2026-01-02T00:00:00.000Z' });
    await account('a', code('3'), expired('2'));
    expect(await state()).toMatchObject({ state: 'waiting' });
    await account('a', expired('3'));
    expect(await state()).toEqual({ state: 'expired', expiresAt: '2026-01-02T00:00:00.000Z' });
    expect(JSON.stringify(everyRow())).not.toMatch(/7K2M|d1g3st/);
  });

  it('USR-07 what it is blocked for, until the block is lifted or the account ends', async () => {
    const blocked = async () => (await shown('a'))?.blocked;
    await account('a', aUser(), event(accountBlocked, { reason: 'generator-reported' }));
    expect(await blocked()).toBe('generator-reported');
    await account('a', event(accountBlocked, { reason: 'on-request' }));
    expect(await blocked()).toBe('on-request');
    await account('a', event(accountUnblocked, {}));
    expect(await blocked()).toBeNull();
    await account('a', event(accountBlocked, { reason: 'on-request' }));
    await account('a', event(accountEnded, { reservations: [] }));
    expect(await blocked()).toBeNull();
  });

  it('END-01 that it ended, and then no search finds it, also not by what becomes known later', async () => {
    await account('a', aUser(), granted(brin('03WU')), event(accountEnded, { reservations: [] }));
    await account('b', aUser());
    expect(await shown('a')).toMatchObject({ state: 'ended', coupled: false, surname: 'Jansen' });
    expect(await shown('b')).toMatchObject({ state: 'living' });
    await organisation(board, registered('32073', 'Conexus'), opened('03WU', 'De Wegwijzer'));
    expect(await found('')).toEqual(['b']);
    expect(await found('jansen')).toEqual(['b']);
    expect(await found('conexus')).toEqual(['b']);
    expect(await found('03wu')).toEqual([]);
  });

  it('AVG-06 of somebody who was erased nothing personal is shown, and only the id finds them', async () => {
    await organisation(board, registered('32073', 'Conexus'), opened('03WU', 'De Wegwijzer'));
    await account('a', aUser());
    await history.installation().keys.destroy({ subject: 'a', purpose: 'profile' });
    await account('a', granted(brin('03WU')));
    await organisation(
      board,
      event(partRenamed, { part: '03WU', partType: 'institution', name: 'Nieuw', previousName: 'x' }),
    );
    expect(await shown('a')).toMatchObject({
      surname: null,
      username: null,
      emailAddress: null,
      telephone: null,
    });
    for (const words of ['', 'jansen', 'conexus', '03wu', 'nieuw']) expect(await found(words)).toEqual([]);
    expect(JSON.stringify(everyRow())).not.toMatch(/jansen|drenth|0612345678/i);
  });

  const everyRow = () => {
    const database = new Database(history.file(), { readonly: true });
    try {
      return ['account', 'account_word', 'account_role'].map((table) =>
        database.prepare(`SELECT * FROM ${table}`).all(),
      );
    } finally {
      database.close();
    }
  };
});

describe('what is shown of an organisation', () => {
  it('ORG-01 shows its name, sectors, state and parts', async () => {
    const part = { part: '03WU', partType: 'institution', name: 'De Wegwijzer' } as const;
    const postalAddress = { street: 'Postbus', houseNumber: '44', postalCode: '9430 AA', city: 'Westerbork' };
    await organisation(
      board,
      registered('32073', 'Conexus'),
      event(organisationSectorJoined, { sector: 'vo' }),
      opened('03WU', 'De Wegwijzer'),
      opened('04LY', 'De Borgh'),
      event(partMoved, { ...part, postalAddress }),
      event(partClosed, { ...part, part: '04LY' }),
      event(organisationClosed, {}),
    );
    expect(await findOrganisation(await history.upToDate(), board)).toEqual({
      id: board,
      type: 'board',
      code: '32073',
      name: 'Conexus',
      visitingAddress: null,
      postalAddress: null,
      sectors: ['po', 'vo'],
      rmcRegion: null,
      state: 'closed',
      parts: [
        expect.objectContaining({ id: '03WU', standing: 'open', postalAddress, board: 'Conexus' }),
        expect.objectContaining({ id: '04LY', standing: 'closed' }),
      ],
    });
    await organisation(board, event(organisationReopened, {}));
    expect(await findOrganisation(await history.upToDate(), board)).toMatchObject({ state: 'open' });
  });

  it('ORG-02 shows the sectors that it is still in, and its part open in one of them', async () => {
    const part = { part: '03WU', partType: 'institution', name: 'De Wegwijzer' } as const;
    await organisation(
      board,
      registered('32073', 'Conexus'),
      event(organisationSectorJoined, { sector: 'vo' }),
      event(partOpened, { ...part, sectors: ['po', 'vo'] }),
      event(partSectorLeft, { ...part, sector: 'po' }),
      event(organisationSectorLeft, { sector: 'po' }),
    );
    expect(await findOrganisation(await history.upToDate(), board)).toMatchObject({
      sectors: ['vo'],
      state: 'open',
      parts: [{ id: '03WU', standing: 'open' }],
    });
  });

  it('knows no organisation that was never registered', async () => {
    expect(await findOrganisation(await history.upToDate(), 'board-1')).toBeUndefined();
  });
});
