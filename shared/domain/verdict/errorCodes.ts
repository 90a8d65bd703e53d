import type { Signal } from './verdict';

/**
 * The signal of each error code of a sign-in that did not complete. Other codes give none.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes (read 2026-11-21; codes change).
 * 500121 is not on that page; it is the code of an MFA prompt that failed or was denied.
 */
const SIGNAL_BY_CODE: ReadonlyMap<number, Signal> = new Map([
  ...withSignal('mustRegister', [50072, 50079]),
  ...withSignal('mfaFailed', [500121, 50074, 50076, 50078, 50158]),
  ...withSignal('blocked', [50131, 53000, 53001, 53002, 53003, 53004, 53010, 53011]),
  ...withSignal('passwordFailed', [50034, 50053, 50055, 50056, 50057, 50064, 50126, 50144]),
]);

function withSignal(signal: Signal, codes: readonly number[]): [number, Signal][] {
  return codes.map((code) => [code, signal]);
}

export function signalOf(errorCode: number): Signal | null {
  // 530xxx is the family of blocks by policy; Microsoft adds to it.
  if (errorCode >= 530_000 && errorCode <= 530_999) return 'blocked';
  return SIGNAL_BY_CODE.get(errorCode) ?? null;
}
