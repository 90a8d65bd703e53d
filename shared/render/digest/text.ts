import {
  digestTitle,
  moreAccounts,
  NEXT,
  NEXT_DEADLINE,
  REPORT_LABEL,
  STILL_OPEN,
  TO_DO,
} from '../words/digest';
import { wrap } from '../wrap';
import type { Entry } from './entry';
import type { Outline, Section } from './outline';

/** The plain-text part: complete by itself, 72 columns. */
export function digestText(outline: Outline): string {
  const blocks = [
    heading(digestTitle(outline.day), '='),
    wrap(outline.headline),
    ...outline.lists.map(({ title, lines }) => [`${title}:`, ...lines].map((line) => wrap(line)).join('\n')),
    ...(outline.changes === null ? [] : [wrap(outline.changes)]),
    wrap(outline.readUntil),
    ...problemBlocks(outline.problems),
    ...outline.sections.flatMap((section) => sectionBlocks(section, outline.reportUrl)),
    ...breakGlassBlocks(outline.breakGlass),
    ...(outline.ongoing === null ? [] : [heading(STILL_OPEN, '-'), wrap(outline.ongoing)]),
    ...coverageBlocks(outline.coverage),
    ...microsoftBlocks(outline.microsoft),
    ...(outline.deadlines === null ? [] : [heading(NEXT_DEADLINE, '-'), wrap(outline.deadlines)]),
    ...(outline.reportUrl === null ? [] : [`${REPORT_LABEL}:\n${outline.reportUrl}`]),
    '-'.repeat(24),
    ...outline.notes.map((note) => wrap(note)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function heading(title: string, rule: '=' | '-'): string {
  const text = wrap(title);
  return `${text}\n${rule.repeat(Math.max(...text.split('\n').map((line) => line.length)))}`;
}

function problemBlocks(problems: Outline['problems']): string[] {
  if (problems === null) return [];
  return [
    heading(problems.title, '-'),
    ...problems.items.map(({ sentence, mend }) => `${wrap(sentence)}\n${wrap(`${TO_DO}: ${mend}`, '  ')}`),
  ];
}

function coverageBlocks(coverage: Outline['coverage']): string[] {
  if (coverage === null) return [];
  return [heading(coverage.title, '-'), coverage.lines.map((line) => wrap(line)).join('\n')];
}

function microsoftBlocks(microsoft: Outline['microsoft']): string[] {
  if (microsoft === null) return [];
  const items = microsoft.items.map(({ heading: about, sentence, url }) =>
    [wrap(about), wrap(sentence, '  '), ...(url === null ? [] : [`  ${url}`])].join('\n'),
  );
  return [heading(microsoft.title, '-'), ...items];
}

function breakGlassBlocks(breakGlass: Outline['breakGlass']): string[] {
  if (breakGlass === null) return [];
  const accounts = breakGlass.accounts.map(({ name, lines }) =>
    [wrap(name), ...lines.map((line) => wrap(line, '  '))].join('\n'),
  );
  const { title, tooFew } = breakGlass;
  return [heading(title, '-'), ...(tooFew === null ? [] : [wrap(tooFew)]), ...accounts];
}

function sectionBlocks({ title, entries, more }: Section, reportUrl: string | null): string[] {
  const rest =
    more === 0 ? [] : [wrap(`${moreAccounts(more)}${reportUrl === null ? '.' : `: ${reportUrl}`}`)];
  return [heading(title, '-'), ...entries.map(entryBlock), ...rest];
}

/** Name and UPN stand on lines of their own, so that right-to-left letters in them turn nothing else around. */
function entryBlock({ name, upn, about, evidence, event, outlook, step }: Entry): string {
  const indent = '  ';
  return [
    wrap(name),
    ...(upn === null ? [] : [wrap(upn, indent)]),
    wrap(about, indent),
    ...(evidence === null ? [] : [wrap(evidence, indent)]),
    ...(event === null ? [] : [wrap(event, indent)]),
    ...(outlook === null ? [] : [wrap(`${outlook.label}. ${outlook.reason}`, indent)]),
    ...(step === null ? [] : [wrap(`${NEXT}: ${step.sentence}`, indent), `${indent}${step.url}`]),
  ].join('\n');
}
