import { describe, expect, test } from '@jest/globals';
import type { AccountView } from '../shared/domain/account/account';
import { ENFORCED_APPS } from '../shared/domain/apps/enforcedApps';
import type { Enforcement, PhaseState } from '../shared/domain/enforcement/enforcement';
import type { ReportContent } from '../shared/domain/report';
import { utcTime } from '../shared/render/time';
import { effectInWords } from '../shared/render/words/effect';
import { gapInWords } from '../shared/render/words/gaps';
import { requirersInWords } from '../shared/render/words/requirement';
import { emptyTables } from './tables/world';
import { CHANGE_WAYS, readFixture, SIGN_IN_APPS, TENANT_FILES, type TenantFixture } from './tenants/fixture';
import { nameOf } from './tenants/people';
import { isOfTheFuture, sentencesIn } from './tenants/sentences';
import { type Watched, watched } from './tenants/watched';

// One file per tenant: its people, policies and enforcement, and the expectation for the apps, the phases and each account. The
// expectation comes from the source that the file names.
const tables = emptyTables();

/** Each tenant is watched once, whatever tests run. */
const results = new Map<string, Promise<Watched>>();
function resultOf(file: string): Promise<Watched> {
  const result = results.get(file) ?? watched(readFixture(file), tables());
  results.set(file, result);
  return result;
}

test.each(TENANT_FILES)('%s', async (file) => {
  const fixture = readFixture(file);
  const { expected } = fixture;
  const { poll, problems, report, views } = await resultOf(file);
  if (fixture.licence === 'free') expect(poll).toBe('notLicensed');
  else expect(poll).toMatchObject({ complete: true, rejected: 0 });
  const { coverage, known, whatIf } = report.tenant ?? {};
  if (!coverage || !known) throw new Error('no coverage was read');

  const levels = Object.entries(coverage.apps).map(([key, app]) => [key, app.coverage]);
  const right = Object.entries(expected.coverage).flatMap(([level, keys = []]) =>
    keys.map((key) => [key, level]),
  );
  expect(Object.fromEntries(levels)).toEqual(Object.fromEntries(right));
  const gaps = Object.values(coverage.apps).flatMap((app) => app.gaps.map((gap) => gapInWords(gap, known)));
  expect([...new Set(gaps)].sort()).toEqual([...expected.gaps].sort());

  const accounts = views.map((view) => {
    const { azureManagement, adminPortals, perUserMfa } = whatIf?.accounts[view.userId] ?? {};
    return [
      nameOf(fixture, view.userId),
      {
        ...shown(view, report),
        ...(azureManagement && { whatIf: [azureManagement, adminPortals, perUserMfa] }),
      },
    ];
  });
  expect(Object.fromEntries(accounts)).toEqual(expected.accounts);
  expect(phasesIn(report.microsoft?.enforcement ?? null)).toEqual(expected.phases);
  expect(problems).toEqual(expected.problems);
  expect(report.cloud).toBe(fixture.cloud);
});

function shown(view: AccountView, { appNames }: ReportContent) {
  const { kind, readiness, advice, requiredBy } = view;
  const { kind: effect, times, apps, how } = view.effect;
  return {
    kind,
    readiness,
    advice,
    effect: effect === 'none' ? effect : { kind: effect, times, apps, how },
    sentence: effectInWords(view, { appNames, showTime: utcTime }),
    requiredBy: requirersInWords(requiredBy),
  };
}

function phasesIn(enforcement: Enforcement | null) {
  if (enforcement === null) return null;
  return { phase1: phaseIn(enforcement.phase1), phase2: phaseIn(enforcement.phase2) };
}

function phaseIn(phase: PhaseState): string {
  return `${phase.state}: ${phase.state === 'postponed' ? phase.until : phase.because}`;
}

describe('what a reader sees', () => {
  const isInForce = (phase: string) => /^(enforced|notVisible):/.test(phase);
  const enforced = TENANT_FILES.filter((file) =>
    Object.values(readFixture(file).expected.phases).every(isInForce),
  );

  test.each(enforced)('says nothing of the future if both phases are enforced: %s', async (file) => {
    const sentences = sentencesIn(await resultOf(file));
    expect(sentences.length).toBeGreaterThan(40);
    expect(sentences.filter(isOfTheFuture)).toEqual([]);
  });

  test('says what a postponed phase will do', async () => {
    const sentences = sentencesIn(await resultOf('both-phases-postponed.json'));
    expect(sentences.filter(isOfTheFuture)).toContain('14 Will be prompted');
  });
});

describe('the tenants together', () => {
  test('each name every enforced app', () => {
    const keys = ENFORCED_APPS.map(({ key }) => key).sort();
    for (const file of TENANT_FILES)
      expect(Object.values(readFixture(file).expected.coverage).flat().sort()).toEqual(keys);
  });

  test('name the source of the expectation', () => {
    for (const file of TENANT_FILES) expect(readFixture(file).story).toMatch(/^[A-Z].{30,}\.$/);
  });

  /** The ways of signing in whose effect depends on the phase; MFA has none. */
  const WAYS = [
    ...['password', 'remembered', 'location', 'federated', 'noDetails', 'deviceCode'],
    ...['50076', '50072', 'mfa'],
  ];
  /** Nothing but another cloud ends phase 1; what its setting leaves out is enforced. */
  const STATES = {
    portal: ['enforced', 'postponed', 'notVisible', 'otherCloud'],
    cli: ['enforced', 'postponed', 'notEnforced', 'notVisible', 'otherCloud'],
  };

  test('hold every state of a phase with every kind of evidence', () => {
    const needed = [
      ...SIGN_IN_APPS.flatMap((app) =>
        STATES[app].flatMap((state) => WAYS.map((way) => `${state}: ${app} ${way}`)),
      ),
      ...STATES.cli.flatMap((state) => CHANGE_WAYS.map((way) => `${state}: change ${way}`)),
    ];
    const held = new Set(TENANT_FILES.map(readFixture).flatMap(evidenceIn));
    expect(needed.filter((combination) => !held.has(combination))).toEqual([]);
  });

  test('hold every reason for the state of a phase that the simulated Azure can give', () => {
    const held = TENANT_FILES.map(readFixture).flatMap(({ expected }) => Object.values(expected.phases));
    expect([...new Set(held.map((phase) => phase.replace(/^postponed: .*/, 'postponed')))].sort()).toEqual([
      'enforced: allDenied',
      'enforced: deletesDenied',
      'enforced: notPostponed',
      'enforced: postponementOver',
      'enforced: writesDenied',
      'notEnforced: notDenied',
      'notEnforced: notThere',
      'notEnforced: otherCloud',
      'notVisible: forbidden',
      'postponed',
    ]);
  });
});

/** Each sign-in and change, beside the state of its phase: `enforced: portal password`. */
function evidenceIn({ people, expected: { phases } }: TenantFixture): string[] {
  const states = { portal: stateIn(phases.phase1), cli: stateIn(phases.phase2) };
  return Object.values(people).flatMap(({ signIns, changes }) => [
    ...signIns.map((text) => `${states[text.startsWith('portal') ? 'portal' : 'cli']}: ${text}`),
    ...changes.map((text) => `${states.cli}: change ${text.split(' ')[0]}`),
  ]);
}

function stateIn(phase: string): string {
  const [state = '', because] = phase.split(': ');
  return because === 'otherCloud' ? because : state;
}
