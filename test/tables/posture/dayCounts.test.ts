import { describe, expect, test } from '@jest/globals';
import { decodeDayCounts } from '../../../shared/tables/posture/dayCounts';

describe('the counts of a day', () => {
  const KNOWN = {
    open: 3,
    byReadiness: { mustRegister: 3 },
    byKind: { person: 2, guest: 1 },
    findings: 1,
    findingsByDay: { '2026-03-01': 1 },
    reportOnlyStops: { p: 1 },
    coverage: { azureCli: 'everyone' },
  };

  test('read as they were saved', () => {
    expect(decodeDayCounts(KNOWN)).toEqual(KNOWN);
    expect(decodeDayCounts({ ...KNOWN, reportOnlyStops: null })).toMatchObject({ reportOnlyStops: null });
  });

  test('have the headline of their day, unless an earlier version counted', () => {
    const numbers = { stopped: 1, getsIn: 3, readsOnly: 0 };
    const effects = { ...numbers, privileged: numbers, excepted: 2 };
    expect(decodeDayCounts({ ...KNOWN, effects })).toEqual({ ...KNOWN, effects });
    expect(decodeDayCounts(KNOWN)?.effects).toBeUndefined();
  });

  test('leave out values that only another version knows', () => {
    const newer = {
      ...KNOWN,
      byKind: { ...KNOWN.byKind, robot: 4 },
      byReadiness: { ...KNOWN.byReadiness, maybe: 1 },
      coverage: { azureCli: 'everyone', another: 'halfway' },
    };
    expect(decodeDayCounts(newer)).toEqual(KNOWN);
  });

  test.each([undefined, null, 'x', { ...KNOWN, open: 'many' }])('are null for %j', (value) => {
    expect(decodeDayCounts(value)).toBeNull();
  });
});
