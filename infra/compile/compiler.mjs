/** Finds Microsoft's Bicep compiler, and runs it. */
import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const VERSION = '0.49.2';
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/bicep');
const MINUTES = 60_000;
const isWindows = process.platform === 'win32';
const run = promisify(execFile);

/**
 * The first that there is: `bicep` on PATH, one fetched before, the one of Azure CLI, the one that NuGet has.
 *
 * @returns the compiler, or `null` with the reasons; none if this machine has nothing that could get one
 */
export async function findCompiler() {
  if (await runs('bicep', '--version')) return found('bicep', 'PATH');
  if (await exists(packagedPath())) return found(packagedPath(), 'dotnet');
  const reasons = [];
  for (const [tool, get] of [
    ['az', fromAzureCli],
    ['dotnet', fromNuGet],
  ]) {
    if (!(await runs(tool, '--version'))) continue;
    try {
      return await found(await get(), tool);
    } catch (error) {
      reasons.push(error.message.trim().split('\n')[0]);
    }
  }
  return { compiler: null, reasons };
}

/** Runs the compiler to its end. It writes its findings to stderr, whether it fails or not. */
export async function compile(compiler, args, { cwd, env = process.env }) {
  const options = { cwd, env, timeout: 3 * MINUTES, maxBuffer: 1 << 26 };
  return run(compiler.path, args, options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error) => ({ code: error.code ?? 1, stdout: error.stdout ?? '', stderr: error.stderr ?? String(error) }),
  );
}

async function found(path, source) {
  const { stdout } = await run(path, ['--version'], { timeout: MINUTES });
  return { compiler: { path, source, version: stdout.trim() }, reasons: [] };
}

async function runs(command, argument) {
  // Only a shell finds az.cmd on Windows.
  return run(command, [argument], { timeout: MINUTES, shell: isWindows }).then(
    () => true,
    () => false,
  );
}

/** Azure CLI keeps the compiler in its own folder. https://github.com/Azure/azure-cli/blob/dev/src/azure-cli/azure/cli/command_modules/resource/_bicep.py (read 2026-11-29) */
async function fromAzureCli() {
  const folder = process.env.AZURE_CONFIG_DIR ?? join(homedir(), '.azure');
  const path = join(folder, 'bin', isWindows ? 'bicep.exe' : 'bicep');
  if (!(await exists(path))) {
    await run('az', ['bicep', 'install'], { timeout: 5 * MINUTES, shell: isWindows });
  }
  return path;
}

function packageName() {
  const system = { linux: 'linux', darwin: 'osx', win32: 'win' }[process.platform];
  return `azure.bicep.commandline.${system}-${process.arch}`;
}

function packagedPath() {
  return join(CACHE, packageName(), VERSION, 'tools', isWindows ? 'bicep.exe' : 'bicep');
}

async function fromNuGet() {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-watch-bicep-'));
  try {
    const project = join(folder, 'bicep.csproj');
    await mkdir(CACHE, { recursive: true });
    await writeFile(
      project,
      `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
  </PropertyGroup>
  <ItemGroup><PackageDownload Include="${packageName()}" Version="[${VERSION}]" /></ItemGroup>
</Project>
`,
    );
    await run('dotnet', ['restore', project, '--packages', CACHE], { timeout: 5 * MINUTES });
    return packagedPath();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
