/** That a new account has a grace. */
export function graceInWords(until: string, showTime: (iso: string) => string): string {
  return `New account: not counted as open until ${showTime(until)}.`;
}
