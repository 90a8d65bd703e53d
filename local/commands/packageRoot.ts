import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { cloneNeededInWords, filesOfCloneInWords } from '../words/clone';
import { UsageError } from './failure';

/**
 * The folder of the clone that this command line was built in. The npm package holds the command line alone.
 *
 * @throws UsageError in the npm package
 */
export function cloneRoot(command: 'demo' | 'serve'): string {
  const root = packageRoot();
  if (isClone(root)) return root;
  throw cloneNeeded(command);
}

/** The command is not in the npm package. */
export function cloneNeeded(command: 'demo' | 'serve'): UsageError {
  return new UsageError(cloneNeededInWords(command, repositoryOf(packageRoot())));
}

/** One line that says where the files come from that these commands name; `null` if they name none, or in a clone. */
export function filesNote(commands: string): string | null {
  const root = packageRoot();
  if (isClone(root) || !/(^|[\s"'])(infra|dist)\//.test(commands)) return null;
  return filesOfCloneInWords(repositoryOf(root));
}

/** The folder of our own package.json, wherever this file was built to. */
function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error(`No package.json above ${__dirname}: the package is not complete.`);
    folder = parent;
  }
  return folder;
}

function isClone(root: string): boolean {
  return existsSync(join(root, 'host.json'));
}

const published = z.object({ repository: z.object({ url: z.string().startsWith('git+https://') }) });

/** The address to clone. The person who publishes the package sets it: a clone does not know where it is published. */
function repositoryOf(root: string): string | null {
  const found = published.safeParse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return found.success ? found.data.repository.url.slice('git+'.length) : null;
}
