import { type CodeHash, type CodeKind } from '#libs/domain/generator/events';

/** A token generator as the supplier's file has it. */
export interface DeliveredGenerator {
  /** Where it stands in the file, as in `line 3` or `KeyPackage 2`. */
  readonly at: string;
  readonly serialNumber: string;
  /** Hexadecimal. */
  readonly seed: string;
  readonly kind: CodeKind;
  readonly hash: CodeHash;
  readonly digits: number;
  /** Seconds that a code lasts; of `totp` only. */
  readonly period?: number;
  /** The counter of the first code; of `hotp` only. */
  readonly counter?: number;
}

/** What is wrong, and where. Never holds what stood there: it could be a seed. */
export interface SeedFault {
  readonly at: string;
  /** Column or element. */
  readonly field?: string;
  readonly message: string;
}

/** All of the file, or everything that is wrong with it. */
export type SeedFile =
  { readonly generators: readonly DeliveredGenerator[] } | { readonly faults: readonly SeedFault[] };

export const seedFileFormats = ['pskc', 'csv'] as const;
export type SeedFileFormat = (typeof seedFileFormats)[number];

/** What a seed file is opened with. */
export interface SeedFileKey {
  /** The pre-shared key (RFC 6030, 6.1). */
  readonly preShared?: Uint8Array;
  /** The passphrase (RFC 6030, 6.2). */
  readonly passphrase?: string;
}

/** Largest file that is read, in bytes: some 10,000 generators as encrypted PSKC. */
export const maxSeedFileBytes = 16 * 1024 * 1024;

/** Most generators in one file. */
export const maxGenerators = 20_000;
