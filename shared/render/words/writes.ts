import type { UnprovenWrites } from '../../domain/enforcement/unprovenWrites';
import { timeBetween } from '../time';
import { counted } from './counted';

export const WRITES_TITLE = 'Changes to Azure resources without MFA';
export const WRITES_CAPTION = 'Accounts that changed Azure resources without MFA, most changes first';
export const WRITES_COLUMNS = {
  account: 'Account',
  wentThrough: 'Went through',
  stopped: 'Stopped',
  last: 'Last',
} as const;

/** If no policy reports such changes; the second part is a link to Microsoft's page. */
export function notReported({ subscriptions }: UnprovenWrites) {
  return {
    sentence: `No Azure policy reports these changes in the ${counted(subscriptions, 'subscription')} that MFA Watch can read. Microsoft's audit policies for MFA show the accounts that phase 2 stops.`,
    link: 'How to assign them',
  };
}

export function writesInWords({ from, at, read, isCut, writers }: UnprovenWrites): string {
  const span = `in the ${timeBetween(from, at)} before the last read, in ${counted(read, 'subscription')}`;
  if (writers.length === 0)
    return isCut ? `None ${span}, in the part of the Activity Log that could be read.` : `None ${span}.`;
  const atLeast = isCut ? ' Part of the Activity Log could not be read, so each number is a minimum.' : '';
  return `Azure policies reported these changes ${span}. Phase 2 stops these accounts.${atLeast}`;
}

export function moreWriters(left: number): string {
  return `And ${counted(left, 'more account')}.`;
}
