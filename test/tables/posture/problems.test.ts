import { describe, expect, test } from '@jest/globals';
import type { Failure, Fault } from '../../../shared/domain/fault';
import { storedFailure } from '../../../shared/tables/posture/failures';
import { storedProblems } from '../../../shared/tables/posture/problems';
import { EVERY_MAIL_FAULT, FAULTS } from '../../faults';
import { PROBLEMS } from '../../problems';

/** A value as it comes back from a column. */
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a stored problem', () => {
  test.each(Object.values(PROBLEMS))('is read by its code and facts: $code', (problem) => {
    expect(storedProblems.parse(stored([problem]))).toEqual([problem]);
  });

  test.each(Object.values(PROBLEMS))('of an earlier version keeps its words: $code', ({ code }) => {
    const worded = { code, sentence: 'The poll failed.', mend: 'Wait for the next poll.' };
    expect(storedProblems.parse(stored([worded]))).toEqual([worded]);
  });

  test('of an earlier version is cut: its sentence may quote another system at any length', () => {
    const worded = { code: 'pollFailed', sentence: 'x'.repeat(5_000), mend: 'Wait.' };
    expect(storedProblems.parse([worded])).toEqual([{ ...worded, sentence: 'x'.repeat(1_000) }]);
  });

  test('that only a later version knows is dropped, and costs none of the others', () => {
    const later = { code: 'addedLater', sentence: 'a', mend: 'b' };
    expect(storedProblems.parse([later, PROBLEMS.notLicensed, 'broken', null])).toEqual([
      PROBLEMS.notLicensed,
    ]);
  });

  test('is kept if only a later version knows the reason', () => {
    const problem = { code: 'pollFailed', failure: { system: 'watch', code: 'addedLater' } };
    expect(storedProblems.parse([problem])).toEqual([{ code: 'pollFailed', failure: { system: 'unknown' } }]);
  });
});

describe('a stored failure', () => {
  const mails = EVERY_MAIL_FAULT.map((mail): Fault => ({ system: 'watch', code: 'notSent', mail }));
  const others: readonly Failure[] = [
    { system: 'unknown' },
    { system: 'tables', code: 'tooBig', status: 413, serviceCode: null },
    { system: 'watch', code: 'noRecipients', why: { kind: 'missingPermission', permission: null } },
  ];

  test.each([...Object.values(FAULTS), ...mails, ...others])('is read as it was: %j', (failure) => {
    expect(storedFailure.parse(stored(failure))).toEqual(failure);
  });

  test('of an earlier version is a sentence, kept and cut', () => {
    expect(storedFailure.parse('Table Storage does not answer')).toEqual({
      system: 'earlierVersion',
      sentence: 'Table Storage does not answer',
    });
    expect(storedFailure.parse('x'.repeat(5_000))).toMatchObject({ sentence: 'x'.repeat(400) });
  });

  test.each([[7], [null], [{}], [{ system: 'addedLater' }]])('of another version is unknown: %j', (value) => {
    expect(storedFailure.parse(value)).toEqual({ system: 'unknown' });
  });
});
