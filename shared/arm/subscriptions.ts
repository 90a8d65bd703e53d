import { z } from 'zod';
import type { Arm } from './arm';
import { decoded } from './armError';

const PATH = '/subscriptions?api-version=2022-12-01';

const subscriptions = z.array(z.object({ subscriptionId: z.string().min(1), state: z.string().nullish() }));

/**
 * Ids of the subscriptions in which the identity holds any role, without those that are switched off.
 * https://learn.microsoft.com/rest/api/resources/subscriptions/list (read 2026-11-21)
 *
 * @throws ArmError
 */
export async function readSubscriptions(arm: Arm, until?: number): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const page of arm.pages(PATH, until)) {
    const used = decoded(page, subscriptions, PATH).filter(({ state }) => !OFF.has(state ?? ''));
    found.push(...used.map(({ subscriptionId }) => subscriptionId.toLowerCase()));
  }
  return found.sort();
}

const OFF = new Set(['Disabled', 'Deleted']);
