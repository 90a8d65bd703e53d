import { parse } from 'csv-parse/sync';
import { rowOf } from '../../shared/decode/logAnalytics';
import { type CsvRow, cutRows, giveUpRow, newCut } from './csvRows';
import { type FileRecord, MAX_RECORD_CHARS, RECORD_ERRORS, type RecordParser } from './fileRecord';

type Cells = readonly string[];
type ReadRow = { readonly line: number; readonly cells: Cells | null };

/**
 * Reads CSV with a heading row into records. Rows are cut first and then read by csv-parse: the cut knows each row's
 * line, bounds its size, and keeps a broken row from taking the rest of the file with it.
 */
export function csvParser(delimiter: string): RecordParser {
  const cut = newCut(delimiter);
  let header: Cells | null = null;
  const read = (rows: readonly CsvRow[]): FileRecord[] => {
    const all = readRows(rows, delimiter);
    header ??= all.shift()?.cells?.map((name) => name.trim()) ?? null;
    const columns = header;
    return columns ? all.map((row) => recordOf(row, columns)) : [];
  };
  const readPast = (error: string): FileRecord[] => {
    const broken = { line: cut.line, error };
    giveUpRow(cut);
    return [broken, ...read(cutRows(cut))];
  };
  return {
    push: (text) => {
      cut.text += text;
      const records = read(cutRows(cut));
      while (cut.text.length > MAX_RECORD_CHARS) records.push(...readPast(RECORD_ERRORS.tooLarge));
      return records;
    },
    end: (why) => {
      if (why !== null) return [{ line: cut.line, error: why }];
      const records: FileRecord[] = [];
      while (cut.inQuotes) records.push(...readPast(RECORD_ERRORS.cutInRecord));
      return [...records, ...lastRow(cut, read)];
    },
  };
}

/** The last row may lack its line break. If it also lacks columns, it was cut off. */
function lastRow({ text, line }: CsvRow, read: (rows: readonly CsvRow[]) => FileRecord[]): FileRecord[] {
  if (text.trim() === '') return [];
  return read([{ line, text }]).map((record) =>
    'error' in record ? { line, error: RECORD_ERRORS.cutInRecord } : record,
  );
}

function recordOf({ line, cells }: ReadRow, header: Cells): FileRecord {
  if (cells === null) return { line, error: 'not CSV' };
  if (cells.length === header.length) return { line, raw: rowOf(header, cells) };
  return { line, error: `${cells.length} columns instead of ${header.length}` };
}

/** Parses all rows at once, which is much faster, unless one of them is broken. */
function readRows(rows: readonly CsvRow[], delimiter: string): ReadRow[] {
  const together = parseCsv(rows.map(({ text }) => text).join(''), delimiter);
  if (together?.length === rows.length) {
    return rows.map(({ line }, index) => ({ line, cells: together[index] ?? null }));
  }
  return rows.map(({ line, text }) => ({ line, cells: parseCsv(text, delimiter)?.[0] ?? null }));
}

function parseCsv(text: string, delimiter: string): readonly Cells[] | null {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 0,
    });
  } catch {
    return null;
  }
}
