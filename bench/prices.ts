/**
 * US dollars; prices differ by region. `microsoft`: a page of Microsoft was read on that day. `report`: a public reading by others, not
 * read at Microsoft.
 */
export type Price = {
  readonly usd: number;
  readonly per: string;
  readonly from: 'microsoft' | 'report';
  readonly source: string;
  readonly read: string;
};

const REPORTED = 'https://azure.microsoft.com/pricing/details';

export const PRICES = {
  gigabyteSecond: {
    usd: 0.000026,
    per: 'GB-second of Flex Consumption',
    from: 'microsoft',
    source: 'https://learn.microsoft.com/azure/azure-functions/functions-consumption-costs',
    read: '2026-11-21',
  },
  execution: {
    usd: 0.4 / 1e6,
    per: 'execution',
    from: 'microsoft',
    source: 'https://learn.microsoft.com/azure/azure-functions/functions-consumption-costs',
    read: '2026-11-21',
  },
  tableOperation: {
    usd: 0.00036 / 1e4,
    per: 'operation on a table',
    from: 'report',
    source: `${REPORTED}/storage/tables`,
    read: '2026-11-21',
  },
  tableGigabyte: {
    usd: 0.045,
    per: 'GB of tables a month',
    from: 'report',
    source: `${REPORTED}/storage/tables`,
    read: '2026-11-21',
  },
  blobWrite: {
    usd: 0.065 / 1e4,
    per: 'write to a blob',
    from: 'report',
    source: `${REPORTED}/storage/blobs`,
    read: '2026-11-30',
  },
  mailToOne: {
    usd: 0.00025,
    per: 'mail to one recipient, with Communication Services',
    from: 'microsoft',
    source: 'https://learn.microsoft.com/azure/communication-services/concepts/email-pricing',
    read: '2026-11-21',
  },
  mailMegabyte: {
    usd: 0.00012,
    per: 'MB of such a mail',
    from: 'microsoft',
    source: 'https://learn.microsoft.com/azure/communication-services/concepts/email-pricing',
    read: '2026-11-21',
  },
  alertRule: {
    usd: 0.5,
    per: 'alert rule that looks each 15 minutes, a month',
    from: 'report',
    source: `${REPORTED}/monitor`,
    read: '2026-11-21',
  },
  logGigabyte: {
    usd: 2.3,
    per: 'GB into Log Analytics (Analytics plan; its queries are free)',
    from: 'report',
    source: `${REPORTED}/monitor`,
    read: '2026-11-21',
  },
  hubUnitHour: {
    usd: 0.03,
    per: 'hour of a throughput unit of Event Hubs Standard (Basic: half)',
    from: 'report',
    source: `${REPORTED}/event-hubs`,
    read: '2026-11-30',
  },
  hubEvent: {
    usd: 0.028 / 1e6,
    per: 'event of up to 64 KB into the hub',
    from: 'report',
    source: `${REPORTED}/event-hubs`,
    read: '2026-11-30',
  },
} as const satisfies Record<string, Price>;

/** Free each month, for a subscription or (logs) an account. A report, not read at Microsoft. */
export const GRANTS = { gigabyteSeconds: 100_000, executions: 250_000, logGigabytes: 5 } as const;
