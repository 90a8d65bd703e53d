import { isAboutSomebody } from '../../shared/domain/coverage/about';
import { demandOf } from '../../shared/domain/coverage/demand';
import type { Policy, Unread } from '../../shared/domain/coverage/policy';
import type { PolicyRemark } from './policyRemark';

/** The parts that could not be read of policies that might count: a remark each, however many policies have it. */
export function unreadRemarks(policies: readonly Policy[]): readonly PolicyRemark[] {
  const found = new Map<string, { readonly unread: Unread; readonly names: string[] }>();
  for (const policy of policies.filter(mayCount))
    for (const unread of policy.unread) {
      const key = JSON.stringify([unread.what, unread.name]);
      const same = found.get(key);
      if (same) same.names.push(policy.name);
      else found.set(key, { unread, names: [policy.name] });
    }
  return [...found.values()].map(({ unread, names }) => ({ code: 'unread', policies: names, unread }));
}

function mayCount(policy: Policy): boolean {
  const isOff = policy.state === 'disabled' && policy.unread.every(({ what }) => what !== 'state');
  return !isOff && demandOf(policy.controls) !== 'none' && isAboutSomebody(policy);
}
