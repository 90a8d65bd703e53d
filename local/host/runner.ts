import type { InvocationResponse } from './coreApi';
import { HostError } from './hostError';
import type { HostLog } from './hostLog';
import { type Invocation, invoke } from './invoke';
import type { LoadedApp } from './loadApp';

/** Runs functions, and knows the running ones. */
export type Runner = {
  /** Rejects with the error of the function, or after `close` with HostError `stopped`. */
  readonly run: (invocation: Invocation) => Promise<InvocationResponse>;
  /** Starts no more runs; resolves when the current ones have ended, with or without an error. */
  readonly close: () => Promise<void>;
  /** The names of the running functions, one for each run. */
  readonly running: () => readonly string[];
};

export function createRunner(app: LoadedApp, log: HostLog): Runner {
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
