import { describe, expect, test } from '@jest/globals';
import { decodeSignIn } from '../../shared/decode/signIn';
import { aGraphRecord, asEventHubRecord, asLogAnalyticsRow } from './records';

const applied = [
  { id: 'D2', displayName: 'Pilot', result: 'reportOnlyInterrupted' },
  { id: 'd1', displayName: 'Devices', result: 'ReportOnlyFailure' },
  { id: 'd1', displayName: 'Devices', result: 'reportOnlyFailure' },
  { id: 'd3', result: 'reportOnlySuccess' },
  { id: 'd4', result: 'reportOnlyNotApplied' },
  { id: 'd5', result: 'failure' },
];
const record = aGraphRecord({ appliedConditionalAccessPolicies: applied });

function stopsIn(raw: unknown): readonly string[] {
  const decoded = decodeSignIn(raw);
  if (decoded.kind !== 'signIn') throw new Error(JSON.stringify(decoded));
  return decoded.signIn.reportOnlyStops;
}

describe('the report-only policies that would have stopped a sign-in', () => {
  const row = { ...asLogAnalyticsRow(record), ConditionalAccessPolicies: applied };
  test.each<[string, unknown]>([
    ['Graph', record],
    ['Event Hub', asEventHubRecord(record)],
    ['Log Analytics', row],
    ['Log Analytics, as text', { ...row, ConditionalAccessPolicies: JSON.stringify(applied) }],
    [
      'Log Analytics, both tables together',
      { ...row, ConditionalAccessPolicies: '', ConditionalAccessPolicies_dynamic: applied },
    ],
    [
      'Log Analytics, both tables together, as text',
      { ...row, ConditionalAccessPolicies: null, ConditionalAccessPolicies_string: JSON.stringify(applied) },
    ],
  ])('are read from %s', (_, raw) => {
    expect(stopsIn(raw)).toEqual(['d1', 'd2']);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an empty list', []],
    ['an object', {}],
    ['a number', 7],
    ['text that is not JSON', '[reportOnlyFailure'],
    ['JSON that is no list', '{"result":"reportOnlyFailure"}'],
    [
      'items that are not policies',
      [null, 'reportOnlyFailure', { result: 'reportOnlyFailure' }, { id: 'd1' }],
    ],
    [
      'ids that are not ids',
      [
        { id: 'a b', result: 'reportOnlyFailure' },
        { id: '', result: 'reportOnlyFailure' },
      ],
    ],
  ])('are none for %s, and the record is kept', (_, value) => {
    expect(stopsIn(aGraphRecord({ appliedConditionalAccessPolicies: value }))).toEqual([]);
  });
});

describe('the custom controls that a sign-in passed', () => {
  const controlsIn = (policies: unknown) => {
    const decoded = decodeSignIn(aGraphRecord({ appliedConditionalAccessPolicies: policies }));
    return decoded.kind === 'signIn' ? decoded.signIn.customControls : null;
  };
  const passed = (...enforcedGrantControls: readonly unknown[]) => [
    { id: 'c', result: 'success', enforcedGrantControls },
  ];

  test('are read from a list and from its text, each once and sorted', () => {
    const policies = [...passed('RequireDuoMfa', 'Contoso check'), ...passed('RequireDuoMfa')];
    expect(controlsIn(policies)).toEqual(['Contoso check', 'RequireDuoMfa']);
    expect(controlsIn(JSON.stringify(policies))).toEqual(['Contoso check', 'RequireDuoMfa']);
  });

  test.each([
    'Mfa',
    'Require multi-factor authentication',
    'Require multifactor authentication',
    'Block',
    'RequireCompliantDevice',
    'Require device to be marked as compliant',
    'RequireDomainJoinedDevice',
    'Require Microsoft Entra hybrid joined device',
    'RequireApprovedApp',
    'RequireCompliantApp',
    'Require app protection policy',
    'PasswordChange',
    'Require authentication strength - Phishing-resistant MFA',
    'Contoso terms of use',
    '0f1e1d00-0000-4000-8000-000000000001',
    'unknownFutureValue',
    '',
    7,
  ])('do not include Microsoft\u2019s own: %s', (control) => {
    expect(controlsIn(passed(control))).toEqual([]);
  });

  test.each(['failure', 'notApplied', 'notEnabled', 'reportOnlySuccess', 'unknown'])(
    'do not include those of a policy with the result %s',
    (result) => {
      expect(controlsIn([{ id: 'c', result, enforcedGrantControls: ['RequireDuoMfa'] }])).toEqual([]);
    },
  );
});

test('names, ids and controls are cut like other texts', () => {
  const long = 'x'.repeat(3_000);
  const policies = [
    { id: long, displayName: long, result: 'success', enforcedGrantControls: ['Mfa', long] },
    { id: long, displayName: long, result: 'reportOnlyFailure' },
  ];
  const decoded = decodeSignIn(aGraphRecord({ appliedConditionalAccessPolicies: policies }));
  const cut = ['x'.repeat(2_048)];
  expect(decoded).toMatchObject({
    signIn: { mfaPolicies: cut, customControls: cut, reportOnlyStops: cut },
  });
});
