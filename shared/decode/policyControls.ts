import { z } from 'zod';
import { isUnreadStrength } from '../domain/coverage/demand';
import type { Controls, Unread } from '../domain/coverage/policy';
import { holdsValue, id, ids, isWord, part, text, unknownMembers } from './policyMembers';

const GRANT = {
  operator: text,
  builtInControls: ids,
  customAuthenticationFactors: ids,
  termsOfUse: ids,
  authenticationStrength: part(
    z.looseObject({
      id: id.nullish(),
      displayName: text,
      requirementsSatisfied: text,
      allowedCombinations: z.array(z.string()).nullish(),
    }),
  ),
};

export const grantControls = part(z.looseObject(GRANT));
type Body = z.infer<typeof grantControls>;

export function controlsOf(body: Body): {
  readonly controls: Controls;
  readonly unread: readonly Unread[];
} {
  if (body === null)
    return { controls: { operator: 'or', builtIn: [], custom: [], strength: null }, unread: [] };
  const unknown = unknownMembers(body, GRANT);
  const controls: Controls = {
    // If there are several controls and no operator, only one of them is certain.
    operator: isWord(body.operator ?? '', 'and') ? 'and' : 'or',
    builtIn: [
      ...body.builtInControls.map((name) => (isWord(name, 'mfa', 'block') ? name.toLowerCase() : name)),
      ...body.termsOfUse.map((terms) => `terms of use ${terms}`),
      ...unknown,
    ],
    custom: body.customAuthenticationFactors,
    strength: strengthOf(body),
  };
  return {
    controls,
    unread: [
      ...unknown.map((name): Unread => ({ what: 'member', name: `grantControls.${name}` })),
      ...(isUnreadStrength(controls) ? [unreadStrength(body)] : []),
    ],
  };
}

function strengthOf({ authenticationStrength: body }: NonNullable<Body>): Controls['strength'] {
  if (!holdsValue(body) || body === null) return null;
  return {
    id: body.id ?? null,
    satisfies: body.requirementsSatisfied?.toLowerCase() ?? null,
    combinations: body.allowedCombinations ?? null,
  };
}

function unreadStrength({ authenticationStrength: body }: NonNullable<Body>): Unread {
  return { what: 'strength', name: body?.displayName ?? body?.id ?? 'without an id' };
}
