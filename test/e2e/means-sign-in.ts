import { type Means, SignedIn } from './client.js';
import { type School } from './school.js';
import { sessionTokenIn } from './token-sign-in.js';

/** Signs in as somebody does with their eHerkenning means. @throws Error when they can't */
export const signedInWith = async (school: School, means: Means): Promise<SignedIn> =>
  new SignedIn(school.client, sessionTokenIn(await school.signInWithMeans(means)));
