import type { LogLevel } from './hostLog';

/**
 * The part of `@azure/functions-core` that `@azure/functions` 4.16 calls. The Functions worker provides that module
 * at run time; neither it nor its types are on disk.
 *
 * @see https://github.com/Azure/azure-functions-nodejs-worker src/setupCoreModule.ts (read 2026-11-21)
 */
export type FunctionsCore = {
  readonly version: string;
  readonly hostVersion: string;
  readonly registerFunction: (metadata: FunctionMetadata, callback: FunctionCallback) => Disposable;
  readonly registerHook: (name: string, callback: HookCallback) => Disposable;
  readonly setProgrammingModel: (model: ProgrammingModel) => void;
  readonly log: (level: LogLevel, category: string, message: string) => void;
};

export type FunctionMetadata = {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Binding>>;
};
export type Binding = {
  readonly type: string;
  readonly direction: string;
  readonly [option: string]: unknown;
};
export type FunctionCallback = (...args: unknown[]) => unknown;
export type HookCallback = (context: object) => unknown;
export type Disposable = { readonly dispose: () => void };

export type ProgrammingModel = {
  readonly getInvocationModel: (context: CoreInvocationContext) => InvocationModel;
  readonly getCapabilities: (capabilities: Record<string, string>) => Promise<Record<string, string>>;
};

export type CoreInvocationContext = {
  readonly invocationId: string;
  readonly metadata: FunctionMetadata;
  readonly request: {
    readonly invocationId: string;
    readonly inputData: readonly { readonly name: string; readonly data: TypedData }[];
    readonly triggerMetadata: Readonly<Record<string, TypedData>>;
  };
  readonly log: (level: LogLevel, category: string, message: string) => void;
  state: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined;
};

export type InvocationModel = {
  readonly getArguments: () => Promise<{ readonly context: object; readonly inputs: unknown[] }>;
  readonly invokeFunction: (
    context: object,
    inputs: unknown[],
    callback: FunctionCallback,
  ) => Promise<unknown>;
  readonly getResponse: (context: object, result: unknown) => Promise<InvocationResponse>;
};

export type InvocationResponse = { readonly returnValue?: TypedData | null };

/** A value as it crosses from the host to the worker and back: one of these is set. */
export type TypedData = {
  readonly string?: string;
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly http?: HttpData;
  readonly collectionString?: { readonly string: readonly string[] };
};

export type HttpData = {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: TypedData | null;
  readonly statusCode?: string;
  readonly cookies?: readonly HttpCookie[];
};

export type HttpCookie = {
  readonly name: string;
  readonly value: string;
  readonly domain?: { readonly value: string };
  readonly path?: { readonly value: string };
  readonly expires?: { readonly value: { readonly seconds: number } };
  readonly maxAge?: { readonly value: number };
  readonly secure?: { readonly value: boolean };
  readonly httpOnly?: { readonly value: boolean };
  readonly sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone';
};
