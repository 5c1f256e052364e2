import { execFileSync, spawnSync } from 'node:child_process';

/** Tools that read a PDF as others do; Debian's package poppler-utils. */
type Tool = 'pdftotext' | 'pdfinfo' | 'pdffonts';

const installed = spawnSync('pdftotext', ['-v']).error === undefined;

/**
 * Whether tests that need poppler are left out: on a machine that hasn't got it, so that the others can be run there.
 *
 * @throws Error in CI, where nothing is left out
 */
export function withoutPoppler(): boolean {
  if (!installed && process.env['CI'] !== undefined)
    throw new Error('pdftotext is missing: install poppler-utils. Without it nobody checks the letters.');
  return !installed;
}

/** What the tool says of the PDF. */
export const poppler = (tool: Tool, pdf: Uint8Array, ...options: readonly string[]): string =>
  execFileSync(tool, [...options, '-', ...(tool === 'pdftotext' ? ['-'] : [])], {
    input: pdf,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
