/**
 * Compiles main.bicep for the Azure portal ("Deploy a custom template"), so that it takes no tool to deploy and no package to
 * publish: `node infra/compile/portal.mjs <address of the package> <file to write>`.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compile, findCompiler } from './compiler.mjs';

const INFRA = join(import.meta.dirname, '..');

const [address = '', file = ''] = process.argv.slice(2);
if (!/^https:\/\/\S+\.zip$/.test(address) || file === '') {
  throw new Error('Give the https address of the package, and the file to write.');
}
const { compiler, reasons } = await findCompiler();
if (compiler === null) throw new Error(`There is no Bicep compiler. ${reasons.join(' ')}`);
const { code, stdout, stderr } = await compile(compiler, ['build', join(INFRA, 'main.bicep'), '--stdout'], {
  cwd: INFRA,
});
if (code !== 0) throw new Error(stderr);
const template = JSON.parse(stdout);
template.parameters.packageUri.defaultValue = address;
await writeFile(file, `${JSON.stringify(template, null, 2)}\n`);
