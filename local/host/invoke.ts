import { randomUUID } from 'node:crypto';
import type { InvocationResponse, TypedData } from './coreApi';
import type { RegisteredFunction } from './functionsCore';
import { HostError } from './hostError';
import { triggerOf } from './hostedFunction';
import type { HostLog } from './hostLog';
import type { LoadedApp } from './loadApp';

/** The input that a trigger passes to a function. */
export type Invocation = {
  readonly functionName: string;
  readonly data: TypedData;
  readonly triggerMetadata?: Readonly<Record<string, TypedData>>;
};

/**
 * Runs a function once, through the library's own conversions, in the worker's order.
 *
 * @throws HostError `unknownFunction`; any error of the function itself
 * @see https://github.com/Azure/azure-functions-nodejs-worker src/eventHandlers/InvocationHandler.ts (read 2026-11-21)
 */
export async function invoke(
  app: LoadedApp,
  { functionName, data, triggerMetadata }: Invocation,
  log: HostLog,
): Promise<InvocationResponse> {
  const { metadata, callback } = registered(app, functionName);
  const model = app.model.getInvocationModel({
    invocationId: randomUUID(),
    metadata,
    request: {
      inputData: [{ name: triggerOf(metadata).name, data }],
      ...(triggerMetadata && { triggerMetadata }),
    },
    log: (level, _category, message) => log(level, functionName, message),
  });
  const { context, inputs } = await model.getArguments();
  const result = await model.invokeFunction(context, inputs, callback);
  return model.getResponse(context, result);
}

function registered(app: LoadedApp, name: string): RegisteredFunction {
  const found = app.functions.get(name);
  if (found) return found;
  throw new HostError('unknownFunction', `The app has no function named "${name}".`);
}
