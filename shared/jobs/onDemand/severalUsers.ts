import type { WatchFault } from '../../domain/fault';
import { FaultError } from '../../domain/watchError';

/** Several users of the directory have the address that was asked for. */
export class SeveralUsersError extends FaultError<WatchFault & { readonly code: 'severalUsers' }> {
  constructor(userIds: readonly string[]) {
    super({ system: 'watch', code: 'severalUsers', userIds }, { line: 'watch: severalUsers' });
    this.name = 'SeveralUsersError';
  }
}
