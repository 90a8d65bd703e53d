import { counted } from '../../shared/render/words/counted';

export function readingDays(days: number): string {
  return `Reading ${counted(days, 'day')} of sign-ins, 1,000 a page ...`;
}

export function noSuchUser(user: string): string {
  return `The tenant has no user ${user}. Give a user id, a user principal name or a mail address. For a user who is in no directory, such as a partner's technician, give the user id that the sign-in log shows.`;
}

/** @param refusal a sentence that says why, and what to do */
export function readinessUnknown(refusal: string): string {
  return `Readiness is not known, because Graph does not return the registered methods. ${refusal}`;
}
