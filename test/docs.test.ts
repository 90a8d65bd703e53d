import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { devDependencies } from '../package.json';
import { settingNames } from './settingNames';

const ROOT = join(__dirname, '..');
const LIBRARIES = 'docs/decisions/0001-libraries.md';

test.each(settingNames())('docs/settings.md documents %s', async (name) => {
  expect(await readFile(join(ROOT, 'docs/settings.md'), 'utf8')).toContain(`\`${name}\``);
});

describe('README.md', () => {
  const readme = () => readFile(join(ROOT, 'README.md'), 'utf8');

  test('has at most 1,200 words, because a stranger gives it a minute', async () => {
    expect((await readme()).trim().split(/\s+/).length).toBeLessThanOrEqual(1200);
  });

  test.each(['npm ci && npm run demo', 'npm ci && npm test'])('says how to try it: %s', async (command) => {
    expect(await readme()).toMatch(new RegExp(`^${command}(?: +#.*)?$`, 'm'));
  });

  test.each(['docs/report.png', 'docs/mail.png'])('says in words what %s shows', async (picture) => {
    const shown = [
      ...(await readme()).matchAll(/!\[([^\]]+)\]\(([^)]+)\)|<img src="([^"]+)"[^>]* alt="([^"]+)"/g),
    ];
    const texts = shown.map(([, text, path, src, alt]) => [path ?? src, (text ?? alt ?? '').length] as const);
    expect(new Map(texts).get(picture)).toBeGreaterThan(80);
  });
});

test.each(Object.keys(devDependencies))(`${LIBRARIES} says why there is %s`, async (name) => {
  expect(await readFile(join(ROOT, LIBRARIES), 'utf8')).toContain(`\`${name}\``);
});

describe.each([
  { path: 'docs/reliability.md', head: 'failure' },
  { path: 'docs/threat-model.md', head: 'threat' },
])('the table of each $head in $path', ({ path, head }) => {
  test('names only tests that exist, in each row', async () => {
    const page = await readFile(join(ROOT, path), 'utf8');
    const rows = [
      ...page.matchAll(new RegExp(`^\\| ${head} .*\\n\\| ---.*\\n((?:\\|.*\\n)+)`, 'gm')),
    ].flatMap(([, body = '']) => body.trim().split('\n'));
    expect(rows.length).toBeGreaterThan(25);
    const missing: string[] = [];
    for (const row of rows) {
      const [, file = '', name = ''] = /^\|.*\| `(test\/\S+)`: (.+) \|$/.exec(row) ?? [];
      const quoted = `'${name.replaceAll("'", "\\'")}'`;
      const text = file === '' ? '' : await readFile(join(ROOT, file), 'utf8').catch(() => '');
      if (name === '' || !text.includes(quoted)) missing.push(row);
    }
    expect(missing).toEqual([]);
  });
});

describe('links between files', () => {
  test('all lead to a file or folder that exists, and to a heading that it has', async () => {
    const pages = await markdownFiles();
    expect(pages).toContain('SECURITY.md');
    const dead: string[] = [];
    for (const page of pages) {
      for (const target of relativeLinks(await readFile(join(ROOT, page), 'utf8'))) {
        if (!(await leadsSomewhere(page, target))) dead.push(`${page}: ${target}`);
      }
    }
    expect(dead).toEqual([]);
  });

  test.each([
    ['a file', '[a](infra/main.bicep)', ['infra/main.bicep']],
    ['a place in a file', '[a](README.md#try-it)', ['README.md#try-it']],
    ['a picture', '![a](docs/digest.png "the digest")', ['docs/digest.png']],
    ['a picture with a width', '<img src="docs/digest.png" width="300">', ['docs/digest.png']],
    ['a definition', '[a]: docs/decisions', ['docs/decisions']],
    ['no web page', '[a](https://contoso.example) [b](mailto:a@contoso.example)', []],
    ['a place in the same page', '[a](#settings)', ['#settings']],
    ['no code', '```md\n[a](gone.md)\n```\n`[b](gone.md)`', []],
  ])('are found: %s', (_what, markdown, targets) => {
    expect(relativeLinks(markdown)).toEqual(targets);
  });

  test.each([
    ['of words', '## Try it', ['try-it']],
    [
      'with code and other signs',
      '### Problems that `/api/health` names: all!',
      ['problems-that-apihealth-names-all'],
    ],
    ['with a link', '# [Mail](mail.md), in short', ['mail-in-short']],
    ['that comes twice', '# Mail\n## Mail', ['mail', 'mail-1']],
    ['that is none, but a comment in a shell', '```sh\n# Mail\n```', []],
  ])('lead to a heading %s', (_what, markdown, anchors) => {
    expect(anchorsOf(markdown)).toEqual(anchors);
  });
});

async function markdownFiles(): Promise<string[]> {
  const inDocs = await readdir(join(ROOT, 'docs'), { recursive: true });
  const pages = [...(await readdir(ROOT)), ...inDocs.map((path) => join('docs', path))];
  return pages.filter((path) => path.endsWith('.md'));
}

/** Paths and anchors, as they stand in the page. */
function relativeLinks(markdown: string): string[] {
  const links = withoutFences(markdown)
    .replace(/`[^`\n]*`/g, '')
    .matchAll(/\]\(<?([^)\s>]+)[^)]*\)|^\[[^\]]+\]:\s*(\S+)|<img src="([^"]+)"/gm);
  return [...links]
    .map(([, inline, defined, picture]) => inline ?? defined ?? picture ?? '')
    .filter((target) => !/^[a-z]+:/i.test(target))
    .map(decodeURIComponent);
}

async function leadsSomewhere(page: string, target: string): Promise<boolean> {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? join(ROOT, page) : join(ROOT, dirname(page), path);
  if (anchor === undefined) return exists(file);
  return (
    file.endsWith('.md') && (await exists(file)) && anchorsOf(await readFile(file, 'utf8')).includes(anchor)
  );
}

/** As GitHub makes them: lower case, blanks become hyphens, other signs go, and a number tells repeated ones apart. */
function anchorsOf(markdown: string): string[] {
  const seen = new Map<string, number>();
  return [...withoutFences(markdown).matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, heading = '']) => {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = text.replace(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  });
}

function withoutFences(markdown: string): string {
  return markdown.replace(/^ *```.*?^ *```/gms, '');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
