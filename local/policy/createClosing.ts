import { createInterface } from 'node:readline/promises';
import type { ClosingPolicy } from '../../shared/domain/coverage/closingPolicy';
import { createPolicy } from '../../shared/graph/createPolicy';
import type { WritableGraph } from '../../shared/graph/graph';
import { GraphError } from '../../shared/graph/graphError';
import { printableJson } from '../commands/printable';
import type { Terminal } from '../commands/terminal';
import { NotCreatedError } from './refused';

export type Creating = {
  readonly graph: WritableGraph;
  readonly terminal: Pick<Terminal, 'stdin' | 'stderr'>;
  readonly tell: (sentence: string) => void;
};

/** What has to be typed: no habit of pressing Enter or `y` makes a policy. */
const WORD = 'create';

/** Shows the policy, asks, and creates it with the credential of whoever runs it. */
export async function createClosing(closing: ClosingPolicy, creating: Creating): Promise<void> {
  const { graph, terminal, tell } = creating;
  terminal.stderr.write(`This policy would be created, report-only:\n${printableJson(closing, 2)}\n`);
  if ((await answerTo(`Type ${WORD} to create it: `, terminal)) !== WORD) {
    tell('nothing was created');
    return;
  }
  try {
    const id = await createPolicy(graph, closing);
    tell(`created ${id}, report-only: see whom it would stop, then turn it on in the portal`);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (!IN_DOUBT.has(error.code)) throw new NotCreatedError(error);
    tell('it may have been created all the same: look in the portal before trying again');
    throw error;
  }
}

/** What leaves open whether the policy was created. */
const IN_DOUBT: ReadonlySet<GraphError['code']> = new Set([
  'timedOut',
  'throttled',
  'unavailable',
  'badAnswer',
]);

async function answerTo(question: string, { stdin, stderr }: Creating['terminal']): Promise<string> {
  const lines = createInterface({ input: stdin, output: stderr });
  try {
    stderr.write(question);
    const { value } = await lines[Symbol.asyncIterator]().next();
    return String(value ?? '').trim();
  } finally {
    lines.close();
  }
}
