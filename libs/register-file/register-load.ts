import { createHash } from 'node:crypto';
import { type LoadRegisterBody } from '#libs/commands/load-register';
import { type Word } from '#libs/domain/register/decide-register-load';
import { isRefusedFile, readRegisterFile, type RefusedLine } from './read-register-file.js';
import { type FileRefusal } from './refuse-file.js';

export interface RegisterLoadRequest {
  readonly body: LoadRegisterBody;
  readonly refusedLines: readonly RefusedLine[];
}

/** ORG-02: the command that a register file asks for, or why the file is refused as a whole. */
export function registerLoad(
  bytes: Uint8Array,
  fileDate: string,
  word: Word,
): RegisterLoadRequest | FileRefusal {
  const file = readRegisterFile(bytes);
  if (isRefusedFile(file)) return file;
  const { content, refusedLines } = file;
  const body: LoadRegisterBody = {
    sector: 'po',
    fileDate,
    digest: createHash('sha256').update(bytes).digest('hex'),
    content: { ...content, namedByRefusedLines: [...content.namedByRefusedLines].sort() },
    ...word,
  };
  return { body, refusedLines };
}
