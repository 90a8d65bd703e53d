import { describe, expect, test } from '@jest/globals';
import { csvParser } from '../../local/files/csvRecords';
import { csv } from '../decode/records';
import { fc } from '../seededFc';
import { errors, parseAll, raws, split } from './parsing';

const parse = (text: string, delimiter = ',') => parseAll(csvParser(delimiter), text);

test('reads rows under their headings, with the line on which each begins', () => {
  const text = 'Id,Status , Name\r\na,"{""errorCode"":0}",x\r\n\r\nb,"two\r\nlines, one cell",\r\nc,,y';
  expect(parse(text)).toEqual([
    { line: 2, raw: { Id: 'a', Status: '{"errorCode":0}', Name: 'x' } },
    { line: 4, raw: { Id: 'b', Status: 'two\r\nlines, one cell', Name: '' } },
    { line: 6, raw: { Id: 'c', Status: '', Name: 'y' } },
  ]);
});

test.each([',', ';', '\t'])('reads cells separated by %j, in pieces of any size', (delimiter) => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '\n', ' ', '漢') });
  const row = fc.record({ Id: cell.map((text) => `i${text}`), Name: cell, Note: cell });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), fc.array(fc.nat(200)), (rows, places) => {
      const text = csv(rows, delimiter);
      const found = parseAll(csvParser(delimiter), ...split(text, places));
      expect(raws(found)).toEqual(rows);
      expect(found).toEqual(parse(text, delimiter));
    }),
  );
});

describe('a broken row', () => {
  test.each<[string, string, readonly unknown[]]>([
    ['with a cell too few', 'Id,Name\na,b\nx\nc,d\n', [{ line: 3, error: '1 columns instead of 2' }]],
    ['with a cell too many', 'Id,Name\na,b\nx,y,z\nc,d\n', [{ line: 3, error: '3 columns instead of 2' }]],
    [
      'whose quote never closes',
      'Id,Name\na,b\nx,"y\nc,d\n',
      [{ line: 3, error: 'the file ends inside a record' }],
    ],
    [
      'that the end of the file cuts off',
      'Id,Name\na,b\nc,d\nx',
      [{ line: 4, error: 'the file ends inside a record' }],
    ],
  ])('%s loses only itself', (_case, text, expected) => {
    expect(errors(parse(text))).toEqual(expected);
    expect(raws(parse(text))).toEqual([
      { Id: 'a', Name: 'b' },
      { Id: 'c', Name: 'd' },
    ]);
  });

  test('that grows too large is reported, and the rows after it are read', () => {
    const parser = csvParser(',');
    const found = [...parser.push('Id,Name\nx,"')];
    for (let megabyte = 0; megabyte < 17; megabyte++) found.push(...parser.push('y'.repeat(1024 * 1024)));
    found.push(...parser.push('\na,b\n'), ...parser.end(null));
    expect(found[0]).toEqual({ line: 2, error: 'larger than 16 MiB' });
    expect(raws(found)).toEqual([{ Id: 'a', Name: 'b' }]);
  });
});

test('keeps a quote in the middle of a cell as text', () => {
  expect(raws(parse('Id,Name\na,5" wide\nb,c\n'))).toEqual([
    { Id: 'a', Name: '5" wide' },
    { Id: 'b', Name: 'c' },
  ]);
});

test('says why the text ends too early, if that is known', () => {
  const parser = csvParser(',');
  expect(raws([...parser.push('Id,Name\na,b\nhalf a r')])).toHaveLength(1);
  expect(parser.end('the disk is full')).toEqual([{ line: 3, error: 'the disk is full' }]);
});
