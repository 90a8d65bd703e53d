import Module from 'node:module';
import { dirname, join } from 'node:path';
import type { FunctionsCore } from './coreApi';
import { HostError } from './hostError';

const CORE = '@azure/functions-core';

/** Loads files of the app with Node's own loader, and puts that loader back as it was. */
export type AppLoader = {
  /** @throws whatever the file throws */
  readonly load: (file: string) => void;
  readonly release: () => void;
};

let intercepting = false;

/**
 * Answers `require('@azure/functions-core')` with ours, everywhere in the process, as the Functions worker does.
 *
 * @returns a loader; until its `release` is called no second one can be had, because the library keeps the core
 * that it met first
 * @throws HostError `alreadyRunning`
 */
export function interceptRequire(core: FunctionsCore): AppLoader {
  if (intercepting) {
    throw new HostError('alreadyRunning', 'One Functions host per process: stop the running one first.');
  }
  intercepting = true;
  const prototype = ownerOfRequire();
  const original = prototype.require;
  prototype.require = function requireOrCore(this: NodeJS.Module, id: string): unknown {
    return id === CORE ? core : original.call(this, id);
  };
  const cached = new Set(Object.keys(moduleCache()));
  const loaded = new Set<string>();
  return {
    load: (file) => {
      try {
        // A module of Node's, not the `require` at hand: in a bundle that is bound to the bundle, under jest to jest.
        new Module(join(dirname(file), 'host')).require(file);
      } finally {
        for (const path of Object.keys(moduleCache())) if (!cached.has(path)) loaded.add(path);
      }
    },
    release: () => {
      prototype.require = original;
      // What stays cached would not register again when the app is started again.
      for (const path of loaded) delete moduleCache()[path];
      intercepting = false;
    },
  };
}

/** Node's `Module.prototype`: jest hands out a subclass, through which nothing is loaded. */
function ownerOfRequire(): NodeJS.Module {
  let owner: object = Module.prototype;
  while (!Object.hasOwn(owner, 'require')) owner = Object.getPrototypeOf(owner);
  return owner as NodeJS.Module;
}

/** `require.cache` of Node's loader under the name by which no bundler and no test runner replaces it. */
function moduleCache(): NodeJS.Dict<NodeJS.Module> {
  return (Module as typeof Module & { readonly _cache: NodeJS.Dict<NodeJS.Module> })._cache;
}
