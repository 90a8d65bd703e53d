import { describe, expect, test } from '@jest/globals';
import type { AccountView } from '../../shared/domain/account/account';
import type { Audiences, Reach } from '../../shared/domain/coverage/audiences';
import type { KeptCoverage, TenantCoverage } from '../../shared/domain/coverage/tenantCoverage';
import { GLOBAL_ADMINISTRATOR } from '../../shared/domain/roles/roleNames';
import { renderReport } from '../../shared/render/report/reportPage';
import { BREAK_GLASS_COLUMN, NOT_KNOWN, REACH_MEANINGS, REACH_WORDS } from '../../shared/render/words/matrix';
import { aTenantCoverage } from '../domain/builders';
import { anAccount, aReport, KNOWN } from './builders';
import { unbalanced, visibleText, withoutScripts } from './markup';

const all = (reach: Reach): Audiences => ({
  members: reach,
  guests: reach,
  globalAdministrators: reach,
  otherAdministrators: reach,
});
const azureCli = (change: Partial<KeptCoverage> = {}) => ({
  azureCli: { coverage: 'someone' as const, policies: ['p1'], gaps: [], gapCount: 0, ...change },
});

function matrix(coverage: Partial<TenantCoverage>, accounts: readonly AccountView[] = []): string {
  const html = renderReport(
    aReport({
      accounts,
      tenant: {
        coverage: aTenantCoverage(coverage),
        known: KNOWN,
        whatIf: null,
        trend: [],
        reportOnlyStops: null,
      },
    }),
  );
  expect(unbalanced(html)).toEqual([]);
  const drawn = withoutScripts(html);
  return drawn.slice(drawn.indexOf('<table class="rows matrix">'), drawn.indexOf('class="rest"'));
}
const words = (html: string) => visibleText(html).replace(/\s+/g, ' ').trim();

describe('a cell of the matrix', () => {
  test('says who of the column must do MFA', () => {
    const audiences: Audiences = {
      members: 'exceptExcluded',
      guests: 'none',
      globalAdministrators: 'everyone',
      otherAdministrators: 'perhaps',
    };
    expect(words(matrix({ apps: azureCli({ audiences }) }))).toContain(
      'Azure CLI Members All but excluded Guests Nobody Global Administrators Everyone Other administrators Some at most',
    );
  });

  test('claims nothing for coverage that an earlier version read, unless all are alike', () => {
    const old = (coverage: KeptCoverage['coverage']) => words(matrix({ apps: azureCli({ coverage }) }));
    expect(old('someone')).toContain(`Members ${NOT_KNOWN} Guests ${NOT_KNOWN}`);
    expect(old('reportOnly')).toContain(`Members ${NOT_KNOWN}`);
    expect(old('everyone')).toContain('Members Everyone Guests Everyone');
    expect(old('none')).toContain('Members Nobody Guests Nobody');
  });

  test('links a gap to the listed accounts that use the app', () => {
    const accounts = [
      anAccount({ userId: 'a' }),
      anAccount({ userId: 'b' }),
      anAccount({ userId: 'c', apps: ['adminPortals'] }),
      anAccount({ userId: 'd', kind: 'guest' }),
      anAccount({ userId: 'e', kind: 'guest', roles: [{ roleId: GLOBAL_ADMINISTRATOR, held: 'eligible' }] }),
    ];
    const html = matrix({ apps: azureCli({ audiences: all('someone') }) }, accounts);
    expect(html).toContain('<a data-to="#/accounts?kind=person&amp;app=azureCli">2 people</a>');
    expect(html).toContain('<a data-to="#/accounts?kind=guest&amp;app=azureCli">2 guests</a>');
    expect(html).toContain(
      `<a data-to="#/accounts?role=${GLOBAL_ADMINISTRATOR}&amp;app=azureCli">1 account</a>`,
    );
    const covered = matrix({ apps: azureCli({ audiences: all('everyone') }) }, accounts);
    expect(covered).not.toContain('<a ');
  });
});

describe('the column of break-glass accounts', () => {
  const emergency = ['x', 'y'].map((userId) => anAccount({ userId, kind: 'breakGlass' }));
  const excluding = (...ids: readonly string[]): Partial<KeptCoverage> => ({
    gaps: ids.map((who) => ({ who, why: 'excludedUser', policy: 'p1' })),
    gapCount: ids.length,
  });
  const cell = (coverage: Partial<TenantCoverage>, accounts = emergency) =>
    words(matrix(coverage, accounts)).split(BREAK_GLASS_COLUMN)[2]?.split(' The numbers')[0]?.trim();

  test('counts those whom a policy excludes', () => {
    expect(cell({ apps: azureCli(excluding('x', 'y')) })).toBe('Excluded 2 accounts');
    expect(cell({ apps: azureCli(excluding('x', 'z')) })).toBe('1 of 2 excluded 1 account');
    expect(cell({ apps: azureCli(), likelyBreakGlass: ['x', 'y'] })).toBe('Excluded 2 accounts');
  });

  test('links one to its page and several to the list', () => {
    expect(matrix({ apps: azureCli(excluding('x')) }, emergency)).toContain('data-to="#/account/x"');
    expect(matrix({ apps: azureCli(excluding('x', 'y')) }, emergency)).toContain(
      'data-to="#/accounts?kind=breakGlass"',
    );
  });

  test('claims nothing of those whom no policy excludes by id, unless all members are covered', () => {
    expect(cell({ apps: azureCli({ audiences: all('exceptExcluded') }) })).toBe(NOT_KNOWN);
    expect(cell({ apps: azureCli({ audiences: all('everyone'), coverage: 'everyone' }) })).toBe('Everyone');
    expect(cell({ apps: azureCli({ coverage: 'none' }) })).toBe('Nobody');
  });

  test('is not there without such accounts', () => {
    expect(matrix({ apps: azureCli() }, [anAccount()])).not.toContain(BREAK_GLASS_COLUMN);
  });
});

test('the words that need it are explained, if they are shown', () => {
  const meaning = `${REACH_WORDS.perhaps}: ${REACH_MEANINGS.perhaps}.`;
  expect(words(matrix({ apps: azureCli({ audiences: all('perhaps') }) }))).toContain(meaning);
  expect(words(matrix({ apps: azureCli({ audiences: all('everyone') }) }))).not.toContain(meaning);
});
