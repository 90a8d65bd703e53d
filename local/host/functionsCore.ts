import type {
  Disposable,
  FunctionCallback,
  FunctionMetadata,
  FunctionsCore,
  HookCallback,
  ProgrammingModel,
} from './coreApi';
import { HostError } from './hostError';
import type { HostLog } from './hostLog';

const HOOKS = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'] as const;
export type HookName = (typeof HOOKS)[number];

/** What an app has registered. */
export type Registrations = {
  readonly functions: Map<string, RegisteredFunction>;
  readonly hooks: Record<HookName, HookCallback[]>;
  /** Shared by all hooks; `appOnlyHookData` by `appStart` and `appTerminate`. */
  readonly appHookData: object;
  readonly appOnlyHookData: object;
  model: ProgrammingModel | null;
  /** Once true, no further function is accepted. */
  started: boolean;
};

export type RegisteredFunction = {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
};

export function noRegistrations(): Registrations {
  return {
    functions: new Map(),
    hooks: { appStart: [], appTerminate: [], preInvocation: [], postInvocation: [], log: [] },
    appHookData: {},
    appOnlyHookData: {},
    model: null,
    started: false,
  };
}

/** A core that writes down what an app registers, with the worker's rules. */
export function functionsCore(app: Registrations, log: HostLog): FunctionsCore {
  return {
    version: '3.9.0',
    // Recent enough for what the library offers: log hooks need 4.34.
    hostVersion: '4.1037.0',
    registerFunction: (metadata, callback) => registerFunction(app, { metadata, callback }),
    registerHook: (name, callback) => registerHook(app, name, callback),
    setProgrammingModel: (model) => {
      app.model = model;
    },
    log: (level, _category, message) => log(level, null, message),
  };
}

function registerFunction(app: Registrations, added: RegisteredFunction): Disposable {
  const { name } = added.metadata;
  if (app.started) {
    throw new HostError(
      'tooLate',
      `The function "${name}" was registered after the start: register while loading.`,
    );
  }
  if (app.functions.has(name)) {
    throw new HostError('duplicateFunction', `Two functions are named "${name}": rename one.`);
  }
  app.functions.set(name, added);
  return { dispose: () => void app.functions.delete(name) };
}

function registerHook(app: Registrations, name: string, callback: HookCallback): Disposable {
  const known = HOOKS.find((hook) => hook === name);
  if (!known) throw new RangeError(`Unrecognized hook "${name}"`);
  const hooks = app.hooks[known];
  hooks.push(callback);
  return {
    dispose: () => {
      if (hooks.includes(callback)) hooks.splice(hooks.indexOf(callback), 1);
    },
  };
}
