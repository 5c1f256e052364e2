/** What an installation is told through its environment; see .env.example for each variable. */
export interface Configuration {
  /** In earnest: nothing that is made here is believed, and no test broker runs. */
  readonly production: boolean;
  /** Folder that holds everything the installation keeps. */
  readonly dataDirectory: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** https URL under which the API is reached from outside. */
  readonly publicUrl?: URL;
  readonly eventStore: EventStoreSettings;
  readonly readStore: (typeof readStores)[number];
  readonly masterKey: MasterKeySettings;
  /** Whose bearer tokens are believed. */
  readonly tokens: IssuerSettings;
  /** Whose statements about eHerkenning means are believed. */
  readonly means: IssuerSettings & {
    /** The service that a means must carry the mandate for (EHK-01). */
    readonly serviceId: string;
  };
  readonly logLevel: (typeof logLevels)[number];
  /** How long a query waits for its read model to reach a position. */
  readonly readWaitMilliseconds: number;
  readonly mail: MailSettings;
  readonly letters: LetterSettings;
}

/** The EventStoreDB URL may hold a password: not for logs. */
export type EventStoreSettings =
  { readonly kind: 'sqlite' } | { readonly kind: 'eventstoredb'; readonly url: string };

/** The key itself, base64 of 32 bytes and not for logs; or the file that holds it, made on the first start. */
export type MasterKeySettings = { readonly value: string } | { readonly file: string };

/** How mail leaves. */
export interface MailSettings {
  /** Sender of every mail. */
  readonly from: string;
  /** Address that bounces go to; absent: the sender. */
  readonly bouncesTo?: string;
  /** Absent: mails are files. */
  readonly smtp?: SmtpServerSettings;
}

/** The password is not for logs. */
export interface SmtpServerSettings {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
  readonly tls: 'implicit' | 'starttls' | 'none';
  /** PEM: the authorities that the server's certificate is checked against. */
  readonly ca?: string;
}

/** Who letters come from, as it is printed on them. */
export interface LetterSettings {
  readonly name: string;
  /** Lines of the address that things are sent back to. */
  readonly address: readonly string[];
  /** A sentence: how somebody with questions gets an answer. */
  readonly contact: string;
}

export interface IssuerSettings {
  /** Who a token must be meant for. */
  readonly audience: string;
  /** Absent: the installation signs with a key of its own (embedded default). */
  readonly issuer?: { readonly name: string; readonly jwks: JwksSource };
}

/** Where an issuer's public keys stand: RFC 7517. */
export type JwksSource = { readonly url: URL } | { readonly file: string };

export const eventStores = ['sqlite', 'eventstoredb'] as const;
export const mailWays = ['files', 'smtp'] as const;
export const readStores = ['sqlite'] as const;
/** Levels of pino. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
