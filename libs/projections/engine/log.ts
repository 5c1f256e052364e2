/** What an operator should know of read models: an event with fields, never personal data. */
export type ReadModelLogEntry =
  | { readonly event: 'read-model.caught-up'; readonly model: string; readonly position: string }
  | {
      readonly event: 'read-model.stopped';
      readonly model: string;
      readonly eventId?: string;
      readonly position?: string;
      readonly reason: string;
    }
  /** The file could not be used. Safe: everything in it follows from the events. */
  | {
      readonly event: 'read-model.file-replaced';
      readonly model: string;
      readonly file: string;
      readonly reason: string;
    }
  | { readonly event: 'read-model.old-version-removed'; readonly model: string; readonly file: string }
  | { readonly event: 'read-model.rebuilt'; readonly model: string; readonly position: string };

export type ReadModelLog = (entry: ReadModelLogEntry) => void;
