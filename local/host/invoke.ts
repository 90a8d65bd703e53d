import { randomUUID } from 'node:crypto';
import type { CoreInvocationContext, FunctionMetadata, InvocationResponse, TypedData } from './coreApi';
import type { RegisteredFunction, Registrations } from './functionsCore';
import { runHooks } from './hooks';
import { HostError } from './hostError';
import { triggerOf } from './hostedFunction';
import type { HostLog, LogLevel } from './hostLog';

/** What all hooks of one run share. */
type HookContext = {
  readonly hookData: object;
  readonly appHookData: object;
  invocationContext?: object;
};

/** What a trigger hands to a function. */
export type Invocation = { readonly functionName: string; readonly data: TypedData };

/**
 * Runs a function once, through the library's own conversions and the app's hooks, in the worker's order.
 *
 * @throws HostError `unknownFunction`; else whatever the function or a hook threw
 * @see https://github.com/Azure/azure-functions-nodejs-worker src/eventHandlers/InvocationHandler.ts (read 2026-11-21)
 */
export async function invoke(
  app: Registrations,
  { functionName, data }: Invocation,
  log: HostLog,
): Promise<InvocationResponse> {
  const { metadata, callback } = registered(app, functionName);
  if (!app.model) throw new HostError('noFunctions', 'The app has not been loaded.');
  const hookContext: HookContext = { hookData: {}, appHookData: app.appHookData };
  const write = (level: LogLevel, message: string) => log(level, functionName, message);
  const core = coreContext(metadata, data, logThroughHooks(app, hookContext, write));
  const model = app.model.getInvocationModel(core);
  const { context, inputs } = await model.getArguments();
  hookContext.invocationContext = context;

  core.state = 'preInvocationHooks';
  const before = { ...hookContext, functionCallback: callback, inputs };
  await runHooks(app, 'preInvocation', before);

  core.state = 'invocation';
  const outcome = { result: null as unknown, error: null as unknown };
  try {
    outcome.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (error) {
    outcome.error = error;
  }

  core.state = 'postInvocationHooks';
  const after = { ...hookContext, inputs: before.inputs, ...outcome };
  await runHooks(app, 'postInvocation', after);
  core.state = undefined;
  if (after.error !== null && after.error !== undefined) throw after.error;
  return model.getResponse(context, after.result);
}

function registered(app: Registrations, name: string): RegisteredFunction {
  const found = app.functions.get(name);
  if (found) return found;
  const names = [...app.functions.keys()].join(', ');
  throw new HostError('unknownFunction', `No function is named "${name}"; there are: ${names}.`);
}

function coreContext(
  metadata: FunctionMetadata,
  data: TypedData,
  log: CoreInvocationContext['log'],
): CoreInvocationContext {
  const invocationId = randomUUID();
  const inputData = [{ name: triggerOf(metadata).name, data }];
  const request = { invocationId, inputData, triggerMetadata: {} };
  return { invocationId, metadata, request, log, state: undefined };
}

/** A hook may change a message and its level. Logging is synchronous: what a hook returns is not waited for. */
function logThroughHooks(
  app: Registrations,
  shared: HookContext,
  write: (level: LogLevel, message: string) => void,
): CoreInvocationContext['log'] {
  return (level, category, message) => {
    const line = { ...shared, level, category, message };
    for (const hook of app.hooks.log) hook(line);
    write(line.level, line.message);
  };
}
