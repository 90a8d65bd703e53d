import type { AppIndex } from '../../shared/domain/apps/enforcedApps';
import { isMicrosofts } from './microsoft';
import { people } from './people';
import { pseudonyms } from './pseudonyms';
import type { Context, Replaced } from './values';

type Options = {
  /** The enforced apps, also those that the settings add: their ids stay. */
  readonly apps: AppIndex;
  /** Ids of the resource tenants. */
  readonly tenants: ReadonlySet<string>;
};

/** Everything that one run remembers about what it has replaced, and how often it has replaced each kind of value. */
export function redactionContext({ apps, tenants }: Options): {
  readonly context: Context;
  readonly replaced: ReadonlyMap<Replaced, number>;
} {
  const replaced = new Map<Replaced, number>();
  const invented = pseudonyms({
    isKept: (id) => isMicrosofts(id) || apps.byClient.has(id) || apps.byResource.has(id),
    tenants: [...tenants].sort((a, b) => a.localeCompare(b)),
  });
  const context: Context = {
    pseudonyms: invented,
    people: people(invented.domain),
    textOnce: textMemory(() => context),
    count: (what) => void replaced.set(what, (replaced.get(what) ?? 0) + 1),
  };
  return { context, replaced };
}

const MOST_TEXTS = 10_000;

function textMemory(contextOf: () => Context): Context['textOnce'] {
  const known = new Map<string, string>();
  return (kind, text, redact) => {
    const key = `${kind} ${text}`;
    const found = known.get(key) ?? redact(text, contextOf());
    if (known.size >= MOST_TEXTS) known.clear();
    known.set(key, found);
    return found;
  };
}
