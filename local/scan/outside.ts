import { type AppIndex, enforcedAppOf } from '../../shared/domain/apps/enforcedApps';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import { sessionProofs } from '../../shared/domain/verdict/sessions';
import { type Gathering, gathering } from '../commands/gathering';
import { collectRemarks, type Remarks } from './remarks';
import type { Source } from './source';

/**
 * Sign-ins to apps that are not enforced: most of the sign-ins in most logs. No tenant and no session changes their verdict, so
 * they are judged when they are first read, unless each has its own line in the result.
 */
export type Outside = {
  readonly holds: (signIn: SignIn) => boolean;
  readonly take: (signIn: SignIn, source: Source) => void;
  /** Whether it has taken some of a source. */
  readonly hasSome: (source: Source) => boolean;
  /** Takes no more, and forgets the sign-ins taken so far: some of them must not count. */
  readonly giveUp: () => void;
  /** The results so far, to which the other sign-ins are added. */
  readonly taken: () => { readonly gathered: Gathering; readonly remarks: Remarks };
};

export function outsideOf(apps: AppIndex, now: number): Outside {
  const context = { apps, tenantId: null, sessions: sessionProofs(), now };
  const sources = new Set<Source>();
  let isOpen = true;
  let taken = { gathered: gathering(), remarks: collectRemarks() };
  return {
    holds: (signIn) => isOpen && enforcedAppOf(apps, signIn) === null,
    take: (signIn, source) => {
      sources.add(source);
      taken.remarks.signIn(signIn, source);
      taken.gathered.add(judgeSignIn(signIn, context));
    },
    hasSome: (source) => sources.has(source),
    giveUp: () => {
      isOpen = false;
      taken = { gathered: gathering(), remarks: collectRemarks() };
    },
    taken: () => taken,
  };
}
