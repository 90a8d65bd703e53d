import type { AccountView } from '../../domain/account/account';
import { accountName } from '../accountName';
import { type AppNames, appList } from '../appList';
import { plainText, unlinked } from '../plainText';
import { READINESS_TONES, type Tone } from '../tones';
import { ADVICE_WORDS } from '../words/advice';
import { resolutionInWords } from '../words/digest';
import { effectInWords } from '../words/effect';
import { exceptionInWords } from '../words/exception';
import { evidenceInWords, KIND_WORDS } from '../words/kind';
import { type Outlook, outlookOf } from '../words/readiness';
import { rolesInWords } from '../words/roles';
import { stopInWords } from '../words/stops';

/** One account as the digest names it, ready for text and for HTML. */
export type Entry = {
  readonly name: string;
  readonly upn: string | null;
  /** Roles, kind and enforced apps. */
  readonly about: string;
  /** The evidence that it is automation, or that a script runs under the account of a person; `null` if there is none. */
  readonly evidence: string | null;
  /** The stop, the resolution or the exception; `null` if the readiness says all. */
  readonly event: string | null;
  readonly outlook: Outlook | null;
  readonly step: Step | null;
  readonly tone: Tone;
};

export type Step = { readonly sentence: string; readonly link: string; readonly url: string };

export type EntryContext = { readonly appNames: AppNames; readonly showTime: (iso: string) => string };

/** An account that gets in: its readiness, and the one next step. */
export function openEntry(account: AccountView, context: EntryContext): Entry {
  const effect = effectInWords(account, context);
  return {
    // The effect names the apps.
    ...identity(effect === null ? account : { ...account, apps: [] }, context.appNames),
    event: effect,
    outlook: outlookOf(account),
    step: nextStep(account),
    tone: READINESS_TONES[account.readiness],
  };
}

export function stoppedEntry(account: AccountView, context: EntryContext): Entry {
  const stop = account.lastSignal && stopInWords(account.lastSignal, context.showTime);
  // The effect says more, unless a policy blocked it for another reason than MFA.
  return { ...openEntry(account, context), event: effectInWords(account, context) ?? stop };
}

export function resolvedEntry(account: AccountView, context: EntryContext): Entry {
  return {
    ...identity(account, context.appNames),
    event: resolutionInWords(account, context.showTime),
    outlook: null,
    step: null,
    tone: 'good',
  };
}

export function exceptedEntry(account: AccountView, context: EntryContext): Entry {
  const { exception } = account;
  return {
    ...identity(account, context.appNames),
    event: exception && unlinked(exceptionInWords(exception, context.showTime)),
    outlook: null,
    step: null,
    tone: 'quiet',
  };
}

function identity(
  { kind, kindEvidence, apps, roles, ...account }: AccountView,
  appNames: AppNames,
): Pick<Entry, 'name' | 'upn' | 'about' | 'evidence'> {
  const { name, upn } = accountName(account);
  const used = apps.length === 0 ? '' : `: ${appList(apps, appNames)}`;
  return {
    name: unlinked(name),
    upn: upn && unlinked(upn),
    about: `${roles.length === 0 ? '' : `${rolesInWords(roles)}. `}${KIND_WORDS[kind]}${used}`,
    evidence: scriptEvidence(kind, kindEvidence),
  };
}

function scriptEvidence(kind: AccountView['kind'], evidence: AccountView['kindEvidence']): string | null {
  if ((kind !== 'automation' && kind !== 'person') || evidence.length === 0) return null;
  return plainText(evidence.map(evidenceInWords).join(' '), 400);
}

function nextStep({ advice: [action] }: AccountView): Step | null {
  return action === undefined ? null : ADVICE_WORDS[action];
}
