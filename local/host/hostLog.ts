/** The levels of `context.log` and its kin, as the library names them. */
export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';

/** Takes one message; the function's name is `null` where the host or the library speaks. */
export type HostLog = (level: LogLevel, functionName: string | null, message: string) => void;

const UNSEEN: readonly LogLevel[] = ['trace', 'debug', 'none'];

/**
 * Prints each message as one line on standard error, from `information` up, as `func start` does by default.
 *
 * Standard output is left to what the command line has to say.
 */
export function printTo(write: (line: string) => void, now: () => Date): HostLog {
  return (level, functionName, message) => {
    if (UNSEEN.includes(level)) return;
    const line = message.replace(/\s*[\r\n]+\s*/g, ' | ');
    write(`${now().toISOString()} ${functionName ?? 'host'} ${level}: ${line}`);
  };
}
