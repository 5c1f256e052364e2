/** A mail to one person. */
export interface Mail {
  /** UUID; the message id follows from it, so that the same mail again is recognised as the same. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export type MailOutcome = { readonly left: true; readonly messageId: string } | { readonly left: false };

/** Where mail leaves the system. */
export abstract class MailGateway {
  /** Sends the mail, or says that it wasn't accepted. Sending the same one again leaves one mail. */
  abstract send(mail: Mail): Promise<MailOutcome>;
}
