import { z } from 'zod';
import { demandOf } from '../domain/coverage/demand';
import type { Condition, Policy, Unread } from '../domain/coverage/policy';
import { camelCased } from './camelCased';
import { isObject, type JsonObject } from './fields';
import { isMicrosoftManaged } from './managedPolicy';
import { appsOf } from './policyApps';
import { conditions, conditionsOf, hasLostPlaces, unknownConditions } from './policyConditions';
import { controlsOf, grantControls } from './policyControls';
import { holdsValue, isWord, text } from './policyMembers';
import { peopleOf } from './policyPeople';

const POLICY = {
  id: text,
  displayName: text,
  state: z.string(),
  conditions,
  grantControls,
  templateId: z.unknown().optional(),
  /** A staged rollout, in beta. */
  partialEnablementStrategy: z.unknown().optional(),
};

/** A Conditional Access policy as Graph (v1.0 or beta) or PowerShell writes it. */
export const conditionalAccessPolicy: z.ZodType<Policy, unknown> = z
  .record(z.string(), z.unknown())
  .transform((body) => graphCased(body))
  .refine((body) => 'conditions' in body, 'not a Conditional Access policy: it has no conditions')
  .pipe(z.object(POLICY))
  .refine((body) => body.id || body.displayName, 'has neither id nor displayName')
  .transform((body) => {
    const { id, displayName, conditions: tests } = body;
    const people = peopleOf(tests?.users ?? null);
    const reached = appsOf(tests?.applications ?? null);
    const granted = controlsOf(body.grantControls);
    const state = stateOf(body.state);
    const isBlock = demandOf(granted.controls) === 'block';
    const unknown = [
      ...(tests && isBlock && hasLostPlaces(tests) ? ['locations.includeLocations'] : []),
      ...(tests ? unknownConditions(tests) : []),
      ...people.unknown,
      ...reached.unknown,
      ...(holdsValue(body.partialEnablementStrategy) ? ['partialEnablementStrategy'] : []),
    ];
    return {
      id: id || displayName || '',
      name: displayName || id || '',
      state: state ?? 'disabled',
      isMicrosoftManaged: isMicrosoftManaged(body.templateId, displayName ?? ''),
      apps: reached.apps,
      include: people.include,
      exclude: people.exclude,
      conditions: [...(tests ? conditionsOf(tests) : []), ...unknown.map(unknownCondition)],
      controls: granted.controls,
      unread: [
        ...(state === null ? [{ what: 'state', name: body.state } as const] : []),
        ...unknown.map((name): Unread => ({ what: 'member', name })),
        ...people.unread,
        ...reached.unread,
        ...granted.unread,
      ],
    };
  });

/** Whether Graph lists the policy as deleted: it enforces nothing until it is restored. */
export function isDeletedPolicy(raw: unknown): boolean {
  return isObject(raw) && holdsValue(graphCased(raw).deletedDateTime);
}

/** `null` for an unknown state, which nobody can rely on. */
function stateOf(state: string): Policy['state'] | null {
  if (isWord(state, 'enabled')) return 'enabled';
  if (isWord(state, 'enabledforreportingbutnotenforced')) return 'reportOnly';
  return isWord(state, 'disabled') ? 'disabled' : null;
}

/** A member that this product does not know may narrow the policy, so the policy is not certain to apply. */
function unknownCondition(name: string): Condition {
  return { what: 'other', include: [name], exclude: [] };
}

/**
 * An object with all its keys, nested ones too, as Graph spells them. PowerShell begins them with a capital, and puts keys that
 * its module does not know under AdditionalProperties.
 */
export function graphCased(body: JsonObject): JsonObject {
  return withAdditional(camelCased(body));
}

/** A policy nests 5 deep; a value that nests much deeper is none of its own. */
const DEEPEST = 32;

function withAdditional(body: JsonObject, depth = 0): JsonObject {
  const inner = (value: unknown) =>
    isObject(value) && depth < DEEPEST ? withAdditional(value, depth + 1) : value;
  const { additionalProperties, ...own } = Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, inner(value)]),
  );
  if (isObject(additionalProperties)) return { ...additionalProperties, ...own };
  return additionalProperties === undefined ? own : { ...own, additionalProperties };
}
