import Table from 'cli-table3';
import type { AccountView } from '../../shared/domain/account/account';
import { type Finding, findingOf } from '../../shared/domain/finding/finding';
import type { ReportContent } from '../../shared/domain/report';
import { JUDGED_COLUMNS, type Judged, judgedLine } from '../../shared/domain/verdict/judged';
import type { Summary } from '../../shared/domain/verdict/summary';
import { VERDICT_KINDS } from '../../shared/domain/verdict/verdict';
import { csvLines } from '../../shared/render/csv';
import { renderReport } from '../../shared/render/reportPage';
import { printable, printableJson } from './printable';

/** The forms a list of judged sign-ins can be written in. */
export const FORMATS = ['table', 'json', 'ndjson', 'csv', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** A record that could not be decoded; `file` only where there are several. */
export type BadRecord = { readonly file?: string; readonly line: number; readonly error: string };

/** Writes while sign-ins stream by; only the last call knows the whole. */
export type JudgedOutput = {
  readonly judged: (judged: Judged) => Promise<void>;
  /** A further record of a sign-in: only where each record has its line. */
  readonly repeated: (judged: Judged) => Promise<void>;
  readonly bad: (record: BadRecord) => Promise<void>;
  readonly end: (whole: Whole) => Promise<void>;
};

export type Whole = {
  readonly summary: Summary;
  readonly accounts: readonly AccountView[];
  /** All that an HTML report needs beside these and the findings. */
  readonly report: Omit<
    ReportContent,
    'summary' | 'accounts' | 'findings' | 'findingsCut' | 'tenant' | 'microsoft'
  >;
};

/** @param write resolves when the reader has taken the text, so that nothing piles up in memory */
export type Write = (text: string) => Promise<void>;

/** @param columns how wide the terminal is; tables are made to fit */
export function judgedOutput(format: Format, write: Write, columns = 120): JudgedOutput {
  switch (format) {
    case 'table':
      return tableOutput(write, columns);
    case 'json':
      return jsonOutput(write);
    case 'ndjson':
      return ndjsonOutput(write);
    case 'csv':
      return csvOutput(write);
    case 'html':
      return htmlOutput(write);
  }
}

const nothing = async (): Promise<void> => {};

function ndjsonOutput(write: Write): JudgedOutput {
  const line = (value: unknown) => write(`${printableJson(value)}\n`);
  const judged = (one: Judged) => line(judgedLine(one));
  return { judged, repeated: judged, bad: line, end: nothing };
}

/** The sign-ins come first: the summary of a stream is known at its end, and the order of keys means nothing. */
function jsonOutput(write: Write): JudgedOutput {
  const signIns = jsonList(write, '{\n"signIns": ');
  return {
    judged: (judged) => signIns.add(judgedLine(judged)),
    repeated: nothing,
    bad: nothing,
    end: async ({ summary, accounts }) => {
      await signIns.end();
      const list = jsonList(write, ',\n"accounts": ');
      // One by one: the text of all of them would be as large again as they are.
      for (const account of accounts) await list.add(account);
      await list.end();
      await write(`,\n"summary": ${printableJson(summary, 2)}\n}\n`);
    },
  };
}

/** A JSON array that is written while its items come, one to a line. */
function jsonList(write: Write, opening: string) {
  let before = `${opening}[\n`;
  return {
    add: async (item: unknown) => {
      await write(before + printableJson(item));
      before = ',\n';
    },
    end: () => write(before === ',\n' ? '\n]' : `${before}]`),
  };
}

function csvOutput(write: Write): JudgedOutput {
  let header = csvLines([JUDGED_COLUMNS]);
  const judged = async (one: Judged) => {
    const line = judgedLine(one);
    await write(header + csvLines([JUDGED_COLUMNS.map((name) => line[name])]));
    header = '';
  };
  return { judged, repeated: judged, bad: nothing, end: () => write(header) };
}

function tableOutput(write: Write, columns: number): JudgedOutput {
  return {
    judged: nothing,
    repeated: nothing,
    bad: nothing,
    end: async ({ summary, accounts, report }) => {
      await write(`${summary.read} records read, ${summary.rejected} could not be decoded\n`);
      await write(`${verdictTable(summary, report.appNames)}\n`);
      if (accounts.length > 0) await write(`${accountTable(accounts, columns)}\n`);
    },
  };
}

function verdictTable(summary: Summary, appNames: Readonly<Record<string, string>>): string {
  const table = new Table({ head: ['enforced app', ...VERDICT_KINDS], style: { head: [], border: [] } });
  for (const [app, counts] of Object.entries(summary.byApp)) {
    table.push([appNames[app] ?? app, ...VERDICT_KINDS.map((kind) => counts[kind])]);
  }
  table.push(['all sign-ins', ...VERDICT_KINDS.map((kind) => summary.byVerdict[kind])]);
  return table.toString();
}

const MOST_ROWS = 50;

/** Beside the columns that do not give way: borders and padding of all five. */
const FRAME = 16;
const WIDTHS = { account: 34, kind: 12, lastFinding: 18, readiness: 19 };

function accountTable(accounts: readonly AccountView[], columns: number): string {
  const { account, kind, lastFinding, readiness } = WIDTHS;
  const step = Math.max(20, columns - account - kind - lastFinding - readiness - FRAME);
  const table = new Table({
    head: ['account', 'kind', 'last finding', 'readiness', 'next step'],
    colWidths: [account, kind, lastFinding, readiness, step],
    wordWrap: true,
    wrapOnWordBoundary: true,
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: { head: [], border: [] },
  });
  for (const view of accounts.slice(0, MOST_ROWS)) {
    table.push([
      // Names come from the log, where anybody can write.
      cells(printable(view.userPrincipalName ?? view.userId), account - 2),
      view.kind,
      view.lastFinding?.slice(0, 16).replace('T', ' ') ?? '-',
      view.readiness,
      view.advice[0]?.sentence ?? '-',
    ]);
  }
  const more = accounts.length - MOST_ROWS;
  return more > 0 ? `${table.toString()}\nand ${more} more: see --format json or html` : table.toString();
}

/** A name is never cut: what does not fit goes on in the next line. */
function cells(text: string, width: number): string {
  return text.match(new RegExp(`.{1,${width}}`, 'gu'))?.join('\n') ?? text;
}

const MOST_FINDINGS = 500;

function htmlOutput(write: Write): JudgedOutput {
  const newest = newestFindings(MOST_FINDINGS);
  return {
    judged: async (judged) => newest.add(findingOf(judged)),
    repeated: nothing,
    bad: nothing,
    end: async ({ summary, accounts, report }) => {
      await write(
        renderReport({ ...report, tenant: null, microsoft: null, summary, accounts, ...newest.result() }),
      );
    },
  };
}

/** Keeps the newest, however many come. */
function newestFindings(most: number) {
  let kept: Finding[] = [];
  let findingsCut = false;
  const trim = () => {
    kept.sort((a, b) => b.createdDateTime.localeCompare(a.createdDateTime));
    findingsCut ||= kept.length > most;
    kept = kept.slice(0, most);
  };
  return {
    add: (finding: Finding | null) => {
      if (finding) kept.push(finding);
      if (kept.length >= 4 * most) trim();
    },
    result: () => {
      trim();
      return { findings: kept, findingsCut };
    },
  };
}
