const NUMBER = new Intl.NumberFormat('en');

export function inDigits(count: number): string {
  return NUMBER.format(count);
}

/** `1 account`, `1,234 accounts`. */
export function counted(count: number, noun: string): string {
  return `${inDigits(count)} ${noun}${count === 1 ? '' : 's'}`;
}
