import type { HookName, Registrations } from './functionsCore';

/** Runs the hooks of one kind in order of registration; they answer by changing `context`. */
export async function runHooks(app: Registrations, name: HookName, context: object): Promise<void> {
  for (const hook of app.hooks[name]) await hook(context);
}
