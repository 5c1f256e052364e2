import { SignedIn } from './client.js';
import { type School, type TokenHolder } from './school.js';
import { passwordIn, takenLetter } from './taken-letter.js';
import { changePassword, sessionTokenIn, TokenSignIn } from './token-sign-in.js';

export const chosenPassword = 'Zonnebloem-7-veld';

export interface AtHome {
  readonly door: TokenSignIn;
  /** In which they have chosen their password. */
  readonly session: SignedIn;
}

/** Somebody with a token who signs in with the password of their letter, and chooses their own (PWD-06). */
export async function chooseOwnPassword(school: School, holder: TokenHolder): Promise<AtHome> {
  const door = new TokenSignIn(school, holder);
  const sent = passwordIn(await takenLetter(school, holder.account, 'password'));
  const changed = await changePassword(await door.session(sent), sent, chosenPassword);
  return { door, session: new SignedIn(school.client, sessionTokenIn(changed)) };
}
