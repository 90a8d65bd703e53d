import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { codeIn } from '../../shared/domain/word';
import { HostError, messageOf } from './hostError';

/**
 * Reads a JSON file of the app.
 *
 * @returns `null` if there is no such file
 * @throws HostError `badFile`, which names the file and the wrong field
 */
export function readJsonFile<T>(path: string, schema: z.ZodType<T>): T | null {
  const text = readText(path);
  if (text === null) return null;
  const parsed = schema.safeParse(parse(text, path));
  if (parsed.success) return parsed.data;
  throw new HostError('badFile', `${basename(path)}: ${z.prettifyError(parsed.error)}`);
}

function readText(path: string): string | null {
  try {
    // Some editors on Windows start a file with a byte order mark.
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (codeIn(error) === 'ENOENT') return null;
    throw new HostError('badFile', `${basename(path)} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HostError('badFile', `${basename(path)} is not JSON: ${messageOf(error)}`, { cause: error });
  }
}
