import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeWorld } from '../../tenant/world/world';
import {
  asDottedRow,
  asEventHubRecord,
  asLogAnalyticsCsvRow,
  asLogAnalyticsRow,
  asPortalCsvRow,
  asPowerShellRecord,
  csv,
  type JsonObject,
  windowsTime,
} from '../decode/records';
import { CASES, recordFile } from '../fixtureCases';
import { putFiles } from '../local/putFiles';
import { heldIn, type Leaf, leavesOf } from './leaves';
import { conclusions, redacted } from './scans';

// Copies of whole files: the recorded cases, and the log of the simulated tenant in every form.
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redact-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Fields in which Microsoft writes words of its own, error codes, times or the ids of its apps. Everything else must be gone. */
const HARMLESS = new Set(
  `createddatetime authenticationstepdatetime timegenerated time errorcode resulttype signinerrorcode failurereason additionaldetails
  authenticationmethod authenticationmethoddetail succeeded authenticationstepresultdetail authenticationsteprequirement
  authenticationrequirement clientappused clientapp conditionalaccess conditionalaccessstatus crosstenantaccesstype authenticationprotocol
  incomingtokentype tokenissuertype usertype isinteractive signineventtypes requirementprovider detail result useragent browser
  operatingsystem category operationname operationversion level resultsignature durationms processingtimeinmilliseconds
  statussequence requestsequence riskdetail risklevelaggregated risklevelduringsignin riskstate type name columntype datatype
  originaltransfermethod clientcredentialtype signintokenprotectionstatus signinsessionstatus networktype context date(utc)
  status conditionssatisfied conditionsnotsatisfied multifactorauthenticationresult key value enforcedgrantcontrols trusttype
  requirement resultdetail authenticationmethodsused activitydatetime activitydisplayname loggedbyservice resource resourcegroup tablename tablekind`.split(
    /\s+/,
  ),
);

/** Apps of Microsoft, its tenant, and values that are nobody's. */
const PUBLIC =
  /^(?:true|false|null|none|)$|skiptoken=2$|^0{8}-|^0{6}[\da-f]{2}-0000-|^(?:c44b4083|04b07795|1950a258|0c1307d4|618dd325|797f4846|40a69793|1fec8e78|cc15fd57|f8cdef31|9188040d|cb1056e2|6eb59a73|1651564e|4765445b|de8bc8b5|89bee1f7)-/i;
const PUBLIC_NAMES =
  /^(?:Azure Portal|Microsoft Azure CLI|Microsoft Azure PowerShell|Azure CLI|Azure mobile app|Microsoft 365 Admin portal|Microsoft Office 365 Portal|Azure Resource Manager|Windows Azure Service Management API|Microsoft Graph|Windows Azure Active Directory|Azure Key Vault|Microsoft Teams|Microsoft Entra Connect|SecurityDefaults|OfficeHome|Graph explorer|Office365 Shell WCSS-Client|Security Defaults|Office 365 Exchange Online|Office 365 SharePoint Online|Microsoft Teams Services)$/i;

function isSecret({ field, value }: Leaf): boolean {
  if (
    HARMLESS.has(
      (field.split(/[./]/).at(-1) ?? '').toLowerCase().replace(/[\s_-]|\[utc\]|_dynamic|_string/g, ''),
    )
  )
    return false;
  // Any short number occurs somewhere in the invented ids.
  return (
    value.trim().length > 3 &&
    !/^[\d.-]{1,6}$/.test(value) &&
    !PUBLIC.test(value) &&
    !PUBLIC_NAMES.test(value)
  );
}

function secretsIn(text: string): readonly string[] {
  return [
    ...new Set(
      leavesOf(text)
        .filter(isSecret)
        .map(({ value }) => value),
    ),
  ];
}

function textOf(content: string | Uint8Array): string {
  if (typeof content === 'string') return content;
  return content[0] === 0x1f ? gunzipSync(content).toString() : new TextDecoder('utf-16le').decode(content);
}

describe('a recorded case', () => {
  test('keeps its verdicts, alone among all others, and loses its secrets', async () => {
    const originals = CASES.map(recordFile);
    const { code, copies, stderr } = await redacted(originals, join(folder, 'cases'));
    expect([code, copies.length]).toEqual([0, originals.length]);
    expect(stderr).toMatch(/scan gives the copy the same \d+ verdicts\./);
    // Some cases give one user several names at one instant; which of them counts depends on the names.
    const { accounts: _, ...before } = await conclusions(originals);
    expect(await conclusions(copies)).toMatchObject(before);
    const lost = originals.flatMap((path, index) => {
      const copy = readFileSync(copies[index] ?? '', 'utf8');
      return heldIn(copy, secretsIn(readFileSync(path, 'utf8')));
    });
    expect(lost).toEqual([]);
  });
});

const WORLD = makeWorld({
  seed: 7,
  nowMs: Date.parse('2026-03-10T12:00:00Z'),
  accounts: 40,
  days: 1,
  daysAhead: 0,
  signInsPerDay: 10,
  otherSignInsPerDay: 5,
});

const rows: readonly JsonObject[] = WORLD.finalRows();

const table = (all: readonly JsonObject[], names: { columns: string; rows: string; name: string }) => {
  const columns = [...new Set(all.flatMap(Object.keys))];
  return {
    TableKind: 'PrimaryResult',
    [names.columns]: columns.map((name) => ({ [names.name]: name, type: 'string' })),
    [names.rows]: all.map((row) => columns.map((name) => row[name] ?? null)),
  };
};
const ndjson = (all: readonly JsonObject[]) => all.map((row) => JSON.stringify(row)).join('\n');
const csvOf = (all: readonly Readonly<Record<string, string>>[], delimiter?: string) => {
  const columns = [...new Set(all.flatMap(Object.keys))];
  const filled = all.map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? ''])));
  return csv(filled, delimiter);
};
const asTextRow = (row: JsonObject) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value === null || value === undefined
        ? ''
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value),
    ]),
  );
const page = JSON.stringify({
  '@odata.context': 'https://graph.microsoft.com/beta/$metadata#auditLogs/signIns',
  '@odata.nextLink': 'https://graph.microsoft.com/beta/auditLogs/signIns?$skiptoken=9e5c61f2b',
  value: rows,
});

const FORMS: Readonly<Record<string, string | Uint8Array>> = {
  'page.json': page,
  'list.json': JSON.stringify(rows, null, 2),
  'lines.ndjson': ndjson(rows),
  'packed.json.gz': gzipSync(page),
  'utf16.json': Buffer.from(`\uFEFF${page}`, 'utf16le'),
  'powershell-7.json': JSON.stringify(
    rows.map((row) => asPowerShellRecord(row)),
    null,
    2,
  ),
  'powershell-5.json': JSON.stringify(
    rows.map((row) => asPowerShellRecord(row, windowsTime)),
    null,
    2,
  ),
  'portal.csv': csvOf(rows.map(asPortalCsvRow)),
  'semicolons.csv': `sep=;\r\n${csvOf(rows.map(asPortalCsvRow), ';')}`,
  'events.json': JSON.stringify({ records: rows.map(asEventHubRecord) }),
  'events.ndjson': rows.map((row) => JSON.stringify({ records: [asEventHubRecord(row)] })).join('\n'),
  'workspace.json': JSON.stringify({
    tables: [table(rows.map(asLogAnalyticsRow), { columns: 'columns', rows: 'rows', name: 'name' })],
  }),
  'explorer.json': JSON.stringify({
    Tables: [table(rows.map(asLogAnalyticsRow), { columns: 'Columns', rows: 'Rows', name: 'ColumnName' })],
  }),
  'hunting.json': JSON.stringify({
    schema: [{ name: 'Id', type: 'String' }],
    results: rows.map(asLogAnalyticsRow),
  }),
  'workspace.csv': csvOf(rows.map(asLogAnalyticsCsvRow)),
  'typed.csv': `#TYPE System.Management.Automation.PSCustomObject\r\n${csvOf(rows.map((row) => asTextRow(asLogAnalyticsRow(row))))}`,
  'dotted.csv': csvOf(rows.map((row) => asTextRow(asDottedRow(row)))),
};

describe('the log of a tenant', () => {
  test.each(Object.keys(FORMS))(
    'as %s keeps its form and its verdicts, and loses its secrets',
    async (name) => {
      const content = FORMS[name] ?? '';
      await putFiles(folder, { [name]: content });
      const original = join(folder, name);
      const { code, copies } = await redacted([original], join(folder, `copy-of-${name}`));
      expect(code).toBe(0);
      const before = await conclusions([original]);
      expect(before.records).toHaveLength(rows.length);
      expect(await conclusions(copies)).toEqual(before);

      const text = textOf(content);
      const copy = readFileSync(copies[0] ?? '', 'utf8');
      expect(namesIn(copy)).toEqual(namesIn(text));
      const secrets = secretsIn(text);
      expect(secrets.length).toBeGreaterThan(200);
      expect(heldIn(copy, secrets)).toEqual([]);
    },
  );
});

/** The names of fields in their order. */
function namesIn(text: string): readonly string[] {
  return leavesOf(text).map(({ field }) => field);
}
