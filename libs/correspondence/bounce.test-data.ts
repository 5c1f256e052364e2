/** A notification (RFC 3464) as mail servers send it. */
export const bounceOf = ({
  envelopeId,
  messageId = '<unknown@portaal.example>',
  action = 'failed',
  status = '5.1.1',
}: {
  readonly envelopeId?: string;
  readonly messageId?: string;
  readonly action?: string;
  readonly status?: string;
}): string =>
  [
    'From: MAILER-DAEMON@mail.example (Mail Delivery System)',
    'To: no-reply@portaal.example',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="B0"',
    '',
    '--B0',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'I’m sorry. Your message could not be delivered. Action: failed',
    '',
    '--B0',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.example',
    ...(envelopeId === undefined ? [] : [`Original-Envelope-Id: ${envelopeId}`]),
    '',
    'Final-Recipient: rfc822; user@voorbeeldschool.nl',
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
    '',
    '--B0',
    'Content-Type: text/rfc822-headers',
    '',
    'From: Mijn DUO <no-reply@portaal.example>',
    `Message-ID: ${messageId}`,
    'Subject: Uw activatiecode',
    '',
    '--B0--',
    '',
  ].join('\r\n');
