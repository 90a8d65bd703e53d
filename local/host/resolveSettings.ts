import { HostError } from './hostError';

/**
 * Replaces each `%NAME%` by the setting of that name.
 *
 * @throws HostError `missingSetting`, which names the setting; the deployed host does not start such a function either
 */
export function resolveSettings(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
  functionName: string,
): string {
  return text.replace(/%([^%]+)%/g, (_whole, setting: string) => {
    const value = env[setting];
    if (value) return value;
    throw new HostError('missingSetting', `Set ${setting}: the function "${functionName}" refers to it.`);
  });
}
