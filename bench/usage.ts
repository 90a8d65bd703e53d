/** The sources of sign-ins that a deployment may read. */
export const SOURCES = ['graph', 'logAnalytics', 'eventHub'] as const;
export type Source = (typeof SOURCES)[number];

/** Counted by `npm run bench -- cost` on 2026-11-30: a day of the real jobs over simulated services, of several sizes. */
const MEASURED = {
  /** Table operations a day that do not grow with the tenant. */
  fixedTableOperations: 900,
  /** More for each sign-in at an enforced app: the overlap of three hours reads each a dozen times. */
  tableOperationsASignIn: 20.4,
  /** More for each account. */
  tableOperationsAnAccount: 1.05,
  mailsADay: 6,
  /** Half of what a core of the machine of `npm run bench -- ingest` decodes in a second (48,752 on 2026-11-30); most are of other apps. */
  streamedRecordsASecond: 24_000,
} as const;

/** Set by this project. */
const SET = {
  /** `maxEventBatchSize` and `minEventBatchSize` in host.json. */
  eventsABatch: 64,
  /** `maxWaitTime` in host.json: an instance waits so long for a batch to fill. */
  batchWaitSeconds: 60,
  /** `eventHubPartitions` in infra/main.bicep. */
  partitions: 4,
  /** Most sign-ins in an answer of Graph, and of a workspace. */
  rowsAnAnswer: { graph: 1_000, logAnalytics: 10_000 },
  /** Each version of an unsettled sign-in is written and deleted; its bucket is listed by 1,000 rows. */
  unsettledOperationsASignIn: 2.1,
  /** The mark of the partition: read and moved. */
  markOperationsARun: 2,
  /** A streamed sign-in is judged as it comes and once it is settled. */
  judgedTimes: 2,
} as const;

/** About the tenant. */
const ASSUMED = {
  /** Sign-ins at enforced apps, for each user and day. */
  signInsAUser: 0.3,
  /**
   * Records of the log, for each user and day: 10,000,000 a day of 300,000 users. Non-interactive ones are 5 to 10 times as many as
   * interactive ones: https://learn.microsoft.com/entra/identity/monitoring-health/howto-stream-logs-to-event-hub (read 2026-11-21)
   */
  recordsAUser: 33,
  /** 2 to 4 KB in the logs that were seen. */
  recordBytes: 3_000,
  /** The busiest hour, of the average. */
  peak: 3,
} as const;

/** Not measured: each is meant as an upper bound, and is to be replaced by a measured figure. */
const ESTIMATED = {
  /** A run with one page of Graph or one query. */
  runSeconds: 10,
  /** For a further answer: Graph gives five pages of reports in ten seconds, and a workspace is assumed not to take longer. */
  secondsAPage: 2,
  /** Sign-ins that a poll judges and stores in a second. */
  rowsASecond: 1_000,
  /** A page of the directory, which has a wider limit. */
  directorySecondsAPage: 0.5,
  recordsAnEvent: 20,
  /** Writing the unsettled sign-ins of a batch. */
  batchWriteSeconds: 0.2,
  /** Flex Consumption bills each active period for at least so long. */
  leastSeconds: 1,
  /** Each partition's owner says so often that it is alive. */
  ownershipSeconds: 30,
  /** The requests and log lines of a run, as Application Insights stores them. */
  logBytesARun: 10_000,
  storedBytesASignIn: 2_000,
  retentionDays: 90,
} as const;

export const INSTANCE_GIGABYTES = 2;
const DAY_SECONDS = 86_400;
const POLLS = 96;
const DIGESTS = 24;
/** A poll reads three hours again, and its own quarter of an hour. */
const READ_AGAIN = 3.25 / 24;

/** The billed amounts of one day. */
export type DayOfUse = {
  readonly executions: number;
  /** Of an instance at work. */
  readonly seconds: number;
  readonly tableOperations: number;
  readonly tableGigabytes: number;
  readonly blobWrites: number;
  readonly mailsToOne: number;
  readonly logGigabytes: number;
};

/** What the export to a workspace or hub carries in a day, which the tenant pays already if it exports its log. */
export type DayOfExport = {
  readonly records: number;
  readonly gigabytes: number;
  readonly events: number;
  /** Throughput units in the busiest hour. */
  readonly units: number;
};

export function dayOfUse(source: Source, users: number): DayOfUse {
  const signIns = users * ASSUMED.signInsAUser;
  const ingestion = source === 'eventHub' ? ingestionOf(users) : NO_INGESTION;
  const executions = POLLS + DIGESTS + 1 + ingestion.runs;
  const isHub = source === 'eventHub';
  return {
    executions,
    seconds:
      pollSeconds(source, signIns) +
      postureSeconds(users) +
      DIGESTS * ESTIMATED.runSeconds +
      ingestion.seconds,
    tableOperations:
      MEASURED.fixedTableOperations +
      signIns * (MEASURED.tableOperationsASignIn + (isHub ? SET.unsettledOperationsASignIn : 0)) +
      ingestion.runs * SET.markOperationsARun +
      users * MEASURED.tableOperationsAnAccount,
    tableGigabytes: (signIns * ESTIMATED.retentionDays * ESTIMATED.storedBytesASignIn) / 1e9,
    blobWrites: isHub ? ingestion.runs + (SET.partitions * DAY_SECONDS) / ESTIMATED.ownershipSeconds : 0,
    mailsToOne: MEASURED.mailsADay,
    logGigabytes: (executions * ESTIMATED.logBytesARun) / 1e9,
  };
}

export function dayOfExport(users: number): DayOfExport {
  const records = users * ASSUMED.recordsAUser;
  const bytes = records * ASSUMED.recordBytes;
  const events = records / ESTIMATED.recordsAnEvent;
  const unitBytes = 1e6 * DAY_SECONDS;
  return { records, gigabytes: bytes / 1e9, events, units: Math.ceil((bytes * ASSUMED.peak) / unitBytes) };
}

/** Polls read the overlap again and again, and the last two days once a day. */
function pollSeconds(source: Source, signIns: number): number {
  const base = POLLS * ESTIMATED.runSeconds;
  if (source === 'eventHub') return base + (SET.judgedTimes * signIns) / ESTIMATED.rowsASecond;
  const reads: readonly number[] = [...Array<number>(POLLS).fill(signIns * READ_AGAIN), 2 * signIns];
  const more = reads.map((count) => {
    const answers = Math.max(0, Math.ceil(count / SET.rowsAnAnswer[source]) - 1);
    return answers * ESTIMATED.secondsAPage + count / ESTIMATED.rowsASecond;
  });
  return more.reduce((sum, seconds) => sum + seconds, base);
}

/** Registrations are a report, users are not; whatever the source, both are read from Graph. */
function postureSeconds(users: number): number {
  const pages = Math.ceil(users / SET.rowsAnAnswer.graph);
  return ESTIMATED.runSeconds + pages * (ESTIMATED.secondsAPage + ESTIMATED.directorySecondsAPage);
}

const NO_INGESTION = { runs: 0, seconds: 0 };

/** A batch is handed over once it is full, or has waited: a small tenant has a run for each event, or for each wait. */
function ingestionOf(users: number): typeof NO_INGESTION {
  const { events } = dayOfExport(users);
  const waits = (SET.partitions * DAY_SECONDS) / SET.batchWaitSeconds;
  const runs = Math.max(events / SET.eventsABatch, Math.min(events, waits));
  const records = (users * ASSUMED.recordsAUser) / runs;
  const seconds = records / MEASURED.streamedRecordsASecond + ESTIMATED.batchWriteSeconds;
  return { runs, seconds: runs * Math.max(ESTIMATED.leastSeconds, seconds) };
}
