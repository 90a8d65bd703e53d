import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { version } from '../package.json';
import { GRANTED, startTenant, type Tenant } from '../tenant/tenant';

const ROOT = join(__dirname, '..');
const SIGN_IN = join(ROOT, 'test/fixtures/sign-ins/app-azure-portal/record.json');
const POLICY = join(ROOT, 'test/fixtures/policies/excluded-user/policies.json');
// A little above what was measured on 2026-11-29: 455 kB and 1.64 MB.
const PACKED_BYTES = 550_000;
const UNPACKED_BYTES = 2_000_000;
const run = promisify(execFile);

let folder = '';
let tarball = '';
let installed = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mfa-watch-npx-'));
  await mkdir(join(folder, 'bin'));
  await mkdir(join(folder, 'empty'));
  for (const name of ['npm', 'npx', 'sh']) await symlink(await found(name), join(folder, 'bin', name));
  await symlink(process.execPath, join(folder, 'bin/node'));
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT, env: env() });
  tarball = join(folder, `mfa-watch-${version}.tgz`);
  // Without a prefix, npm would install beside a package.json or node_modules above, if there is one.
  const here = join(folder, 'empty');
  await inEmpty('npm', ['install', '--prefix', here, '--offline', '--no-audit', '--no-fund', tarball]);
  installed = join(folder, 'empty/node_modules/mfa-watch');
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function found(name: string): Promise<string> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const at = folders.map((path) => join(path, name)).find((path) => existsSync(path));
  if (at === undefined) throw new Error(`${name} is not installed.`);
  return realpath(at);
}

/** A machine with Node.js alone, an empty cache, and no way out. */
function env(): Record<string, string> {
  return {
    PATH: join(folder, 'bin'),
    HOME: folder,
    npm_config_cache: join(folder, 'cache'),
    npm_config_registry: 'http://127.0.0.1:9',
    npm_config_proxy: 'http://127.0.0.1:9',
    npm_config_https_proxy: 'http://127.0.0.1:9',
    npm_config_update_notifier: 'false',
  };
}

async function inEmpty(program: string, args: readonly string[], more: Record<string, string> = {}) {
  const options = { cwd: join(folder, 'empty'), env: { ...env(), ...more } };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(program, args, options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}
/** The files that a command loads. */
const PART = /^dist\/npx\/parts\/[\w-]+\.mjs$/;
const BIN = './node_modules/.bin/mfa-watch';
const mfaWatch = (args: readonly string[], more?: Record<string, string>) => inEmpty(BIN, args, more);

describe('the npm package', () => {
  test('holds the command line, the list of its contents, its licences and its page, nothing else', async () => {
    const entries = await readdir(installed, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const files = names.map((name) => name.slice(installed.length + 1));
    expect(files.filter((file) => !PART.test(file)).sort()).toEqual([
      'LICENSE',
      'README.md',
      'dist/npx/THIRD-PARTY-NOTICES.txt',
      'dist/npx/mfa-watch.mjs',
      'dist/npx/sbom.cdx.json',
      'local/app.cjs',
      'local/launch.cjs',
      'package.json',
    ]);
    const sizes = await Promise.all(names.map(async (name) => (await stat(name)).size));
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(UNPACKED_BYTES);
    expect((await stat(tarball)).size).toBeLessThan(PACKED_BYTES);
  });

  test('needs no other package, and runs nothing when it is installed', async () => {
    const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
    const packages = ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'];
    expect(packages.filter((kind) => kind in manifest)).toEqual([]);
    expect(['preinstall', 'install', 'postinstall'].filter((name) => name in manifest.scripts)).toEqual([]);
    expect(await readdir(join(folder, 'empty/node_modules'))).toEqual([
      '.bin',
      '.package-lock.json',
      'mfa-watch',
    ]);
  });

  test('loads only parts of Node.js, and names no place on the machine that built it', async () => {
    const built = await readdir(join(installed, 'dist/npx'), { recursive: true });
    const texts = built
      .filter((file) => file.endsWith('.mjs'))
      .map((file) => readFile(join(installed, 'dist/npx', file), 'utf8'));
    const code = (await Promise.all(texts)).join('\n');
    const loaded = [...code.matchAll(/\b(?:require\(|from|import\()"([^."][^"]*)"/g)].map(
      ([, name = '']) => name,
    );
    expect(loaded).toContain('node:fs');
    expect(loaded.filter((name) => !isBuiltin(name))).toEqual([]);
    for (const place of [ROOT, 'node_modules', 'sourceMappingURL']) expect(code).not.toContain(place);
  });

  test('has the licence of each package in it, and of no other', async () => {
    const notices = await readFile(join(installed, 'dist/npx/THIRD-PARTY-NOTICES.txt'), 'utf8');
    const named = [...notices.matchAll(/^(\S+) \d+\.\d+\.\d+\S* \((.+)\)$/gm)].map(([, name]) => name);
    for (const name of ['@azure/identity', 'commander', 'csv-parse', 'preact', 'zod'])
      expect(named).toContain(name);
    for (const name of ['azurite', 'esbuild', 'jest']) expect(named).not.toContain(name);
    expect(notices.match(/permission notice|Redistributions|Permission to use/gi)?.length).toBeGreaterThan(
      50,
    );
  });
});

describe('installed into an empty folder, without a network, the command line', () => {
  test('lists its commands', async () => {
    const { code, stdout } = await mfaWatch(['--help']);
    expect(code).toBe(0);
    for (const name of ['scan', 'check', 'policy', 'doctor', 'completion'])
      expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(await mfaWatch(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('completes in bash', async () => {
    const script = await mfaWatch(['completion', 'bash']);
    expect(script).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('complete ') });
    const { stdout } = await mfaWatch(['complete', '--', 'scan', '--format', '.n']);
    expect(stdout).toMatch(/^ndjson\t.*\n$/);
  });

  test('judges a file, as a table, as JSON and as a page', async () => {
    const table = await inEmpty('npx', ['--no-install', 'mfa-watch', 'scan', SIGN_IN]);
    expect(table).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('alex@contoso.example'),
    });
    const json = await mfaWatch(['scan', SIGN_IN, '--format', 'json']);
    expect(JSON.parse(json.stdout).accounts).toMatchObject([{ userPrincipalName: 'alex@contoso.example' }]);
    const page = await mfaWatch(['scan', SIGN_IN, '--out', 'report.html']);
    expect([page.code, page.stderr]).toEqual([0, 'mfa-watch: the result is in report.html\n']);
    const html = await readFile(join(folder, 'empty/report.html'), 'utf8');
    expect(html).toMatch(/^<!doctype html>.*alex@contoso\.example.*<\/html>\s*$/is);
  });

  test('judges policies', async () => {
    const { code, stdout, stderr } = await mfaWatch([
      'policy',
      '--format',
      'json',
      '--security-defaults',
      'off',
      POLICY,
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect(Object.keys(JSON.parse(stdout).apps)).toContain('adminPortals');
  });

  test.each(['check', 'policy', 'doctor'])('%s says how to sign in', async (name) => {
    const { code, stdout, stderr } = await mfaWatch([name]);
    expect(code).toBe(1);
    expect(stdout + stderr).toMatch(/Nobody is signed in .* Install Azure CLI/);
    expect(stdout + stderr).not.toMatch(/\n\s+at |Cannot find module/);
  });

  test.each([
    ['demo', 'npm ci && npm run demo'],
    ['serve', 'npm ci && npx mfa-watch serve'],
  ])('%s says that it needs a clone, and how to get one', async (name, line) => {
    const { code, stdout, stderr } = await mfaWatch([name]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      new RegExp(`^mfa-watch: ${name} needs a clone of MFA Watch.*; there, run: ${line}\n$`),
    );
    const manifest = join(installed, 'package.json');
    const before = await readFile(manifest, 'utf8');
    const repository = { type: 'git', url: 'git+https://github.com/contoso/mfa-watch.git' };
    await writeFile(manifest, JSON.stringify({ ...JSON.parse(before), repository }));
    const published = await mfaWatch([name]);
    await writeFile(manifest, before);
    const clone = 'git clone https://github.com/contoso/mfa-watch.git mfa-watch && cd mfa-watch';
    expect(published.stderr).toContain(`; run: ${clone} && ${line}\n`);
  });

  test('runs the app of an unpacked release', async () => {
    const args = ['serve', '--app', join(ROOT, 'dist/package'), '--port', '0'];
    const settings = { TABLES_ENDPOINT: 'http://127.0.0.1:9/x', MAIL_MODE: 'outbox', OUTBOX_DIR: folder };
    const child = spawn(BIN, args, { cwd: join(folder, 'empty'), env: { ...env(), ...settings } });
    try {
      const [said] = await once(child.stdout, 'data', { signal: AbortSignal.timeout(25_000) });
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(String(said))?.[0];
      const document = await fetch(`${url}/api/openapi.json`);
      expect([document.status, await document.json()]).toMatchObject([200, { openapi: '3.1.0' }]);
    } finally {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
    }
  });

  describe('with a tenant', () => {
    let tenant: Tenant;
    beforeAll(async () => {
      const small = { accounts: 40, days: 1, signInsPerDay: 1, otherSignInsPerDay: 1, throttle: false };
      tenant = await startTenant({ ...small, permissions: [...GRANTED, 'Directory.AccessAsUser.All'] });
    });
    afterAll(() => tenant.stop());
    const endpoints = () => ({ GRAPH_ENDPOINT: tenant.url, ARM_ENDPOINT: tenant.url });

    test('says where the files of the commands of doctor come from', async () => {
      const { stdout, stderr } = await mfaWatch(['doctor', '--resource-group', 'rg-other'], endpoints());
      expect(stdout).toContain(' infra/');
      expect(stderr).toMatch(/^The folders infra and dist are part of a clone of MFA Watch: .*\n$/);
    });

    test('reads live sign-ins and policies', async () => {
      expect(await mfaWatch(['check'], endpoints())).toMatchObject({ code: 0, stderr: '' });
      expect(await mfaWatch(['policy'], endpoints())).toMatchObject({ code: 0 });
    });
  });
});
