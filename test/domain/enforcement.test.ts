import { describe, expect, test } from '@jest/globals';
import {
  type PhaseState,
  POSTPONEMENTS_END,
  type PortalSetting,
  phase1State,
  phase2State,
} from '../../shared/domain/enforcement/enforcement';
import {
  denies,
  isMicrosofts,
  isNoted,
  MFA_DEFINITIONS,
  type MfaAssignment,
} from '../../shared/domain/enforcement/mfaPolicy';
import { writersBook } from '../../shared/domain/enforcement/unprovenWrites';

const [SYSTEM_WRITES = '', SYSTEM_DELETES = '', OWN_WRITES = '', OWN_DELETES = ''] = MFA_DEFINITIONS.keys();
const NOW = Date.parse('2026-11-21T12:00:00Z');
const HIDDEN = { kind: 'hidden', by: 'forbidden' } as const;
const ENFORCED: PhaseState = { state: 'enforced', because: 'notPostponed' };

function assignment(definitionId: string, change: Partial<MfaAssignment> = {}): MfaAssignment {
  return { definitionId, effect: null, isInForce: true, ...change };
}

function phase1(setting: Partial<PortalSetting>, now = NOW): PhaseState {
  const value = { enforcement: null, until: null, ...setting };
  return phase1State({ cloud: 'global', setting: { kind: 'shown', value }, now });
}

function phase2(
  value: readonly MfaAssignment[],
  change: { now?: number; phase1?: PhaseState } = {},
): PhaseState {
  return phase2State({
    cloud: 'global',
    assignments: { kind: 'shown', value },
    phase1: ENFORCED,
    now: NOW,
    ...change,
  });
}

describe('phase 1', () => {
  test.each([null, 'OptIn', 'Default'])('is enforced if nothing postpones it: %s', (enforcement) => {
    expect(phase1({ enforcement, until: '2027-01-01T00:00:00.000Z' })).toEqual(ENFORCED);
  });

  test.each(['OptOut', 'optout'])('is postponed to the last millisecond of the date, %s', (enforcement) => {
    const until = '2026-12-01T00:00:00.000Z';
    expect(phase1({ enforcement, until })).toEqual({ state: 'postponed', until });
    expect(phase1({ enforcement, until }, Date.parse(until))).toEqual({ state: 'postponed', until });
    expect(phase1({ enforcement, until }, Date.parse(until) + 1)).toEqual({
      state: 'enforced',
      because: 'postponementOver',
    });
  });

  test('is postponed without a date for as long as Microsoft let any tenant postpone', () => {
    const until = POSTPONEMENTS_END.phase1;
    expect(until).toBe('2025-09-30T23:59:59.000Z');
    expect(phase1({ enforcement: 'OptOut' }, Date.parse(until))).toEqual({ state: 'postponed', until });
    expect(phase1({ enforcement: 'OptOut' })).toEqual({ state: 'enforced', because: 'postponementOver' });
  });

  test.each(['forbidden', 'notFound'] as const)('is not visible if it is %s', (by) => {
    expect(phase1State({ cloud: 'global', setting: { kind: 'hidden', by }, now: NOW })).toEqual({
      state: 'notVisible',
      because: by,
    });
  });
});

describe('phase 2', () => {
  const writes = assignment(SYSTEM_WRITES, { effect: 'Deny' });
  const deletes = assignment(SYSTEM_DELETES, { effect: 'DenyAction' });
  const audited = assignment(SYSTEM_DELETES, { effect: 'AuditAction' });

  test.each([
    ['both deny', [writes, deletes], 'allDenied'],
    ['both leave it to the definition', [assignment(SYSTEM_WRITES), assignment(SYSTEM_DELETES)], 'allDenied'],
    ['deletes are only audited', [writes, audited], 'writesDenied'],
    ['nothing denies deletes', [writes], 'writesDenied'],
    ['nothing denies writes', [deletes], 'deletesDenied'],
  ] as const)('is enforced: %s', (_case, assignments, because) => {
    expect(phase2(assignments)).toEqual({ state: 'enforced', because });
  });

  test.each([
    ['only audited', [assignment(SYSTEM_WRITES, { effect: 'Audit' }), audited]],
    ['switched off', [assignment(SYSTEM_WRITES, { effect: 'Disabled' })]],
    ['tried out only', [{ ...writes, isInForce: false }]],
  ])('is not enforced where all is %s', (_case, assignments) => {
    expect(phase2(assignments)).toEqual({ state: 'notEnforced', because: 'notDenied' });
  });

  test('is not enforced by policies that the tenant itself assigns', () => {
    expect(phase2([assignment(OWN_WRITES, { effect: 'Deny' })])).toEqual({
      state: 'notEnforced',
      because: 'notThere',
    });
  });

  test('is late after the end of the last postponements, to the millisecond', () => {
    const end = Date.parse('2026-07-01T23:59:59.000Z');
    expect(phase2([], { now: end })).toEqual({ state: 'notEnforced', because: 'notThereYet' });
    expect(phase2([], { now: end + 1 })).toEqual({ state: 'notEnforced', because: 'notThere' });
  });

  test('is postponed with phase 1, unless it is already there', () => {
    const postponed: PhaseState = { state: 'postponed', until: '2026-12-01T00:00:00.000Z' };
    expect(phase2([], { phase1: postponed })).toEqual(postponed);
    expect(phase2([writes, deletes], { phase1: postponed }).state).toBe('enforced');
  });

  test('is not visible without a role', () => {
    expect(phase2State({ cloud: 'global', assignments: HIDDEN, phase1: ENFORCED, now: NOW })).toEqual({
      state: 'notVisible',
      because: 'forbidden',
    });
  });
});

test.each(['usgov', 'usgovdod', 'china'] as const)(
  '%s: Microsoft enforces neither, whatever is seen',
  (cloud) => {
    const setting = { kind: 'shown', value: { enforcement: null, until: null } } as const;
    const elsewhere = { state: 'notEnforced', because: 'otherCloud' };
    expect(phase1State({ cloud, setting, now: NOW })).toEqual(elsewhere);
    expect(phase1State({ cloud, setting: HIDDEN, now: NOW })).toEqual(elsewhere);
    const assignments = { kind: 'shown', value: [assignment(SYSTEM_WRITES)] } as const;
    expect(phase2State({ cloud, assignments, phase1: ENFORCED, now: NOW })).toEqual(elsewhere);
  },
);

describe('an assignment', () => {
  test.each([
    [SYSTEM_WRITES, null, true],
    [SYSTEM_WRITES, 'deny', true],
    [SYSTEM_WRITES, 'Audit', false],
    [SYSTEM_DELETES, 'DenyAction', true],
    [OWN_WRITES, null, false],
    [OWN_WRITES, 'Deny', true],
    [OWN_DELETES, 'denyaction', true],
    [OWN_DELETES, 'DenyActionX', false],
  ])('%s with the effect %s denies: %s', (definitionId, effect, expected) => {
    expect(denies(assignment(definitionId, { effect }))).toBe(expected);
    expect(denies(assignment(definitionId, { effect, isInForce: false }))).toBe(false);
  });

  test('appears in the log unless it is off or not in force', () => {
    expect(isNoted(assignment(OWN_WRITES))).toBe(true);
    expect(isNoted(assignment(SYSTEM_WRITES, { effect: 'Deny' }))).toBe(true);
    expect(isNoted(assignment(OWN_WRITES, { effect: 'Disabled' }))).toBe(false);
    expect(isNoted(assignment(OWN_WRITES, { effect: 'Audit', isInForce: false }))).toBe(false);
  });

  test("is Microsoft's by its definition", () => {
    expect([SYSTEM_WRITES, SYSTEM_DELETES, OWN_WRITES, OWN_DELETES, 'x'].map(isMicrosofts)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('changes without MFA', () => {
  const write = (userId: string, at: string, stopped = false, userPrincipalName: string | null = null) => ({
    userId,
    userPrincipalName,
    at,
    stopped,
  });

  test('are counted by account, with the last time, in any order of the log', () => {
    const book = writersBook();
    book.add(write('a', '2026-11-02', true));
    book.add(write('a', '2026-11-03', false, 'a@contoso.example'));
    book.add(write('a', '2026-11-01'));
    expect(book.all()).toEqual([
      {
        userId: 'a',
        userPrincipalName: 'a@contoso.example',
        wentThrough: 2,
        stopped: 1,
        last: '2026-11-03',
        lastStopped: '2026-11-02',
        firstStopped: '2026-11-02',
        lastWentThrough: '2026-11-03',
        firstWentThrough: '2026-11-01',
      },
    ]);
  });

  test('are sorted by number, then by time, then by id', () => {
    const book = writersBook();
    for (const one of [
      write('b', '1'),
      write('c', '2'),
      write('a', '1'),
      write('d', '0'),
      write('d', '0', true),
    ])
      book.add(one);
    expect(book.all().map(({ userId }) => userId)).toEqual(['d', 'c', 'a', 'b']);
  });
});

test('there are two definitions that Microsoft assigns, and two for tenants', () => {
  expect([...MFA_DEFINITIONS]).toEqual([
    ['54f51f64-eaa5-44cf-8674-830bcfd14d21', { operations: 'writes', assignedBy: 'microsoft' }],
    ['f69cd8b8-9a6e-46b4-be84-244e8b127944', { operations: 'deletes', assignedBy: 'microsoft' }],
    ['4e6c27d5-a6ee-49cf-b2b4-d8fe90fa2b8b', { operations: 'writes', assignedBy: 'tenant' }],
    ['db4a9d17-db75-4f46-9fcb-9f9526604417', { operations: 'deletes', assignedBy: 'tenant' }],
  ]);
});
