import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from '@jest/globals';
import { hasPester, POWERSHELL, testIf } from './powerShell';

const RUN = `
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
$result = Invoke-Pester '${__dirname}' -PassThru -Output None
@{
  passed = $result.PassedCount
  failed = @(@($result.Failed) + @($result.FailedContainers) | ForEach-Object { "$_ $($_.ErrorRecord)" })
} | ConvertTo-Json -Compress
`;

testIf(hasPester, 'the Pester tests of the PowerShell scripts pass', async () => {
  const { stdout } = await promisify(execFile)(POWERSHELL, [
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    RUN,
  ]);
  const { passed, failed } = JSON.parse(stdout);
  expect(failed).toEqual([]);
  expect(passed).toBeGreaterThan(20);
});
