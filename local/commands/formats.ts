import { extname } from 'node:path';
import { JUDGED_COLUMNS, type Judged, judgedLine } from '../../shared/domain/verdict/judged';
import { csvLines } from '../../shared/render/csv';
import { htmlOutput } from './htmlOutput';
import { jsonOutput } from './jsonOutput';
import type { JudgedOutput, Write } from './judgedOutput';
import type { Out } from './outFile';
import { inPieces } from './pieces';
import { printableJson } from './printable';
import { writeTable } from './tableOutput';

/** The formats of a list of judged sign-ins. */
export const FORMATS = ['table', 'json', 'ndjson', 'csv', 'html'] as const;
export type Format = (typeof FORMATS)[number];

type Wanted = { readonly format?: Format; readonly out?: string };

/** The format asked for, else the one of the file's ending, else a table. */
export function formatFor({ format, out = '' }: Wanted): Format {
  return format ?? BY_ENDING[extname(out).toLowerCase()] ?? 'table';
}

const BY_ENDING: Readonly<Record<string, Format>> = {
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.csv': 'csv',
  '.html': 'html',
  '.htm': 'html',
};

type Place = Pick<Out, 'write' | 'columns' | 'paint'>;

export function outputIn(format: Format, { write, ...place }: Place): JudgedOutput {
  const pieces = inPieces(write);
  const output = outputOf(format, { write: pieces.write, ...place });
  return {
    ...output,
    end: async (whole) => {
      await output.end(whole);
      await pieces.flush();
    },
  };
}

function outputOf(format: Format, place: Place): JudgedOutput {
  const { write } = place;
  switch (format) {
    case 'table':
      return tableOutput(place);
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

function tableOutput(place: Place): JudgedOutput {
  return {
    judged: nothing,
    repeated: nothing,
    bad: nothing,
    end: (whole) => writeTable(whole, place),
  };
}

function ndjsonOutput(write: Write): JudgedOutput {
  const line = (value: unknown) => write(`${printableJson(value)}\n`);
  const judged = (one: Judged) => line(judgedLine(one));
  return { judged, repeated: judged, bad: line, end: nothing };
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
