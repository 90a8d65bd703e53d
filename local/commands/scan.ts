import { readTenantConfig } from '../../shared/config';
import { decodeSignIn } from '../../shared/decode/signIn';
import { indexApps, withExtraApps } from '../../shared/domain/apps/enforcedApps';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { type SessionProofs, sessionProofs } from '../../shared/domain/verdict/sessions';
import { FileError } from '../files/fileError';
import type { FileRecord } from '../files/fileRecord';
import { type Input, openInput } from '../files/openInput';
import { type Progress, showProgress } from '../progress';
import { EXIT_BAD_RECORDS, EXIT_USAGE } from './failure';
import { type BadRecord, type Format, judgedOutput } from './judgedOutput';
import { type Judging, judging } from './judging';
import { type Terminal, writer } from './terminal';

export type ScanOptions = { readonly format: Format; readonly tenant?: string };

/**
 * Judges the sign-ins in files. They are read twice: which tenant is ours, and which Entra sessions proved MFA, is
 * known only at the end, and a sign-in is judged by both.
 */
export async function scan(
  files: readonly string[],
  options: ScanOptions,
  terminal: Terminal,
): Promise<void> {
  const config = readTenantConfig(terminal.env);
  const troubles = troublesOf(terminal);
  const inputs = await openAll(files, troubles);
  try {
    const learnt = await learn(inputs, terminal);
    if (options.tenant !== undefined && !learnt.tenants.has(options.tenant)) {
      terminal.stderr.write(`mfa-watch: no record names the tenant ${options.tenant}; check --tenant\n`);
    }
    const catalogue = withExtraApps(config.extraApps);
    const context = {
      apps: indexApps(catalogue),
      tenantId: options.tenant ?? learnt.tenantId,
      sessions: learnt.sessions,
      now: terminal.now().getTime(),
    };
    const judge = judging(
      context,
      judgedOutput(options.format, writer(terminal.stdout), terminal.stdout.columns),
    );
    await judgeAll(inputs, { judge, troubles, terminal, isStreaming: STREAMING.has(options.format) });
    if (inputs.length === 0) return;
    await judge.end({
      breakGlass: new Set(config.breakGlassAccounts),
      report: {
        subject: inputs.map(({ name }) => name).join(', '),
        cloud: config.cloud,
        appNames: Object.fromEntries(catalogue.map(({ key, name }) => [key, name])),
      },
    });
  } finally {
    for (const input of inputs) await input.close();
    troubles.end();
  }
}

/** What could not be read: told on standard error, and by the exit code. */
type Troubles = {
  readonly file: (error: FileError) => void;
  readonly record: (file: string, record: BadRecord) => void;
  readonly end: () => void;
};

const MOST_TOLD = 20;
/** The call was wrong; with the other codes the call was right and the content is not. */
const WRONG_CALL: ReadonlySet<FileError['code']> = new Set(['notFound', 'isFolder', 'notReadable']);

function troublesOf(terminal: Terminal): Troubles {
  let exitCode = 0;
  let records = 0;
  return {
    file: (error) => {
      terminal.stderr.write(`mfa-watch: ${error.message}\n`);
      // The lower code is the graver one.
      const code = WRONG_CALL.has(error.code) ? EXIT_USAGE : EXIT_BAD_RECORDS;
      exitCode = exitCode === 0 ? code : Math.min(exitCode, code);
    },
    record: (file, { line, error }) => {
      if (++records <= MOST_TOLD) terminal.stderr.write(`${file}:${line}: ${error}\n`);
    },
    end: () => {
      if (records > MOST_TOLD)
        terminal.stderr.write(`and ${records - MOST_TOLD} more: see --format ndjson\n`);
      if (records > 0 && exitCode === 0) exitCode = EXIT_BAD_RECORDS;
      if (exitCode !== 0) terminal.setExitCode(exitCode);
    },
  };
}

async function openAll(files: readonly string[], troubles: Troubles): Promise<Input[]> {
  const inputs: Input[] = [];
  for (const file of files) {
    try {
      inputs.push(await openInput(file));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      troubles.file(error);
    }
  }
  return inputs;
}

type Learnt = {
  readonly tenantId: string | null;
  readonly tenants: ReadonlySet<string>;
  readonly sessions: SessionProofs;
};

async function learn(inputs: readonly Input[], terminal: Terminal): Promise<Learnt> {
  const sessions = sessionProofs();
  const votes = new Map<string, number>();
  const learnFrom = (signIn: SignIn) => {
    sessions.learn(signIn);
    const { resourceTenantId: tenant } = signIn;
    if (tenant !== null) votes.set(tenant, (votes.get(tenant) ?? 0) + 1);
  };
  const progress = progressOver('Reading', inputs, terminal);
  for (const input of inputs) {
    try {
      for await (const record of input.read(progress.within(input))) {
        const decoded = 'raw' in record ? decodeSignIn(record.raw) : null;
        if (decoded?.kind === 'signIn') learnFrom(decoded.signIn);
      }
    } catch (error) {
      // The second reading meets it again, and tells it.
      if (!(error instanceof FileError)) throw error;
    }
  }
  progress.stop();
  const [most] = [...votes].sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
  return { tenantId: most?.[0] ?? null, tenants: new Set(votes.keys()), sessions };
}

type JudgeAll = {
  readonly judge: Judging;
  readonly troubles: Troubles;
  readonly terminal: Terminal;
  /** Whether lines are written while the judging goes on. */
  readonly isStreaming: boolean;
};

const STREAMING: ReadonlySet<Format> = new Set(['ndjson', 'csv', 'json']);

async function judgeAll(
  inputs: readonly Input[],
  { judge, troubles, terminal, isStreaming }: JudgeAll,
): Promise<void> {
  // A bar would mix with the lines on one terminal.
  const shown = isStreaming && terminal.stdout.isTTY ? [] : inputs;
  const progress = progressOver('Judging', shown, terminal);
  const named = inputs.length > 1;
  for (const input of inputs) {
    try {
      for await (const record of input.read(progress.within(input))) {
        const read = signInOr(record);
        if ('signIn' in read) await judge.take(read.signIn);
        else {
          await judge.reject(named ? { file: input.name, ...read } : read);
          troubles.record(input.name, read);
        }
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      troubles.file(error);
    }
  }
  progress.stop();
}

function signInOr(record: FileRecord): { readonly signIn: SignIn } | BadRecord {
  if ('error' in record) return record;
  const decoded = decodeSignIn(record.raw);
  if (decoded.kind === 'signIn') return { signIn: decoded.signIn };
  return { line: record.line, error: `${decoded.reject.field}: ${decoded.reject.reason}` };
}

/** One bar over all inputs, by bytes. */
function progressOver(label: string, inputs: readonly Input[], terminal: Terminal) {
  const total = inputs.reduce((sum, { bytes }) => sum + bytes, 0);
  const bar: Progress = showProgress(label, total, terminal.stderr);
  let before = 0;
  return {
    within: (input: Input) => {
      const start = before;
      before += input.bytes;
      return (bytesRead: number) => bar.update(start + bytesRead);
    },
    stop: bar.stop,
  };
}
