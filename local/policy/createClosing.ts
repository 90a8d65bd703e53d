import { createInterface } from 'node:readline/promises';
import type { ClosingPolicy } from '../../shared/domain/coverage/closingPolicy';
import { createPolicy } from '../../shared/graph/createPolicy';
import type { WritableGraph } from '../../shared/graph/graph';
import { GraphError } from '../../shared/graph/graphError';
import { printableJson } from '../commands/printable';
import type { Terminal } from '../commands/terminal';
import type { WriteRemark } from './policyRemark';
import { NotCreatedError } from './refused';

export type Creating = {
  readonly graph: WritableGraph;
  readonly terminal: Pick<Terminal, 'stdin' | 'stderr'>;
  readonly remark: WriteRemark;
};

/** The answer that creates the policy: a habit of pressing Enter or `y` does not. */
const WORD = 'create';

/** Shows the policy, asks, and creates it with the credential of whoever runs it. */
export async function createClosing(closing: ClosingPolicy, creating: Creating): Promise<void> {
  const { graph, terminal, remark } = creating;
  terminal.stderr.write(`This policy would be created, report-only:\n${printableJson(closing, 2)}\n`);
  if ((await answerTo(`Type ${WORD} to create it: `, terminal)) !== WORD) {
    remark({ code: 'notConfirmed' });
    return;
  }
  try {
    remark({ code: 'created', id: await createPolicy(graph, closing) });
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (!IN_DOUBT.has(error.code)) throw new NotCreatedError(error);
    remark({ code: 'mayBeCreated' });
    throw error;
  }
}

/** After these, the policy may or may not have been created. */
const IN_DOUBT: ReadonlySet<GraphError['code']> = new Set([
  'timedOut',
  'throttled',
  'unavailable',
  'badAnswer',
  'tooLarge',
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
