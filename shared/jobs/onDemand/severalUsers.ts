/** Several users of the directory have the address that was asked for. */
export class SeveralUsersError extends Error {
  readonly code = 'severalUsers';

  constructor(userIds: readonly string[]) {
    super(`${userIds.length} users have this address: ask for one of them by id (${userIds.join(', ')}).`);
    this.name = 'SeveralUsersError';
  }
}
