import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import type { Directory } from '../../shared/domain/account/directory';
import type { TenantCoverage } from '../../shared/domain/coverage/tenantCoverage';
import type { WhatIf } from '../../shared/domain/coverage/whatIf';
import type { DigestEntry, StoredDigestEntry } from '../../shared/domain/digest/digestLedger';
import type { UnprovenWrites } from '../../shared/domain/enforcement/unprovenWrites';
import type { Finding } from '../../shared/domain/finding/finding';
import type { Checkpoint, CheckpointKind, StoredCheckpoint } from '../../shared/domain/polling/checkpoint';
import type { Reject } from '../../shared/domain/signIn/reject';
import type { StoreDeps } from '../../shared/jobs/poll/storeSpan';

/** The tables in memory, with the promises the jobs rely on: etags, and creating a row only once. */
export function fakeStore() {
  const findings = new Map<string, Finding>();
  const accounts = new Map<string, AccountFacts>();
  const checkpoints = new Map<CheckpointKind, StoredCheckpoint>();
  const digests = new Map<string, StoredDigestEntry>();
  const rejects: { day: string; reject: Reject }[] = [];
  let etags = 0;
  const stamp = () => `etag ${++etags}`;

  const store: StoreDeps = {
    settleFindings: async ({ span, findings: found, cleared }, aroundRemoval) => {
      for (const finding of found) findings.set(finding.id, finding);
      const removed = [...findings.values()].filter(({ id, createdDateTime }) => {
        const at = Date.parse(createdDateTime);
        return cleared.has(id) && at >= span.from && at < span.to;
      });
      if (removed.length > 0) await aroundRemoval(removed);
      for (const { id } of removed) findings.delete(id);
      if (removed.length > 0) await aroundRemoval(removed);
      return { written: found.length, removed: removed.length, transactions: 1 };
    },
    sessionsOf: async (userIds) =>
      new Map([...userIds].map((userId) => [userId, accounts.get(userId)?.sessions ?? {}])),
    goneOf: async (_span, found) => found.filter(({ id }) => !findings.has(id)),
    findingsOfUsers: async (userIds) =>
      new Map(
        [...userIds].map((userId) => [
          userId,
          [...findings.values()].filter((finding) => finding.userId === userId),
        ]),
      ),
    leaningFindings: async function* ({ from, to }) {
      for (const finding of findings.values()) {
        const at = Date.parse(finding.createdDateTime);
        if (finding.leansOn !== null && at >= from && at < to) yield finding;
      }
    },
    updateAccounts: async (userIds, asked) => {
      const change = typeof asked === 'function' ? asked : await asked.lookUp(userIds);
      for (const userId of userIds) {
        const next = change(userId, accounts.get(userId) ?? null);
        if (next) accounts.set(userId, next);
      }
      return userIds.length;
    },
    saveRejects: async (day, saved) => {
      for (const reject of saved) rejects.push({ day, reject });
      return saved.length;
    },
  };

  return {
    findings,
    accounts,
    checkpoints,
    digests,
    rejects,
    store,
    sessionsOf: store.sessionsOf,
    latestWhatIf: async (): Promise<WhatIf | null> => null,
    latestDirectory: async (): Promise<Directory | null> => null,
    latestWrites: async (): Promise<UnprovenWrites | null> => null,
    latestCoverage: async (): Promise<TenantCoverage | null> => null,
    readCheckpoint: async (kind: CheckpointKind) => checkpoints.get(kind) ?? null,
    moveCheckpoint: async (kind: CheckpointKind, to: Checkpoint, etag: string | null) => {
      if ((checkpoints.get(kind)?.etag ?? null) !== etag) return null;
      const stored = { ...to, etag: stamp() };
      checkpoints.set(kind, stored);
      return stored.etag;
    },
    allAccounts: async function* () {
      yield* accounts.values();
    },
    readDigest: async (set: number, localDay: string) => digests.get(keyOf(set, localDay)) ?? null,
    claimDigest: async (set: number, localDay: string, entry: DigestEntry) => {
      if (digests.has(keyOf(set, localDay))) return null;
      const stored = { ...entry, set, localDay, etag: stamp() };
      digests.set(keyOf(set, localDay), stored);
      return stored;
    },
    updateDigest: async (before: StoredDigestEntry, entry: DigestEntry) => {
      const { set, localDay, etag } = before;
      if (digests.get(keyOf(set, localDay))?.etag !== etag) return null;
      const stored = { ...entry, set, localDay, etag: stamp() };
      digests.set(keyOf(set, localDay), stored);
      return stored;
    },
    latestBefore: async (set: number, before: string) =>
      newest([...digests.values()].filter((entry) => entry.set === set && entry.localDay < before)),
    latestSent: async (set: number, upTo: string) =>
      newest(
        [...digests.values()].filter(
          ({ status, localDay, ...entry }) => entry.set === set && status === 'sent' && localDay <= upTo,
        ),
      ),
  };
}

/** The day alone for the first set. */
function keyOf(set: number, localDay: string): string {
  return set === 0 ? localDay : `${localDay} ${set}`;
}

function newest(entries: readonly StoredDigestEntry[]): StoredDigestEntry | null {
  return entries.toSorted((a, b) => b.localDay.localeCompare(a.localDay))[0] ?? null;
}
