import { countEffects } from '../../domain/account/effectCounts';
import type { ReportContent } from '../../domain/report';
import type { Headline, Standing } from '../words/reportHeadline';

export function standingOf(content: ReportContent): Standing {
  return { headline: headlineOf(content), withoutMfaInAll: withoutMfaInAll(content) };
}

function headlineOf({ to, findings, counted, accounts }: ReportContent): Headline {
  if (to === null) return { kind: counted === null ? 'notYetRead' : 'unreadable' };
  const nameless = counted?.nameless ?? findings.filter(({ userId }) => userId === null).length;
  return { kind: 'effects', counts: countEffects(accounts), nameless };
}

function withoutMfaInAll({ accounts, counted }: ReportContent): number | null {
  const without = accounts.filter(({ why }) => why?.some(({ verdict }) => verdict === 'withoutMfa'));
  if (counted === null || without.every(({ effect }) => effect.kind !== 'none')) return null;
  return without.length;
}
