import { digestDeps } from './compose/digest';
import {
  accountsDeps,
  checkTenantDeps,
  checkUserDeps,
  exceptAccountsDeps,
  healthDeps,
  reportDeps,
} from './compose/onDemand';
import { type Outside, partsOf } from './compose/parts';
import { pollDeps } from './compose/poll';
import { postureDeps } from './compose/posture';
import { logReaderOf } from './compose/readLog';
import { ingestDeps, settleDeps } from './compose/stream';
import type { Config } from './config';
import type { Access } from './domain/access';
import type { AuditPage, AuditQuery } from './domain/audit/auditEntry';
import type { FindingPage, FindingQuery } from './domain/finding/findingQuery';
import type { IngestDeps } from './jobs/ingest/ingestEvents';
import type { AuditDeps } from './jobs/onDemand/audited';
import type { ReportDeps } from './jobs/onDemand/buildReport';
import type { CheckTenantDeps } from './jobs/onDemand/checkTenant';
import type { CheckUserDeps } from './jobs/onDemand/checkUser';
import type { ExceptAccountDeps } from './jobs/onDemand/exceptAccount';
import type { ExceptAccountsDeps } from './jobs/onDemand/exceptAccounts';
import { type Health, type HealthDeps, readHealth } from './jobs/onDemand/readHealth';
import { sharedReading } from './jobs/onDemand/sharedReading';
import type { PollDeps, PollSummary } from './jobs/poll/pollSignIns';
import type { PostureDeps } from './jobs/posture/refreshPosture';
import type { SettleDeps } from './jobs/settle/settleSignIns';
import type { MailDeps } from './jobs/urgent/sendMails';
import { listAudit } from './tables/audit';

/** What each trigger hands to its job. */
export type Services = {
  readonly poll: PollDeps;
  /** The job of the timer that reads the log: which one depends on the source. */
  readonly readLog: (now: Date) => Promise<PollSummary>;
  readonly ingest: IngestDeps;
  readonly settle: SettleDeps;
  readonly posture: PostureDeps;
  readonly digest: MailDeps & AuditDeps;
  readonly checkTenant: CheckTenantDeps;
  readonly checkUser: CheckUserDeps;
  readonly report: ReportDeps;
  readonly health: HealthDeps;
  /** Health for everybody who asks, which may be some seconds old. */
  readonly readHealth: (now: Date) => Promise<Health>;
  readonly accounts: ExceptAccountDeps;
  readonly exceptAccounts: ExceptAccountsDeps;
  readonly listFindings: (query: FindingQuery) => Promise<FindingPage>;
  readonly listAudit: (query: AuditQuery) => Promise<AuditPage>;
  /** Who may change something. */
  readonly access: Access;
  /** Names of the enforced apps by key. */
  readonly appNames: Readonly<Record<string, string>>;
};

/** Hands each job the functions of the outside systems that it needs, when it is asked for; compose/ has a file for each run. */
export function compose(config: Config, outside: Outside): Services {
  const parts = partsOf(config, outside);
  const health = healthDeps(parts);
  return {
    get poll() {
      return pollDeps(parts);
    },
    get readLog() {
      return logReaderOf(parts);
    },
    get ingest() {
      return ingestDeps(parts);
    },
    get settle() {
      return settleDeps(parts);
    },
    get posture() {
      return postureDeps(parts);
    },
    get digest() {
      return digestDeps(parts);
    },
    get checkTenant() {
      return checkTenantDeps(parts);
    },
    get checkUser() {
      return checkUserDeps(parts);
    },
    get report() {
      return reportDeps(parts);
    },
    health,
    readHealth: sharedReading((now) => readHealth(health, now)),
    get accounts() {
      return accountsDeps(parts);
    },
    get exceptAccounts() {
      return exceptAccountsDeps(parts);
    },
    listFindings: parts.listFindings,
    listAudit: (query) => listAudit(parts.tables.audit, query, parts.clock()),
    access: config.access,
    appNames: parts.appNames,
  };
}
