import { type OnRequest } from '#libs/domain/account/on-request';
import { type BoardForm } from '#libs/domain/board-form';
import { type CalledOrMailed } from '#libs/domain/service-desk/desk-request';
import { deriveId } from '#libs/journal/ids';
import { amsterdamCalendar, amsterdamTime } from './amsterdam-calendar.js';
import { type CommandRequest } from './command-request.js';
import { type Judged } from './judged.js';

/** ADM-12: how the request came in, as the service desk says. */
export type AskedBody = CalledOrMailed | OnFormBody;

export interface OnFormBody {
  readonly way: 'form';
  readonly form: Omit<BoardForm, 'signatoryId'>;
}

/** What a command has that the service desk carries out on request. */
export interface OnRequestBody {
  readonly account: string;
  /** Absent where somebody acts for themselves. */
  readonly request?: AskedBody;
}

/** The request, with what it is judged by: the policy of its own moment. */
export async function askedOf(
  judged: Judged,
  { id, body: { request } }: Pick<CommandRequest<{ readonly request?: AskedBody }>, 'id' | 'body'>,
): Promise<OnRequest> {
  const now = judged.now.toISOString();
  const at = request === undefined || request.way === 'form' ? now : request.receivedAt;
  return {
    policy: await judged.policyThen(at),
    calendar: amsterdamCalendar,
    localTime: amsterdamTime,
    now,
    ...(request === undefined ? {} : { request: withSignatory(id, request) }),
  };
}

/** The name of who signed is sealed for a data subject of its own. */
const withSignatory = (commandId: string, request: AskedBody): NonNullable<OnRequest['request']> =>
  request.way === 'form'
    ? { way: 'form', form: { ...request.form, signatoryId: deriveId(commandId, 'signatory') } }
    : request;

/** A report of loss or theft: by telephone or e-mail it came in when it was reported. */
export type ReportedBody = Omit<CalledOrMailed, 'receivedAt'> | OnFormBody;

export interface OnReportBody {
  readonly account: string;
  readonly reportedAt: string;
  readonly request?: ReportedBody;
}

export const reportOf = (
  judged: Judged,
  { id, body: { reportedAt, request } }: CommandRequest<OnReportBody>,
): Promise<OnRequest> =>
  askedOf(judged, {
    id,
    body:
      request === undefined
        ? {}
        : { request: request.way === 'form' ? request : { ...request, receivedAt: reportedAt } },
  });
