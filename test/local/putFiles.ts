import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Contents by path within a folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export async function putFiles(folder: string, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}
