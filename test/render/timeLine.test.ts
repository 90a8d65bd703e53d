import { describe, expect, test } from '@jest/globals';
import { CUSTOM_CONTROLS_END, PHONE_MFA_ENDS } from '../../shared/domain/deadlines';
import { type PhaseState, POSTPONEMENTS_END } from '../../shared/domain/enforcement/enforcement';
import { ADMIN_CENTER_BLOCKS } from '../../shared/domain/enforcement/standings';
import { timeLine } from '../../shared/domain/enforcement/timeLine';
import type { ReportContent } from '../../shared/domain/report';
import { renderReport } from '../../shared/render/report/reportPage';
import { timeScale } from '../../shared/render/report/timeScale';
import { phaseInWords } from '../../shared/render/words/enforcement';
import { accountsInWords, dateInWords, TIME_LINE_WORDS } from '../../shared/render/words/timeLine';
import { anAccount, aReport } from './builders';
import { count, unbalanced, visibleText } from './markup';
import { outside, overlaps } from './textBoxes';

const AT = '2026-11-21T03:20:00.000Z';
const ENFORCED: PhaseState = { state: 'enforced', because: 'allDenied' };
const microsoft = (phase1: PhaseState = ENFORCED) => ({
  enforcement: { at: AT, phase1, phase2: ENFORCED },
  writes: null,
  notices: null,
});

function section(change: Partial<ReportContent> = {}): string {
  const html = renderReport(aReport({ microsoft: microsoft(), ...change }));
  expect(unbalanced(html)).toEqual([]);
  return html.slice(html.indexOf('id="enforcement"'), html.indexOf('id="verdicts"'));
}
const dates = (html: string) => [...html.matchAll(/<p class="date">([^<]*)</g)].map(([, date]) => date);
const words = (html: string) => visibleText(html).replace(/\s+/g, ' ');
const axis = (html: string) => /<div class="line-axis">(.*?)<\/div>/s.exec(html)?.[1] ?? '';

describe('the time line', () => {
  test('has every date in order, as exact as it is known', () => {
    expect(dates(section())).toEqual([
      'Oct 2024',
      'Feb 2025',
      '1 Oct 2025',
      String(CUSTOM_CONTROLS_END.year),
      dateInWords(PHONE_MFA_ENDS.others.on),
      dateInWords(PHONE_MFA_ENDS.globalAdministratorsAndExternalUsers.on),
    ]);
    expect(words(section())).toContain(`blocks since ${dateInWords(ADMIN_CENTER_BLOCKS)}`);
    expect(words(section())).toContain(TIME_LINE_WORDS.customControls.about);
  });

  test('names and links the accounts that a date is about, and nobody if there are none', () => {
    const phone = anAccount({ deadline: { on: PHONE_MFA_ENDS.others.on, because: 'onlyPhoneMethods' } });
    const html = section({ accounts: [phone, phone, anAccount({ userId: 'c' })] });
    expect(html).toContain(`<a data-to="#/accounts?deadline=2027-02-01">${accountsInWords(2)}</a>`);
    expect(section()).not.toContain('data-to="#/accounts');
  });

  test('has the state of this tenant', () => {
    const postponed: PhaseState = { state: 'postponed', until: '2027-03-01T00:00:00.000Z' };
    const html = section({ microsoft: microsoft(postponed) });
    expect(words(html)).toContain(
      phaseInWords('phase1', postponed, (iso) => dateInWords(iso.slice(0, 10))).slice(0, 40),
    );
    expect(html).toContain('<span class="badge warn">Postponed</span>');
  });

  test('has no dates of the mandate where Microsoft does not enforce it', () => {
    const html = section({ cloud: 'usgov' });
    expect(dates(html)).toEqual(['2027', '1 Feb 2027', '1 Jul 2027']);
    expect(words(html)).toContain('Microsoft enforces MFA in the public cloud only.');
  });
});

describe('the drawing', () => {
  const entries = timeLine({ enforcement: microsoft().enforcement, cloud: 'global', accounts: [] });
  const one = (what: (typeof entries)[number]['what'], now = AT, all = entries) => {
    const entry = all.find((each) => each.what === what);
    return entry ? timeScale(all, Date.parse(now)).spansOf(entry) : [];
  };

  test('is firm from the day on which nobody can postpone any more, also in this tenant', () => {
    const [loose, firm] = one('phase1');
    expect([loose?.kind, firm?.kind]).toEqual(['loose', 'firm']);
    expect((firm?.x ?? 0) + (firm?.width ?? 0)).toBe(100);
    const later = timeLine({
      enforcement: {
        ...microsoft().enforcement,
        phase1: { state: 'postponed', until: '2027-03-01T00:00:00.000Z' },
      },
      cloud: 'global',
      accounts: [],
    });
    expect(one('phase1', AT, later)[1]?.x).toBeGreaterThan(firm?.x ?? 100);
    const never = timeLine({
      enforcement: { ...microsoft().enforcement, phase1: { state: 'notEnforced', because: 'notThere' } },
      cloud: 'global',
      accounts: [],
    });
    expect(one('phase1', AT, never).map(({ kind }) => kind)).toEqual(['loose']);
    expect(Date.parse(POSTPONEMENTS_END.phase1)).toBeLessThan(Date.parse(AT));
  });

  test('shows a date of which only the year is certain as that whole year', () => {
    const { years } = timeScale(entries, Date.parse(AT));
    const [loose] = one('customControls');
    expect(loose).toMatchObject({ kind: 'loose', x: years.find(({ year }) => year === 2027)?.x });
    // 365 days of the time from August 2024 to March 2028.
    expect(loose?.width).toBeCloseTo(
      (100 * 365) / ((Date.UTC(2028, 2, 1) - Date.UTC(2024, 7, 2)) / 86_400_000),
      0,
    );
  });

  test('draws today between the past and the coming dates, also years from now', () => {
    for (const now of [AT, '2027-06-01T00:00:00.000Z', '2031-01-01T00:00:00.000Z']) {
      const { today } = timeScale(entries, Date.parse(now));
      expect(today).toBeGreaterThan(0);
      expect(today).toBeLessThan(100);
    }
  });

  // Under 761 pixels there is no drawing, and the dates are a list.
  test.each([761, 768, 1024, 1280])('has labels that stand apart and inside at %i pixels', (screen) => {
    const track = (Math.min(screen, 1240) - 40 - 6 - 28 - 92 - 28) / 2;
    for (const generatedAt of days('2024-12-01', '2029-06-01')) {
      const svg = axis(section({ generatedAt }));
      expect(count(svg, /<text/g)).toBeGreaterThan(2);
      expect(overlaps(svg, track)).toEqual([]);
      expect(outside(svg, track)).toEqual([]);
    }
  });

  test('is hidden from screen readers, which read the list', () => {
    expect(count(section(), /<svg aria-hidden="true"/g)).toBe(count(section(), /<svg/g));
    expect(section()).toContain('<ol class="dates">');
  });
});

test('a report without data has no time line', () => {
  const html = renderReport(aReport({ microsoft: null, accounts: [], findings: [], to: null }));
  expect(html).not.toContain('id="enforcement"');
});

/** Every seventieth day. */
function days(from: string, to: string): readonly string[] {
  const found: string[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += 70 * 86_400_000)
    found.push(new Date(at).toISOString());
  return found;
}
