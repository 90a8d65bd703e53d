import type { SignIn } from './signIn';

/**
 * How complete a record is, for comparing records of one sign-in: first by its steps, which decide most and which Graph v1.0 and
 * the portal's CSV lack; then by the requirement, which v1.0 lacks; then by the number of fields that it fills.
 */
export function completeness(signIn: SignIn): number {
  const steps = signIn.steps === null ? 0 : 1 + Math.min(signIn.steps.length, MOST_STEPS);
  const requirement = signIn.authenticationRequirement === null ? 0 : 1;
  const fields = Object.values(signIn).filter((value) => value !== null).length;
  return (steps * 2 + requirement) * FIELDS + fields;
}

const MOST_STEPS = 1_000;
const FIELDS = 64;
