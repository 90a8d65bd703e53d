import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ROOT, template } from './templates';

export type Evaluated = {
  readonly resources: readonly Resource[];
  readonly outputs: Readonly<Record<string, unknown>>;
};
type Resource = {
  /** An expression if a part of it is known only after the deployment. */
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly properties?: Readonly<Record<string, unknown>>;
};

const run = promisify(execFile);
const SUBSCRIPTION = '00000000-0000-0000-0000-000000000000';
const IN_GROUP = ['--subscription-id', SUBSCRIPTION, '--resource-group', 'rg'];

/** The path of Microsoft's compiler; `null` if this machine has none. */
export function compilerPath(): string | null {
  const module = pathToFileURL(join(ROOT, 'infra/compile/compiler.mjs')).href;
  const script = `import { findCompiler } from '${module}'; process.stdout.write(JSON.stringify(await findCompiler()))`;
  const found = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  return JSON.parse(found).compiler?.path ?? null;
}

/**
 * The deployment that Azure would make of a parameter file, evaluated on this machine by the compiler.
 *
 * @param parameters the text of the file, which stands beside main.bicep
 * @throws with the words of Azure if it would refuse the deployment
 */
export async function evaluated(
  compiler: string,
  parameters: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Evaluated> {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-watch-evaluated-'));
  try {
    await cp(join(ROOT, 'infra'), folder, { recursive: true });
    await writeFile(join(folder, 'test.bicepparam'), parameters);
    const [, file = ''] = /^using '\.\/(.*)'$/m.exec(parameters) ?? [];
    const place = template(file).includes("targetScope = 'tenant'") ? [] : IN_GROUP;
    const args = ['snapshot', 'test.bicepparam', '--mode', 'overwrite', '--deployment-name', 'd'];
    await run(compiler, [...args, '--location', 'westeurope', ...place], {
      cwd: folder,
      env: { ...process.env, ...env },
    });
    const snapshot = JSON.parse(await readFile(join(folder, 'test.snapshot.json'), 'utf8'));
    return { resources: snapshot.predictedResources, outputs: snapshot.outputs };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
