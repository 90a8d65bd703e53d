import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Format, outputIn } from '../local/commands/formats';
import { PLAIN } from '../local/commands/paint';
import type { EffectCounts } from '../shared/domain/account/effectCounts';
import { DIGESTS } from '../shared/domain/digest/digestLedger';
import type { ReportContent } from '../shared/domain/report';
import { DAY_MS, isoTime } from '../shared/domain/time';
import { composeToday } from '../shared/jobs/digest/composeToday';
import { previewDigest } from '../shared/jobs/digest/previewDigest';
import { buildReport } from '../shared/jobs/onDemand/buildReport';
import { checkTenant } from '../shared/jobs/onDemand/checkTenant';
import { exceptAccount } from '../shared/jobs/onDemand/exceptAccount';
import { listAccounts } from '../shared/jobs/onDemand/listAccounts';
import { pollSignIns } from '../shared/jobs/poll/pollSignIns';
import { refreshPosture } from '../shared/jobs/posture/refreshPosture';
import { accountJson } from '../shared/render/accountJson';
import { renderReport } from '../shared/render/report/reportPage';
import { ongoingInWords } from '../shared/render/words/digest';
import { GROUP_WORDS } from '../shared/render/words/report';
import type { LogRow } from '../tenant/world/log';
import { anAsking } from './jobs/onDemand/anAsking';
import { mfaWatchHere } from './local/inProcess';
import { emptyTables } from './tables/world';
import { readFixture, type TenantFixture } from './tenants/fixture';
import { upnOf, userId } from './tenants/people';
import { signInsOf } from './tenants/signIns';
import { servicesOver } from './tenants/watched';
import { worldOf } from './tenants/world';

// One tenant, and every number that mail, report, API and terminal show of it. The numbers below are counted by hand.

const somebody = { methods: [], allowed: true, federated: false, signIns: [], requiredBy: [], changes: [] };

const PEOPLE: TenantFixture['people'] = {
  chief: { ...somebody, signIns: ['portal remembered'] },
  buyer: { ...somebody, signIns: ['portal password'] },
  seller: { ...somebody, signIns: ['portal password'] },
  visitor: { ...somebody, home: 'fabrikam', signIns: ['portal password'] },
  reader: { ...somebody, signIns: ['cli password'] },
  chiefReader: { ...somebody, signIns: ['cli password'] },
  visitingReader: { ...somebody, home: 'fabrikam', signIns: ['cli password'] },
  emergency: { ...somebody, signIns: ['portal 50076'] },
  deployer: { ...somebody, signIns: ['cli ropc'], changes: ['denied write'] },
  registering: { ...somebody, signIns: ['portal 50072'] },
  halfStopped: { ...somebody, signIns: ['cli password', 'portal 50072'] },
  onLeave: { ...somebody, signIns: ['portal password'] },
  onLeaveStopped: { ...somebody, signIns: ['portal 50072'] },
  visitorOnLeave: { ...somebody, home: 'fabrikam', signIns: ['cli password'] },
  joined: { ...somebody, signIns: ['portal password'] },
  joinedStopped: { ...somebody, signIns: ['portal 50072'] },
  longAgo: { ...somebody, signIns: ['portal password'] },
};
const ON_LEAVE = ['onLeave', 'onLeaveStopped', 'visitorOnLeave'];
const JOINED = ['joined', 'joinedStopped'];

const EFFECTS: EffectCounts = {
  // emergency, deployer, registering and halfStopped
  stopped: 4,
  // chief, buyer, seller and visitor
  getsIn: 4,
  // reader, chiefReader and visitingReader
  readsOnly: 3,
  privileged: { stopped: 0, getsIn: 1, readsOnly: 1 },
  excepted: ON_LEAVE.length,
};
/** Those that get in or only read, and of the stopped deployer and halfStopped, which get in elsewhere. */
const OPEN = 9;
const NAMELESS = 2;
/** All but the guests, of whom only their home tenant knows, and those that were only stopped. */
const WITHOUT_MFA = 10;
/** A file names no exemption, no administrator, no change to a resource and no new account. */
const IN_FILE = { stopped: 5, getsIn: 6, readsOnly: 5 };

const TENANT: TenantFixture = {
  ...readFixture('administrators-and-phones.json'),
  licence: 'p2',
  people: PEOPLE,
  breakGlass: ['emergency'],
  roles: { 'Global Administrator': { active: ['chief'], eligible: ['chiefReader'] } },
};
const NOW = new Date(TENANT.now);

/** Sign-ins that name nobody, of the kind that buyer has. */
function namelessRows(): readonly LogRow[] {
  return signInsOf(TENANT, 'buyer')
    .flatMap((row) => Array.from({ length: NAMELESS }, () => row))
    .map((row, index) => ({
      ...row,
      own: { ...row.own, id: `e0000000-0000-4000-8000-00000000000${index}` },
      common: { ...row.common, userId: '', userPrincipalName: '', userDisplayName: '' },
    }));
}

const tables = emptyTables();
const WORLD = worldOf(TENANT);
const ROWS = [...WORLD.log.map((row) => (isOf(row, 'longAgo') ? earlier(row) : row)), ...namelessRows()];

function isOf({ common }: LogRow, name: string): boolean {
  return common.userId === userId(TENANT, name);
}

/** Before the 14 days after which a finding is over. */
function earlier(row: LogRow): LogRow {
  const createdMs = row.createdMs - 15 * DAY_MS;
  const own = { ...row.own, createdDateTime: isoTime(createdMs) };
  return { ...row, own, createdMs, visibleMs: createdMs };
}

async function everything() {
  const services = await servicesOver(TENANT, tables(), { world: { ...WORLD, log: ROWS } });
  const ends = JOINED.map((name) => [userId(TENANT, name), isoTime(NOW.getTime() + DAY_MS)]);
  const posture = { ...services.posture, readGraces: async () => Object.fromEntries(ends) };
  await pollSignIns(services.poll, NOW);
  await refreshPosture(posture, NOW);
  for (const name of ON_LEAVE) {
    const until = isoTime(NOW.getTime() + DAY_MS);
    const exception = { reason: 'On leave', until, by: 'an administrator', setAt: TENANT.now };
    await exceptAccount(
      services.accounts,
      { idOrUpn: upnOf(TENANT, name), exception, askedBy: anAsking() },
      NOW,
    );
  }
  // It counts the accounts of the day again.
  await refreshPosture(posture, NOW);
  const all = { state: null, kind: null, readiness: null, effect: null, limit: 1000, after: null };
  const list = await listAccounts(services.accounts, all, NOW);
  return {
    services,
    report: await buildReport(services.report, NOW),
    mail: await previewDigest(services.digest, NOW),
    list: { ...list, accounts: list.accounts.map(accountJson) },
    check: await checkTenant(services.checkTenant, NOW),
  };
}

let once: ReturnType<typeof everything> | undefined;
/** The tables are emptied before each test: all is read in the first. */
const shown = () => {
  once ??= everything();
  return once;
};

/** What the terminal writes of the accounts of the report. */
async function onTerminal(content: ReportContent, format: Format): Promise<string> {
  let text = '';
  const write = async (more: string) => {
    text += more;
  };
  const byVerdict = { withoutMfa: 0, cannotTell: 0, mfa: 0, outOfScope: 0 };
  await outputIn(format, { write, columns: 400, paint: PLAIN }).end({
    summary: { read: 1, rejected: 0, byVerdict, byApp: {} },
    accounts: content.accounts,
    report: { ...content, counted: { findings: content.findings.length, nameless: NAMELESS } },
  });
  return text;
}

function textOf(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]+>/g, '\n')
    .replaceAll('&#39;', "'")
    .replace(/\s*\n\s*/g, '\n');
}

/** The number that stands in the text; fails if it is not there. */
function numberIn(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`${pattern} is not in: ${text.slice(0, 500)}`);
  return Number(found);
}

/** From `4 accounts are stopped, 4 (1 administrator) get in without proven MFA, 3 (1 administrator) can only read`. */
function headlineIn(text: string): EffectCounts {
  const admins = (words: RegExp) => (words.test(text) ? numberIn(text, words) : 0);
  return {
    stopped: numberIn(text, /(\d+) accounts?(?: \(\d+ administrators?\))? (?:is|are) stopped/),
    getsIn: numberIn(text, /(\d+)(?: \(\d+ administrators?\))? gets? in without proven MFA/),
    readsOnly: numberIn(text, /(\d+)(?: \(\d+ administrators?\))? can only read/),
    privileged: {
      stopped: admins(/\((\d+) administrators?\) (?:is|are) stopped/),
      getsIn: admins(/\((\d+) administrators?\) gets? in/),
      readsOnly: admins(/\((\d+) administrators?\) can only read/),
    },
    excepted: numberIn(text, /(\d+) exempted accounts? (?:is|are) counted separately/),
  };
}

/** From the table of all accounts in the mail. */
function tableIn(text: string): EffectCounts {
  const [, table = ''] = text.split('All accounts today');
  const row = (title: string) =>
    numberIn(table, new RegExp(`${title}(?: \\(\\d+ administrators?\\))?\\s+(\\d+)`));
  const admins = (title: string) => {
    const words = new RegExp(`${title} \\((\\d+) administrators?\\)`);
    return words.test(table) ? numberIn(table, words) : 0;
  };
  const { stopped, getsIn, readsOnly, excepted } = GROUP_WORDS;
  return {
    stopped: row(stopped.title),
    getsIn: row(getsIn.title),
    readsOnly: row(readsOnly.title),
    privileged: {
      stopped: admins(stopped.title),
      getsIn: admins(getsIn.title),
      readsOnly: admins(readsOnly.title),
    },
    excepted: row(excepted.title),
  };
}

/** The first test reads the whole tenant. */
const LONG_MS = 120_000;

describe('one tenant has the same numbers', () => {
  test(
    'in both parts of the mail, in its sentences and in its list of the exempted',
    async () => {
      const { mail } = await shown();
      const html = textOf(mail.html);
      expect(tableIn(mail.text)).toEqual(EFFECTS);
      expect(tableIn(html)).toEqual(EFFECTS);
      for (const text of [mail.text.replace(/\s+/g, ' '), html]) {
        const { stopped, getsIn, readsOnly, privileged } = EFFECTS;
        expect(
          numberIn(text, /(\d+) people cannot sign in/) + numberIn(text, /(\d+) script is stopped/),
        ).toBe(stopped);
        expect(numberIn(text, /(\d+) administrator gets in without proven MFA/)).toBe(privileged.getsIn);
        expect(numberIn(text, /(\d+) others get in without proven MFA/)).toBe(getsIn - privileged.getsIn);
        expect(numberIn(text, /(\d+) accounts can only read/)).toBe(readsOnly);
        expect(numberIn(text, /Exempted, not counted as open: (\d+) accounts/)).toBe(EFFECTS.excepted);
      }
      expect(numberIn(mail.subject, /(\d+) stopped/)).toBe(EFFECTS.stopped);
      expect(numberIn(mail.subject, /(\d+) admin in without MFA/)).toBe(EFFECTS.privileged.getsIn);
      expect(numberIn(mail.subject, /(\d+) others get in/)).toBe(EFFECTS.getsIn - EFFECTS.privileged.getsIn);
      expect(numberIn(mail.subject, /(\d+) only read/)).toBe(EFFECTS.readsOnly);
    },
    LONG_MS,
  );

  test('in the headline, the headings, the tiles and the trend of the report', async () => {
    const { report } = await shown();
    const html = renderReport(report);
    const text = textOf(html);
    expect(headlineIn(text)).toEqual(EFFECTS);
    expect(numberIn(text, /(\d+) findings cannot be assigned to an account/)).toBe(NAMELESS);
    const heading = (key: keyof typeof GROUP_WORDS) =>
      numberIn(html, new RegExp(`<h3>${GROUP_WORDS[key].title} <span class="count">(\\d+)`));
    const { stopped, getsIn, readsOnly, excepted } = EFFECTS;
    expect([heading('stopped'), heading('getsIn'), heading('readsOnly')]).toEqual([
      stopped,
      getsIn,
      readsOnly,
    ]);
    expect([heading('excepted'), heading('grace')]).toEqual([excepted, JOINED.length]);
    const [, tiles = ''] = /<ul class="tiles">(.*?)<\/ul>/s.exec(html) ?? [];
    const inTiles = [...tiles.matchAll(/<b>(\d+)<\/b>/g)].map(([, digits]) => Number(digits));
    expect(inTiles.reduce((sum, one) => sum + one, 0)).toBe(stopped + getsIn + readsOnly);
    expect(numberIn(text, /Accounts that get in without proven MFA\s+(\d+) on 21 Nov/)).toBe(getsIn);
  });

  test('in the JSON of accounts and of check', async () => {
    const { list, check } = await shown();
    expect(list.effects).toEqual(EFFECTS);
    expect(check.effects).toEqual(EFFECTS);
    expect([check.openCount, check.open.length, check.byState.excepted]).toEqual([
      OPEN,
      OPEN,
      EFFECTS.excepted,
    ]);
    const counted = list.accounts.filter(({ state, grace }) => state !== 'excepted' && grace === null);
    const number = (kind: string) => counted.filter(({ effect }) => effect.kind === kind).length;
    expect([number('stopped'), number('getsIn'), number('readsOnly')]).toEqual([4, 4, 3]);
    expect(list.accounts.filter(({ grace }) => grace !== null)).toHaveLength(JOINED.length);
    expect(counted.filter(({ kind, effect }) => kind === 'guest' && effect.kind !== 'none')).toHaveLength(2);
  });

  test('on the terminal, as a table, as JSON and as a page', async () => {
    const { report } = await shown();
    const table = await onTerminal(report, 'table');
    expect(headlineIn(table)).toEqual(EFFECTS);
    expect(numberIn(table, /(\d+) findings cannot be assigned/)).toBe(NAMELESS);
    expect(JSON.parse(await onTerminal(report, 'json')).summary.effects).toEqual(EFFECTS);
    expect(headlineIn(textOf(await onTerminal(report, 'html')))).toEqual(EFFECTS);
  });

  test(
    'in the next mail, which counts all of them as ongoing if a mail reported them before',
    async () => {
      const { services, list } = await shown();
      const named = Object.fromEntries(list.accounts.map((account) => [account.userId, 'ongoing' as const]));
      const lastSent = {
        ...{ localDay: '2026-11-20', series: DIGESTS, etag: '', at: isoTime(NOW.getTime() - DAY_MS) },
        ...{ named, stopped: {}, coverage: null, microsoft: {} },
      };
      const again = await everything();
      const { content } = await composeToday(again.services.digest, {
        ...{ localDay: '2026-11-21', now: NOW.getTime(), tries: 1 },
        lastSent: lastSent as never,
      });
      expect(services.appNames).toEqual(again.services.appNames);
      const { stopped, getsIn, readsOnly } = EFFECTS;
      expect(content.ongoing).toBe(stopped + getsIn + readsOnly);
      expect(ongoingInWords(content)).toContain(`${stopped + getsIn + readsOnly} accounts`);
      expect(content.effects).toEqual(EFFECTS);
    },
    LONG_MS,
  );
});

describe('the same log in a file has the same numbers', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mfa-watch-numbers-'));
    const value = ROWS.map(({ own, common }) => ({ ...common, ...own }));
    await writeFile(join(folder, 'log.json'), JSON.stringify({ value }));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('in each format of scan', async () => {
    const scan = async (format: Format) => {
      const { code, stdout } = await mfaWatchHere(['scan', join(folder, 'log.json'), '--format', format], {
        COLUMNS: '400',
      });
      expect(code).toBe(0);
      return stdout;
    };
    const table = await scan('table');
    const page = textOf(await scan('html'));
    const { effects } = JSON.parse(await scan('json')).summary;
    const numbers = (text: string) => ({
      stopped: numberIn(text, /(\d+) accounts? (?:is|are) stopped/),
      getsIn: numberIn(text, /(\d+) gets? in without proven MFA/),
      readsOnly: numberIn(text, /(\d+) can only read/),
    });
    expect(effects).toMatchObject(IN_FILE);
    expect([numbers(table), numbers(page)]).toEqual([IN_FILE, IN_FILE]);
    for (const text of [table, page]) {
      expect(numberIn(text, /(\d+) findings cannot be assigned to an account/)).toBe(NAMELESS);
      expect(numberIn(text, /In all, (\d+) accounts? of this log signed in without MFA/)).toBe(WITHOUT_MFA);
    }
  });
});
