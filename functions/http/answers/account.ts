import { z } from 'zod';
import { ACCOUNT_KINDS, ACCOUNT_STATES, READINESS } from '../../../shared/domain/account/account';
import { ACTIONS, VERDICT_ACTIONS } from '../../../shared/domain/account/advice';
import { PER_USER_MFA, RESOURCE_CLASSES, WHAT_IF_ANSWERS } from '../../../shared/domain/account/answers';
import { EFFECT_KINDS, EFFECT_WAYS } from '../../../shared/domain/account/effect';
import type { EffectCounts } from '../../../shared/domain/account/effectCounts';
import type { Exception } from '../../../shared/domain/account/exception';
import { SIGNALS } from '../../../shared/domain/verdict/verdict';
import type { AccountJson } from '../../../shared/render/accountJson';
import type { Advice } from '../../../shared/render/words/advice';
import type { accountPageJson } from '../pages';
import { count, day, describes, flag, text, texts, time } from './described';

export const advice = describes<Advice>()(
  z.object({
    action: z.enum([...ACTIONS, ...VERDICT_ACTIONS]),
    sentence: text,
    url: z.string().meta({ format: 'uri' }),
  }),
);

export const exception = describes<Exception>()(
  z.object({ reason: text, until: time, by: text, setAt: time }),
);

const whatIf = z.object({
  azureManagement: z.enum(WHAT_IF_ANSWERS).exactOptional(),
  adminPortals: z.enum(WHAT_IF_ANSWERS).exactOptional(),
  unanswered: z.partialRecord(z.enum(RESOURCE_CLASSES), text).exactOptional(),
  perUserMfa: z.enum(PER_USER_MFA).exactOptional(),
});

const changes = z.object({
  denied: count,
  wentThrough: count,
  lastDenied: time.nullable(),
  firstDenied: time.nullable(),
  lastCompleted: time.nullable(),
  firstCompleted: time.nullable(),
  isAtLeast: flag,
});

export const account = describes<AccountJson>()(
  z.object({
    userId: text,
    userPrincipalName: text.nullable(),
    userDisplayName: text.nullable(),
    kind: z.enum(ACCOUNT_KINDS),
    kindEvidence: texts,
    roles: texts,
    state: z.enum(ACCOUNT_STATES),
    effect: z.object({
      kind: z.enum(EFFECT_KINDS),
      since: time.nullable(),
      times: count,
      apps: texts,
      how: z.array(z.enum(EFFECT_WAYS)),
    }),
    hasOpenFinding: flag,
    readiness: z.enum(READINESS),
    reason: text,
    registeredMethods: texts.nullable(),
    deadline: z.object({ on: day, because: z.enum(['onlyPhoneMethods']) }).nullable(),
    requiredBy: texts,
    apps: texts,
    firstFinding: time.nullable(),
    lastFinding: time.nullable(),
    lastMfa: time.nullable(),
    lastStop: time.nullable(),
    lastSignal: z.object({ signal: z.enum(SIGNALS), at: time }).nullable(),
    changes: changes.nullable(),
    advice: z.array(advice),
    exception: exception.nullable(),
    grace: time.nullable(),
    whatIf: whatIf.nullable(),
  }),
);

const effectNumbers = { stopped: count, getsIn: count, readsOnly: count };

export const effectCounts = describes<EffectCounts>()(
  z.object({ ...effectNumbers, privileged: z.object(effectNumbers), excepted: count }),
);

export const accountPage = describes<ReturnType<typeof accountPageJson>>()(
  z.object({ accounts: z.array(account), effects: effectCounts, continuation: text.nullable() }),
);
