/** The log levels of `InvocationContext`, as the library names them. */
export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';

/** Takes one message; the name of the function is `null` if the host or the library logs. */
export type HostLog = (level: LogLevel, functionName: string | null, message: string) => void;

const UNSEEN: readonly LogLevel[] = ['trace', 'debug', 'none'];

/**
 * Prints each message as one line on standard error, from `information` up, as `func start` does by default.
 *
 * Standard output belongs to the command line.
 */
export function printTo(write: (line: string) => void, now: () => Date): HostLog {
  return (level, functionName, message) => {
    if (UNSEEN.includes(level)) return;
    const line = message.replace(/\s*[\r\n]+\s*/g, ' | ');
    write(`${now().toISOString()} ${functionName ?? 'host'} ${level}: ${line}`);
  };
}
