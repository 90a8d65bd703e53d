import { DO_FIRST, HOW_TO, REPORT_LABEL, TO_DO } from '../words/digest';
import { wrap } from '../wrap';
import type { Group, Section } from './changes';
import type { Entry } from './entry';
import type { TitledLines } from './opening';
import type { NumbersSection, Outline } from './outline';
import type { StepLine } from './steps';

/** The plain-text part: complete by itself, 72 columns. */
export function digestText(outline: Outline): string {
  const { changes, reportUrl } = outline;
  const blocks = [
    heading(outline.title, '='),
    ...openingBlocks(outline.opening),
    ...(reportUrl === null ? [] : [`${REPORT_LABEL}:\n${reportUrl}`]),
    ...changes.sections.flatMap(sectionBlocks),
    ...optional(changes.resolved, sectionBlocks),
    ...optional(outline.coverage, titledBlocks),
    ...optional(outline.microsoft, microsoftBlocks),
    ...optional(outline.administrators, titledBlocks),
    ...optional(outline.numbers, numberBlocks),
    ...optional(outline.deadlines, titledBlocks),
    ...optional(outline.breakGlass, breakGlassBlocks),
    ...optional(changes.excepted, sectionBlocks),
    ...optional(outline.problems, problemBlocks),
    ...guideBlocks(outline),
    '-'.repeat(24),
    ...[outline.readUntil, ...outline.notes].map((note) => wrap(note)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function optional<T>(part: T | null, write: (part: T) => string[]): string[] {
  return part === null ? [] : write(part);
}

const INDENT = '  ';

function heading(title: string, rule: '=' | '-'): string {
  const text = wrap(title);
  return `${text}\n${rule.repeat(Math.max(...text.split('\n').map((line) => line.length)))}`;
}

function openingBlocks({ warning, headline, beside, changes, steps }: Outline['opening']): string[] {
  const sentences = [warning, headline, beside, changes].filter((one) => one !== null);
  const first = steps.map((step, index) => stepBlock(step, `${index + 1}. `)).join('\n');
  return [
    ...sentences.map((one) => wrap(one)),
    ...(steps.length === 0 ? [] : [heading(DO_FIRST, '-'), first]),
  ];
}

function stepBlock({ title, count, names }: StepLine, mark: string): string {
  return `${wrap(`${mark}${title}: ${count}`)}\n${wrap(names, `${INDENT} `)}`;
}

function titledBlocks({ title, lines }: TitledLines): string[] {
  return [heading(title, '-'), lines.map((line) => wrap(line)).join('\n')];
}

function sectionBlocks({ title, groups, more }: Section): string[] {
  return [heading(title, '-'), ...groups.flatMap(groupBlocks), ...(more === null ? [] : [wrap(more)])];
}

function groupBlocks({ step, entries, also }: Group): string[] {
  const lines = [...entries.map(entryLines), ...(also === null ? [] : [wrap(also, INDENT)])];
  if (step === null) return lines;
  const title = step.count === null ? `${step.title}:` : `${step.title}: ${step.count}`;
  return [[wrap(title), ...lines].join('\n')];
}

/** The name stands on a line of its own, so that right-to-left letters in it turn nothing else around. */
function entryLines({ name, who, event }: Entry): string {
  const more = [who, event ?? '']
    .filter((line) => line !== '')
    .map((line) => wrap(line, `${INDENT}${INDENT}`));
  return [wrap(name, INDENT), ...more].join('\n');
}

function microsoftBlocks({ title, items, more }: NonNullable<Outline['microsoft']>): string[] {
  const blocks = items.map(({ heading: about, sentence, url }) =>
    [
      wrap(about),
      ...(sentence === '' ? [] : [wrap(sentence, INDENT)]),
      ...(url === null ? [] : [`${INDENT}${url}`]),
    ].join('\n'),
  );
  return [heading(title, '-'), ...blocks, ...(more === null ? [] : [wrap(more)])];
}

function breakGlassBlocks({ title, tooFew, lacks }: NonNullable<Outline['breakGlass']>): string[] {
  const lines = lacks.map(({ label, names, step }) => `${wrap(`${label}: ${names}`)}\n${wrap(step, INDENT)}`);
  return [heading(title, '-'), ...(tooFew === null ? [] : [wrap(tooFew)]), ...lines];
}

function problemBlocks({ title, items, more }: NonNullable<Outline['problems']>): string[] {
  const lines = items.map(({ sentence, step }) => `${wrap(sentence)}\n${wrap(`${TO_DO}: ${step}`, INDENT)}`);
  return [heading(title, '-'), ...lines, ...(more === null ? [] : [wrap(more)])];
}

function numberBlocks({ title, columns, rows, ongoing }: NumbersSection): string[] {
  const [, now, since] = columns;
  const lines = [...(since === '' ? [] : [{ label: '', now, change: since }]), ...rows];
  const labelWidth = Math.max(...lines.map(({ label }) => label.length));
  const nowWidth = Math.max(...lines.map((line) => line.now.length));
  const table = lines.map(({ label, now: number, change }) =>
    `${label.padEnd(labelWidth)}  ${number.padStart(nowWidth)}  ${change}`.trimEnd(),
  );
  return [heading(title, '-'), table.join('\n'), ...(ongoing === null ? [] : [wrap(ongoing)])];
}

/** The address of each step once. */
function guideBlocks({ opening, changes }: Outline): string[] {
  const ofGroups = changes.sections.flatMap(({ groups }) => groups.flatMap(({ step }) => step ?? []));
  const guides = new Map([...opening.steps, ...ofGroups].map(({ title, url }) => [title, url]));
  const lines = [...guides].flatMap(([title, url]) =>
    url === null ? [] : [`${wrap(title)}\n${INDENT}${url}`],
  );
  return lines.length === 0 ? [] : [heading(HOW_TO, '-'), lines.join('\n')];
}
