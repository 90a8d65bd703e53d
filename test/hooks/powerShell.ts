import { spawnSync } from 'node:child_process';
import { test } from '@jest/globals';

/** The program of PowerShell 7. */
export const POWERSHELL = 'pwsh';

/** Whether this machine runs the command, which prints something. */
function runs(command: string): boolean {
  const { status, stdout } = spawnSync(POWERSHELL, ['-NoProfile', '-NonInteractive', '-Command', command], {
    encoding: 'utf8',
  });
  return status === 0 && stdout.trim() !== '';
}

export const hasPowerShell = runs('$PSVersionTable.PSVersion.Major');

export const hasPester =
  hasPowerShell && runs('Get-Module -ListAvailable Pester | Where-Object { $_.Version.Major -ge 5 }');

/** Where tests of PowerShell may not be skipped. */
const isRequired = process.env.CI === 'true';

/** A test that needs PowerShell, or Pester. In CI it fails without it; elsewhere it is skipped, and jest says so. */
export function testIf(isThere: boolean, name: string, body: () => Promise<void>, timeoutMs = 120_000): void {
  const { skip } = test;
  (isThere || isRequired ? test : skip)(name, body, timeoutMs);
}
