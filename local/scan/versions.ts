import { guidTable } from '../../shared/domain/guidTable';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { idPrints } from './idPrints';

/** Where a record stands: in which input, and which sign-in of it, counted from 1. */
export type Place = { readonly input: number; readonly record: number };

/** Which record of a sign-in counts, where files hold several: other forms, earlier states, copies. */
export type Versions = {
  /** Takes in a record; all of them, in input order, before the first question. */
  readonly note: (signIn: SignIn, place: Place) => void;
  /** Whether a record is the one that counts; to be asked of all records, in input order. */
  readonly counts: (signIn: SignIn, place: Place) => boolean;
  /** Whether any sign-in was noted twice. */
  readonly hasRepeats: () => boolean;
};

/**
 * The version that says most counts; of those that say as much, the last, as a record is completed in time. Most ids
 * come once, so an id is kept whole only when it seems to come again, and the first version, gone by then, is compared
 * when it is asked for.
 *
 * @param isNew whether an id has not been seen before; it may err for a new one, never for a seen one
 */
export function versions(isNew: (id: string) => boolean = idPrints()): Versions {
  const best = guidTable(1, 3);
  return {
    note: (signIn, place) => {
      if (isNew(signIn.id)) return;
      takeBetter(best.find(signIn.id) ?? best.add(signIn.id), weight(signIn), place);
    },
    counts: (signIn, place) => {
      const known = best.find(signIn.id);
      return known === null || takeBetter(known, weight(signIn), place);
    },
    hasRepeats: () => best.size() > 0,
  };
}

/** @returns whether it is the best so far */
function takeBetter(best: Uint32Array, weighs: number, { input, record }: Place): boolean {
  const [weight = 0, bestInput = 0, bestRecord = 0] = best;
  const isLater = input > bestInput || (input === bestInput && record >= bestRecord);
  if (weighs < weight || (weighs === weight && !isLater)) return false;
  best.set([weighs, input, record]);
  return true;
}

/**
 * How much a record says: first by its steps, which decide most and which Graph v1.0 and the portal's CSV lack; then
 * by the requirement, which v1.0 lacks; then by how many fields it fills.
 */
function weight(signIn: SignIn): number {
  const steps = signIn.steps === null ? 0 : 1 + Math.min(signIn.steps.length, MOST_STEPS);
  const requirement = signIn.authenticationRequirement === null ? 0 : 1;
  const fields = Object.values(signIn).filter((value) => value !== null).length;
  return (steps * 2 + requirement) * FIELDS + fields;
}

const MOST_STEPS = 1_000;
const FIELDS = 64;
