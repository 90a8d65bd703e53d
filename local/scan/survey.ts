import { orderSurvey } from '../../shared/decode/dateOrder';
import { FieldError } from '../../shared/decode/fieldError';
import { isAbsent } from '../../shared/decode/fields';
import { type FormName, type GraphForm, graphForm } from '../../shared/decode/form';
import { otherLog } from '../../shared/decode/otherLog';
import { stepTimes } from '../../shared/decode/steps';
import { FileError, hasNoDateOrder } from '../files/fileError';
import type { FileRecord } from '../files/fileRecord';
import { joinedTo, type PortalSteps, portalSteps } from './portalSteps';
import type { Source } from './source';
import type { NamedFolder, Opened } from './sources';
import type { Troubles } from './troubles';

export type Surveyed = {
  readonly sources: readonly Source[];
  /** Folders with sign-ins that could not be read: it would be wrong to say that they hold none. */
  readonly refused: ReadonlySet<NamedFolder>;
};

/** Sign-ins that show which form a file is of; most files are read no further here. */
const FIRST_SIGN_INS = 200;
/** Of any log: a stream of all categories may carry thousands before the first sign-in. */
const FIRST_RECORDS = 5_000;

/**
 * Finds out what no single record says: in which order a file writes day and month, and which files belong together.
 * A file is read to its end for that only if it has dates that depend on the order.
 */
export async function survey(inputs: readonly Opened[], troubles: Troubles): Promise<Surveyed> {
  const refused = new Set<NamedFolder>();
  const sources: Source[] = [];
  const halves: { readonly input: Opened; readonly error: FileError }[] = [];
  for (const input of inputs) {
    const look = await lookAt(input);
    if (look.kind === 'portalSteps') halves.push({ input, error: look.error });
    else if (look.kind === 'noOrder') {
      tell(troubles, input, look.error);
      if (input.folder) refused.add(input.folder);
    } else if (look.kind === 'signIns') {
      if (look.byStyle)
        troubles.remark(`${input.name}: dates are read month first, as the United States write them`);
      sources.push(sourceOf(input, look, troubles));
    }
  }
  const hasMain = sources.some(({ form }) => form === 'portalCsv');
  if (!hasMain) for (const { input, error } of halves) tell(troubles, input, error);
  if (!hasMain || halves.length === 0) return { sources, refused };
  const steps = await stepsIn(
    halves.map(({ input }) => input),
    troubles,
  );
  return { sources: sources.map((source) => withStepsOf(source, steps)), refused };
}

function tell(troubles: Troubles, { folder }: Opened, error: FileError): void {
  if (folder === null) troubles.file(error);
  else troubles.fileInFolder(error);
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
    // Any other is met again, and told, when the file is read.
  }
  const found = order.result();
  if (found.kind !== 'order') {
    return { kind: 'noOrder', error: hasNoDateOrder(input.name, found.example, found.kind === 'mixed') };
  }
  return { kind: 'signIns', dateOrder: found.order, byStyle: found.byStyle, form: form ?? 'graph' };
}

async function* oneByOne(batches: AsyncIterable<Iterable<FileRecord>>): AsyncGenerator<FileRecord> {
  for await (const records of batches) yield* records;
}

/** What went through somebody's region; the time of an envelope did not. */
function writtenTime({ name, fields, envelope }: GraphForm): unknown {
  const { createdDateTime } = fields;
  return isAbsent(createdDateTime) && name !== 'eventHub' ? envelope.time : createdDateTime;
}

/** `null` for what is no sign-in; whoever decodes it will say why. */
function formOf(raw: unknown): GraphForm | null {
  try {
    return otherLog(raw) === null ? graphForm(raw) : null;
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    return null;
  }
}

function sourceOf(input: Opened, { dateOrder, form }: SignIns, troubles: Troubles): Source {
  let isTold = false;
  const onMorePages = () => {
    if (!isTold)
      troubles.remark(`${input.name}: more pages follow (@odata.nextLink): this is not the whole log`);
    isTold = true;
  };
  const read: Source['read'] = (onBytes = () => {}) => input.read({ onBytes, onMorePages });
  return { ...input, dateOrder, form, read };
}

async function stepsIn(inputs: readonly Opened[], troubles: Troubles): Promise<PortalSteps> {
  const steps = portalSteps();
  for (const input of inputs) {
    try {
      for await (const record of oneByOne(input.read({ want: 'portalSteps' }))) {
        if ('raw' in record) steps.take(record.raw);
        else troubles.record(input.name, record);
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      tell(troubles, input, error);
    }
  }
  return steps;
}

function withStepsOf(source: Source, steps: PortalSteps): Source {
  if (source.form !== 'portalCsv') return source;
  return { ...source, read: (onBytes) => joinedTo(source.read(onBytes), steps) };
}
