import { StreamableFile } from '@nestjs/common';

/** To be saved under a name, as browsers and `curl -OJ` do. */
export const pdfFile = (pdf: Buffer, name: string): StreamableFile =>
  new StreamableFile(pdf, {
    type: 'application/pdf',
    disposition: `attachment; filename="${name}.pdf"`,
    length: pdf.length,
  });
