import type { SignInTable } from './rows';

/** What the query of this product asks for; times are milliseconds since 1970-01-01 UTC. */
export type AskedRows = {
  readonly tables: readonly SignInTable[];
  readonly fromMs: number;
  readonly toMs: number;
  /** Up to then, later rows of a sign-in are looked for. */
  readonly lookedUntilMs: number;
  /** In lower case, like resource and user ids. */
  readonly appIds: ReadonlySet<string>;
  readonly resourceIds: ReadonlySet<string>;
  /** `null` for all users. */
  readonly userId: string | null;
  readonly most: number;
};

/**
 * The query of this product, with a mark for each literal. The simulated workspace runs no other: its meaning is written in
 * `answer.ts`, and test/logAnalytics/ compares both.
 */
const LEG = (table: SignInTable, eventTypes: string) => `(${table}
| where ingestion_time() >= {time} and ingestion_time() < {time}
| where (AppId in~ {list} or ResourceIdentity in~ {list}){user}
| extend Policies = tostring(ConditionalAccessPolicies)
| project Id = tolower(Id), Ingested = ingestion_time(), TimeGenerated, CreatedDateTime = tostring(CreatedDateTime),
  CorrelationId, SessionId = column_ifexists("SessionId", ""), UserId, UserPrincipalName, UserDisplayName, UserType,
  HomeTenantId, ResourceTenantId, CrossTenantAccessType, AppId, AppDisplayName, ResourceIdentity, ResourceDisplayName,
  IsInteractive, ClientAppUsed, UserAgent, DeviceDetail = tostring(DeviceDetail),
  LocationDetails = tostring(LocationDetails), Location, AuthenticationProtocol, IPAddress, Status = tostring(Status),
  ResultType, AuthenticationRequirement, AuthenticationDetails = tostring(AuthenticationDetails),
  AuthenticationRequirementPolicies = tostring(AuthenticationRequirementPolicies),
  ConditionalAccessPolicies = iff(Policies contains "\\"success\\"" or Policies contains "\\"reportOnlyFailure\\"" or Policies contains "\\"reportOnlyInterrupted\\"", Policies, ""),
  TokenIssuerType, ServicePrincipalId, SignInEventTypes = ${eventTypes}, Category)`;
const FOLD = `
| summarize arg_max(TimeGenerated, *) by Id, Ingested
| summarize arg_max(Ingested, *) by Id
| where Ingested < {time}
| extend TimeGenerated = tostring(TimeGenerated)
| project-away Ingested
| take {whole}`;

const INTERACTIVE = LEG('SigninLogs', '""');
const NON_INTERACTIVE = LEG('AADNonInteractiveUserSignInLogs', 'SignInEventTypes');

const TEXT = '"(?:[^"\\\\]|\\\\.)*"';
const MARKS: Readonly<Record<string, string>> = {
  '{time}': 'datetime\\(([^)]*)\\)',
  '{list}': `(\\(${TEXT}(?:, ${TEXT})*\\)|\\(dynamic\\(\\[\\]\\)\\))`,
  '{user}': `(?: and UserId =~ (${TEXT}))?`,
  '{whole}': '(\\d+)',
};

const INTERACTIVE_ONLY = patternOf(`union isfuzzy=true ${INTERACTIVE}${FOLD}`);
const BOTH = patternOf(`union isfuzzy=true ${INTERACTIVE}, ${NON_INTERACTIVE}${FOLD}`);

function patternOf(shape: string): RegExp {
  const source = shape
    .split(/(\{\w+\})/)
    .map((part) => MARKS[part] ?? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('');
  return new RegExp(`^${source}$`);
}

/** @returns `null` for any other query */
export function readQuery(query: string): AskedRows | null {
  const isBoth = BOTH.exec(query);
  const found = isBoth ?? INTERACTIVE_ONLY.exec(query);
  if (found === null) return null;
  const [from, until, apps, resources, user] = found.slice(1);
  // Both tables are asked for the same.
  if (isBoth && found.slice(1, 6).join() !== found.slice(6, 11).join()) return null;
  const [to, most] = found.slice(-2);
  return {
    tables: isBoth ? ['SigninLogs', 'AADNonInteractiveUserSignInLogs'] : ['SigninLogs'],
    fromMs: Date.parse(from ?? ''),
    lookedUntilMs: Date.parse(until ?? ''),
    toMs: Date.parse(to ?? ''),
    appIds: textsIn(apps),
    resourceIds: textsIn(resources),
    userId: user === undefined ? null : lowerText(user),
    most: Number(most),
  };
}

function textsIn(list: string | undefined): ReadonlySet<string> {
  return new Set((list ?? '').match(new RegExp(TEXT, 'g'))?.map(lowerText));
}

/** The escapes of this product's literals are those of JSON. */
function lowerText(literal: string): string {
  return String(JSON.parse(literal)).toLowerCase();
}
