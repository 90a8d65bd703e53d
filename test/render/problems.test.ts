import { describe, expect, test } from '@jest/globals';
import type { GraphFault } from '../../shared/domain/fault';
import { PROBLEM_CODES } from '../../shared/domain/problem';
import { failureInWords, faultInWords } from '../../shared/render/words/faults';
import { mailFaultInWords } from '../../shared/render/words/mailFaults';
import { problemInWords } from '../../shared/render/words/problems';
import { EVERY_MAIL_FAULT, FAULTS } from '../faults';
import { PROBLEMS } from '../problems';

const SENTENCES = /^[A-Z\d/][^\n]*[.)]$/;

test.each(PROBLEM_CODES)('%s is one line of sentences, and so is its fix', (code) => {
  const words = problemInWords(PROBLEMS[code]);
  expect(words.code).toBe(code);
  expect(words.sentence).toMatch(SENTENCES);
  expect(words.mend).toMatch(SENTENCES);
  expect(`${words.sentence} ${words.mend}`).not.toMatch(/null|undefined|NaN|\.\.|\[object/);
});

test.each(Object.values(FAULTS))('the fault $system $code is one line of sentences', (fault) => {
  expect(faultInWords(fault)).toMatch(SENTENCES);
  expect(faultInWords(fault)).not.toMatch(/null|undefined|NaN|\.\.|\[object/);
});

test.each(EVERY_MAIL_FAULT)('the mail fault $kind is one line of sentences', (fault) => {
  expect(mailFaultInWords(fault)).toMatch(SENTENCES);
});

test('a problem that an earlier version stored keeps its words', () => {
  const worded = { code: 'notLicensed', sentence: 'No P1.', mend: 'Buy P1.' } as const;
  expect(problemInWords(worded)).toEqual(worded);
});

describe('the sentence of a problem', () => {
  test('names the account of an urgent mail without making it a link', () => {
    const account = 'Pay https://evil.example/x\nnow';
    const { sentence } = problemInWords({ code: 'urgentFailed', account, failure: null });
    expect(sentence).toBe(
      'The urgent mail about Pay https[:]//evil[.]example/x now could not be sent: its run ended early.',
    );
  });

  test('ends with the reason of a failure', () => {
    expect(problemInWords(PROBLEMS.digestFailed).sentence).toBe(
      'The digest could not be sent: The mail has no recipient. No Global Administrator has a mail address, and DIGEST_RECIPIENTS is empty.',
    );
    expect(problemInWords(PROBLEMS.postureFailed).sentence).toMatch(
      /^Deleting data older than RETENTION_DAYS fails, and last succeeded at 2026-03-02 12:00 UTC: Table Storage does not answer \(500 InternalError\)\./,
    );
  });

  test('names the log if the error is not one of ours', () => {
    const failure = { system: 'unknown' } as const;
    expect(problemInWords({ code: 'postureFailed', part: 'coverage', at: null, failure }).sentence).toMatch(
      / has never succeeded: Unexpected error; see the log of the function refreshPosture \(/,
    );
  });

  test('counts one as one', () => {
    expect(problemInWords(PROBLEMS.recordsRejected).sentence).toMatch(/^1 sign-in record of /);
    expect(problemInWords(PROBLEMS.registrationsCut).sentence).toContain('only 1 user could be read');
  });

  test('names a few broken rows, and says if there are more', () => {
    expect(problemInWords(PROBLEMS.accountsUnread).mend).toMatch(/: row 0, row 1 and more\.$/);
    expect(problemInWords({ ...PROBLEMS.accountsUnread, accounts: 2 }).mend).toMatch(/: row 0, row 1\.$/);
  });

  test('sends an admin to grant no permission if the identity is unknown', () => {
    const { sentence, mend } = problemInWords(PROBLEMS.identityUnknown);
    expect(`${sentence} ${mend}`).not.toMatch(/permission|grant/i);
    expect(mend).toMatch(/AZURE_CLIENT_ID and AZURE_CLOUD/);
  });
});

test.each(['The service is throttling. ', 'The service is throttling'])(
  'a sentence of an earlier version ends with one full stop: %j',
  (sentence) => {
    expect(failureInWords({ system: 'earlierVersion', sentence }, 'pollSignIns')).toBe(
      'The service is throttling.',
    );
  },
);

describe('a refusal of Graph', () => {
  const forbidden: GraphFault = {
    system: 'graph',
    code: 'forbidden',
    path: '/beta/auditLogs/signIns',
    status: 403,
    serviceCode: 'Denied',
    permission: 'AuditLog.Read.All',
    isRoleMissing: false,
  };

  test('names the permission to grant', () => {
    expect(faultInWords(forbidden)).toBe(
      '/beta/auditLogs/signIns: Graph does not let the identity read this (403 Denied). ' +
        'Grant the identity the application permission AuditLog.Read.All, with admin consent.',
    );
  });

  test('names the role if a person lacks one', () => {
    const words = faultInWords({ ...forbidden, isRoleMissing: true });
    expect(words).toContain('lacks a directory role, not a permission');
    expect(words).not.toContain('AuditLog');
  });

  test('for want of a licence does not claim that there is none', () => {
    expect(faultInWords(FAULTS.notLicensed)).toMatch(/If the tenant has one, try again/);
  });
});
