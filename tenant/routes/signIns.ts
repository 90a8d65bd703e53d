import { DAY_MS } from '../../shared/domain/time';
import type { GraphCall } from '../graphCall';
import { compileFilter, type Matches } from '../odata/filter';
import { boundsOf, mentions } from '../odata/filterFacts';
import { type Filter, parseFilter } from '../odata/filterSyntax';
import { ascending, pageSize, readOptions } from '../odata/queryOptions';
import { nextLink, positionIn } from '../odata/skipToken';
import { badRequest } from '../refusal';
import type { LogRow } from '../world/log';
import { requirePremium } from './licence';
import { readPage } from './logPage';
import type { Route, Service } from './route';
import type { SignInJson } from './signInJson';
import { BETA_PROPERTIES, V1_PROPERTIES } from './signInProperties';

/** P1 and P2 keep 30 days. https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention (read 2026-11-21) */
const KEPT_DAYS = 30;
const MOST_ON_A_PAGE = 1_000;
const COMMA = Buffer.from(',');

export function signInRoutes(json: SignInJson): readonly Route[] {
  return [
    {
      pattern: /^\/auditLogs\/signIns$/i,
      permissions: ['AuditLog.Read.All'],
      limit: 'reports',
      answer: (service, call) => listSignIns(service, call, json),
    },
  ];
}

function listSignIns(service: Service, call: GraphCall, json: SignInJson): Buffer {
  requirePremium(service.licence);
  const options = readOptions(call.query, ['$filter', '$top', '$skiptoken', '$orderby', '$select']);
  const filter = options.$filter === undefined ? null : parseFilter(options.$filter);
  const page = readPage(service.world.log, {
    matches: matching(filter, call),
    bounds: keptBounds(filter, call.atMs),
    oldestFirst: ascending(options.$orderby, ['createdDateTime']) ?? false,
    size: pageSize(options.$top, service.pageSize ?? MOST_ON_A_PAGE),
    after: positionIn(options.$skiptoken, call, service.skipTokenMs),
    atMs: call.atMs,
  });
  const policies = ['Policy.Read.All', 'Policy.Read.ConditionalAccess'].some((name) =>
    service.permissions.has(name),
  );
  const { version, newerEnums } = call;
  const write = json({ version, newerEnums, policies }, options.$select);
  const head = JSON.stringify({
    '@odata.context': `${call.origin}/${version}/$metadata#auditLogs/signIns`,
    ...(page.continueAfter !== null && { '@odata.nextLink': nextLink(call, page.continueAfter) }),
  });
  const rows = page.rows.flatMap((row, index) => (index === 0 ? write(row) : [COMMA, ...write(row)]));
  return Buffer.concat([Buffer.from(`${head.slice(0, -1)},"value":[`), ...rows, Buffer.from(']}')]);
}

function matching(filter: Filter | null, { version }: GraphCall): Matches<LogRow> {
  const matches =
    filter === null
      ? () => true
      : compileFilter(filter, version === 'beta' ? BETA_PROPERTIES : V1_PROPERTIES);
  // If the filter names no kind, Graph returns only interactive sign-ins.
  return mentions(filter, 'signineventtypes') ? matches : (row) => row.common.isInteractive && matches(row);
}

function keptBounds(filter: Filter | null, atMs: number) {
  const { fromMs, toMs } = boundsOf(filter, 'createddatetime');
  // Whole days: the request of a caller that wants exactly 30 days arrives a little later.
  const keptFromMs = (Math.floor(atMs / DAY_MS) - KEPT_DAYS) * DAY_MS;
  if (fromMs !== Number.NEGATIVE_INFINITY && fromMs < keptFromMs) {
    throw badRequest(
      `The start date is before the minimum allowed date ${new Date(keptFromMs).toISOString()}.`,
    );
  }
  return { fromMs: Math.max(fromMs, keptFromMs), toMs };
}
