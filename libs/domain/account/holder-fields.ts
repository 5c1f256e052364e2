import { oneOf, optional, personal, text, texts } from '../catalogue.js';

export const signInMethods = ['token', 'eherkenning'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** What an account begins with, in its first event (USR-02). */
export const holderFields = {
  organisation: text,
  signInMethod: oneOf(...signInMethods),
  username: personal(text),
  surname: personal(text),
  initials: personal(text),
  prefix: optional(personal(text)),
  telephone: personal(text),
  emailAddress: personal(text),
  function: optional(personal(text)),
  /** Streams of the reservations that the account stands on. */
  reservations: texts,
};
