import { StoreUnavailable } from '../errors.js';
import { type SubscriptionMessage } from '../port.js';
import { backOff, type Delay } from '../back-off.js';
import { type Connection } from './connect.js';
import { followAll, type Following } from './follow-all.js';

/** Follows all streams over as many calls as it takes, each beginning after the last event that was given. */
export async function* keepFollowing(
  connection: Connection,
  following: Following,
  delay: Delay,
): AsyncGenerator<SubscriptionMessage> {
  let { after } = following;
  for (let failures = 0; !following.ended.aborted;) {
    try {
      for await (const message of followAll(connection, { ...following, after })) {
        yield message;
        if (message.kind === 'event') after = message.event.position;
        failures = 0;
      }
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await delay(backOff(++failures), following.ended);
    }
  }
}
