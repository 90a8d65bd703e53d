import { expect, test } from '@jest/globals';
import { kql } from '../../shared/logAnalytics/kql';
import { fc } from '../seededFc';
import { kindOf, partsOf, read, type SyntaxNode } from './language';

const HOSTILE = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      '\\',
      "'",
      '`',
      '\n',
      '\r',
      '|',
      ';',
      '//',
      ')',
      'u',
      '0',
      'x',
      '😀',
      '\u0000',
      '\ud800',
    ),
  }),
  fc.constantFrom(
    '" or true or "',
    '\\" | take 1 //',
    '"); SigninLogs | count; print ("',
    "h'x'",
    '@"',
    '```',
  ),
);

function found(node: SyntaxNode, kind: string): SyntaxNode[] {
  return [...(kindOf(node) === kind ? [node] : []), ...partsOf(node).flatMap((part) => found(part, kind))];
}

test('texts are literals of the language with these values, whatever they hold, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(HOSTILE, { minLength: 20, maxLength: 60 }), (texts) => {
      const [first = ''] = texts;
      const query = kql`SigninLogs | where AppId in~ ${texts} or UserId =~ ${first}`.kql;
      const { problems, syntax } = read(query);
      expect(problems).toEqual([]);
      expect(found(syntax, 'StringLiteralExpression').map(({ LiteralValue }) => LiteralValue)).toEqual([
        ...texts,
        first,
      ]);
      expect(found(syntax, 'PipeExpression')).toHaveLength(1);
    }),
    // Each run has dozens of texts: it is the language service that takes the time.
    { numRuns: 20 },
  );
});

test('no text at all is a list of the language too', () => {
  expect(read(kql`SigninLogs | where AppId in~ ${[]}`.kql).problems).toEqual([]);
});

test('a moment, a whole number and a piece are literals of the language', () => {
  const piece = kql`SigninLogs`;
  const at = new Date('2026-03-02T12:00:00.001Z');
  const { kql: text } = kql`${piece} | where TimeGenerated < ${at} | take ${12}`;
  expect(text).toBe('SigninLogs | where TimeGenerated < datetime(2026-03-02T12:00:00.001Z) | take 12');
  expect(read(text).problems).toEqual([]);
});

test('a number that is not whole, and a date that is none, are refused', () => {
  for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, new Date(Number.NaN)])
    expect(() => kql`print ${value}`).toThrow(RangeError);
});
