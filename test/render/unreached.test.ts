import { expect, test } from '@jest/globals';
import { renderDigest } from '../../shared/render/digest/mail';
import { aDigest } from './builders';

const unreached = [
  { name: 'Dora Disabled', why: 'disabled' },
  { name: 'https://evil.example', why: 'noAddress' },
] as const;

test('administrators whom the mail does not reach are named at its end, with what to do', () => {
  const { text, html } = renderDigest(aDigest({ unreached }));
  expect(text.replace(/\s+/g, ' ')).toContain(
    'Dora Disabled (disabled), https[:]//evil[.]example (no mail address)',
  );
  expect(html).toContain('DIGEST_RECIPIENTS');
  expect(html).not.toContain('//evil.example');
});

test('nothing is said where all are reached', () => {
  expect(renderDigest(aDigest()).text).not.toContain('does not reach');
});
