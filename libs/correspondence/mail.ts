import { type MailWay } from '#libs/domain/mail/events';
import { type MailAnswer } from '#libs/domain/mail/record-mail-outcome';

/** A mail to one person, as it leaves. */
export interface ComposedMail {
  /** UUID; the message id follows from it, so that the same mail again is recognised as the same. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * `refused`: for good. `deferred`: not now, and it did not arrive. `unknown`: it went out, and no answer came.
 * `away`: nothing could be handed over at all; it is about no mail in particular, and says why for the operator.
 */
export type MailOutcome =
  | { readonly outcome: 'sent'; readonly messageId: string; readonly reply?: number }
  | ({ readonly outcome: 'refused' | 'deferred' } & MailAnswer)
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'away'; readonly reason: string };

/** Where mail leaves the system. */
export abstract class MailGateway {
  abstract readonly by: MailWay;

  /**
   * Sends the mail.
   *
   * @param leaving is waited for before the first byte of the mail goes out; when it throws, nothing goes out
   * @throws what `leaving` throws
   */
  abstract send(mail: ComposedMail, leaving: () => Promise<void>): Promise<MailOutcome>;

  /** Lets go of what it holds; what is on its way is cut off after a while. */
  abstract close(): Promise<void>;
}

/** RFC 5322 Message-ID of a mail, the same at every attempt. @param from address that it comes from */
export const messageIdOf = (id: string, from: string): string =>
  `<${id}@${from.split('@').at(-1) ?? 'localhost'}>`;
