import { expect, test } from '@jest/globals';
import { accountJson } from '../../shared/render/accountJson';
import { adviceInWords } from '../../shared/render/words/advice';
import { evidenceInWords } from '../../shared/render/words/kind';
import { reasonsInWords } from '../../shared/render/words/readiness';
import { anAccount } from './builders';

test('the API and the JSON of scan give text in place of codes, and all else as it is', () => {
  const { reasons, ...account } = anAccount({
    kind: 'automation',
    kindEvidence: [{ code: 'neverInteractive' }],
    reasons: [{ code: 'stoppedNow' }, { code: 'runsUnattended' }],
    advice: ['moveToWorkloadIdentity'],
  });
  expect(accountJson({ ...account, reasons })).toEqual({
    ...account,
    kindEvidence: [evidenceInWords({ code: 'neverInteractive' })],
    reason: reasonsInWords(reasons),
    advice: [adviceInWords('moveToWorkloadIdentity')],
  });
});
