/** Text that others wrote, with nothing in it that moves the cursor or colours the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');
}

/** The same, with its lines as they are. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** The same for JSON, which can escape such characters: its parser restores the text. */
export function printableJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(/[\u007f-\u009f\p{Cf}]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
