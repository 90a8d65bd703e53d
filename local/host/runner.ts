import type { InvocationResponse } from './coreApi';
import type { Registrations } from './functionsCore';
import { HostError } from './hostError';
import type { HostLog } from './hostLog';
import { type Invocation, invoke } from './invoke';

/** Runs functions, and knows which are running. */
export type Runner = {
  /** Rejects with the error of the function, or with HostError `stopped` after `close`. */
  readonly run: (invocation: Invocation) => Promise<InvocationResponse>;
  /** Starts no further run; resolves when those under way have ended, however they ended. */
  readonly close: () => Promise<void>;
  /** The functions under way, one name for each run. */
  readonly running: () => readonly string[];
};

export function createRunner(app: Registrations, log: HostLog): Runner {
  const underWay = new Map<Promise<InvocationResponse>, string>();
  let open = true;
  return {
    run: (invocation) => {
      const { functionName } = invocation;
      if (!open)
        return Promise.reject(new HostError('stopped', `The host has stopped; ${functionName} did not run.`));
      const run = invoke(app, invocation, log).finally(() => underWay.delete(run));
      underWay.set(run, functionName);
      return run;
    },
    close: async () => {
      open = false;
      await Promise.allSettled(underWay.keys());
    },
    running: () => [...underWay.values()],
  };
}
