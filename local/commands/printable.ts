/** Text that others wrote, with nothing in it that moves the cursor or colours the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\u{FFFD}');
}
