import { z } from 'zod';
import { demandOf } from '../domain/coverage/demand';
import type { Condition, Policy, Unread } from '../domain/coverage/policy';
import { camelCased } from './camelCased';
import { isObject, type JsonObject } from './fields';
import { appsOf } from './policyApps';
import { conditions, conditionsOf, hasLostPlaces, unknownConditions } from './policyConditions';
import { controlsOf, grantControls } from './policyControls';
import { isWord, saysSomething, text } from './policyMembers';
import { peopleOf } from './policyPeople';

const POLICY = {
  id: text,
  displayName: text,
  state: z.string(),
  conditions,
  grantControls,
  /** A rollout to some first, in beta. */
  partialEnablementStrategy: z.unknown().optional(),
};

/** A Conditional Access policy as Graph writes it, v1.0 or beta, or as PowerShell writes what Graph gave it. */
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
      ...(saysSomething(body.partialEnablementStrategy) ? ['partialEnablementStrategy'] : []),
    ];
    return {
      id: id || displayName || '',
      name: displayName || id || '',
      state: state ?? 'disabled',
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

/** Whether Graph lists it among the deleted ones, which enforce nothing until they are restored. */
export function isDeletedPolicy(raw: unknown): boolean {
  return isObject(raw) && saysSomething(graphCased(raw).deletedDateTime);
}

/** `null` for one that is not known: whatever it is, it cannot be counted on. */
function stateOf(state: string): Policy['state'] | null {
  if (isWord(state, 'enabled')) return 'enabled';
  if (isWord(state, 'enabledforreportingbutnotenforced')) return 'reportOnly';
  return isWord(state, 'disabled') ? 'disabled' : null;
}

/** What this product does not know makes no policy certain. */
function unknownCondition(name: string): Condition {
  return { what: 'other', include: [name], exclude: [] };
}

/**
 * An object with its keys, and those within, as Graph spells them. PowerShell begins them with a capital, and puts those that
 * its module does not know under AdditionalProperties.
 */
export function graphCased(body: JsonObject): JsonObject {
  return withAdditional(camelCased(body));
}

function withAdditional(body: JsonObject): JsonObject {
  const { additionalProperties, ...own } = Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, isObject(value) ? withAdditional(value) : value]),
  );
  if (isObject(additionalProperties)) return { ...additionalProperties, ...own };
  return additionalProperties === undefined ? own : { ...own, additionalProperties };
}
