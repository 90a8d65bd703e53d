import { describe, expect, test } from '@jest/globals';
import type { Coverage } from '../../shared/domain/coverage/coverage';
import type { Gap } from '../../shared/domain/coverage/hole';
import type { TenantCoverage } from '../../shared/domain/coverage/tenantCoverage';
import { renderDigest } from '../../shared/render/digest/mail';
import { renderReport } from '../../shared/render/report/reportPage';
import {
  ALWAYS_EXCLUDED,
  defaultsInWords,
  effectInWords,
  morePolicies,
  REPORT_ONLY_TITLE,
} from '../../shared/render/words/coverage';
import { coverageLines } from '../../shared/render/words/coverageNews';
import { aTenantCoverage } from '../domain/builders';
import { APP_NAMES, aCoverageNews, aDigest, anAccount, aReport, KNOWN } from './builders';
import { count, unbalanced, visibleText } from './markup';

const user = (who: string): Gap => ({ who, why: 'excludedUser', policy: 'p1' });
const app = (coverage: Coverage, gaps: readonly Gap[], gapCount = gaps.length) => ({
  coverage,
  policies: ['p1'],
  gaps,
  gapCount,
});
const NO_COUNT = { known: KNOWN, whatIf: null, trend: [] } as const;
const report = (
  coverage: TenantCoverage | null,
  reportOnlyStops: Readonly<Record<string, number>> | null = { p2: 1_203 },
) => renderReport(aReport({ tenant: { ...NO_COUNT, coverage, reportOnlyStops } }));
const textOf = (html: string) => visibleText(html).replace(/\s+/g, ' ');

describe('the report', () => {
  test('lists the gaps of apps with the same gaps once, with the command that closes them', () => {
    const gaps = [user('u1'), user('u2'), user('u3')];
    const coverage = aTenantCoverage({
      apps: {
        azureCli: app('someone', gaps),
        azurePowerShell: app('someone', gaps),
        adminPortals: app('everyone', []),
      },
    });
    const html = report(coverage);
    expect(unbalanced(html)).toEqual([]);
    expect(textOf(html)).toContain(defaultsInWords(coverage));
    expect(textOf(html)).toContain(
      'Gaps Azure CLI; Azure PowerShell Require MFA for Azure excludes Anna Berg, u2 (break-glass account), u3',
    );
    expect(html).toContain('<code>npx mfa-watch policy --out closing.json</code>');
  });

  test('stands above the findings', () => {
    const html = report(aTenantCoverage());
    expect(html.indexOf('id="coverage"')).toBeLessThan(html.indexOf('id="findings"'));
  });

  test('links excluded users who are on the list to their pages, and no one else', () => {
    const coverage = aTenantCoverage({
      apps: { azureCli: app('someone', [user('u1'), user('u3')]) },
      likelyBreakGlass: ['u1', 'u9'],
    });
    const html = renderReport(
      aReport({
        tenant: { ...NO_COUNT, coverage, reportOnlyStops: null },
        accounts: [anAccount({ userId: 'u1' })],
      }),
    );
    const section = html.slice(html.indexOf('id="coverage"'));
    expect(section.match(/<a data-to="#\/account\/u1">Anna Berg<\/a>/g)).toHaveLength(2);
    expect(section).not.toMatch(/account\/u[39]/);
  });

  test('stays small for hundreds of policies with gaps, and counts those it leaves out', () => {
    const ids = Array.from({ length: 500 }, (_, n) => `p${n}`);
    const apps = Object.fromEntries(
      Object.keys(APP_NAMES).map((key, n) => [
        key,
        app(
          'someone',
          ids.flatMap((policy) =>
            Array.from({ length: 100 }, (_, u): Gap => ({ ...user(`${n}-${u}`), policy })),
          ),
          1_000_000,
        ),
      ]),
    );
    const policies = ids.map((id) => ({ id, name: id, state: 'reportOnly' as const }));
    const html = report(aTenantCoverage({ apps, policies }));
    const section = html.slice(html.indexOf('id="coverage"'), html.indexOf('id="verdicts"'));
    expect(unbalanced(html)).toEqual([]);
    expect(count(section, /<[a-z]/g)).toBeLessThan(1_200);
    expect(textOf(section)).toContain(`${morePolicies(496)} `);
    expect(textOf(section)).toContain(`${morePolicies(400)} `);
  });

  test('names users that every policy excludes, unless they are known as break-glass', () => {
    const excluded = (likelyBreakGlass: readonly string[]) =>
      textOf(report(aTenantCoverage({ likelyBreakGlass })));
    expect(excluded(['u1', 'u2', 'u9'])).toContain(
      `${ALWAYS_EXCLUDED.title} Anna Berg new.hire@contoso.example Microsoft exempts no one.`,
    );
    expect(excluded(['u2'])).not.toContain(ALWAYS_EXCLUDED.title);
    expect(excluded([])).not.toContain(ALWAYS_EXCLUDED.title);
  });

  test('lists report-only policies with the number of findings that each would have stopped', () => {
    const policies = [
      { id: 'p1', name: 'On', state: 'enabled' as const },
      { id: 'p2', name: 'Pilot', state: 'reportOnly' as const },
      { id: 'p3', name: 'Another', state: 'reportOnly' as const },
    ];
    const coverage = aTenantCoverage({ policies });
    const text = textOf(report(coverage));
    expect(text).toContain(effectInWords(1_203));
    expect(text).toContain(effectInWords(0));
    expect(report(coverage, null)).toContain(effectInWords(null));
    expect(report(aTenantCoverage())).not.toContain(REPORT_ONLY_TITLE);
  });

  test('says of a report-only policy of Microsoft that it is turned on by itself', () => {
    const policies = [{ id: 'p2', name: 'Microsoft-managed: MFA', state: 'reportOnly' as const }];
    const text = (isMicrosoftManaged?: true) =>
      textOf(
        report(
          aTenantCoverage({
            policies: policies.map((policy) => ({
              ...policy,
              ...(isMicrosoftManaged && { isMicrosoftManaged }),
            })),
          }),
        ),
      );
    expect(text(true)).toContain('Microsoft turns this policy on by itself, unless you turn it off.');
    expect(text()).not.toContain('by itself');
  });

  test('names no command if there is nothing to close', () => {
    expect(report(aTenantCoverage())).not.toContain('--out');
  });

  test('counts the gaps that were not kept', () => {
    const coverage = aTenantCoverage({ apps: { azureCli: app('someone', [user('u1')], 1_201) } });
    expect(textOf(report(coverage))).toContain('and 1,200 more');
  });

  test('has no such section if the policies were not read, or if it is about files', () => {
    expect(report(null)).not.toContain('id="coverage"');
    expect(renderReport(aReport())).not.toContain('id="coverage"');
  });
});

describe('the digest', () => {
  const news = aCoverageNews({ opened: [user('u1')] });

  test('has the change of coverage in both parts', () => {
    const { text, html } = renderDigest(aDigest({ news: [], coverage: news }));
    for (const line of coverageLines(news, APP_NAMES)) {
      expect(text.replace(/\s+/g, ' ')).toContain(line);
      expect(textOf(html)).toContain(line);
    }
  });

  test('has it in the subject, after the accounts that changed', () => {
    expect(renderDigest(aDigest({ coverage: news })).subject).toMatch(/: 1 new, your policies cover less; /);
  });

  test('without a change has no such section', () => {
    expect(renderDigest(aDigest()).text).not.toMatch(/polic/i);
  });
});
