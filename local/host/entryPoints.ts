import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files that `main` of package.json names: one file, or a pattern with `*`, `?`, `**` and `{a,b}`, as the worker
 * reads it (with globby). Node 20 has no glob of its own.
 *
 * @returns absolute paths, each once, sorted; empty when nothing matches
 */
export function entryPoints(appRoot: string, main: string): readonly string[] {
  const found = expandBraces(main).flatMap((pattern) =>
    findFiles(
      appRoot,
      pattern.split('/').filter((segment) => segment !== '' && segment !== '.'),
    ),
  );
  return [...new Set(found)].sort();
}

/** `a{b,c{d,e}}` becomes `ab`, `acd`, `ace`: innermost braces first. */
function expandBraces(pattern: string): readonly string[] {
  const braces = /\{([^{}]*)\}/.exec(pattern);
  if (!braces) return [pattern];
  const before = pattern.slice(0, braces.index);
  const after = pattern.slice(braces.index + braces[0].length);
  return (braces[1] ?? '').split(',').flatMap((choice) => expandBraces(before + choice + after));
}

function findFiles(path: string, segments: readonly string[]): readonly string[] {
  const [segment, ...rest] = segments;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (segment === undefined) return stats?.isFile() ? [path] : [];
  if (!stats?.isDirectory()) return [];
  if (segment === '**') {
    return [...findFiles(path, rest), ...foldersIn(path).flatMap((folder) => findFiles(folder, segments))];
  }
  if (!/[*?]/.test(segment)) return findFiles(join(path, segment), rest);
  const matches = segmentPattern(segment);
  return readdirSync(path)
    .filter((name) => matches.test(name))
    .flatMap((name) => findFiles(join(path, name), rest));
}

function foldersIn(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .map((entry) => join(path, entry.name));
}

function segmentPattern(segment: string): RegExp {
  const source = segment
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return new RegExp(`^(?!\\.)${source}$`);
}
