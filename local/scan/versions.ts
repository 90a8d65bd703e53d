import { guidTable } from '../../shared/domain/guidTable';
import { completeness } from '../../shared/domain/signIn/completeness';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { type IdFingerprints, idFingerprints } from './idFingerprints';

/** The place of a record: its input, and the number of its sign-in there, counted from 1. */
export type Place = { readonly input: number; readonly record: number };

/** The record that counts, if files hold several of a sign-in: other forms, earlier states, copies. */
export type Versions = {
  /** Call it with all records, in input order, before the first question. */
  readonly note: (signIn: SignIn, place: Place) => void;
  /** Whether a record is the one that counts. Ask it of all records, in input order. */
  readonly counts: (signIn: SignIn, place: Place) => boolean;
  /** Whether any sign-in was noted twice. */
  readonly hasRepeats: () => boolean;
};

/**
 * The most complete version counts; of equally complete ones the last, because a record is completed in time. Most ids
 * come once, so an id is kept whole only once it seems to come again. The first version is gone by then, and is compared
 * when it is asked for.
 *
 * @param ids those that have come before
 */
export function versions(ids: IdFingerprints = idFingerprints()): Versions {
  const best = guidTable(1, 3);
  let isAsked = false;
  return {
    note: (signIn, place) => {
      if (ids.isNew(signIn.id)) return;
      takeBetter(best.find(signIn.id) ?? best.add(signIn.id), completeness(signIn), place);
    },
    counts: (signIn, place) => {
      if (!isAsked) ids.forget();
      isAsked = true;
      const found = best.find(signIn.id);
      return found === null || takeBetter(found, completeness(signIn), place);
    },
    hasRepeats: () => best.size() > 0,
  };
}

/** @returns whether it is the best so far */
function takeBetter(best: Uint32Array, newWeight: number, { input, record }: Place): boolean {
  const [weight = 0, bestInput = 0, bestRecord = 0] = best;
  const isLater = input > bestInput || (input === bestInput && record >= bestRecord);
  if (newWeight < weight || (newWeight === weight && !isLater)) return false;
  best.set([newWeight, input, record]);
  return true;
}
