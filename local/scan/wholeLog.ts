import type { SignIn } from '../../shared/domain/signIn/signIn';
import { type SessionProofs, sessionProofs } from '../../shared/domain/verdict/sessions';
import type { Outside } from './outside';
import type { Problems } from './problems';
import { readAll } from './readAll';
import type { DecodedSource, ReadOnce } from './readOnce';
import type { Source } from './source';
import { type Place, type Versions, versions } from './versions';

/** Facts that only the whole log shows, and that every verdict needs. */
export type WholeLog = {
  /** Those worth reading again. */
  readonly sources: readonly DecodedSource[];
  /** The resource tenant that most sign-ins name. */
  readonly tenantId: string | null;
  readonly tenants: ReadonlySet<string>;
  readonly sessions: SessionProofs;
  readonly versions: Versions;
};

export type Receivers = {
  readonly problems: Problems;
  /** For a progress bar. */
  readonly stream: NodeJS.WriteStream;
  /** Takes the sign-ins that it holds as they come by; `null` if all are judged later. */
  readonly outside: Outside | null;
};

/** Reads everything once; twice if some sign-ins come in several versions, of which only one counts. */
export async function readWholeLog(
  once: ReadOnce,
  { problems, stream, outside }: Receivers,
): Promise<WholeLog> {
  const { sources } = once;
  const versionsRead = versions();
  const dropped = new Set<Source>();
  const inputs = new Map(sources.map((source) => [source.index, source]));
  let facts = factsOfAll();
  await readAll(sources, {
    label: 'Reading',
    stream,
    signIn: (signIn, place) => {
      versionsRead.note(signIn, place);
      facts.take(signIn);
      const source = inputs.get(place.input);
      if (source && outside?.holds(signIn)) outside.take(signIn, source);
    },
    failed: (error, source) => {
      // The second reading meets the other errors again, and reports them.
      if (source.folder === null || error.code === 'notReadable') return;
      dropped.add(source);
      problems.fileInFolder(error);
    },
  });
  const kept = sources.filter((source) => !dropped.has(source));
  if (outside && (versionsRead.hasRepeats() || [...dropped].some(outside.hasSome))) {
    outside.giveUp();
    once.forget();
  }
  if (versionsRead.hasRepeats()) {
    facts = factsOfAll();
    const signIn = (one: SignIn, place: Place) => {
      if (versionsRead.counts(one, place)) facts.take(one);
    };
    await readAll(kept, { label: 'Comparing', stream, signIn, failed: () => {} });
  }
  return { ...facts.result(), sources: kept, versions: versionsRead };
}

function factsOfAll() {
  const sessions = sessionProofs();
  const votes = new Map<string, number>();
  return {
    take: (signIn: SignIn) => {
      sessions.addSignIn(signIn);
      const { resourceTenantId: tenant } = signIn;
      if (tenant !== null) votes.set(tenant, (votes.get(tenant) ?? 0) + 1);
    },
    result: () => {
      const [most] = [...votes].sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
      return { tenantId: most?.[0] ?? null, tenants: new Set(votes.keys()), sessions };
    },
  };
}
