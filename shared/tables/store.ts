import type { AccountFacts } from '../domain/account/accountFacts';
import type { Finding } from '../domain/finding/finding';
import type { FindingQuery } from '../domain/finding/findingQuery';
import type { Checkpoint, CheckpointKind } from '../domain/polling/checkpoint';
import { latestOfParts } from '../domain/postureRun';
import type { Span } from '../domain/time';
import type { CountsOfDay } from '../domain/trend/trend';
import type { AccountSnapshot } from './accountRow';
import { accountOf, accountsOf, allAccounts, forgetAccounts, updateAccounts } from './accounts';
import { moveCheckpoint, readCheckpoint } from './checkpoints';
import type { Tables } from './connect';
import { claimDigest, forgetDigests, latestBefore, latestSent, readDigest, updateDigest } from './digests';
import {
  findingMarks,
  findingsOfUsers,
  forgetFindings,
  goneOf,
  leaningFindings,
  listFindings,
  settleFindings,
} from './findings';
import { forgetPosture, latestPosture, postureSince, savePosture } from './posture';
import { decodeDayCounts } from './posture/dayCounts';
import { decodeDirectory } from './posture/directory';
import { decodeEnforcement, decodeNotices, decodeWrites } from './posture/enforcement';
import { decodePostureRun } from './posture/postureRun';
import { decodeTenantCoverage } from './posture/tenantCoverage';
import { decodeWhatIf } from './posture/whatIf';
import { countRejects, forgetRejects, saveRejects } from './rejects';

/**
 * The tables, as the jobs see them.
 *
 * @param source whose checkpoints to keep
 * @param snapshotOf what to write beside the facts of an account
 */
export function openStore(
  tables: Tables,
  source: string,
  snapshotOf: ((facts: AccountFacts) => AccountSnapshot) | null = null,
) {
  return {
    settleFindings: (...args: Tail<typeof settleFindings>) => settleFindings(tables.findings, ...args),
    listFindings: (query: FindingQuery) => listFindings(tables.findings, query),
    findingsOfUsers: (userIds: ReadonlySet<string>) => findingsOfUsers(tables.findings, userIds),
    goneOf: (span: Span, findings: readonly Finding[]) => goneOf(tables.findings, span, findings),
    leaningFindings: (span: Span) => leaningFindings(tables.findings, span),
    sessionsOf: async (userIds: Iterable<string>) => {
      const accounts = await accountsOf(tables.accounts, userIds);
      return new Map(accounts.map(({ userId, sessions }) => [userId, sessions]));
    },
    allAccounts: (...args: Tail<typeof allAccounts>) => allAccounts(tables.accounts, ...args),
    accountOf: (userId: string) => accountOf(tables.accounts, userId),
    updateAccounts: (...args: Tail<typeof updateAccounts>) =>
      updateAccounts({ ...tables, snapshotOf }, ...args),
    forgetAccounts: (isOver: Parameters<typeof forgetAccounts>[1]) => forgetAccounts(tables.accounts, isOver),
    readCheckpoint: (kind: CheckpointKind) => readCheckpoint(tables.checkpoints, source, kind),
    moveCheckpoint: (kind: CheckpointKind, to: Checkpoint, etag: string | null) =>
      moveCheckpoint(tables.checkpoints, { source, kind, to, etag }),
    saveRejects: (...args: Tail<typeof saveRejects>) => saveRejects(tables.rejects, ...args),
    countRejects: (sinceDay: string) => countRejects(tables.rejects, sinceDay),
    savePosture: (...args: Tail<typeof savePosture>) => savePosture(tables.posture, ...args),
    latestPostureRun: async () =>
      latestOfParts(
        decodePostureRun((await latestPosture(tables.posture, 'run'))?.value),
        decodePostureRun((await latestPosture(tables.posture, 'runBeforeDigest'))?.value),
      ),
    latestCoverage: async () =>
      decodeTenantCoverage((await latestPosture(tables.posture, 'coverage'))?.value),
    latestWhatIf: async () => decodeWhatIf((await latestPosture(tables.posture, 'whatIf'))?.value),
    latestDirectory: async () => decodeDirectory((await latestPosture(tables.posture, 'directory'))?.value),
    latestWrites: async () => decodeWrites((await latestPosture(tables.posture, 'writes'))?.value),
    countsSince: async (sinceDay: string) => {
      const kept: CountsOfDay[] = [];
      for await (const { day, value } of postureSince(tables.posture, 'counts', sinceDay)) {
        const counts = decodeDayCounts(value);
        if (counts) kept.push({ day, counts });
      }
      return kept;
    },
    findingMarks: (day: string) => findingMarks(tables.findings, day),
    readMicrosoft: async () => ({
      enforcement: decodeEnforcement((await latestPosture(tables.posture, 'enforcement'))?.value),
      writes: decodeWrites((await latestPosture(tables.posture, 'writes'))?.value),
      notices: decodeNotices((await latestPosture(tables.posture, 'notices'))?.value),
    }),
    latestSent: (...args: Tail<typeof latestSent>) => latestSent(tables.digests, ...args),
    latestBefore: (...args: Tail<typeof latestBefore>) => latestBefore(tables.digests, ...args),
    readDigest: (...args: Tail<typeof readDigest>) => readDigest(tables.digests, ...args),
    claimDigest: (...args: Tail<typeof claimDigest>) => claimDigest(tables.digests, ...args),
    updateDigest: (...args: Tail<typeof updateDigest>) => updateDigest(tables.digests, ...args),
    forgetBefore: async (day: string) => {
      const forgotten = await Promise.all([
        forgetFindings(tables.findings, day),
        forgetRejects(tables.rejects, day),
        forgetPosture(tables.posture, day),
        forgetDigests(tables.digests, day),
      ]);
      return forgotten.reduce((sum, count) => sum + count, 0);
    },
  };
}

type Tail<F> = F extends (first: never, ...rest: infer R) => unknown ? R : never;
