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

/** Why the app cannot run here, and what to do about it. Failures of a function itself are passed on as they are. */
export class HostError extends WatchError {
  readonly code: HostErrorCode;

  constructor(code: HostErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HostError';
    this.code = code;
  }
}

/** The message of whatever was thrown: the app may come from another realm, where `instanceof Error` is false. */
export function messageOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown
    ? String(thrown.message)
    : String(thrown);
}
