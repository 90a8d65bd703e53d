import { isAboutSomebody } from '../../shared/domain/coverage/about';
import { demandOf } from '../../shared/domain/coverage/demand';
import type { Policy, Unread } from '../../shared/domain/coverage/policy';
import { plainText } from '../../shared/render/plainText';
import { inDigits } from '../../shared/render/words/counted';

const MOST_NAMED = 3;

/** What could not be read of policies that might count: a line each, however many policies have it. */
export function unreadRemarks(policies: readonly Policy[]): readonly string[] {
  const found = new Map<string, { readonly unread: Unread; readonly names: string[] }>();
  for (const policy of policies.filter(mayCount))
    for (const unread of policy.unread) {
      const key = JSON.stringify([unread.what, unread.name]);
      const known = found.get(key);
      if (known) known.names.push(policy.name);
      else found.set(key, { unread, names: [policy.name] });
    }
  return [...found.values()].map(
    ({ unread, names }) => `${quotedFew(names)}: ${SENTENCES[unread.what](plainText(unread.name, 100))}`,
  );
}

function mayCount(policy: Policy): boolean {
  const isOff = policy.state === 'disabled' && policy.unread.every(({ what }) => what !== 'state');
  return !isOff && demandOf(policy.controls) !== 'none' && isAboutSomebody(policy);
}

const SENTENCES: Readonly<Record<Unread['what'], (name: string) => string>> = {
  member: (name) => `${name} could not be read: it may leave anybody out`,
  guestTenants: (name) =>
    `the tenants of ${name} are missing (PowerShell loses them); taken as any tenant if excluded, as none if included`,
  guestTypes: (name) =>
    `the types of ${name} are missing; taken as all guests if excluded, as none if included`,
  app: (name) =>
    `the app “${name}” is neither an id nor a group of apps that is known; taken as any app if excluded, as none if included`,
  strength: (name) =>
    `what the authentication strength ${name} requires is not in the policy; not counted as MFA`,
  state: (name) => `the state “${name}” is not known; taken as off`,
};

function quotedFew(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => `“${plainText(name, 80)}”`);
  const left = names.length - shown.length;
  return left > 0 ? `${shown.join(', ')} and ${inDigits(left)} more` : shown.join(', ');
}
