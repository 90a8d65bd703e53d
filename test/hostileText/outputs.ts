import { coverageJson } from '../../local/commands/coverageJson';
import { doctorJson, doctorText } from '../../local/commands/doctorText';
import { describeFailure, UsageError } from '../../local/commands/failure';
import { type Format, outputIn } from '../../local/commands/formats';
import type { Whole } from '../../local/commands/judgedOutput';
import { PLAIN } from '../../local/commands/paint';
import { coverageText } from '../../local/commands/policyTable';
import { printable, printableJson, printableLines } from '../../local/commands/printable';
import { numberTable } from '../../local/commands/table';
import type { CheckResults } from '../../local/doctor/checkResult';
import { signInDecoder } from '../../shared/decode/signIn';
import { ENFORCED_APPS, indexApps } from '../../shared/domain/apps/enforcedApps';
import { breakGlassReview } from '../../shared/domain/breakGlass/review';
import type { Gap } from '../../shared/domain/coverage/hole';
import type { Known } from '../../shared/domain/coverage/known';
import { plainText } from '../../shared/domain/plainText';
import type { ReportContent } from '../../shared/domain/report';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import { sessionProofs } from '../../shared/domain/verdict/sessions';
import { accountJson } from '../../shared/render/accountJson';
import { accountsCsv } from '../../shared/render/accountsCsv';
import { appName } from '../../shared/render/appList';
import { auditCsv } from '../../shared/render/auditCsv';
import { csvLines } from '../../shared/render/csv';
import { renderDigest } from '../../shared/render/digest/mail';
import { previewPage } from '../../shared/render/digest/previewPage';
import { findingJson } from '../../shared/render/findingJson';
import { findingsCsv } from '../../shared/render/findingsCsv';
import { signInDataOf } from '../../shared/render/report/pageData';
import { reportFile } from '../../shared/render/report/reportFile';
import { renderReport } from '../../shared/render/report/reportPage';
import { signInsCsv } from '../../shared/render/signInsCsv';
import { renderUrgent } from '../../shared/render/urgent/mail';
import { wrap } from '../../shared/render/wrap';
import { aGraphRecord } from '../decode/records';
import { aBreakGlassAccount } from '../domain/breakGlass/facts';
import { aTenantCoverage } from '../domain/builders';
import { APP_NAMES, aFinding, anAccount, anUrgentMail, aReport, someWrites } from '../render/builders';
import { fullDigest } from '../render/mail/fullDigest';
import { auditEntryOf } from './auditEntry';

const AT = '2026-11-20T17:41:30.000Z';

function accountOf(text: string) {
  return anAccount({
    userId: text,
    userPrincipalName: text,
    userDisplayName: `The ${text}`,
    kind: 'guest',
    kindEvidence: [
      { code: 'homeTenant', tenantId: text },
      { code: 'scriptClient', client: text, last: AT },
    ],
    roles: [{ roleId: text, held: 'active' }],
    apps: [text, 'azureCli'],
    registeredMethods: [text],
    requiredBy: [
      { source: 'policy', name: text },
      { source: 'other', name: text },
    ],
    exception: { reason: text, by: text, until: AT, setAt: AT },
    state: 'excepted',
  });
}

function findingOf(text: string) {
  return aFinding({
    id: text,
    userId: text,
    userPrincipalName: text,
    userDisplayName: `The ${text}`,
    evidence: text,
    ipAddress: text,
    app: text,
    resourceId: text,
    resourceDisplayName: text,
    correlationId: text,
    leansOn: text,
    reportOnlyStops: [text],
    requirements: [{ source: 'policy', name: text }],
    client: text,
    place: text,
  });
}

const gapsOf = (text: string): readonly Gap[] => [
  { why: 'excludedUser', who: text, policy: text },
  { why: 'excludedGroup', who: text, policy: text },
  { why: 'excludedRole', who: text, policy: text },
  { why: 'excludedApp', who: { app: 'maybe', name: text }, policy: text },
  { why: 'condition', who: { condition: 'location', is: 'outside', values: [text] }, policy: text },
  { why: 'grantOr', who: { controls: [text], strength: null }, policy: text },
];

const knownOf = (text: string): Known => ({
  people: {},
  names: Object.fromEntries([[text, { name: text, people: { count: 1, isMore: true, some: [text] } }]]),
  policies: Object.fromEntries([[text, text]]),
  managed: [text],
});

const breakGlassOf = (text: string) =>
  breakGlassReview(
    {
      at: AT,
      accounts: [
        aBreakGlassAccount({
          asked: text,
          userId: text,
          userPrincipalName: text,
          userDisplayName: text,
          methods: [text],
          lockedOutBy: [text],
        }),
      ],
    },
    {},
    Date.parse(AT),
  );

/** A report with a text wherever others write one. */
export function reportOf(text: string): ReportContent {
  return aReport({
    subject: text,
    accounts: [accountOf(text), anAccount({ userDisplayName: text, userPrincipalName: text })],
    findings: [findingOf(text)],
    breakGlass: breakGlassOf(text),
    tenant: {
      coverage: aTenantCoverage({
        apps: { azureCli: { coverage: 'someone', policies: [text], gaps: gapsOf(text), gapCount: 6 } },
        policies: [
          { id: text, name: text, state: 'enabled' },
          { id: `${text}2`, name: text, state: 'reportOnly', isMicrosoftManaged: true },
        ],
        names: knownOf(text).names,
        likelyBreakGlass: [text],
      }),
      known: knownOf(text),
      whatIf: null,
      trend: [{ day: '2026-11-20', getsIn: 1, findings: 1 }],
      reportOnlyStops: Object.fromEntries([[`${text}2`, 3]]),
    },
    microsoft: {
      enforcement: {
        at: AT,
        phase1: { state: 'notVisible', because: 'forbidden' },
        phase2: { state: 'postponed', until: AT },
      },
      writes: someWrites({
        writers: [{ userId: text, userPrincipalName: text, wentThrough: 1, stopped: 1, last: AT }],
      }),
      notices: {
        at: AT,
        notices: [{ id: text, title: text, startsAt: AT, modifiedAt: AT, actBy: AT }],
      },
    },
    problems: [
      { code: 'urgentFailed', account: text, failure: null },
      { code: 'whatIfRefused', questions: 1, reply: text },
      { code: 'missingPermission', permission: text, lost: null },
      { code: 'accountsUnread', accounts: 1, rowKeys: [text] },
      { code: 'pollLate', sentence: text, mend: text },
      { code: 'pollFailed', failure: { system: 'earlierVersion', sentence: text } },
    ],
    appNames: { ...APP_NAMES, azureCli: text },
  });
}

const urgentOf = (text: string) =>
  anUrgentMail({
    userId: text,
    userPrincipalName: text,
    userDisplayName: `The ${text}`,
    app: text,
    ipAddress: text,
    tenantName: text,
  });

const judge = {
  apps: indexApps(ENFORCED_APPS),
  tenantId: null,
  sessions: sessionProofs(),
  now: Date.parse(AT),
};

/** A sign-in with the text in every field that takes any. */
function judgedOf(text: string) {
  const names = ['userDisplayName', 'userPrincipalName', 'userAgent', 'ipAddress'];
  const record = aGraphRecord({
    ...Object.fromEntries(names.map((name) => [name, text.slice(0, 2_000)])),
    // A longer id is refused.
    userId: text.slice(0, 256),
    correlationId: text.slice(0, 256),
    id: `x${text.slice(0, 100)}`,
    appDisplayName: text,
    resourceDisplayName: text,
    status: { errorCode: 0, failureReason: text, additionalDetails: text },
  });
  const decoded = signInDecoder(null)(record);
  if (decoded.kind !== 'signIn') throw new Error(JSON.stringify(decoded));
  return judgeSignIn(decoded.signIn, judge);
}

/** What a command writes in a format. */
async function written(format: Format, text: string): Promise<string> {
  let all = '';
  const write = async (part: string) => {
    all += part;
  };
  const output = outputIn(format, { write, columns: 80, paint: PLAIN });
  await output.judged(judgedOf(text));
  await output.bad({ file: text, line: 1, error: text });
  const {
    findings: _,
    findingsCut: __,
    tenant: ___,
    microsoft: ____,
    breakGlass: _____,
    ...report
  } = reportOf(text);
  const { summary: ______, accounts, ...rest } = report;
  const why = [
    { app: 'azureCli', verdict: 'withoutMfa', cause: 'passwordAlone', times: 1, last: AT },
  ] as const;
  const summary: Whole['summary'] = {
    read: 1,
    rejected: 0,
    byVerdict: { withoutMfa: 1, cannotTell: 0, mfa: 0, outOfScope: 0 },
    byApp: Object.fromEntries([[text, { withoutMfa: 1, cannotTell: 0, mfa: 0, outOfScope: 0 }]]),
  };
  await output.end({ summary, accounts: accounts.map((one) => ({ ...one, why })), report: rest });
  return all;
}

const checksOf = (text: string): CheckResults => ({
  before: [
    {
      check: 'signIn',
      code: 'signedIn',
      service: 'Azure',
      person: text,
      tenant: text,
      state: 'ok',
      command: text,
    },
    { check: 'place', code: 'groupFound', group: text, subscription: text, state: 'missing', command: null },
  ],
  after: [
    { check: 'app', code: 'running', app: text, url: text, state: 'ok', command: null },
    {
      check: 'mailDomain',
      code: 'notVerified',
      domain: text,
      isLinked: true,
      records: [text],
      state: 'unknown',
      command: text,
    },
    {
      check: 'health',
      code: 'problem',
      problem: { code: text, sentence: text, mend: text },
      state: 'notYet',
      command: text,
    },
  ],
});

type Output = {
  readonly form: 'page' | 'mail' | 'csv' | 'json' | 'ndjson' | 'line' | 'terminal';
  readonly write: (text: string) => string | Promise<string>;
};

/** Whatever leaves the product with text of others in it, by the function that writes it. */
export const OUTPUTS: Readonly<Record<string, Output>> = {
  renderReport: { form: 'page', write: (text) => renderReport(reportOf(text)) },
  reportFile: { form: 'page', write: (text) => reportFile(reportOf(text)).html },
  previewPage: { form: 'page', write: (text) => previewPage(renderDigest(fullDigest(2, text)).html).html },
  'renderDigest, html': { form: 'page', write: (text) => renderDigest(fullDigest(2, text)).html },
  'renderDigest, text': { form: 'mail', write: (text) => renderDigest(fullDigest(2, text)).text },
  'renderDigest, subject': { form: 'line', write: (text) => renderDigest(fullDigest(2, text)).subject },
  'renderUrgent, html': { form: 'page', write: (text) => renderUrgent(urgentOf(text)).html },
  'renderUrgent, text': { form: 'mail', write: (text) => renderUrgent(urgentOf(text)).text },
  'renderUrgent, subject': { form: 'line', write: (text) => renderUrgent(urgentOf(text)).subject },
  csvLines: {
    form: 'csv',
    write: (text) =>
      csvLines([
        ['a', 'b'],
        [text, `x${text}`],
      ]),
  },
  findingsCsv: { form: 'csv', write: (text) => findingsCsv([findingOf(text)]) },
  signInsCsv: {
    form: 'csv',
    write: (text) => signInsCsv([{ ...findingOf(text) }]),
  },
  auditCsv: { form: 'csv', write: (text) => auditCsv([auditEntryOf(text)]) },
  accountsCsv: { form: 'csv', write: (text) => accountsCsv([accountOf(text)]) },
  findingJson: { form: 'json', write: (text) => JSON.stringify(findingJson(findingOf(text))) },
  accountJson: { form: 'json', write: (text) => JSON.stringify(accountJson(accountOf(text))) },
  signInDataOf: { form: 'json', write: (text) => JSON.stringify(signInDataOf(reportOf(text))) },
  printableJson: { form: 'ndjson', write: (text) => printableJson({ [text]: text }) },
  coverageJson: {
    form: 'ndjson',
    write: (text) =>
      printableJson(
        coverageJson({ azureCli: { coverage: 'someone', policies: [text], gaps: gapsOf(text) } }),
      ),
  },
  doctorJson: { form: 'json', write: (text) => doctorJson(checksOf(text)) },
  doctorText: { form: 'terminal', write: (text) => doctorText(checksOf(text), PLAIN) },
  describeFailure: {
    form: 'terminal',
    write: (text) => describeFailure(new UsageError(`No such file: ${text}`)).message,
  },
  coverageText: {
    form: 'terminal',
    write: (text) =>
      coverageText(
        [{ ...(ENFORCED_APPS[0] as (typeof ENFORCED_APPS)[number]), key: 'azureCli', name: text }],
        { azureCli: { coverage: 'someone', policies: [text], gaps: gapsOf(text) } },
        { known: knownOf(text), blocking: { azureCli: [text] }, paint: PLAIN },
      ),
  },
  numberTable: {
    form: 'terminal',
    write: (text) => numberTable({ head: ['App', '1'], rows: [[printable(text), '2']] }, 80),
  },
  wrap: { form: 'terminal', write: (text) => wrap(plainText(text)) },
  appName: { form: 'line', write: (text) => appName(text, {}) },
  plainText: { form: 'line', write: (text) => plainText(text) },
  printable: { form: 'line', write: printable },
  printableLines: { form: 'terminal', write: printableLines },
  'outputIn, table': { form: 'terminal', write: (text) => written('table', text) },
  'outputIn, json': { form: 'json', write: (text) => written('json', text) },
  'outputIn, ndjson': { form: 'ndjson', write: (text) => written('ndjson', text) },
  'outputIn, csv': { form: 'csv', write: (text) => written('csv', text) },
  'outputIn, html': { form: 'page', write: (text) => written('html', text) },
};
