import { type PolicyValues } from './policy-values.js';

/** What an installation starts with. */
export const firstPolicy = (service: string): PolicyValues => ({
  ...defaultValues,
  'eherkenning.service': service, // EHK-01
});

/**
 * What holds until a version says otherwise, so that a value that is younger than an installation has one there too.
 * Numbers: docs/rulebook.md, at the rule named.
 */
export const defaultValues: Omit<PolicyValues, 'eherkenning.service'> = {
  'activationCode.validFor': 'PT24H', // ACT-01
  'activationCode.wrongCombinations': 5, // ACT-03
  'activationCode.wrongCombinationsPerMeans': 10, // ACT-03 (+): twice one code's tries
  'activationCode.meansWindow': 'PT24H', // ACT-03 (+): as long as a code lives
  'means.leastLevel': 'loa3', // EHK-01, LOG-04
  'texts.privacyStatement': '2026-01', // EHK-02
  'texts.termsOfUse': '2026-01', // EHK-02
  'emailAddress.sharedMailboxes': [
    'administratie',
    'admin',
    'balie',
    'bestuur',
    'contact',
    'directie',
    'facturen',
    'financien',
    'helpdesk',
    'hr',
    'ib',
    'info',
    'leerlingzaken',
    'mail',
    'office',
    'post',
    'postbus',
    'receptie',
    'salaris',
    'secretariaat',
    'servicedesk',
    'support',
    'verzuim',
  ], // USR-04 (+)
  'emailAddress.consumerProviders': [
    'casema.nl',
    'gmail.com',
    'gmx.com',
    'googlemail.com',
    'hetnet.nl',
    'home.nl',
    'hotmail.com',
    'hotmail.nl',
    'icloud.com',
    'kpnmail.nl',
    'kpnplanet.nl',
    'live.com',
    'live.nl',
    'me.com',
    'msn.com',
    'online.nl',
    'outlook.com',
    'outlook.nl',
    'planet.nl',
    'proton.me',
    'protonmail.com',
    'quicknet.nl',
    'tele2.nl',
    'telfort.nl',
    'upcmail.nl',
    'xs4all.nl',
    'yahoo.com',
    'ziggo.nl',
  ], // USR-04 (+)
  'reservation.takenAnswersPerHour': 60, // USR-04 (+)
  'signIn.failuresBeforeLock': 5, // LOG-02
  'signIn.lockedFor': 'PT15M', // LOG-02
  'session.validFor': 'PT2H', // LOG-05
  'oneTimeCode.drift': 'PT30S', // TOK-06: one step of RFC 6238 either way
  'oneTimeCode.lookAhead': 5, // TOK-06; RFC 4226, 7.4
  'password.leastCharacters': 8, // PWD-01
  'password.leastLetters': 4, // PWD-02
  'password.leastNonLetters': 1, // PWD-03
  'password.mostEqualInARow': 2, // PWD-04
  'password.validFor': 'P91D', // PWD-07
  'signIn.longNotSignedIn': 'P6M', // PWD-12
  'coupling.lapsesAfter': 'P18M', // EHK-05
  'report.within': 'PT72H', // TOK-07, EHK-06
  'reminder.passwordExpiresBefore': 'P14D', // PWD-07 (+)
  'reminder.couplingLapsesBefore': 'P1M', // EHK-05 (+): after 17 months
  'reminder.codeUnusedBefore': 'PT4H', // ACT-01 (+)
  'register.mostPercentClosed': 2, // ORG-02
  'serviceDesk.openingHours': [
    'monday 09:00-13:00',
    'tuesday 09:00-13:00',
    'wednesday 09:00-13:00',
    'thursday 09:00-13:00',
    'friday 09:00-13:00',
  ], // ADM-12; the manual, §2.4 and §7
  'serviceDesk.closedOn': [
    '2026-01-01',
    '2026-04-06',
    '2026-04-27',
    '2026-05-05',
    '2026-05-14',
    '2026-05-25',
    '2026-12-25',
    '2027-01-01',
    '2027-03-29',
    '2027-04-27',
    '2027-05-05',
    '2027-05-06',
    '2027-05-17',
    '2028-04-17',
    '2028-04-27',
    '2028-05-05',
    '2028-05-25',
    '2028-06-05',
    '2028-12-25',
    '2028-12-26',
  ], // ADM-12: public holidays on weekdays; the operator adds to them
  'serviceDesk.checksOfCallers': ['called-back', 'personal-data', 'security-officer'], // ADM-12 (+)
  'serviceDesk.checksOfMailers': ['called-back', 'address-on-record'], // ADM-12 (+)
  'serviceDesk.recordedWithin': 'P7D', // ADM-12 (+): longer than the longest row of closed days
  'mail.retryAfter': 'PT2M', // ACT-06: within minutes; greylisting asks for one to five
  'mail.retryAtMost': 'PT1H', // ACT-06 (+)
  'mail.noticeTriedFor': 'PT72H', // ACT-06 (+)
};
