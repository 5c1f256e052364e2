import { issueMeansStatement } from '#libs/access/means-statement/issue-means-statement';
import { embeddedMeansIssuer } from '#libs/access/means-statement/jwt-means-statements';
import { couplingKeyText } from '#libs/access/means-statement/means-statement';
import { trustIssuer } from '#libs/access/tokens/trusted-issuer';
import { meansCoupled } from '#libs/domain/account/coupling-events';
import { roleGranted, userCreated } from '#libs/domain/account/events';
import { event } from '#libs/domain/catalogue';
import { type AssuranceLevel } from '#libs/domain/means/assurance-level';
import { reservationMade } from '#libs/domain/reservation/reservation';
import { keyedHash } from '#libs/privacy/keyed-hash';
import { idFor } from './people.js';
import { type Answer, type ServedPortal } from './served-portal.js';

const legalSubject = 'KvK:12345678';

/** Somebody who signs in with an eHerkenning means. */
export class MeansHolder {
  private statements = 0;

  private constructor(
    private readonly portal: ServedPortal,
    readonly pseudonym: string,
  ) {}

  /** With a means that isn't coupled. */
  static unknown = (portal: ServedPortal, pseudonym: string): MeansHolder =>
    new MeansHolder(portal, pseudonym);

  static async given(portal: ServedPortal, pseudonym: string): Promise<MeansHolder> {
    const holder = new MeansHolder(portal, pseudonym);
    await holder.happened();
    return holder;
  }

  get account(): string {
    return idFor(`account of ${this.pseudonym}`);
  }

  get stream(): string {
    return `account-${this.account}`;
  }

  /** By which the means is known. */
  get key(): string {
    return keyedHash(this.portal.installation.meansKey, couplingKeyText({ ...this, legalSubject }));
  }

  /** What the broker states when they have signed in with it. */
  async statement({ level = 'loa3' }: { readonly level?: AssuranceLevel } = {}): Promise<string> {
    const { configuration, commands } = this.portal.installation;
    const issuer = await trustIssuer(configuration.means, embeddedMeansIssuer(configuration.dataDirectory));
    return issueMeansStatement(issuer, {
      level,
      serviceMandates: [configuration.means.serviceId],
      pseudonym: this.pseudonym,
      legalSubject,
      now: commands.outside.now(),
      jti: `statement ${(this.statements += 1)} of ${this.pseudonym}`,
    });
  }

  async signIn(meansStatement?: string): Promise<Answer> {
    const statement = meansStatement ?? (await this.statement());
    return this.portal.post('/sign-ins-with-means', { meansStatement: statement });
  }

  private async happened(): Promise<void> {
    const { portal, account, pseudonym, key: means } = this;
    const reservation = portal.installation.commands.reservations.stream('means', means);
    await portal.happened(reservation, event(reservationMade, { holder: account }));
    await portal.happened(
      this.stream,
      event(userCreated, {
        organisation: 'board-99901',
        signInMethod: 'eherkenning',
        username: '067wtvpm',
        surname: 'Groningen',
        initials: 'SR',
        telephone: '0612345678',
        emailAddress: `${pseudonym}@voorbeeldschool.nl`,
        reservations: [],
      }),
      event(roleGranted, { role: 'registreren', kenmerken: [{ type: 'BRIN', value: '99KG' }] }),
      event(meansCoupled, {
        means,
        pseudonym,
        legalSubject,
        level: 'loa3',
        codeId: 'code-1',
        privacyStatement: '2026-01',
        termsOfUse: '2026-01',
        reservation,
      }),
    );
  }
}
