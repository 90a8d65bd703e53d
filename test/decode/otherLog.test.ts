import { describe, expect, test } from '@jest/globals';
import { otherLog } from '../../shared/decode/otherLog';
import { decodeSignIn } from '../../shared/decode/signIn';
import {
  aGraphRecord,
  asEventHubRecord,
  asLogAnalyticsRow,
  asPortalCsvRow,
  asPowerShellRecord,
} from './records';

const envelope = (category: string, properties: unknown) => ({
  time: '2026-06-15T12:00:00Z',
  operationName: 'x',
  category,
  properties,
});

describe('a whole record of another log', () => {
  test.each<[string, unknown]>([
    ['AuditLogs', envelope('AuditLogs', { id: 'Directory_1', category: 'UserManagement' })],
    ['MicrosoftGraphActivityLogs', envelope('MicrosoftGraphActivityLogs', { userId: 'u', ipAddress: 'i' })],
    ['UserRiskEvents', envelope('UserRiskEvents', { userId: 'u', createdDateTime: 'x' })],
    ['Policy', envelope('Policy', { activityDisplayName: 'Update policy' })],
    [
      'AdvancedHunting-AADSignInEventsBeta',
      envelope('AdvancedHunting-AADSignInEventsBeta', { AccountUpn: 'a' }),
    ],
    ['Administrative', { time: 'x', operationName: 'List Keys', category: 'Administrative', caller: 'a' }],
    ['AuditLogs', { Type: 'AuditLogs', Id: 'x', ResultType: '', Category: 'UserManagement' }],
    ['UserManagement', { OperationName: 'Update user', Id: 'x', ResultType: '', Category: 'UserManagement' }],
    ['AuditLogs', { activityDateTime: 'x', activityDisplayName: 'y', targetResources: [] }],
    ['UserRiskEvents', { RiskEventType: 'x', DetectedDateTime: 'y' }],
  ])('%s is left out, and not rejected', (log, raw) => {
    expect(decodeSignIn(raw)).toEqual({ kind: 'otherLog', log });
  });
});

describe('a sign-in is not taken for another log', () => {
  test.each<[string, unknown]>([
    ['from Graph', aGraphRecord()],
    ['from an Event Hub', asEventHubRecord(aGraphRecord())],
    ['from Log Analytics', asLogAnalyticsRow(aGraphRecord())],
    [
      'from a table of another name',
      { ...asLogAnalyticsRow(aGraphRecord()), Type: 'AADNonInteractiveUserSignInLogs' },
    ],
    ['from the portal', asPortalCsvRow(aGraphRecord())],
    ['from PowerShell', asPowerShellRecord(aGraphRecord())],
    ['with the documented category', envelope('SignIn', aGraphRecord())],
    ['of a managed identity', envelope('ManagedIdentitySignInLogs', aGraphRecord())],
    ['of AD FS', envelope('ADFSSignInLogs', aGraphRecord())],
    ['that is broken', { id: '' }],
    ['that is null', null],
  ])('%s', (_from, raw) => {
    expect(otherLog(raw)).toBeNull();
  });
});
