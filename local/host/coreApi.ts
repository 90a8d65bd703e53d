import type { LogLevel } from './hostLog';

/**
 * The part of `@azure/functions-core` that this app uses through `@azure/functions` 4.16. The Functions worker provides
 * that module at run time; neither it nor its types are on disk.
 *
 * @see https://github.com/Azure/azure-functions-nodejs-worker src/setupCoreModule.ts (read 2026-11-21)
 */
export type FunctionsCore = {
  readonly registerFunction: (metadata: FunctionMetadata, callback: FunctionCallback) => void;
  readonly setProgrammingModel: (model: ProgrammingModel) => void;
  readonly log: (level: LogLevel, category: string, message: string) => void;
};

export type FunctionMetadata = {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Binding>>;
};
export type Binding = { readonly type: string; readonly [option: string]: unknown };
export type FunctionCallback = (...args: unknown[]) => unknown;

export type ProgrammingModel = {
  readonly getInvocationModel: (context: CoreInvocationContext) => InvocationModel;
};

export type CoreInvocationContext = {
  readonly invocationId: string;
  readonly metadata: FunctionMetadata;
  readonly request: {
    readonly inputData: readonly { readonly name: string; readonly data: TypedData }[];
    readonly triggerMetadata?: Readonly<Record<string, TypedData>>;
  };
  readonly log: (level: LogLevel, category: string, message: string) => void;
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
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly http?: HttpData;
  readonly collectionString?: { readonly string: readonly string[] };
  readonly collectionSint64?: { readonly sint64: readonly number[] };
};

export type HttpData = {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: TypedData | null;
  readonly statusCode?: string;
};
