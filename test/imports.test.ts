import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const ROOT = join(__dirname, '..');
const FOLDERS = ['functions', 'shared', 'local', 'simulation'];
const RULES = join(ROOT, '.dependency-cruiser.cjs');
const CRUISE = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

type Cruise = {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: { readonly violations: readonly Violation[] };
};
type Violation = { readonly from: string; readonly to: string; readonly rule: { readonly name: string } };

describe('the code', () => {
  let cruised: Cruise;

  beforeAll(async () => {
    cruised = await cruise(ROOT, FOLDERS);
  });

  test('follows every import rule', () => {
    expect(cruised.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual(
      [],
    );
  });

  // With a TypeScript that it does not know, dependency-cruiser reads no file and reports success.
  test('was read whole', async () => {
    const files = await sourceFiles();
    const read = new Set(cruised.modules.map((module) => module.source));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !read.has(file))).toEqual([]);
  });

  test('reads the environment in the two entry points only', async () => {
    const readers: string[] = [];
    for (const file of await sourceFiles()) {
      const code = (await readFile(join(ROOT, file), 'utf8')).replace(/\/\*.*?\*\/|\/\/.*?$/gms, '');
      if (code.includes('process.env')) readers.push(file);
    }
    expect(readers.filter((file) => !['shared/services.ts', 'local/mfa-watch.ts'].includes(file))).toEqual(
      [],
    );
  });
});

describe('the import rules', () => {
  /** A file that breaks rules, what it says, and the rules it breaks. */
  const FORBIDDEN: readonly (readonly [string, string, readonly string[]])[] = [
    ['shared/domain/clock.ts', "import 'node:timers';", ['domain-imports-itself']],
    ['shared/domain/shape.ts', "import 'zod';", ['domain-imports-itself']],
    ['shared/decode/fetched.ts', "import '../render/page';", ['decode-imports-domain-and-zod']],
    ['shared/decode/file.ts', "import 'node:fs';", ['decode-imports-domain-and-zod']],
    ['shared/render/running.tsx', "import '../jobs/poll';", ['render-writes-what-it-is-handed']],
    ['shared/render/table.tsx', "import 'cli-progress';", ['render-writes-what-it-is-handed']],
    [
      'shared/jobs/saving.ts',
      "import '../tables/rows';",
      ['jobs-are-handed-functions', 'only-services-composes'],
    ],
    ['shared/jobs/hashing.ts', "import 'node:crypto';", ['jobs-are-handed-functions']],
    ['shared/tables/asking.ts', "import '../graph/users';", ['adapters-stand-alone']],
    ['shared/tables/typed.ts', "import type { User } from '../graph/users';", ['adapters-stand-alone']],
    [
      'shared/http/listing.ts',
      "import '../graph/users';",
      ['http-knows-no-system', 'only-services-composes'],
    ],
    ['shared/http/decoding.ts', "import '../decode/signIn';", ['http-knows-no-system']],
    ['shared/jobs/asking.ts', "import '../http/send';", ['jobs-are-handed-functions']],
    ['shared/graph/composed.ts', "import '../services';", ['adapters-stand-alone']],
    [
      'functions/reading.ts',
      "import '../shared/tables/rows';",
      ['functions-run-jobs', 'only-services-composes'],
    ],
    ['functions/sdk.ts', "import '@azure/data-tables';", ['functions-run-jobs']],
    ['shared/config.ts', "import './graph/users';", ['config-is-pure', 'only-services-composes']],
    [
      'shared/jobs/triggered.ts',
      "import '../../functions/timer';",
      ['jobs-are-handed-functions', 'shared-knows-no-trigger'],
    ],
    ['shared/email/demo.ts', "import '../../local/demo';", ['adapters-stand-alone', 'local-is-not-deployed']],
    ['functions/demo.ts', "import '../local/demo';", ['functions-run-jobs', 'local-is-not-deployed']],
    [
      'shared/domain/simulated.ts',
      "import '../../simulation/life';",
      ['domain-imports-itself', 'local-is-not-deployed'],
    ],
    ['local/narcissus.ts', "import './narcissus';", ['no-cycles']],
  ];

  const ALLOWED: readonly (readonly [string, string])[] = [
    ['shared/domain/span.ts', 'export {};'],
    ['shared/decode/signIn.ts', "import 'zod';\nimport '../domain/span';"],
    [
      'shared/render/page.tsx',
      "import 'preact';\nimport 'preact-render-to-string';\nimport '../domain/span';",
    ],
    ['shared/jobs/poll.ts', "import '../domain/span';\nimport '../render/page';"],
    [
      'shared/tables/rows.ts',
      "import 'node:crypto';\nimport '@azure/data-tables';\nimport '../domain/span';",
    ],
    ['shared/graph/users.ts', "import '../decode/signIn';\nimport '../http/send';\nimport './paging';"],
    [
      'shared/http/send.ts',
      "import 'node:events';\nimport 'zod';\nimport '../domain/span';\nimport './answer';",
    ],
    ['shared/http/answer.ts', 'export {};'],
    ['shared/graph/paging.ts', 'export {};'],
    ['shared/services.ts', "import './tables/rows';\nimport './graph/users';\nimport './jobs/poll';"],
    [
      'functions/timer.ts',
      "import '@azure/functions';\nimport '../shared/jobs/poll';\nimport '../shared/services';",
    ],
    ['simulation/life.ts', "import '../local/demo';\nimport '../shared/jobs/poll';"],
    ['local/demo.ts', "import 'commander';\nimport '../shared/tables/rows';\nimport '../functions/timer';"],
  ];

  let folder = '';
  let broken: Map<string, string[]>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mfa-watch-imports-'));
    for (const [file, text] of [...FORBIDDEN, ...ALLOWED]) {
      await mkdir(join(folder, dirname(file)), { recursive: true });
      await writeFile(join(folder, file), `${text}\n`);
    }
    broken = byFile((await cruise(folder, FOLDERS)).summary.violations);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test.each(FORBIDDEN)('report %s: %s', (file, _text, rules) => {
    expect(broken.get(file)).toEqual(rules);
  });

  test.each(ALLOWED)('let pass %s', (file) => {
    expect(broken.get(file)).toBeUndefined();
  });

  test('can each be broken', async () => {
    const rules = [...(await readFile(RULES, 'utf8')).matchAll(/^ +name: '(.+)',$/gm)].map(
      ([, name]) => name,
    );
    expect([...new Set([...broken.values()].flat())].sort()).toEqual(rules.sort());
  });
});

async function sourceFiles(): Promise<string[]> {
  const found = await Promise.all(
    FOLDERS.map(async (folder) =>
      (await readdir(join(ROOT, folder), { recursive: true })).map((path) => `${folder}/${path}`),
    ),
  );
  return found.flat().filter((path) => /\.tsx?$/.test(path));
}

/** Each file that breaks a rule, and the rules it breaks, sorted. */
function byFile(violations: readonly Violation[]): Map<string, string[]> {
  const rules = new Map<string, Set<string>>();
  for (const { from, rule } of violations) rules.set(from, (rules.get(from) ?? new Set()).add(rule.name));
  return new Map([...rules].map(([file, names]) => [file, [...names].sort()]));
}

/** In a process of its own: dependency-cruiser is an ES module, which jest cannot load. */
function cruise(cwd: string, folders: readonly string[]): Promise<Cruise> {
  const args = [CRUISE, '--config', RULES, '--output-type', 'json', ...folders];
  return new Promise((resolve, reject) => {
    // Broken rules make it exit with their number, and are in the answer all the same.
    execFile(process.execPath, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(`dependency-cruiser said nothing. ${stderr}`, { cause: error }));
      else resolve(JSON.parse(stdout) as Cruise);
    });
  });
}
