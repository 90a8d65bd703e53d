import { describe, expect, test } from '@jest/globals';
import type { FileProblem, Skip } from '../../local/files/fileProblem';
import type { PolicyFileFault } from '../../local/policy/policyFileFault';
import type { PolicyRemark } from '../../local/policy/policyRemark';
import type { Remark } from '../../local/scan/remark';
import { fileProblemInWords, skipInWords } from '../../local/words/files';
import { noTokenInWords } from '../../local/words/noToken';
import { policyRemarkInWords } from '../../local/words/policy';
import { notesInWords } from '../../local/words/policyCoverage';
import { policyFileFaultInWords, policyFileFixInWords } from '../../local/words/policyFile';
import { remarkInWords } from '../../local/words/scan';

describe('a file that gives no sign-ins', () => {
  test.each<[FileProblem, string]>([
    [{ code: 'isFolder' }, 'it is a folder. Name the files in it, for example x/*.json.'],
    [
      { code: 'notReadable', because: { code: 'forbidden', systemCode: 'EACCES' } },
      'it cannot be read (EACCES). Check who may read it.',
    ],
    [
      { code: 'notRecords', content: null },
      'it holds no sign-ins. Give the sign-in log as JSON or CSV, from Graph, the Entra admin center in English, Log Analytics or an event hub.',
    ],
    [
      { code: 'notRecords', content: { code: 'purviewSearch' } },
      'it holds no sign-ins. It is a Purview audit search (Microsoft 365 audit log), which does not say how anyone signed in. Export the sign-in log in the Entra admin center (Sign-in logs > Download > JSON).',
    ],
    [
      {
        code: 'notRecords',
        content: { code: 'errorAnswer', errorCode: 'TooManyRequests', because: 'tooBusy' },
      },
      'it holds no sign-ins. It is an error answer (TooManyRequests). Wait some minutes, and export again.',
    ],
    [
      { code: 'unjudgeable', because: 'lostValues' },
      'it holds sign-ins that cannot be judged. PowerShell wrote type names or cut text in place of nested values. Export again with "ConvertTo-Json -Depth 9 | Set-Content signins.json", not with Export-Csv.',
    ],
  ])('%j says why, and what to do', (problem, words) => {
    expect(fileProblemInWords('x', problem)).toBe(words);
  });

  test.each<[Skip, string]>([
    [{ code: 'noSignIns', problem: { code: 'notRecords', content: null } }, 'it holds no sign-ins.'],
    [{ code: 'noSignIns', problem: { code: 'empty' } }, 'it is empty.'],
    [
      { code: 'noSignIns', problem: { code: 'notRecords', content: { code: 'zip' } } },
      'it holds no sign-ins. It is a zip archive or a workbook. Unpack it, or save it as CSV.',
    ],
    [{ code: 'sameFile', as: 'a.json' }, 'it is the same file as a.json.'],
  ])('is skipped in a folder: %j', (skip, words) => {
    expect(skipInWords('x', skip)).toBe(words);
  });
});

test.each<[Remark, string]>([
  [
    {
      code: 'fieldsMissing',
      file: 'x',
      form: 'powerShell',
      signIns: 1_200,
      fields: ['status.additionalDetails', 'authenticationDetails', 'status.errorCode'],
    },
    'x: 1,200 sign-ins lack AuthenticationDetails and Status, which the verdict needs. Export with Get-MgBetaAuditLogSignIn.',
  ],
  [
    { code: 'otherLogs', records: 1, logs: ['AuditLogs'] },
    '1 record of another log was left out: AuditLogs.',
  ],
  [
    { code: 'otherLogs', records: 9, logs: ['a', 'b', 'c', 'd', 'e', 'f'] },
    '9 records of other logs were left out: a, b, c, d, e, ….',
  ],
  [
    { code: 'repeats', records: 1 },
    '1 record repeats the sign-in of another record. Each sign-in counts once, by its most complete record.',
  ],
])('a remark about the input is a sentence: %j', (remark, words) => {
  expect(remarkInWords(remark)).toBe(words);
});

test.each<[PolicyRemark, string]>([
  [
    {
      code: 'unread',
      policies: ['a', 'b', 'c', 'd'],
      unread: { what: 'state', name: 'paused' },
    },
    '“a”, “b”, “c” and 1 more: the state “paused” is not known. The policy counts as off.',
  ],
  [
    { code: 'deletedLeftOut', file: 'x', policies: 2 },
    'x: 2 deleted policies left out: a deleted policy enforces nothing until it is restored.',
  ],
  [{ code: 'repeated', policies: ['a', 'a', 'b'] }, '“a”, “b”: given more than once. The last one counts.'],
  [{ code: 'skipped', file: 'x', because: { code: 'notJson' } }, 'x skipped: it is not JSON.'],
])('a remark about the policies is a sentence: %j', (remark, words) => {
  expect(policyRemarkInWords(remark)).toBe(words);
});

test.each<[PolicyFileFault, string]>([
  [
    { code: 'graphError', errorCode: 'AccessDenied' },
    'it is an error of Graph (AccessDenied), not a list of policies. The sign-in that exported lacks Policy.Read.All: sign in with Connect-MgGraph -Scopes Policy.Read.All, then export again.',
  ],
  [
    { code: 'badField', place: '[0].state', message: 'Required', isFlat: false },
    '[0].state: Required. Export the answer of GET /v1.0/identity/conditionalAccess/policies, as JSON.',
  ],
])('a file without policies says why, and what to do: %j', (fault, words) => {
  expect(`${policyFileFaultInWords(fault)} ${policyFileFixInWords(fault)}`).toBe(words);
});

test.each([
  [true, 'Security defaults: on. Turn them off before you enable a policy.'],
  [null, 'Security defaults: not known. Add --security-defaults on or off.'],
])('security defaults %s come with the next step', (securityDefaults, sentence) => {
  const notes = notesInWords({ covered: 5, apps: 6, securityDefaults, isEnforced: true });
  expect(notes).toEqual(['MFA is required of everyone at 5 of 6 enforced apps.', sentence]);
});

test('a sign-in that Azure CLI refuses is quoted', () => {
  expect(noTokenInWords({ code: 'refused', says: '', login: 'az login' }, 'Azure')).toBe(
    'Azure CLI gives no token for Azure: it does not say why.',
  );
});
