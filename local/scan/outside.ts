import { type AppIndex, enforcedAppOf } from '../../shared/domain/apps/enforcedApps';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import { sessionProofs } from '../../shared/domain/verdict/sessions';
import { type Gathering, gathering } from '../commands/gathering';
import { type Remarks, remarks } from './remarks';
import type { Source } from './source';

/**
 * Sign-ins at apps that are not enforced, most of them in most logs. No tenant and no session changes their verdict, so that
 * they are judged when they are first read, and not put aside for later; unless each has its line in the result.
 */
export type Outside = {
  readonly holds: (signIn: SignIn) => boolean;
  readonly take: (signIn: SignIn, source: Source) => void;
  /** Whether it has taken some of a source. */
  readonly hasSome: (source: Source) => boolean;
  /** From here on it holds none, and what it has taken does not count: some of it must not. */
  readonly giveUp: () => void;
  /** What it has taken, for the others to be added. */
  readonly taken: () => { readonly gathered: Gathering; readonly seen: Remarks };
};

export function outsideOf(apps: AppIndex, now: number): Outside {
  const context = { apps, tenantId: null, sessions: sessionProofs(), now };
  const sources = new Set<Source>();
  let isOpen = true;
  let taken = { gathered: gathering(), seen: remarks() };
  return {
    holds: (signIn) => isOpen && enforcedAppOf(apps, signIn) === null,
    take: (signIn, source) => {
      sources.add(source);
      taken.seen.signIn(signIn, source);
      taken.gathered.add(judgeSignIn(signIn, context));
    },
    hasSome: (source) => sources.has(source),
    giveUp: () => {
      isOpen = false;
      taken = { gathered: gathering(), seen: remarks() };
    },
    taken: () => taken,
  };
}
