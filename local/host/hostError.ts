import { WatchError } from '../../shared/domain/watchError';

export type HostErrorCode =
  | 'badFile'
  | 'noEntryPoint'
  | 'loadFailed'
  | 'noFunctions'
  | 'duplicateFunction'
  | 'tooLate'
  | 'missingSetting'
  | 'badSchedule'
  | 'badRoute'
  | 'unsupported'
  | 'portTaken'
  | 'unknownFunction'
  | 'alreadyRunning'
  | 'stopped';

/** Why the app cannot run here, and what to do about it. Errors of a function itself are passed on as they are. */
export class HostError extends WatchError {
  readonly code: HostErrorCode;

  constructor(code: HostErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HostError';
    this.code = code;
  }
}

/** The message of any thrown value: the app may run in another realm, so `instanceof Error` may be false. */
export function messageOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown
    ? String(thrown.message)
    : String(thrown);
}
