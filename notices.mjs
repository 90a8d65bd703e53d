/** The licences of the packages that are bundled into a file: most require that their text goes with each copy. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @param metafile what esbuild reports about one bundle
 * @returns the name, version, licence and licence text of each package in it, in the order of their names
 * @throws Error if a package has no licence text
 */
export async function noticesFor({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const folders = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0])
    .filter((folder) => folder !== undefined);
  const notices = await Promise.all([...new Set(folders)].map(noticeOf));
  // One version may lie in several folders.
  const texts = [...new Set(notices)].sort();
  return `mfa-watch contains these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)\b/i.test(file)).sort();
  if (files.length === 0) throw new Error(`${folder} has no licence text, which each copy must include.`);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return `${name} ${version} (${license})\n\n${texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n')}\n`;
}
