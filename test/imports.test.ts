import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const ROOT = join(__dirname, '..');
const RULES = join(ROOT, '.dependency-cruiser.cjs');
const CRUISE = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

type Rule = { readonly name: string; readonly comment: string; readonly from: From };
type From = { readonly path?: string; readonly pathNot?: string | readonly string[] };
type Cruise = {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: { readonly violations: readonly Violation[] };
};
type Violation = { readonly from: string; readonly to: string; readonly rule: { readonly name: string } };

const rules: readonly Rule[] = require(RULES).forbidden;

describe('the code', () => {
  let files: readonly string[];
  let cruised: Cruise;

  beforeAll(async () => {
    files = await sourceFiles();
    cruised = await cruise(ROOT);
  }, 120_000);

  test('follows every import rule', () => {
    expect(cruised.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual(
      [],
    );
  });

  // With a TypeScript that it does not know, dependency-cruiser reads no file and reports success.
  test('is cruised completely', () => {
    const read = new Set(cruised.modules.map((module) => module.source));
    expect(files.length).toBeGreaterThan(700);
    expect(files.filter((file) => !read.has(file))).toEqual([]);
  });

  test('has for each file a rule about its folder', () => {
    const ofFolders = rules.filter(({ from }) => from.path !== undefined);
    expect(files.filter((file) => !ofFolders.some(({ from }) => isFrom(file, from)))).toEqual([]);
  });

  test('reads the environment only in the two entry points', async () => {
    const readers: string[] = [];
    for (const file of files.filter((path) => !/^test\/|^bench\/hostile\/child\.ts$|\.mjs$/.test(path))) {
      const code = (await readFile(join(ROOT, file), 'utf8')).replace(/\/\*.*?\*\/|\/\/.*?$/gms, '');
      if (code.includes('process.env')) readers.push(file);
    }
    expect(readers.sort()).toEqual(['local/mfa-watch.ts', 'shared/services.ts']);
  });
});

describe('the import rules', () => {
  /** A file that breaks rules, its text, and these rules. */
  const FORBIDDEN: readonly (readonly [string, string, readonly string[]])[] = [
    ['shared/domain/clock.ts', "import 'node:timers';", ['domain-imports-itself']],
    ['shared/domain/shape.ts', "import 'zod';", ['domain-imports-itself']],
    ['shared/decode/fetched.ts', "import '../render/page';", ['decode-imports-domain-and-zod']],
    ['shared/decode/file.ts', "import 'node:fs';", ['decode-imports-domain-and-zod']],
    ['shared/render/running.tsx', "import '../jobs/poll/pollSignIns';", ['render-imports-domain-and-preact']],
    ['shared/render/table.tsx', "import 'cli-progress';", ['render-imports-domain-and-preact']],
    [
      'shared/render/report/inlined.tsx',
      "import 'node:fs';",
      ['report-packs-its-data-and-names-its-parts-by-hash'],
    ],
    ['shared/render/report/browser/data.ts', "import 'node:zlib';", ['report-script-runs-in-a-browser']],
    ['shared/render/report/page.tsx', "import './browser/data';", ['report-imports-no-script']],
    ['shared/render/packed.ts', "import 'node:zlib';", ['render-imports-domain-and-preact']],
    [
      'shared/jobs/poll/saving.ts',
      "import '../../tables/rows';",
      ['jobs-receive-functions', 'only-services-composes'],
    ],
    ['shared/jobs/poll/hashing.ts', "import 'node:crypto';", ['jobs-receive-functions']],
    ['shared/jobs/poll/asking.ts', "import '../../http/send';", ['jobs-receive-functions']],
    ['shared/jobs/poll/upwards.ts', "import '../onDemand/checkUser';", ['jobs-poll-imports-itself']],
    ['shared/jobs/ingest/judging.ts', "import '../poll/pollSignIns';", ['jobs-ingest-imports-itself']],
    ['shared/jobs/settle/reading.ts', "import '../onDemand/checkUser';", ['jobs-settle-imports-poll']],
    ['shared/jobs/onDemand/sideways.ts', "import '../posture/refresh';", ['jobs-onDemand-imports-poll']],
    ['shared/jobs/onDemand/upwards.ts', "import '../digest/sendDigest';", ['jobs-onDemand-imports-poll']],
    [
      'shared/jobs/posture/sending.ts',
      "import '../digest/sendDigest';",
      ['jobs-posture-imports-onDemand-and-poll'],
    ],
    ['shared/jobs/digest/polling.ts', "import '../poll/pollSignIns';", ['jobs-digest-imports-onDemand']],
    ['shared/jobs/urgent/asking.ts', "import '../onDemand/checkUser';", ['jobs-urgent-imports-digest']],
    ['shared/tables/asking.ts', "import '../graph/users';", ['adapters-stand-alone']],
    ['shared/tables/typed.ts', "import type { User } from '../graph/users';", ['adapters-stand-alone']],
    [
      'shared/http/listing.ts',
      "import '../graph/users';",
      ['http-knows-no-system', 'only-services-composes'],
    ],
    ['shared/http/decoding.ts', "import '../decode/signIn';", ['http-knows-no-system']],
    ['shared/graph/composed.ts', "import '../services';", ['adapters-stand-alone']],
    ['shared/graph/composing.ts', "import '../compose/poll';", ['adapters-stand-alone']],
    [
      'functions/reading.ts',
      "import '../shared/tables/rows';",
      ['functions-run-jobs', 'only-services-composes'],
    ],
    ['functions/sdk.ts', "import '@azure/data-tables';", ['functions-run-jobs']],
    ['shared/config.ts', "import './graph/users';", ['config-is-pure', 'only-services-composes']],
    [
      'shared/jobs/poll/triggered.ts',
      "import '../../../functions/timer';",
      ['jobs-receive-functions', 'shared-knows-no-trigger'],
    ],
    [
      'shared/email/demo.ts',
      "import '../../local/demo';",
      ['adapters-stand-alone', 'deployed-imports-deployed'],
    ],
    ['functions/demo.ts', "import '../local/demo';", ['deployed-imports-deployed', 'functions-run-jobs']],
    [
      'shared/domain/simulated.ts',
      "import '../../simulation/life';",
      ['deployed-imports-deployed', 'domain-imports-itself'],
    ],
    [
      'shared/services.ts',
      "import './tables/rows';\nimport '../tenant/tenant';",
      ['deployed-imports-deployed'],
    ],
    ['tenant/decoded.ts', "import '../shared/decode/signIn';", ['tenant-knows-microsoft-only']],
    ['tenant/judged.ts', "import '../shared/domain/span';", ['tenant-knows-microsoft-only']],
    ['tenant/started.ts', "import '../local/demo';", ['tenant-knows-microsoft-only']],
    ['local/triggered.ts', "import '../functions/timer';", ['local-imports-tenant-and-shared']],
    ['local/simulated.ts', "import '../simulation/life';", ['local-imports-tenant-and-shared']],
    ['local/narcissus.ts', "import './narcissus';", ['no-cycles']],
    ['simulation/shown.ts', "import '../local/demo';", ['simulation-imports-tenant-and-shared']],
    ['simulation/measured.ts', "import '../bench/cost';", ['simulation-imports-tenant-and-shared']],
    ['bench/triggered.ts', "import '../functions/timer';", ['bench-starts-programs']],
    ['bench/scan.ts', "import '../local/demo';", ['bench-starts-programs']],
    ['test/second.test.ts', "import './first.test';", ['tests-stand-alone']],
    ['build.mjs', "import './shared/domain/span';", ['build-imports-no-source']],
  ];

  const ALLOWED: readonly (readonly [string, string])[] = [
    ['shared/domain/span.ts', 'export {};'],
    ['shared/domain/time.ts', 'export {};'],
    ['shared/decode/signIn.ts', "import 'zod';\nimport '../domain/span';"],
    [
      'shared/render/page.tsx',
      "import 'preact';\nimport 'preact-render-to-string';\nimport '../domain/span';",
    ],
    ['shared/jobs/poll/pollSignIns.ts', "import '../../domain/span';\nimport '../../render/page';"],
    ['shared/jobs/onDemand/checkUser.ts', "import '../poll/pollSignIns';"],
    ['shared/jobs/posture/refresh.ts', "import '../onDemand/checkUser';\nimport '../poll/pollSignIns';"],
    ['shared/jobs/digest/sendDigest.ts', "import '../onDemand/checkUser';"],
    ['shared/jobs/urgent/sendMails.ts', "import '../digest/sendDigest';"],
    [
      'shared/tables/rows.ts',
      "import 'node:crypto';\nimport '@azure/data-tables';\nimport '../domain/span';",
    ],
    ['shared/graph/users.ts', "import '../decode/signIn';\nimport '../http/send';\nimport './paging';"],
    ['shared/graph/paging.ts', 'export {};'],
    [
      'shared/http/send.ts',
      "import 'node:events';\nimport 'zod';\nimport '../domain/span';\nimport './answer';",
    ],
    ['shared/http/answer.ts', 'export {};'],
    ['shared/compose/poll.ts', "import '../tables/rows';\nimport '../jobs/poll/pollSignIns';"],
    ['shared/compose.ts', "import './compose/poll';\nimport './graph/users';"],
    [
      'functions/timer.ts',
      "import '@azure/functions';\nimport '../shared/jobs/poll/pollSignIns';\nimport '../shared/compose';",
    ],
    ['tenant/tenant.ts', "import 'node:http';\nimport 'zod';\nimport '../shared/domain/time';"],
    ['local/demo.ts', "import 'commander';\nimport '../shared/tables/rows';\nimport '../tenant/tenant';"],
    ['local/progress.ts', "import 'cli-progress';"],
    ['local/host/loadApp.ts', 'export {};'],
    [
      'simulation/life.ts',
      "import '../local/progress';\nimport '../shared/compose';\nimport '../tenant/tenant';",
    ],
    ['bench/cost.ts', "import '../simulation/life';\nimport '../local/host/loadApp';"],
    ['test/world.ts', "import '../simulation/life';\nimport '../functions/timer';"],
    ['test/first.test.ts', "import './world';"],
    ['package.mjs', "import 'fflate';"],
  ];

  let folder = '';
  let broken: Map<string, string[]>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mfa-watch-imports-'));
    for (const [file, text] of [...FORBIDDEN, ...ALLOWED]) {
      await mkdir(join(folder, dirname(file)), { recursive: true });
      await writeFile(join(folder, file), `${text}\n`);
    }
    broken = byFile((await cruise(folder)).summary.violations);
  }, 120_000);

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test.each(FORBIDDEN)('report %s: %s', (file, _text, names) => {
    expect(broken.get(file)).toEqual(names);
  });

  test.each(ALLOWED)('accept %s', (file) => {
    expect(broken.get(file)).toBeUndefined();
  });

  test('are each shown to fail', () => {
    expect([...new Set([...broken.values()].flat())].sort()).toEqual(rules.map(({ name }) => name).sort());
  });

  test('each say what to do instead', () => {
    for (const { comment } of rules) expect(comment).toMatch(/^[A-Z].{30,}\.$/);
  });
});

/** Every source file, also in a folder that has been added since: the scripts at the top, and all TypeScript below it. */
async function sourceFiles(): Promise<string[]> {
  const found = await Promise.all(
    (await partsOf(ROOT)).map(async (part) =>
      part.endsWith('js')
        ? [part]
        : (await readdir(join(ROOT, part), { recursive: true })).map((path) => `${part}/${path}`),
    ),
  );
  return found.flat().filter((path) => /\.(tsx?|[cm]js)$/.test(path));
}

/** The scripts at the top, and the folders that may hold source. */
async function partsOf(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  return entries
    .filter((entry) => (entry.isDirectory() ? !NO_SOURCE.test(entry.name) : entry.name.endsWith('js')))
    .map(({ name }) => name);
}

/** Hidden folders, dependencies, and results of a build or a demo. */
const NO_SOURCE = /^(\..*|node_modules|dist|out)$/;

function isFrom(file: string, { path = '', pathNot = [] }: From): boolean {
  return new RegExp(path).test(file) && ![pathNot].flat().some((not) => new RegExp(not).test(file));
}

/** Each file that breaks a rule, and the rules it breaks, sorted. */
function byFile(violations: readonly Violation[]): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const { from, rule } of violations) found.set(from, (found.get(from) ?? new Set()).add(rule.name));
  return new Map([...found].map(([file, names]) => [file, [...names].sort()]));
}

/** In a process of its own: dependency-cruiser is an ES module, which jest cannot load. */
async function cruise(root: string): Promise<Cruise> {
  const args = [CRUISE, '--config', RULES, '--output-type', 'json', ...(await partsOf(root))];
  return new Promise((resolve, reject) => {
    // If rules are broken, it exits with their number, and still prints the answer.
    execFile(process.execPath, args, { cwd: root, maxBuffer: 64 * 2 ** 20 }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(`dependency-cruiser printed nothing. ${stderr}`, { cause: error }));
      else resolve(JSON.parse(stdout) as Cruise);
    });
  });
}
