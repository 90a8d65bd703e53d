import type { AccountView } from '../../domain/account/account';
import type { Effect, EffectKind, EffectWay } from '../../domain/account/effect';
import type { EffectCounts, EffectNumbers } from '../../domain/account/effectCounts';
import { dayOf } from '../../domain/finding/finding';
import { type AppNames, appList } from '../appList';
import { counted, inDigits } from './counted';

export const EFFECT_WORDS = {
  stopped: 'Stopped',
  getsIn: 'Gets in without proven MFA',
  readsOnly: 'Can only read',
  none: 'No effect',
} as const satisfies Record<EffectKind, string>;

const UNSAID = 'the log does not say';

/** How an account got in, or why it was stopped; read after a colon. */
export const WAY_WORDS = {
  passwordAlone: 'with a password alone',
  weakPrimary: 'with one factor alone',
  expiredProof: 'with an expired proof of MFA',
  registrationPrompted: 'after it put off the registration of a method',
  appPassword: 'with an app password',
  rememberedDevice: 'from a remembered device',
  registeredDevice: 'from a registered device',
  location: 'from a trusted location',
  corporateNetwork: 'from the corporate network',
  brokerFlow: 'through a sign-in broker',
  other: 'by a skip of MFA that the log does not explain',
  detailsLeftOut: UNSAID,
  noDetails: UNSAID,
  firstFactorFromToken: UNSAID,
  unknownMethod: 'with a method that MFA Watch does not know',
  conflicting: UNSAID,
  certificateStrength: 'with a certificate that may be one factor or two',
  guestHomeTenant: 'its home tenant may have done MFA',
  federatedProof: 'its identity provider may have done MFA',
  customControl: 'through a custom control, which does not satisfy mandatory MFA',
  mustRegister: 'a method had to be registered first',
  mfaFailed: 'MFA was not completed',
  changes: 'changes to Azure resources',
} as const satisfies Record<EffectWay, string>;

type Shown = {
  readonly appNames: AppNames;
  readonly showTime: (iso: string) => string;
};

/** What happens to an account today, in a few short sentences; `null` if nothing does. */
export function effectInWords(
  { effect, mandate, kind }: Pick<AccountView, 'effect' | 'mandate' | 'kind'>,
  shown: Shown,
): string | null {
  if (isOfChanges(effect)) return changesInWords(effect, shown);
  const { often, last } = timesInWords(effect, shown);
  const ways = waysInWords(effect.how);
  const how = ways === null ? '' : ` How: ${ways}.`;
  switch (effect.kind) {
    case 'none':
      return null;
    case 'stopped':
      return `Stopped ${often}${ways === null ? '' : `: ${ways}`}.${last}`;
    case 'getsIn':
      return `Got in ${often}${mandate === 'enforced' ? ', although Microsoft requires MFA there' : ' without proven MFA'}.${how}${last}`;
    case 'readsOnly':
      return `${kind === 'automation' ? 'The script' : 'The account'} can read; Azure refuses its changes. It signed in ${often} without proven MFA.${how}${last}`;
  }
}

function isOfChanges({ how }: Effect): boolean {
  return how.length === 1 && how[0] === 'changes';
}

function changesInWords(effect: Effect, { showTime }: Shown): string {
  const { times, isAtLeast, since, last } = effect;
  const number = `${isAtLeast ? 'at least ' : ''}${counted(times, 'change')}`;
  const subject = effect.kind === 'stopped' ? 'Azure refused' : 'Azure let through';
  const reason = effect.kind === 'stopped' ? 'for lack of MFA' : 'without MFA';
  const when = since === null || last === null ? '' : ` since ${dayOf(since)}, last on ${showTime(last)}`;
  return `${subject} ${number} to resources ${reason}${when}.`;
}

/** `3 times since 2026-11-12 at Azure CLI`, and ` Last on 20 Nov 2026, 07:00 UTC.` */
function timesInWords({ times, isAtLeast, since, last, apps }: Effect, { appNames, showTime }: Shown) {
  const at = `at ${appList(apps, appNames)}`;
  if (since === null || last === null) return { often: at, last: '' };
  if (times === 1) return { often: `on ${showTime(last)} ${at}`, last: '' };
  const number = `${isAtLeast ? 'at least ' : ''}${inDigits(times)} times`;
  return { often: `${number} since ${dayOf(since)} ${at}`, last: ` Last on ${showTime(last)}.` };
}

/** `from a remembered device; with a password alone; for some sign-ins the log does not say`; `null` if it is not known. */
export function waysInWords(how: readonly EffectWay[]): string | null {
  if (how.length === 0) return null;
  const said = [...new Set(how.map((way) => WAY_WORDS[way]).filter((words) => words !== UNSAID))];
  if (said.length === 0) return `${UNSAID}; an earlier MFA may have let it in`;
  const isAll = how.every((way) => WAY_WORDS[way] !== UNSAID);
  return [...said, ...(isAll ? [] : [`for some sign-ins ${UNSAID}`])].join('; ');
}

/** The gravest way of an account; `null` if the log says of none. */
export function gravestWay(effect: Pick<Effect, 'how'>): string | null {
  const way = gravestOf(effect);
  return way === undefined ? null : WAY_WORDS[way];
}

function gravestOf({ how }: Pick<Effect, 'how'>): EffectWay | undefined {
  return GRAVEST.find((one) => how.includes(one)) ?? how.find((one) => WAY_WORDS[one] !== UNSAID);
}

/** `gets in with a password alone`: the gravest way alone. */
export function effectInBrief(effect: Pick<Effect, 'kind' | 'how'>): string {
  switch (effect.kind) {
    case 'none':
      return 'nothing happens to it';
    case 'stopped':
      return 'is stopped';
    case 'getsIn':
      return getsInBrief(gravestOf(effect));
    case 'readsOnly':
      return 'can only read';
  }
}

const GRAVEST: readonly EffectWay[] = ['passwordAlone', 'appPassword', 'weakPrimary'];

/** Ways whose words are a whole clause. */
const CLAUSES: readonly EffectWay[] = ['guestHomeTenant', 'federatedProof', 'mustRegister', 'mfaFailed'];

function getsInBrief(way: EffectWay | undefined): string {
  if (way === undefined) return `gets in; ${UNSAID} how`;
  if (way === 'changes') return 'gets in and changes Azure resources';
  return `gets in${CLAUSES.includes(way) ? ':' : ''} ${WAY_WORDS[way]}`;
}

/** The three numbers, as a sentence without a full stop. */
export function countsInWords(counts: EffectCounts): string {
  const parts = NUMBERS.filter(({ kind }) => counts[kind] > 0).map(({ kind, one, more }, index) => {
    const number = index === 0 ? counted(counts[kind], 'account') : inDigits(counts[kind]);
    return `${number}${administratorsAmong(counts.privileged[kind])} ${counts[kind] === 1 ? one : more}`;
  });
  return parts.length === 0 ? 'No account is stopped or gets in without MFA' : parts.join(', ');
}

const NUMBERS = [
  { kind: 'stopped', one: 'is stopped', more: 'are stopped' },
  { kind: 'getsIn', one: 'gets in without proven MFA', more: 'get in without proven MFA' },
  { kind: 'readsOnly', one: 'can only read', more: 'can only read' },
] as const satisfies { readonly kind: keyof EffectNumbers; readonly one: string; readonly more: string }[];

function administratorsAmong(count: number): string {
  return count === 0 ? '' : ` (${counted(count, 'administrator')})`;
}
