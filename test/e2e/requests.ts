import { DateTime } from 'luxon';
import { defaultValues } from '#libs/domain/policy/first-policy';
import { type SignedIn } from './client.js';

/** How the service desk was asked, as it says with what it does (ADM-12). */

export const onForm = (more: object = {}) => ({
  request: {
    way: 'form',
    form: { reference: 'F-2026-000901', dateReceived: '2026-01-20', signatory: 'A. Aanvrager', ...more },
  },
});

/** While the telephone was answered last, after calling back. */
export const byTelephone = (more: object = {}) => ({
  request: { way: 'telephone', receivedAt: lastWorkday(10), identityCheckedBy: 'called-back', ...more },
});

/** A report has its own moments. */
export const reportedByTelephone = (more: object = {}) => ({
  request: { way: 'telephone', identityCheckedBy: 'called-back', ...more },
});

/** The service desk is asked; administrators act for themselves. */
export const asked = ({ serviceDesk }: { readonly serviceDesk: SignedIn }, by: SignedIn) =>
  by === serviceDesk ? onForm() : {};

/** RFC 3339, UTC. @param hour of the last working day that has been, Dutch time */
export function lastWorkday(hour: number): string {
  let day = DateTime.now().setZone('Europe/Amsterdam').startOf('day');
  const moment = () => day.set({ hour });
  const closed = () =>
    moment() > DateTime.now() ||
    day.weekday > 5 ||
    defaultValues['serviceDesk.closedOn'].includes(day.toFormat('yyyy-MM-dd'));
  while (closed()) day = day.minus({ days: 1 });
  return moment().toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
