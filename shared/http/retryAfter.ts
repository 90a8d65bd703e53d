/**
 * Reads a `Retry-After` header.
 *
 * @param header seconds, or an HTTP date
 * @returns milliseconds from `now`, at least 0; `null` if there is no readable one
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d+(\.\d+)?$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(at - now, 0);
}
