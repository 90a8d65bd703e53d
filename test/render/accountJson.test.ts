import { expect, test } from '@jest/globals';
import { accountJson } from '../../shared/render/accountJson';
import { adviceInWords } from '../../shared/render/words/advice';
import { evidenceInWords } from '../../shared/render/words/kind';
import { reasonsInWords } from '../../shared/render/words/readiness';
import { anAccount } from './builders';

test('the API and the JSON of scan give text in place of codes, and all else as it is', () => {
  const { reasons, mandate, mandated, lastUse, effect, ...account } = anAccount({
    kind: 'automation',
    kindEvidence: [{ code: 'neverInteractive' }],
    reasons: [{ code: 'stoppedNow' }, { code: 'runsUnattended' }],
    advice: ['moveToWorkloadIdentity'],
    roles: [{ roleId: '62e90394-69f5-4237-9190-012177145e10', held: 'eligible' }],
    lastSignal: { signal: 'mfaFailed', at: '2026-11-21T04:50:00.000Z' },
  });
  const { kind, since, times, apps, how } = effect;
  expect(accountJson({ ...account, reasons, mandate, mandated, lastUse, effect })).toEqual({
    ...account,
    kindEvidence: [evidenceInWords({ code: 'neverInteractive' })],
    roles: ['Global Administrator (eligible)'],
    effect: { kind, since, times, apps, how },
    lastStop: '2026-11-21T04:50:00.000Z',
    reason: reasonsInWords(reasons),
    advice: [adviceInWords('moveToWorkloadIdentity')],
  });
});
