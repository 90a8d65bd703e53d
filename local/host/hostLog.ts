import { plainText } from '../../shared/domain/plainText';

/** The log levels of `InvocationContext`, as the library names them. */
export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';

/** Takes one message; the name of the function is `null` if the host or the library logs. */
export type HostLog = (level: LogLevel, functionName: string | null, message: string) => void;

const UNSEEN: readonly LogLevel[] = ['trace', 'debug', 'none'];

/** In characters: a line of counts is shorter, and so is a stack. */
const LONGEST_LINE = 10_000;

/**
 * Prints each message as one line on standard error, from `information` up, as `func start` does by default. What would
 * move the cursor of a terminal is not printed: the host and libraries log texts of others too.
 *
 * Standard output belongs to the command line.
 */
export function printTo(write: (line: string) => void, now: () => Date): HostLog {
  return (level, functionName, message) => {
    if (UNSEEN.includes(level)) return;
    const line = plainText(message.replace(/\s*[\r\n]+\s*/g, ' | '), LONGEST_LINE);
    write(`${now().toISOString()} ${functionName ?? 'host'} ${level}: ${line}`);
  };
}
