import type { FunctionCallback, FunctionMetadata, FunctionsCore, ProgrammingModel } from './coreApi';
import { HostError } from './hostError';
import type { HostLog } from './hostLog';

/** The functions of an app, and the library's way to run them. */
export type Registrations = {
  readonly functions: Map<string, RegisteredFunction>;
  model: ProgrammingModel | null;
  /** Once true, no further function is accepted. */
  started: boolean;
};

export type RegisteredFunction = {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
};

export function noRegistrations(): Registrations {
  return { functions: new Map(), model: null, started: false };
}

/** A core that keeps the registrations of an app, by the rules of the worker. */
export function functionsCore(app: Registrations, log: HostLog): FunctionsCore {
  return {
    registerFunction: (metadata, callback) => registerFunction(app, { metadata, callback }),
    setProgrammingModel: (model) => {
      app.model = model;
    },
    log: (level, _category, message) => log(level, null, message),
  };
}

function registerFunction(app: Registrations, added: RegisteredFunction): void {
  const { name } = added.metadata;
  if (app.started) {
    throw new HostError(
      'tooLate',
      `The function "${name}" was registered after the start: register it while the app loads.`,
    );
  }
  if (app.functions.has(name)) {
    throw new HostError('duplicateFunction', `Two functions are named "${name}": rename one.`);
  }
  app.functions.set(name, added);
}
