import type { SignIn } from '../../shared/domain/signIn/signIn';
import { type SessionProofs, sessionProofs } from '../../shared/domain/verdict/sessions';
import type { Outside } from './outside';
import { readAll } from './readAll';
import type { DecodedSource, ReadOnce } from './readOnce';
import type { Source } from './source';
import type { Troubles } from './troubles';
import { type Place, type Versions, versions } from './versions';

/** What is known of a sign-in only when all are read, and judges each. */
export type Learnt = {
  /** Those worth reading again. */
  readonly sources: readonly DecodedSource[];
  /** The resource tenant most sign-ins name. */
  readonly tenantId: string | null;
  readonly tenants: ReadonlySet<string>;
  readonly sessions: SessionProofs;
  readonly versions: Versions;
};

export type Learning = {
  readonly troubles: Troubles;
  /** Where a progress bar goes. */
  readonly stream: NodeJS.WriteStream;
  /** Takes the sign-ins that it holds as they come by; `null` if all are to be judged later. */
  readonly outside: Outside | null;
};

/** Goes through everything once; twice when some sign-ins come in several versions, of which one only is to be believed. */
export async function learn(once: ReadOnce, { troubles, stream, outside }: Learning): Promise<Learnt> {
  const { sources } = once;
  const known = versions();
  const dropped = new Set<Source>();
  const inputs = new Map(sources.map((source) => [source.index, source]));
  let learning = lesson();
  await readAll(sources, {
    label: 'Reading',
    stream,
    signIn: (signIn, place) => {
      known.note(signIn, place);
      learning.take(signIn);
      const source = inputs.get(place.input);
      if (source && outside?.holds(signIn)) outside.take(signIn, source);
    },
    failed: (error, source) => {
      // The reading to judge meets the others again, and tells them.
      if (source.folder === null || error.code === 'notReadable') return;
      dropped.add(source);
      troubles.fileInFolder(error);
    },
  });
  const kept = sources.filter((source) => !dropped.has(source));
  if (outside && (known.hasRepeats() || [...dropped].some(outside.hasSome))) {
    outside.giveUp();
    once.forget();
  }
  if (known.hasRepeats()) {
    learning = lesson();
    const signIn = (one: SignIn, place: Place) => {
      if (known.counts(one, place)) learning.take(one);
    };
    await readAll(kept, { label: 'Comparing', stream, signIn, failed: () => {} });
  }
  return { ...learning.result(), sources: kept, versions: known };
}

function lesson() {
  const sessions = sessionProofs();
  const votes = new Map<string, number>();
  return {
    take: (signIn: SignIn) => {
      sessions.learn(signIn);
      const { resourceTenantId: tenant } = signIn;
      if (tenant !== null) votes.set(tenant, (votes.get(tenant) ?? 0) + 1);
    },
    result: () => {
      const [most] = [...votes].sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
      return { tenantId: most?.[0] ?? null, tenants: new Set(votes.keys()), sessions };
    },
  };
}
