import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { count, unbalanced } from '../render/markup';
import { fc } from '../seededFc';
import { OUTPUTS } from './outputs';
import { HOSTILE_TEXTS, hostileText } from './texts';

/** The outputs of a form, with what each writes for a harmless name. */
const of = (...forms: readonly string[]) =>
  Object.entries(OUTPUTS)
    .filter(([, { form }]) => forms.includes(form))
    .map(([name, { write }]): [string, typeof write] => [name, write]);

/** As UTF-8 has it. */
const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\uFFFD');

const texts = Object.values(HOSTILE_TEXTS);

/** Checks each text of the list, and any others. */
async function everyText(check: (text: string) => Promise<void>, numRuns = 40): Promise<void> {
  for (const text of texts) await check(text);
  await fc.assert(fc.asyncProperty(hostileText, check), { numRuns });
}

/** Not the joiners that scripts and emoji need, nor the marks that we put around a name. */
const OBEYED = /(?!\n|\u200c|\u200d|\u2068|\u2069)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const TAGS = /<[a-z][^\s>/]*/gi;
const ATTRIBUTE_NAMES = / ([a-z-]+)="[^"]*"/gi;
const names = (html: string, pattern: RegExp, group: 0 | 1) =>
  new Set([...html.matchAll(pattern)].map((match) => String(match[group]).toLowerCase()));

describe('a page has the elements and attributes that it has for any name', () => {
  test.each(of('page'))(
    '%s',
    async (_name, write) => {
      const plain = await write('Anna');
      const tags = names(plain, TAGS, 0);
      const attributes = names(plain, ATTRIBUTE_NAMES, 1);
      await everyText(async (text) => {
        const html = await write(text);
        expect([...names(html, TAGS, 0)].filter((tag) => !tags.has(tag))).toEqual([]);
        expect([...names(html, ATTRIBUTE_NAMES, 1)].filter((name) => !attributes.has(name))).toEqual([]);
        expect(count(html, /<script\b/g)).toBe(count(plain, /<script\b/g));
        expect(unbalanced(html)).toEqual([]);
        for (const [, address = ''] of html.matchAll(/ (?:href|src)="([^"]*)"/g))
          expect(address).toMatch(/^(https:\/\/|mailto:|#|data:,$)/);
      }, 15);
    },
    120_000,
  );
});

describe('CSV reads back as its cells, and no cell of any spreadsheet is a formula', () => {
  const FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/;

  test.each(of('csv'))('%s', async (_name, write) => {
    const columns = (parse(await write('Anna')) as string[][]).at(0)?.length;
    await everyText(async (text) => {
      const csv = await write(text);
      const rows: string[][] = parse(csv);
      for (const cell of rows.flat()) expect(cell).not.toMatch(FORMULA);
      expect(rows.map((row) => row.length)).toEqual(rows.map(() => columns));
      // A spreadsheet that separates cells by semicolons or tabs takes a quote inside a cell for a letter.
      for (const cell of csv.split(/[;\t\r\n]/)) expect(cell.replace(/^["\s]*/, '')).not.toMatch(FORMULA);
    });
  });

  test('a text is whole in its cell, but for the apostrophe', () => {
    const { write } = OUTPUTS.csvLines ?? {};
    fc.assert(
      fc.property(hostileText, (text) => {
        const [, [cell = ''] = []] = parse(String(write?.(text))) as string[][];
        expect(cell.replaceAll("'", '')).toBe(wellFormed(text).replaceAll("'", ''));
      }),
    );
  });
});

describe('JSON reads back, and holds the text', () => {
  test.each(of('json', 'ndjson'))('%s', async (_name, write) => {
    await everyText(async (text) => {
      const json = await write(text);
      const lines = json.trim().split('\n');
      const read: unknown =
        lines.length > 1 && !json.startsWith('{\n')
          ? lines.map((line) => JSON.parse(line))
          : JSON.parse(json);
      const [start = ''] = [...text]
        .slice(0, 40)
        .join('')
        .split(/(?=\p{Surrogate})/u);
      expect(JSON.stringify(read)).toContain(JSON.stringify(start).slice(1, -1));
    });
  });

  test.each(of('ndjson'))('%s has nothing in it that a terminal obeys', async (_name, write) => {
    await everyText(async (text) => expect(await write(text)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u));
  });
});

describe('a terminal shows the text, and obeys nothing in it', () => {
  test.each(of('terminal'))('%s', async (_name, write) => {
    await everyText(async (text) => {
      expect(await write(text)).not.toMatch(OBEYED);
    });
  });
});

describe('a line is one line', () => {
  test.each(of('line'))('%s', async (_name, write) => {
    await everyText(async (text) => {
      // The joiners and selectors that scripts and emoji need stay.
      expect(await write(text)).not.toMatch(
        /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u,
      );
    });
  });

  test.each(of('line').filter(([name]) => name.endsWith('subject')))(
    '%s is the same for any name',
    async (_name, write) => {
      const plain = await write('Anna');
      await everyText(async (text) => expect(await write(text)).toBe(plain));
    },
  );
});

describe('a mail as text has no control and no link that others wrote', () => {
  test.each(of('mail'))('%s', async (_name, write) => {
    await everyText(async (text) => {
      const mail = await write(text);
      expect(mail).not.toMatch(
        /(?!\n|\u200c|\u200d|\ufe0e|\ufe0f|\u2068|\u2069)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u,
      );
      expect(mail).not.toMatch(/https:\/\/evil|www\.evil/);
      for (const line of mail.split('\n')) expect(line.length).toBeLessThan(1_000);
    }, 20);
  });
});
