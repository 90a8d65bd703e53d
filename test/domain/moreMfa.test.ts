import { expect, test } from '@jest/globals';
import { signInDecoder } from '../../shared/decode/signIn';
import { accountBook } from '../../shared/domain/account/accountBook';
import { viewOf } from '../../shared/domain/account/accountView';
import { EFFECT_KINDS, type EffectKind } from '../../shared/domain/account/effect';
import { ENFORCED_APPS } from '../../shared/domain/apps/enforcedApps';
import type { PhaseState } from '../../shared/domain/enforcement/enforcement';
import { appStandings } from '../../shared/domain/enforcement/standings';
import { DAY_MS, HOUR_MS, isoTime } from '../../shared/domain/time';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import { sessionProofs } from '../../shared/domain/verdict/sessions';
import { aRawMfaSignIn, aRawSignIn } from '../jobs/rawSignIn';
import { fc } from '../seededFc';
import { AZURE_CLI, aContext, NOW, PORTAL } from './builders';

// From the records to the effect: decode, judge, book, view.
type Raw = ReturnType<typeof aRawSignIn>;

const decode = signInDecoder('monthFirst');

function effectFrom(records: readonly Raw[], phase2: PhaseState): EffectKind {
  const signIns = records.map((record) => {
    const decoded = decode(record);
    if (decoded.kind !== 'signIn') throw new Error('The record is not readable.');
    return decoded.signIn;
  });
  const sessions = sessionProofs();
  for (const signIn of signIns) sessions.addSignIn(signIn);
  const book = accountBook();
  for (const signIn of signIns) book.add(judgeSignIn(signIn, aContext({ sessions })));
  const standings = appStandings(ENFORCED_APPS, { phase1: ENFORCED, phase2 }, 'global');
  const context = { breakGlass: new Set<string>(), sent: {}, standings, now: NOW };
  const [view] = [...book.facts().values()].map((facts) => viewOf(facts, context));
  return view?.effect.kind ?? 'none';
}

const ENFORCED: PhaseState = { state: 'enforced', because: 'notPostponed' };
const phase2 = fc.constantFrom<PhaseState>(ENFORCED, { state: 'notEnforced', because: 'notThere' });

const anyApp = fc.constantFrom(PORTAL, AZURE_CLI);
/** Settled, and some of them so old that they no longer count. */
const anyTime = fc.integer({ min: 3, max: 40 * 24 }).map((hours) => isoTime(NOW - hours * HOUR_MS));
const anySession = fc.constantFrom(null, 'd0000001-0000-4000-8000-00000000abcd');

const skipped = (text: string): Raw => ({
  authenticationRequirement: 'multiFactorAuthentication',
  status: { errorCode: 0, additionalDetails: text },
});
const anyWay = fc.constantFrom<Raw>(
  {},
  skipped('MFA requirement skipped due to remembered device'),
  skipped('MFA requirement skipped due to location'),
  { tokenIssuerType: 'ADFederationServices' },
  { authenticationDetails: [] },
  { authenticationProtocol: 'ropc' },
  { authenticationDetails: [], isInteractive: false, signInEventTypes: ['nonInteractiveUser'] },
  { status: { errorCode: 50076 } },
  { status: { errorCode: 50072 } },
  { status: { errorCode: 53003 } },
  { status: { errorCode: 50126 } },
  { authenticationRequirement: 'multiFactorAuthentication' },
);
const anySignIns = fc
  .array(fc.record({ appId: anyApp, createdDateTime: anyTime, sessionId: anySession, way: anyWay }), {
    maxLength: 6,
  })
  .map((some) =>
    some.map(({ way, ...fields }, index) => aRawSignIn({ id: `sign-in ${index}`, ...fields, ...way })),
  );
const anyMfa = fc
  .record({ appId: anyApp, createdDateTime: anyTime, sessionId: anySession })
  .map((fields) => aRawMfaSignIn({ id: 'with MFA', ...fields }));

test('a further sign-in with MFA never raises the effect of an account', () => {
  const rank = (kind: EffectKind) => EFFECT_KINDS.length - EFFECT_KINDS.indexOf(kind);
  fc.assert(
    fc.property(anySignIns, anyMfa, phase2, (records, mfa, state) => {
      const before = effectFrom(records, state);
      const after = effectFrom([...records, mfa], state);
      expect(rank(after)).toBeLessThanOrEqual(rank(before));
    }),
    { numRuns: 10 * (fc.readConfigureGlobal().numRuns ?? 100) },
  );
});

test('sign-ins alone lead to every effect', () => {
  const ago = isoTime(NOW - 2 * DAY_MS);
  const record = (fields: Raw) => aRawSignIn({ createdDateTime: ago, ...fields });
  const effects = [
    record({ appId: PORTAL, status: { errorCode: 50076 } }),
    record({ appId: PORTAL }),
    record({ appId: AZURE_CLI }),
    aRawMfaSignIn({ createdDateTime: ago }),
  ].map((one) => effectFrom([one], ENFORCED));
  expect(effects).toEqual(EFFECT_KINDS);
});
