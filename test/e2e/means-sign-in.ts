import { type Means, SignedIn } from './client.js';
import { type School } from './school.js';
import { sessionTokenIn } from './token-sign-in.js';

/** Signs in as somebody does with their eHerkenning means. @throws Error when they can't */
export async function signedInWith({ client }: School, means: Means): Promise<SignedIn> {
  const answer = await client.send('/v1/sign-ins-with-means', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ meansStatement: await client.statement(means) }),
  });
  return new SignedIn(client, sessionTokenIn(answer));
}
