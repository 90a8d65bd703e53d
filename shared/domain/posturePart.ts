/** The parts of the daily refresh, in this order: What If comes after the readiness it goes by, and takes the time that is left. */
export const POSTURE_PARTS = [
  'coverage',
  'registrations',
  'directory',
  'roles',
  'breakGlass',
  'enforcement',
  'whatIf',
  'retention',
  'counts',
] as const;
export type PosturePart = (typeof POSTURE_PARTS)[number];
