import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { USE_OUTCOMES } from '../../shared/domain/account/lastUse';
import { urgentSubject } from '../../shared/render/words/urgent';
import { FILE_LABELS } from '../words/demo';

export function reportIn(out: string): string {
  return join(out, 'report.html');
}

export function outboxIn(out: string): string {
  return join(out, 'outbox');
}

/** Removes only the files of an earlier demo: the folder may be the user's own. */
export async function clear(out: string): Promise<void> {
  const outbox = outboxIn(out);
  await mkdir(outbox, { recursive: true });
  const mails = (await readdir(outbox)).filter((name) => /^mail-.*\.(html|txt|json)$/.test(name));
  for (const path of [reportIn(out), ...mails.map((name) => join(outbox, name))])
    await rm(path, { force: true });
}

const URGENT_SUBJECTS: ReadonlySet<string> = new Set(
  (['breakGlassUsed', 'passwordAlone'] as const).flatMap((kind) =>
    USE_OUTCOMES.map((outcome) => urgentSubject({ kind, outcome })),
  ),
);

const record = z.object({ subject: z.string(), files: z.object({ html: z.string() }) });

export type DemoFile = { readonly label: string; readonly path: string };

/** The pages to open, the report first; an urgent mail is there only on some days. */
export async function filesIn(out: string): Promise<readonly DemoFile[]> {
  const outbox = outboxIn(out);
  const names = (await readdir(outbox)).filter((name) => name.endsWith('.json')).sort();
  const mails = await Promise.all(
    names.map(async (name) => {
      const { subject, files } = record.parse(JSON.parse(await readFile(join(outbox, name), 'utf8')));
      const label = URGENT_SUBJECTS.has(subject) ? FILE_LABELS.urgent : FILE_LABELS.digest;
      return { label, path: join(outbox, files.html) };
    }),
  );
  const digestFirst = (a: DemoFile, b: DemoFile) => a.label.localeCompare(b.label);
  return [{ label: FILE_LABELS.report, path: reportIn(out) }, ...mails.sort(digestFirst)];
}
