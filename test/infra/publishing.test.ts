import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fileOf, ROOT, template } from './templates';

/** The rights to write that a job has: for a release, and for tokens that Azure and npm exchange. */
const WRITES: readonly string[] = ['release.yml contents', 'deploy.yml id-token', 'publish.yml id-token'];

test('azd publishes the package to the app that the template deploys', () => {
  const azd = fileOf('azure.yaml');
  const service = /^services:\n {2}(\w+):$/m.exec(azd)?.[1];
  expect(template('modules/functionApp.bicep')).toContain(`'azd-service-name': '${service}'`);
  expect(azd).toMatch(/^ {4}dist: dist\/package$/m);
  expect(azd).toMatch(/^ {4}remoteBuild: false$/m);
});

describe('the release of a version tag', () => {
  const release = fileOf('.github/workflows/release.yml');

  test.each([
    'mfa-watch.zip',
    'released-package.zip',
    'azuredeploy.json',
    'mfa-watch.cdx.json',
    'mfa-watch-npx.cdx.json',
    'SHA256SUMS',
  ])('has %s', (asset) => {
    expect(release).toMatch(new RegExp(`(out/release/|> )${asset.replaceAll('.', '\\.')}\\n`));
  });

  test('has a template that deploys the package of the same release', () => {
    expect(release).toMatch(/releases\/download\/\$\{\{ github\.ref_name \}\}\n/);
    expect(release).toContain('portal.mjs "$RELEASE/released-package.zip" out/release/azuredeploy.json\n');
  });

  test('is written by one job alone, which runs no code of the repository', () => {
    const [build = '', publish = ''] = release.split('\n  release:\n');
    expect(build).toContain('\npermissions:\n  contents: read\n');
    expect(build).not.toContain('write');
    expect(publish).toContain('      contents: write\n');
    expect(publish).not.toMatch(/checkout|npm/);
  });

  test('can be made again for the same tag', () => {
    expect(release).toContain('gh release upload "$TAG" release/* --clobber');
  });
});

describe('every workflow', () => {
  const names = ['check', 'deploy', 'release'];
  const every = readdirSync(join(ROOT, '.github/workflows')).filter((name) => name.endsWith('.yml'));

  test.each(every)('may write nothing but what one job needs, and leaves no token behind: %s', (file) => {
    const text = fileOf(`.github/workflows/${file}`);
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(text).not.toMatch(/write-all|pull_request_target|^ {4}permissions: (?!$)/m);
    for (const [, right = ''] of text.matchAll(/^ *([\w-]+): write$/gm))
      expect(WRITES).toContain(`${file} ${right}`);
    const checkouts = text.match(/uses: actions\/checkout@/g)?.length ?? 0;
    expect(text.match(/persist-credentials: false/g)?.length ?? 0).toBe(checkouts);
  });

  test.each(every)('installs without the scripts of packages: %s', (file) => {
    const installs = [...fileOf(`.github/workflows/${file}`).matchAll(/npm (?:ci|i|install)\b.*/g)].map(
      ([line]) => line,
    );
    const unsafe = installs.filter(
      (line) => !line.includes('--ignore-scripts') && !line.includes('--offline'),
    );
    expect(unsafe).toEqual([]);
  });

  test.each(names)('compiles the templates before it does anything else with them: %s', (name) => {
    const steps = [...fileOf(`.github/workflows/${name}.yml`).matchAll(/^ {6}- run: (.*)$/gm)].map(
      ([, run]) => run,
    );
    expect(steps.slice(0, 4)).toEqual([
      'npm ci --ignore-scripts',
      'npm audit signatures',
      'npm run check:bicep',
      'npm run check',
    ]);
  });

  test.each(names)('pins each action by its commit: %s', (name) => {
    const used = [...fileOf(`.github/workflows/${name}.yml`).matchAll(/uses: (.*)$/gm)].map(
      ([, action]) => action,
    );
    expect(used.length).toBeGreaterThan(1);
    for (const action of used) expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d/);
  });
});

describe('the version of Node.js', () => {
  const deployed = /^param nodeVersion string = '(\d+)'$/m.exec(template('main.bicep'))?.[1];

  test.each([
    ['.nvmrc', /^(\d+)$/m],
    ['.github/workflows/deploy.yml', /node-version: "(\d+)"/],
    ['.github/workflows/release.yml', /node-version: "(\d+)"/],
    ['.github/workflows/check.yml', /node: \[.*"(\d+)"\]/],
    ['.ci/run', /'the deployed Node\.js' on_node (\d+)/],
  ])('in %s is the deployed one', (path, pattern) => {
    expect([path, pattern.exec(fileOf(path))?.[1]]).toEqual([path, deployed]);
  });
});
