import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { devDependencies } from '../package.json';
import { settingNames } from './settingNames';

const ROOT = join(__dirname, '..');
const LIBRARIES = 'docs/decisions/0001-libraries.md';

test.each(settingNames())('README.md documents %s', async (name) => {
  expect(await readFile(join(ROOT, 'README.md'), 'utf8')).toContain(`\`${name}\``);
});

test.each(Object.keys(devDependencies))(`${LIBRARIES} says why there is %s`, async (name) => {
  expect(await readFile(join(ROOT, LIBRARIES), 'utf8')).toContain(`\`${name}\``);
});

describe('docs/reliability.md', () => {
  test('names only tests that exist', async () => {
    const page = await readFile(join(ROOT, 'docs/reliability.md'), 'utf8');
    const named = [...page.matchAll(/^\|.*\| `(test\/\S+)`: (.+) \|$/gm)].map(([, file = '', name = '']) => ({
      file,
      name,
    }));
    expect(named.length).toBeGreaterThan(30);
    expect(page.match(/^\| (?!failure|---)/gm)).toHaveLength(named.length);
    const missing: string[] = [];
    for (const { file, name } of named) {
      const quoted = `'${name.replaceAll("'", "\\'")}'`;
      if (!(await readFile(join(ROOT, file), 'utf8')).includes(quoted)) missing.push(`${file}: ${name}`);
    }
    expect(missing).toEqual([]);
  });
});

describe('links between files', () => {
  test('all lead to a file or folder that exists', async () => {
    const pages = await markdownFiles();
    expect(pages).toContain('SECURITY.md');
    const dead: string[] = [];
    for (const page of pages) {
      for (const target of relativeLinks(await readFile(join(ROOT, page), 'utf8'))) {
        if (!(await exists(join(ROOT, dirname(page), target)))) dead.push(`${page}: ${target}`);
      }
    }
    expect(dead).toEqual([]);
  });

  test.each([
    ['a file', '[a](infra/main.bicep)', ['infra/main.bicep']],
    ['a place in a file', '[a](README.md#settings)', ['README.md']],
    ['a picture', '![a](docs/digest.png "the digest")', ['docs/digest.png']],
    ['a definition', '[a]: docs/decisions', ['docs/decisions']],
    ['no web page', '[a](https://contoso.example) [b](mailto:a@contoso.example)', []],
    ['no place in the same page', '[a](#settings)', []],
    ['no code', '```md\n[a](gone.md)\n```\n`[b](gone.md)`', []],
  ])('are found: %s', (_what, markdown, targets) => {
    expect(relativeLinks(markdown)).toEqual(targets);
  });
});

async function markdownFiles(): Promise<string[]> {
  const inDocs = await readdir(join(ROOT, 'docs'), { recursive: true });
  const pages = [...(await readdir(ROOT)), ...inDocs.map((path) => join('docs', path))];
  return pages.filter((path) => path.endsWith('.md'));
}

function relativeLinks(markdown: string): string[] {
  const prose = markdown.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '');
  const links = prose.matchAll(/\]\(<?([^)\s>]+)[^)]*\)|^\[[^\]]+\]:\s*(\S+)/gm);
  return [...links]
    .map(([, inline, defined]) => inline ?? defined ?? '')
    .filter((target) => !/^([a-z]+:|#)/i.test(target))
    .map((target) => decodeURIComponent(target.replace(/#.*$/, '')));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
