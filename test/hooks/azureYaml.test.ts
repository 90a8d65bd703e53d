import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { HOOKS } from './hookWorld';

const ROOT = join(__dirname, '../..');

const azureYaml = () => readFile(join(ROOT, 'azure.yaml'), 'utf8');

describe('azure.yaml', () => {
  test.each(HOOKS)('runs %s in the shell of each system, where it can ask', async (hook) => {
    expect(await azureYaml()).toContain(
      [
        `  ${hook}:`,
        `    posix: { shell: sh, run: infra/hooks/${hook}.sh, interactive: true }`,
        `    windows: { shell: pwsh, run: infra/hooks/${hook}.ps1, interactive: true }`,
        '',
      ].join('\n'),
    );
  });

  test('names no other hook', async () => {
    const names = [...(await azureYaml()).matchAll(/^ {2}((?:pre|post)\w+):$/gm)].map(([, name]) => name);
    expect(names).toEqual(HOOKS);
  });

  test('provisions before it packages, so that nothing replaces node_modules or dist below a hook', async () => {
    expect(await azureYaml()).toContain(
      '\nworkflows:\n  up:\n    - azd: provision\n    - azd: deploy --all\n',
    );
  });
});

// https://github.com/Azure/azure-dev/blob/main/cli/azd/pkg/tools/bash/bash.go (read 2026-11-29): azd runs the file itself.
test.each(HOOKS)('the POSIX script of %s is executable', async (hook) => {
  const { mode } = await stat(join(ROOT, `infra/hooks/${hook}.sh`));
  expect(mode & 0o111).not.toBe(0);
});
