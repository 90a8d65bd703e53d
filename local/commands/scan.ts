import { readTenantConfig } from '../../shared/config';
import { indexApps, withExtraApps } from '../../shared/domain/apps/enforcedApps';
import { noneInFolder } from '../files/fileError';
import { type Learnt, learn } from '../scan/learn';
import { outsideOf } from '../scan/outside';
import { readAll } from '../scan/readAll';
import { type ReadOnce, readOnce } from '../scan/readOnce';
import { type Remarks, remarks } from '../scan/remarks';
import type { Source } from '../scan/source';
import { openSources } from '../scan/sources';
import { survey } from '../scan/survey';
import { type Troubles, troublesOf } from '../scan/troubles';
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
 * Judges the sign-ins in files and folders, after all have been read: which tenant is ours, which Entra sessions proved
 * MFA, and which of several versions of a sign-in counts, is known only at the end, and a sign-in is judged by all three.
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
  const troubles = troublesOf(terminal);
  const { inputs, folders } = await openSources(paths, troubles);
  let out: Out | null = null;
  let once: ReadOnce | null = null;
  try {
    out = await openOut(options.out, terminal);
    const { sources, refused } = await survey(inputs, troubles);
    const format = formatFor(options);
    const catalogue = withExtraApps(config.extraApps);
    const apps = indexApps(catalogue);
    const now = terminal.now().getTime();
    const outside = WHOLE.has(format) ? outsideOf(apps, now) : null;
    once = readOnce(sources, outside ? { isDone: outside.holds } : {});
    const learnt = await learn(once, { troubles, stream: terminal.stderr, outside });
    for (const folder of folders) {
      const isRead = folder.isShared || learnt.sources.some((source) => source.folder === folder);
      if (!isRead && !refused.has(folder)) troubles.file(noneInFolder(folder.path, folder.files));
    }
    if (learnt.sources.length === 0) return;
    if (options.tenant !== undefined && !learnt.tenants.has(options.tenant)) {
      terminal.stderr.write(`mfa-watch: no record names the tenant ${options.tenant}; check --tenant\n`);
    }
    const context = {
      apps,
      tenantId: options.tenant ?? learnt.tenantId,
      sessions: learnt.sessions,
      now,
    };
    await refuseInput(
      options.out,
      learnt.sources.map(({ name }) => name),
    );
    const { gathered, seen } = outside?.taken() ?? { gathered: gathering(), seen: remarks() };
    const judge = judging(context, outputIn(format, out), gathered);
    // A bar would mix with the lines on one terminal.
    const hasBar = !(STREAMING.has(format) && out.isOnTerminal);
    await judgeAll(learnt, { judge, seen, troubles, stream: hasBar ? terminal.stderr : null });
    await judge.end({
      origin: 'files',
      registrations: null,
      breakGlass: new Set(config.breakGlassAccounts),
      report: {
        subject: subjectOf(learnt.sources),
        cloud: config.cloud,
        appNames: Object.fromEntries(catalogue.map(({ key, name }) => [key, name])),
      },
    });
    await out.finish();
  } finally {
    out?.close();
    once?.close();
    for (const input of inputs) await input.close();
    troubles.end();
  }
}

/** Formats whose lines are written while the judging goes on. */
const STREAMING: ReadonlySet<Format> = new Set(['ndjson', 'csv', 'json']);

/** Formats that say nothing of a single sign-in at an app that is not enforced. */
const WHOLE: ReadonlySet<Format> = new Set(['table', 'html']);

type JudgeAll = {
  readonly judge: Judging;
  readonly seen: Remarks;
  readonly troubles: Troubles;
  readonly stream: NodeJS.WriteStream | null;
};

async function judgeAll(
  { sources, versions }: Learnt,
  { judge, seen, troubles, stream }: JudgeAll,
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
        if (source) seen.signIn(signIn, source);
        return judge.take(signIn);
      }
      repeats++;
      return judge.repeat(signIn);
    },
    bad: async (record, { name }) => {
      await judge.reject(isNamed ? { file: name, ...record } : record);
      troubles.record(name, record);
    },
    otherLog: seen.otherLog,
    failed: (error, source) => {
      seen.failed(source);
      if (source.folder === null) troubles.file(error);
      else troubles.fileInFolder(error);
    },
  });
  for (const line of seen.lines()) troubles.remark(line);
  troubles.repeats(repeats);
}

/** What the user named. */
function subjectOf(sources: readonly Source[]): string {
  return [...new Set(sources.map(({ name, folder }) => folder?.path ?? name))].join(', ');
}
