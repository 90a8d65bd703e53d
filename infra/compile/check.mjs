/**
 * Compiles and lints every template and parameter file of infra/ with Microsoft's compiler: `npm run check:bicep`.
 * A warning fails it too. The levels in bicepconfig.json stay at "warning" all the same: with "error", a stricter rule of a later
 * compiler would stop the deployment of somebody who has not changed anything. bicepconfig.json names every rule that the compiler has;
 * test/infra/security.test.ts gives the reason for each that is off.
 *
 * --graph-types <file>: the types of the Graph extension, for a machine that does not reach its registry (graphTypes.mjs).
 */
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compile, findCompiler } from './compiler.mjs';
import { useLocalGraph } from './graphTypes.mjs';

const INFRA = join(import.meta.dirname, '..');
/** A diagnostic as the compiler writes it: file(line,column) : Warning BCP000: text. */
const DIAGNOSTIC = /^(.*)\((\d+),(\d+)\) : (Error|Warning|Info) ([\w-]+: .*?)(?: \[https:.*\])?$/;
/** The compiler did not reach the registry of an extension. */
const UNREACHABLE = 'BCP192';

const { values } = parseArgs({ options: { 'graph-types': { type: 'string' } } });
process.exitCode = await main(values['graph-types']);

function say(text) {
  process.stdout.write(`${text}\n`);
}

async function main(graphTypes) {
  const { compiler, reasons } = await findCompiler();
  if (compiler === null) {
    say(
      ['Skipped: the templates were not compiled. That takes Bicep, Azure CLI or dotnet.', ...reasons].join(
        '\n',
      ),
    );
    // A machine that has a tool to get the compiler must not skip it in silence.
    return process.env.CI === 'true' && reasons.length > 0 ? 1 : 0;
  }
  say(`${compiler.version}, found by ${compiler.source}`);
  const folder = await mkdtemp(join(tmpdir(), 'mfa-watch-infra-'));
  try {
    await cp(INFRA, folder, { recursive: true });
    return await checkAll(compiler, folder, graphTypes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkAll(compiler, folder, graphTypes) {
  let diagnostics = await diagnosticsOfAll(compiler, folder);
  const unreachable = diagnostics.filter(({ line }) => line.includes(UNREACHABLE)).map(({ file }) => file);
  let skipped = [];
  if (unreachable.length > 0 && graphTypes !== undefined) {
    await useLocalGraph(compiler, resolve(graphTypes), folder);
    say(`Graph extension: its registry is not reached; local types from ${graphTypes}`);
    diagnostics = await diagnosticsOfAll(compiler, folder);
  } else if (unreachable.length > 0) {
    skipped = unreachable;
    diagnostics = diagnostics.filter(({ file }) => !skipped.includes(file));
  }
  return report(diagnostics, skipped, await filesIn(folder));
}

function report(diagnostics, skipped, files) {
  const found = new Map(diagnostics.map((one) => [one.line, one.severity]));
  for (const line of found.keys()) say(line);
  for (const file of skipped) {
    say(`Skipped: ${file}. The registry of its extension is not reached, and no --graph-types are given.`);
  }
  const count = (severity) => [...found.values()].filter((one) => one === severity).length;
  const compiled = `${files.length - skipped.length} files compiled, ${skipped.length} skipped`;
  say(`infra: ${compiled}, ${count('Error')} errors, ${count('Warning')} warnings`);
  return count('Error') + count('Warning') === 0 ? 0 : 1;
}

async function filesIn(folder) {
  return (await readdir(folder, { recursive: true })).filter((name) => /\.bicep(param)?$/.test(name));
}

/** All templates in one run, because each run takes seconds to start. */
async function diagnosticsOfAll(compiler, folder) {
  const parameters = (await filesIn(folder)).filter((name) => name.endsWith('.bicepparam'));
  const found = [
    await diagnosticsOf(compiler, folder, ['build', '--pattern', '**/*.bicep']),
    ...(await Promise.all(
      parameters.map((name) => diagnosticsOf(compiler, folder, ['build-params', name, '--stdout'])),
    )),
  ];
  return found.flat();
}

async function diagnosticsOf(compiler, folder, args) {
  const { code, stderr } = await compile(compiler, args, { cwd: folder });
  const found = stderr.split('\n').flatMap((line) => diagnosticIn(line.trim(), folder));
  if (code === 0 || found.some(({ severity }) => severity === 'Error')) return found;
  return [...found, { severity: 'Error', file: '', line: `${args.join(' ')}: ${stderr.trim()}` }];
}

function diagnosticIn(text, folder) {
  const [, path = '', line, column, severity = '', what] = DIAGNOSTIC.exec(text) ?? [];
  if (what === undefined) return [];
  const file = `infra${path.slice(folder.length)}`;
  return [{ severity, file, line: `${file}:${line}:${column}: ${severity} ${what}` }];
}
