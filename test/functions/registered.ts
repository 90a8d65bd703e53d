import { jest } from '@jest/globals';

export type Registered = {
  readonly name: string;
  readonly retryOptions?: unknown;
  readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Runs the function, as the worker does. */
  readonly callback: (...input: readonly unknown[]) => unknown;
};

/** What the library registers with the Functions worker when the app is loaded. */
export async function registered(): Promise<Registered[]> {
  const found: Registered[] = [];
  const core = {
    registerFunction: (metadata: Omit<Registered, 'callback'>, callback: Registered['callback']) => {
      found.push({ ...metadata, callback });
      return new core.Disposable();
    },
    registerHook: () => new core.Disposable(),
    setProgrammingModel: () => {},
    log: () => {},
    version: '3.9.0',
    hostVersion: '4.0.0',
    Disposable: class {
      dispose() {}
    },
  };
  await jest.isolateModulesAsync(async () => {
    jest.doMock('@azure/functions-core', () => core, { virtual: true });
    await import('../../functions/main');
  });
  return found;
}
