import { operationIdOf } from '../email/operationId';
import { readAdministrators } from '../graph/administrators';
import { problemOf } from '../graph/problem';
import type { DigestDeps } from '../jobs/digest/sendDigest';
import { readHealth } from '../jobs/onDemand/readHealth';
import { startedAt } from '../jobs/onDemand/startedAt';
import { freshenPosture } from '../jobs/posture/refreshPosture';
import { renderDigest } from '../render/digest/mail';
import { claimDigest, latestBefore, readDigest, updateDigest } from '../tables/digests';
import { healthDeps, readMicrosoft, viewDeps } from './onDemand';
import { over, type Parts } from './parts';
import { checkpoints } from './poll';
import { postureDeps } from './posture';

/** The daily digest, and its preview. */
export function digestDeps(parts: Parts): DigestDeps {
  const { config, graph, tables } = parts;
  const { time, timeZone, whenQuiet, reportUrl, toGlobalAdmins, recipients } = config.digest;
  const { readCheckpoint, moveCheckpoint } = checkpoints(parts);
  const posture = postureDeps(parts);
  const health = healthDeps(parts);
  return {
    ...viewDeps(parts),
    cloud: config.cloud,
    appNames: parts.appNames,
    time,
    timeZone,
    whenQuiet,
    reportUrl,
    toGlobalAdmins,
    configuredRecipients: recipients,
    problemOf,
    renderDigest,
    mailer: parts.mailer,
    wait: parts.wait,
    // Two deployments may share a mail resource; the names they give must differ there.
    uuidOf: (text) => operationIdOf(`${config.tablesEndpoint} ${text}`),
    readAdministrators: over(graph, readAdministrators),
    readMicrosoft: readMicrosoft(tables),
    readHealth: (now) => readHealth(health, now),
    freshenPosture: (now) => freshenPosture(posture, now),
    startedAt: (now) => startedAt({ readCheckpoint, moveCheckpoint }, now),
    readCheckpoint,
    readDigest: over(tables.digests, readDigest),
    latestBefore: over(tables.digests, latestBefore),
    claimDigest: over(tables.digests, claimDigest),
    updateDigest: over(tables.digests, updateDigest),
  };
}
