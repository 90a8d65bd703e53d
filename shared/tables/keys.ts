import { createHash } from 'node:crypto';

// Characters that keys may not hold, `%` (which SDKs have mishandled), half a surrogate pair, and the escape itself.
// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model (read 2026-11-21)
const UNSAFE = /[/\\#?%~\p{Cc}\p{Cs}]/gu;
const ESCAPED = /~([0-9a-f]{4})/g;
const LONGEST_KEY = 512;

/**
 * A text as a partition or row key: different texts give different keys, and plain ids stay as they are.
 *
 * If the escaped text is longer than a key may be (1 KiB), the key is its hash, which cannot be undone.
 */
export function keyOf(text: string): string {
  const escaped = text.replace(UNSAFE, (unit) => `~${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return escaped.length <= LONGEST_KEY
    ? escaped
    : `~~${createHash('sha256').update(text, 'utf16le').digest('hex')}`;
}

/** The text that `keyOf` made this key of. */
export function textOfKey(key: string): string {
  return key.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Spreads accounts over 16 partitions by the first digit of the user id; ids that are not hex share one more. */
export function accountPartition(userId: string): string {
  const first = userId.charAt(0).toLowerCase();
  return /^[0-9a-f]$/.test(first) ? first : 'x';
}
