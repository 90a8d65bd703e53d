import { WatchError } from '../../shared/domain/watchError';
import type { GraphError } from '../../shared/graph/graphError';
import { notCreatedInWords, readRefusedInWords } from '../words/policyRefused';

/**
 * The person who runs the command may not read the policies. Azure CLI asks for tokens as an app of Microsoft, to which no tenant
 * can grant anything: it needs Microsoft's preauthorization, and has none for these permissions.
 * https://github.com/Azure/azure-cli/issues/33062, https://github.com/Azure/azure-cli/issues/23906 (read 2026-11-29)
 */
export class RefusedError extends WatchError {
  readonly code = 'forbidden';

  constructor(cause: GraphError) {
    super(readRefusedInWords(answerOf(cause)), { cause });
    this.name = 'RefusedError';
  }
}

/** The policy was not created. */
export class NotCreatedError extends WatchError {
  readonly code = 'notCreated';

  constructor(cause: GraphError) {
    super(notCreatedInWords(answerOf(cause), cause.code === 'forbidden'), { cause });
    this.name = 'NotCreatedError';
  }
}

/** Status, code and Graph's own words. */
function answerOf({ fault: { status, serviceCode }, graphMessage }: GraphError): string {
  const code = [status, serviceCode].filter((fact) => fact !== null).join(' ');
  const answer = code === '' ? '' : ` (${code})`;
  return graphMessage === null ? answer : `${answer}: “${graphMessage}”`;
}
