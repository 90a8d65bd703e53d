import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');
const INFRA = join(ROOT, 'infra');

/** A file of the project. */
export function fileOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** A template or parameter file, by its path in infra/. */
export function template(path: string): string {
  return fileOf(join('infra', path));
}

/** All of them, one after the other. */
export const everything: string = readdirSync(INFRA, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(bicep|bicepparam)$/.test(path))
  .map(template)
  .join('\n');

/** Top-level resources with a matching first line. */
export function resources(opening: RegExp): string[] {
  return everything.split(/^(?=resource )/m).filter((text) => opening.test(text));
}
