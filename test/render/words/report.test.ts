import { describe, expect, test } from '@jest/globals';
import { NO_COUNTS } from '../../../shared/domain/verdict/summary';
import { ageInWords, basisInWords, moreFindings, nothingRead } from '../../../shared/render/words/report';
import { aFinding, aReport } from '../builders';

const ofFiles = aReport({ counted: { findings: 30, nameless: 0 } });

describe('the rest', () => {
  test('of findings is counted as exactly as it is known', () => {
    expect(moreFindings(1, aReport())).toBeNull();
    expect(moreFindings(1, aReport({ findingsCut: true }))).toMatch(
      /^These are the newest 1 of more than 1 findings\. For the full list, see `\/api\/findings`\.$/,
    );
    expect(moreFindings(1, ofFiles)).toMatch(
      /^These are the newest 1 of 30 findings\. For the full list, run/,
    );
  });
});

test('before the first read there is a time to come back, and files have none', () => {
  expect(nothingRead(aReport())).toBe(
    'The findings appear after the first read of the sign-in log. Come back later.',
  );
  expect(nothingRead(ofFiles)).toBe('The files hold no sign-in that could be read.');
});

test('the numbers count records, or findings', () => {
  const summary = {
    read: 12_000,
    rejected: 1,
    byVerdict: { ...NO_COUNTS, outOfScope: 2_996 },
    byApp: {},
  };
  expect(basisInWords(aReport({ summary }))).toBe(
    '12,000 records read; 2,996 are not in scope; 1 record could not be decoded. Records of one attempt to sign in count once.',
  );
  expect(basisInWords(aReport({ summary: { ...summary, rejected: 0 } }))).not.toContain('decoded');
  const sentence = 'Counted over all findings; sign-ins with MFA are not stored.';
  expect(basisInWords(aReport())).toBe(sentence);
  const cut = aReport({ findings: [aFinding()], findingsCut: true });
  expect(basisInWords(cut)).toBe(sentence.replace('all', 'the newest 1'));
});

test('the age of the data is counted from the time of the report', () => {
  expect(ageInWords(aReport())).toBe(
    'Created by MFA Watch on 21 Nov 2026, 06:12 UTC. The data ends 12 minutes earlier.',
  );
  expect(ageInWords(aReport({ to: null }))).toBe('Created by MFA Watch on 21 Nov 2026, 06:12 UTC.');
});
