import { orderSurvey } from '../../shared/decode/dateOrder';
import { FieldError } from '../../shared/decode/fieldError';
import { isAbsent } from '../../shared/decode/fields';
import { type FormName, type GraphForm, graphForm } from '../../shared/decode/form';
import { otherLog } from '../../shared/decode/otherLog';
import { stepTimes } from '../../shared/decode/steps';
import { FileError } from '../files/fileError';
import type { FileRecord } from '../files/fileRecord';
import { joinedTo, type PortalSteps, portalSteps } from './portalSteps';
import type { Problems } from './problems';
import type { Source } from './source';
import type { NamedFolder, Opened } from './sources';

export type Surveyed = {
  readonly sources: readonly Source[];
  /** Folders with sign-ins that could not be read: a message that they hold none would be wrong. */
  readonly refused: ReadonlySet<NamedFolder>;
};

/** So many sign-ins show the form of a file; most files are read no further here. */
const FIRST_SIGN_INS = 200;
/** Of any log: a stream of all categories may carry thousands before the first sign-in. */
const FIRST_RECORDS = 5_000;

/**
 * Finds out two facts that no single record shows: the order in which a file writes day and month, and the files that belong
 * together. A file is read to its end here only if it has dates that depend on the order.
 */
export async function survey(inputs: readonly Opened[], problems: Problems): Promise<Surveyed> {
  const refused = new Set<NamedFolder>();
  const sources: Source[] = [];
  const halves: { readonly input: Opened; readonly error: FileError }[] = [];
  for (const input of inputs) {
    const look = await lookAt(input);
    if (look.kind === 'portalSteps') halves.push({ input, error: look.error });
    else if (look.kind === 'noOrder') {
      report(problems, input, look.error);
      if (input.folder) refused.add(input.folder);
    } else if (look.kind === 'signIns') {
      if (look.byStyle) problems.remark({ code: 'monthFirst', file: input.name });
      sources.push(sourceOf(input, look, problems));
    }
  }
  const hasMain = sources.some(({ form }) => form === 'portalCsv');
  if (!hasMain) for (const { input, error } of halves) report(problems, input, error);
  if (!hasMain || halves.length === 0) return { sources, refused };
  const steps = await stepsIn(
    halves.map(({ input }) => input),
    problems,
  );
  return { sources: sources.map((source) => withStepsOf(source, steps)), refused };
}

function report(problems: Problems, { folder }: Opened, error: FileError): void {
  if (folder === null) problems.file(error);
  else problems.fileInFolder(error);
}

type Look = SignIns | { readonly kind: 'portalSteps' | 'noOrder'; readonly error: FileError };

type SignIns = Pick<Source, 'dateOrder' | 'form'> & { readonly kind: 'signIns'; readonly byStyle: boolean };

async function lookAt(input: Opened): Promise<Look> {
  const order = orderSurvey();
  let form: FormName | null = null;
  let records = 0;
  let signIns = 0;
  try {
    for await (const record of oneByOne(input.read())) {
      const isEnough = ++records > FIRST_RECORDS || signIns >= FIRST_SIGN_INS;
      if (isEnough && !order.isNeeded()) break;
      const read = 'raw' in record ? formOf(record.raw) : null;
      if (read === null) continue;
      signIns++;
      form ??= read.name;
      const written = writtenTime(read);
      if (typeof written === 'string')
        order.note(written, () => stepTimes(read.fields.authenticationDetails));
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (error.code === 'portalSteps') return { kind: 'portalSteps', error };
    // Any other comes again when the file is read, and is reported then.
  }
  const found = order.result();
  if (found.kind !== 'order') {
    const { example, kind } = found;
    const error = new FileError(input.name, { code: 'dateOrder', example, isMixed: kind === 'mixed' });
    return { kind: 'noOrder', error };
  }
  return { kind: 'signIns', dateOrder: found.order, byStyle: found.byStyle, form: form ?? 'graph' };
}

async function* oneByOne(batches: AsyncIterable<Iterable<FileRecord>>): AsyncGenerator<FileRecord> {
  for await (const records of batches) yield* records;
}

/** The time that a tool may have written in the style of a region; it never rewrites the time of an envelope. */
function writtenTime({ name, fields, envelope }: GraphForm): unknown {
  const { createdDateTime } = fields;
  return isAbsent(createdDateTime) && name !== 'eventHub' ? envelope.time : createdDateTime;
}

/** `null` if it is not a sign-in; its decoder will say why. */
function formOf(raw: unknown): GraphForm | null {
  try {
    return otherLog(raw) === null ? graphForm(raw) : null;
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    return null;
  }
}

function sourceOf(input: Opened, { dateOrder, form }: SignIns, problems: Problems): Source {
  let isReported = false;
  const onMorePages = () => {
    if (!isReported) problems.remark({ code: 'morePages', file: input.name });
    isReported = true;
  };
  const read: Source['read'] = (onBytes = () => {}) => input.read({ onBytes, onMorePages });
  return { ...input, dateOrder, form, read };
}

async function stepsIn(inputs: readonly Opened[], problems: Problems): Promise<PortalSteps> {
  const steps = portalSteps();
  for (const input of inputs) {
    try {
      for await (const record of oneByOne(input.read({ want: 'portalSteps' }))) {
        if ('raw' in record) steps.take(record.raw);
        else problems.record(input.name, record);
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      report(problems, input, error);
    }
  }
  return steps;
}

function withStepsOf(source: Source, steps: PortalSteps): Source {
  if (source.form !== 'portalCsv') return source;
  return { ...source, read: (onBytes) => joinedTo(source.read(onBytes), steps) };
}
