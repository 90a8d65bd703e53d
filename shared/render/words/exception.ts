import type { Exception } from '../../domain/account/exception';
import { plainText } from '../plainText';

/** Until when, by whom and why an account is excepted. */
export function exceptionInWords(
  { until, by, reason }: Exception,
  showTime: (iso: string) => string,
): string {
  return `Excepted until ${showTime(until)}, by ${plainText(by, 100)}. Reason: ${plainText(reason, 500)}`;
}
