let made: Intl.NumberFormat | null = null;

export function inDigits(count: number): string {
  // Making it loads language data, which a worker that starts need not wait for.
  made ??= new Intl.NumberFormat('en');
  return made.format(count);
}

/** `1 account`, `1,234 accounts`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${inDigits(count)} ${count === 1 ? noun : plural}`;
}
