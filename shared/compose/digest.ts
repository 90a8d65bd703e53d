import { operationIdOf } from '../email/operationId';
import { readAdministrators } from '../graph/administrators';
import { problemOf } from '../graph/problem';
import type { AuditDeps } from '../jobs/onDemand/audited';
import { readHealth } from '../jobs/onDemand/readHealth';
import { startedAt } from '../jobs/onDemand/startedAt';
import { freshenPosture } from '../jobs/posture/refreshPosture';
import type { MailDeps } from '../jobs/urgent/sendMails';
import type { UrgentDeps } from '../jobs/urgent/sendUrgent';
import { renderDigest } from '../render/digest/mail';
import { renderUrgent } from '../render/urgent/mail';
import { accountsOf, idsOfUpns } from '../tables/accounts';
import { claimDigest, latestBefore, readDigest, unsentUrgent, updateDigest } from '../tables/digests';
import { latestPosture } from '../tables/posture/posture';
import { auditDeps } from './audit';
import { healthDeps, latestBreakGlass, readMicrosoft, reportDeps, viewDeps } from './onDemand';
import { over, type Parts } from './parts';
import { checkpoints } from './poll';
import { postureDeps } from './posture';

/** The daily digest, its preview, and the urgent mails. */
export function digestDeps(parts: Parts): MailDeps & AuditDeps {
  const { config, graph, tables } = parts;
  const { time, timeZone, whenQuiet, reportUrl, toGlobalAdmins, recipients, urgentMail } = config.digest;
  const { readCheckpoint, moveCheckpoint } = checkpoints(parts);
  const posture = postureDeps(parts);
  const health = healthDeps(parts);
  const { readTenantName, countsSince } = reportDeps(parts);
  return {
    ...viewDeps(parts),
    ...auditDeps(parts),
    urgentMail,
    appNames: parts.appNames,
    time,
    timeZone,
    whenQuiet,
    reportUrl,
    toGlobalAdmins,
    configuredRecipients: recipients,
    problemOf,
    renderDigest,
    renderUrgent,
    mailer: parts.mailer,
    wait: parts.wait,
    clock: parts.clock,
    // Two deployments may share a mail resource; the names they give must differ there.
    uuidOf: (text) => operationIdOf(`${config.tablesEndpoint} ${text}`),
    readAdministrators: over(graph, readAdministrators),
    latestRegistration: () => latestPosture(tables.posture, 'registration'),
    readMicrosoft: readMicrosoft(tables),
    latestBreakGlass: latestBreakGlass(tables),
    readTenantName,
    countsSince,
    readHealth: (now) => readHealth(health, now),
    freshenPosture: (now) => freshenPosture(posture, now),
    startedAt: (now) => startedAt({ readCheckpoint, moveCheckpoint }, now),
    readCheckpoint,
    readDigest: over(tables.digests, readDigest),
    latestBefore: over(tables.digests, latestBefore),
    claimDigest: over(tables.digests, claimDigest),
    updateDigest: over(tables.digests, updateDigest),
    unsentUrgent: over(tables.digests, unsentUrgent),
    accountsOf: over(tables.accounts, accountsOf),
    idsOfUpns: over(tables.accounts, idsOfUpns),
    privilegedUsers: privilegedUsers(tables),
  };
}

/** Those that the last refresh found; none before the first one. */
function privilegedUsers({ posture }: Parts['tables']): UrgentDeps['privilegedUsers'] {
  return async () => new Set(Object.keys((await latestPosture(posture, 'roles'))?.holders ?? {}));
}
