import { count, defineEvent, type EventOf, oneOf, text } from '../catalogue.js';
import { type Sector, sectors } from '../organisation/organisation.js';

/** On `register-<sector>`, after everything that the file changed. The numbers of changes count parts. */
export const registerLoaded = defineEvent({
  type: 'register.loaded',
  version: 1,
  fields: {
    sector: oneOf(...sectors),
    /** `2026-04` */
    fileDate: text,
    /** SHA-256 of the file. */
    digest: text,
    boards: count,
    institutions: count,
    locations: count,
    refusedLines: count,
    opened: count,
    closed: count,
    renamed: count,
    moved: count,
    handedOver: count,
  },
  nl: '{actor} las het {sector}-register van {fileDate} in: {boards} besturen, {institutions} instellingen en {locations} vestigingen; {opened} geopend, {closed} gesloten, {renamed} hernoemd, {moved} verhuisd, {handedOver} overgedragen, {refusedLines} regels geweigerd.',
  en: '{actor} loaded the {sector} register of {fileDate}: {boards} boards, {institutions} institutions and {locations} locations; {opened} opened, {closed} closed, {renamed} renamed, {moved} moved, {handedOver} handed over, {refusedLines} lines refused.',
});

export type RegisterEvent = EventOf<typeof registerLoaded>;

/** The file of a sector that was loaded last. */
export interface LoadedFile {
  readonly sector: Sector;
  /** `2026-04` */
  readonly fileDate: string;
  /** SHA-256 of the file. */
  readonly digest: string;
}
export type RegisterState = LoadedFile | undefined;

export const evolveRegister = (_state: RegisterState, { data }: RegisterEvent): RegisterState => ({
  sector: data.sector,
  fileDate: data.fileDate,
  digest: data.digest,
});
