import { WatchError } from '../../shared/domain/watchError';
import { loginCommand } from '../doctor/noToken';
import type { Service } from '../doctor/outcome';
import { findToken } from '../doctor/signIn';
import { noTokenInWords } from '../words/noToken';

/** Nobody is signed in on this machine. The message says how to sign in, as the doctor does. */
class NotSignedInError extends WatchError {
  readonly code = 'notSignedIn';

  constructor(message: string) {
    super(message);
    this.name = 'NotSignedInError';
  }
}

/**
 * The token of the signed-in user. It is fetched once: it lasts an hour, and Azure CLI takes a second for it.
 *
 * @throws NotSignedInError
 */
export async function tokenOfSignIn(token: () => Promise<string>, service: Service): Promise<string> {
  const found = await findToken(token);
  if (found.kind === 'token') return found.token;
  const { noToken } = found;
  throw new NotSignedInError(`${noTokenInWords(noToken, service)}\n  ${loginCommand(noToken)}`);
}
