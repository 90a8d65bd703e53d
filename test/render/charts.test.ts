import { expect, test } from '@jest/globals';
import { renderReport } from '../../shared/render/report/reportPage';
import { aTenantCoverage } from '../domain/builders';
import { anAccount, aReport, KNOWN } from './builders';
import { count, unbalanced, withoutScripts } from './markup';

const AT = '2026-11-21T03:20:00.000Z';
const TREND = [
  { day: '2026-11-19', getsIn: null, findings: 30 },
  { day: '2026-11-20', getsIn: 8, findings: 0 },
  { day: '2026-11-21', getsIn: 5, findings: 1 },
];

/** A page with every section that draws something. */
const page = () =>
  renderReport(
    aReport({
      accounts: [anAccount(), anAccount({ userId: 'x', kind: 'breakGlass' })],
      microsoft: {
        enforcement: {
          at: AT,
          phase1: { state: 'enforced', because: 'notPostponed' },
          phase2: { state: 'notVisible', because: 'forbidden' },
        },
        writes: null,
        notices: null,
      },
      tenant: {
        coverage: aTenantCoverage({
          apps: {
            azureCli: {
              coverage: 'someone',
              policies: ['p1'],
              gaps: [{ who: 'u1', why: 'excludedUser', policy: 'p1' }],
              gapCount: 1,
            },
          },
        }),
        known: KNOWN,
        whatIf: null,
        trend: TREND,
        reportOnlyStops: null,
      },
    }),
  );

test('the drawings need no style attribute, no script and no handler, which the page forbids', () => {
  const html = page();
  for (const id of ['readiness', 'enforcement', 'trend', 'coverage', 'verdicts'])
    expect(html).toContain(`<section id="${id}"`);
  expect(withoutScripts(html)).not.toMatch(/\sstyle=/i);
  expect(withoutScripts(html)).not.toMatch(/<script|\son[a-z]+=/i);
  expect(unbalanced(html)).toEqual([]);
});

test('each drawing is an image with words, or hidden from screen readers', () => {
  const html = page();
  expect(count(html, /<svg/g)).toBeGreaterThan(8);
  expect(count(html, /<svg/g)).toBe(
    count(html, /<svg (role="img" aria-label="[^"]+"|(class="bar" )?aria-hidden="true")/g),
  );
});

test('a tenant without data has none of these sections', () => {
  const html = renderReport(
    aReport({
      from: null,
      to: null,
      accounts: [],
      findings: [],
      microsoft: { enforcement: null, writes: null, notices: null },
      tenant: { coverage: null, known: KNOWN, whatIf: null, trend: [], reportOnlyStops: null },
    }),
  );
  for (const id of ['readiness', 'enforcement', 'trend', 'coverage', 'verdicts'])
    expect(html).not.toContain(`id="${id}"`);
  expect(html).not.toContain('<svg');
});

test('coverage without any app or policy makes an empty matrix and no gaps', () => {
  const html = renderReport(
    aReport({
      tenant: {
        coverage: aTenantCoverage({ apps: {}, policies: [] }),
        known: KNOWN,
        whatIf: null,
        trend: [],
        reportOnlyStops: null,
      },
    }),
  );
  expect(html).toContain('class="rows matrix"');
  expect(html).not.toContain('class="gap-list"');
});
