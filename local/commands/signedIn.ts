import { WatchError } from '../../shared/domain/watchError';
import { findToken, judgeSignIn } from '../doctor/signIn';

/** Nobody is signed in on this machine. The message says how to, in the words of the doctor. */
class NotSignedInError extends WatchError {
  readonly code = 'notSignedIn';

  constructor(message: string) {
    super(message);
    this.name = 'NotSignedInError';
  }
}

/**
 * The token of the signed-in user. It is fetched once, as Azure CLI takes a second for each and a token lasts an hour.
 *
 * @param to a service, by its name
 * @throws NotSignedInError
 */
export async function tokenOfSignIn(token: () => Promise<string>, to: string): Promise<string> {
  const found = await findToken(token);
  if (found.kind === 'token') return found.token;
  const { sentence, mend } = judgeSignIn(found, to, null);
  throw new NotSignedInError(mend === null ? sentence : `${sentence}\n  ${mend}`);
}
