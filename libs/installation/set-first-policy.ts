import { policyId } from '#libs/commands/judged';
import { type Outside } from '#libs/commands/outside';
import { firstPolicy } from '#libs/domain/policy/first-policy';
import { setFirstPolicy } from '#libs/domain/policy/policy';
import { policyStreams } from '#libs/domain/streams';
import { WrongExpectedRevision } from '#libs/event-store/errors';
import { type Journal } from '#libs/journal/journal';

/** On the first start the rulebook's numbers become policy version 1 (architecture 16). */
export async function setPolicyOnFirstStart(
  journal: Journal,
  outside: Outside,
  service: string,
): Promise<void> {
  const { state, stream, head } = await journal.fold(policyStreams, policyId);
  const now = outside.now().toISOString();
  const events = setFirstPolicy(firstPolicy(service), now, state);
  if (events.length === 0) return;
  const id = outside.newId();
  try {
    await journal.append(
      { stream, head, events },
      {
        command: { id, name: 'set-first-policy', fingerprint: '' },
        correlation: id,
        causation: id,
        actor: { kind: 'process', id: 'first-start' },
        authority: { basis: 'first-start', judged: [] },
        origin: { channel: 'process' },
        policy: null,
        time: now,
      },
    );
  } catch (error) {
    // Another process of the same installation started at the same moment.
    if (!(error instanceof WrongExpectedRevision)) throw error;
  }
}
