import type { Exception } from '../../domain/account/exception';
import { plainText } from '../../domain/plainText';

/** The end, the author and the reason of an exception. */
export function exceptionInWords(
  { until, by, reason }: Exception,
  showTime: (iso: string) => string,
): string {
  return `Exempted until ${showTime(until)}, by ${plainText(by, 100)}. Reason: ${plainText(reason, 500)}`;
}
