import { type Answer, type Means, SignedIn } from './client.js';
import { type School } from './school.js';
import { sessionTokenIn } from './token-sign-in.js';

/** Signs in as somebody does with their eHerkenning means. @throws Error when they can't */
export const signedInWith = async (school: School, means: Means): Promise<SignedIn> =>
  new SignedIn(school.client, sessionTokenIn(await signInWithMeans(school, means)));

/** With a statement of the means about this moment. */
export const signInWithMeans = async (school: School, means: Means): Promise<Answer> =>
  signInWithStatement(school, await school.client.statement(means));

export const signInWithStatement = ({ client }: School, meansStatement: string): Promise<Answer> =>
  client.send('/v1/sign-ins-with-means', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ meansStatement }),
  });
