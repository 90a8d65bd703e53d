import { readTenantConfig } from '../../shared/config';
import { indexApps, withExtraApps } from '../../shared/domain/apps/enforcedApps';
import { FileError } from '../files/fileError';
import { outsideOf } from '../scan/outside';
import { type Problems, problemsOf } from '../scan/problems';
import { readAll } from '../scan/readAll';
import { type ReadOnce, readOnce } from '../scan/readOnce';
import { collectRemarks, type Remarks } from '../scan/remarks';
import type { Source } from '../scan/source';
import { openSources } from '../scan/sources';
import { survey } from '../scan/survey';
import { readWholeLog, type WholeLog } from '../scan/wholeLog';
import { keepHeapSmall } from '../smallHeap';
import { type Format, formatFor, outputIn } from './formats';
import { gathering } from './gathering';
import { type Judging, judging } from './judging';
import { type Out, openOut, refuseInput } from './outFile';
import type { Terminal } from './terminal';

export type ScanOptions = {
  readonly format?: Format;
  readonly out?: string;
  readonly tenant?: string;
};

/**
 * Judges the sign-ins in files and folders after all have been read: only then it is known which tenant is ours, which Entra
 * sessions proved MFA, and which of several versions of a sign-in counts. Every verdict depends on all three.
 *
 * @param paths of files and folders; `-` for standard input
 */
export async function scan(
  paths: readonly string[],
  options: ScanOptions,
  terminal: Terminal,
): Promise<void> {
  keepHeapSmall();
  const config = readTenantConfig(terminal.env);
  const problems = problemsOf(terminal);
  const { inputs, folders } = await openSources(paths, problems);
  let out: Out | null = null;
  let once: ReadOnce | null = null;
  try {
    out = await openOut(options.out, terminal);
    const { sources, refused } = await survey(inputs, problems);
    const format = formatFor(options);
    const catalogue = withExtraApps(config.extraApps);
    const apps = indexApps(catalogue);
    const now = terminal.now().getTime();
    const outside = WHOLE.has(format) ? outsideOf(apps, now) : null;
    once = readOnce(sources, outside ? { isDone: outside.holds } : {});
    const log = await readWholeLog(once, { problems, stream: terminal.stderr, outside });
    for (const folder of folders) {
      const isRead = folder.isShared || log.sources.some((source) => source.folder === folder);
      if (!isRead && !refused.has(folder))
        problems.file(new FileError(folder.path, { code: 'noneInFolder', files: folder.files }));
    }
    if (log.sources.length === 0) return;
    if (options.tenant !== undefined && !log.tenants.has(options.tenant)) {
      problems.remark({ code: 'otherTenant', tenant: options.tenant });
    }
    const context = {
      apps,
      tenantId: options.tenant ?? log.tenantId,
      sessions: log.sessions,
      now,
    };
    await refuseInput(
      options.out,
      log.sources.map(({ name }) => name),
    );
    const taken = outside?.taken() ?? { gathered: gathering(), remarks: collectRemarks() };
    const judge = judging(context, outputIn(format, out), taken.gathered);
    // On one terminal, a bar would mix with the lines.
    const hasBar = !(STREAMING.has(format) && out.isOnTerminal);
    await judgeAll(log, { judge, remarks: taken.remarks, problems, stream: hasBar ? terminal.stderr : null });
    await judge.end({
      origin: 'files',
      registrations: null,
      breakGlass: new Set(config.breakGlassAccounts),
      report: {
        subject: subjectOf(log.sources),
        cloud: config.cloud,
        appNames: Object.fromEntries(catalogue.map(({ key, name }) => [key, name])),
      },
    });
    await out.finish();
  } finally {
    out?.close();
    once?.close();
    for (const input of inputs) await input.close();
    problems.end();
  }
}

/** Formats whose lines are written while sign-ins are judged. */
const STREAMING: ReadonlySet<Format> = new Set(['ndjson', 'csv', 'json']);

/** Formats that list no single sign-in to an app that is not enforced. */
const WHOLE: ReadonlySet<Format> = new Set(['table', 'html']);

type JudgeAll = {
  readonly judge: Judging;
  readonly remarks: Remarks;
  readonly problems: Problems;
  readonly stream: NodeJS.WriteStream | null;
};

async function judgeAll(
  { sources, versions }: WholeLog,
  { judge, remarks, problems, stream }: JudgeAll,
): Promise<void> {
  const isNamed = sources.length > 1 || sources.some(({ folder }) => folder !== null);
  const inputs = new Map(sources.map((source) => [source.index, source]));
  let repeats = 0;
  await readAll(sources, {
    label: 'Judging',
    stream,
    signIn: (signIn, place) => {
      if (versions.counts(signIn, place)) {
        const source = inputs.get(place.input);
        if (source) remarks.signIn(signIn, source);
        return judge.take(signIn);
      }
      repeats++;
      return judge.repeat(signIn);
    },
    bad: async (record, { name }) => {
      await judge.reject(isNamed ? { file: name, ...record } : record);
      problems.record(name, record);
    },
    otherLog: remarks.otherLog,
    failed: (error, source) => {
      remarks.failed(source);
      if (source.folder === null) problems.file(error);
      else problems.fileInFolder(error);
    },
  });
  for (const remark of remarks.all()) problems.remark(remark);
  if (repeats > 0) problems.remark({ code: 'repeats', records: repeats });
}

/** The files and folders that the user named. */
function subjectOf(sources: readonly Source[]): string {
  return [...new Set(sources.map(({ name, folder }) => folder?.path ?? name))].join(', ');
}
