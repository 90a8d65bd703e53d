/** The licences of the packages that are bundled into a file: most require that their text goes with each copy. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const LICENCE = /^(licen[cs]e|copying)\b/i;
/** Also ThirdPartyNotices.txt and CopyrightNotice.txt. Apache-2.0 requires that NOTICE goes along. */
const NOTICE = /^[\w-]*notices?(text)?(\.(txt|md))?$/i;

/**
 * Packages whose archive and repository have no text (looked at on 2026-11-30), but whose manifest says MIT: they get the text of that
 * licence, with their author. Any other package without a text stops the build.
 */
const ONLY_NAMED = ['@nodable/entities'];

/**
 * @param packages of a bundle: packagesIn
 * @returns the name, version, licence, licence text and notices of each
 * @throws Error if a package has no licence text
 */
export async function noticesFor(packages) {
  const texts = await Promise.all(packages.map(noticeOf));
  return `mfa-watch contains these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

async function noticeOf(one) {
  const { name, version, license } = one;
  const texts = await textsOf(one);
  return `${name} ${version} (${license})\n\n${texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n')}\n`;
}

async function textsOf({ folder, name, license }) {
  const files = await readdir(folder);
  const licences = files.filter((file) => LICENCE.test(file)).sort();
  const notices = files.filter((file) => NOTICE.test(file) && !LICENCE.test(file)).sort();
  if (licences.length === 0 && ONLY_NAMED.includes(name) && license === 'MIT') return [await mitOf(folder)];
  if (licences.length === 0) throw new Error(`${folder} has no licence text, which each copy must include.`);
  return Promise.all([...licences, ...notices].map((file) => readFile(join(folder, file), 'utf8')));
}

/** Our own licence is the same. */
async function mitOf(folder) {
  const { author } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return (await readFile('LICENSE', 'utf8')).replace(/^Copyright .*$/m, `Copyright (c) ${author}`);
}
