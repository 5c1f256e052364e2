import { defineEvent } from '../catalogue.js';

/** CNV-01: accounts of an administration office's staff needn't be converted; they get new ones through their office. */

export const markedOfficeStaff = defineEvent({
  type: 'account.marked-office-staff',
  version: 1,
  fields: {},
  nl: '{actor} merkte het account aan als dat van een medewerker van een administratiekantoor; omzetten is niet nodig.',
  en: '{actor} marked the account as that of an administration office’s staff; it needn’t be converted.',
});

export const unmarkedOfficeStaff = defineEvent({
  type: 'account.unmarked-office-staff',
  version: 1,
  fields: {},
  nl: '{actor} nam terug dat het account van een medewerker van een administratiekantoor is.',
  en: '{actor} took back that the account is that of an administration office’s staff.',
});
