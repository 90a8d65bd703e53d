import Module from 'node:module';
import { dirname, join } from 'node:path';
import type { FunctionsCore } from './coreApi';
import { HostError } from './hostError';

const CORE = '@azure/functions-core';

/** Loads files of the app with Node's own loader, and restores that loader. */
export type AppLoader = {
  /** @throws the error that the file throws */
  readonly load: (file: string) => void;
  readonly release: () => void;
};

let intercepting = false;

/**
 * Answers `require('@azure/functions-core')` with our core, everywhere in the process, as the Functions worker does.
 *
 * @returns a loader
 * @throws HostError `alreadyRunning` until `release` of the last loader is called: the library keeps the first core that
 * it gets
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
        // A module of Node's, because the `require` of this file belongs to the bundle, or under jest to jest.
        new Module(join(dirname(file), 'host')).require(file);
      } finally {
        for (const path of Object.keys(moduleCache())) if (!cached.has(path)) loaded.add(path);
      }
    },
    release: () => {
      prototype.require = original;
      // A cached file would not register its functions when the app starts again.
      for (const path of loaded) delete moduleCache()[path];
      intercepting = false;
    },
  };
}

/** Node's `Module.prototype`: jest provides a subclass, which loads nothing. */
function ownerOfRequire(): NodeJS.Module {
  let owner: object = Module.prototype;
  while (!Object.hasOwn(owner, 'require')) owner = Object.getPrototypeOf(owner);
  return owner as NodeJS.Module;
}

/** `require.cache` of Node's loader, under the one name that no bundler and no test runner replaces. */
function moduleCache(): NodeJS.Dict<NodeJS.Module> {
  return (Module as typeof Module & { readonly _cache: NodeJS.Dict<NodeJS.Module> })._cache;
}
