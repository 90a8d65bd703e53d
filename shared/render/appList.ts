import { plainText } from '../domain/plainText';

export type AppNames = Readonly<Record<string, string>>;

/** The app's name; its key if the catalogue no longer has it. */
export function appName(key: string, names: AppNames): string {
  return plainText((Object.hasOwn(names, key) ? names[key] : undefined) ?? key);
}

/** Names with semicolons between them, because the names themselves hold commas. */
export function appList(keys: readonly string[], names: AppNames): string {
  return keys.map((key) => appName(key, names)).join('; ');
}
