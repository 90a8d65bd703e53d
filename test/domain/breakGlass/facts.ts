import type { BreakGlassAccount } from '../../../shared/domain/breakGlass/facts';

/** An account as Microsoft recommends. */
export function aBreakGlassAccount(over: Partial<BreakGlassAccount> = {}): BreakGlassAccount {
  return {
    asked: 'emergency1@contoso.onmicrosoft.com',
    userId: 'b0000001-0000-4000-8000-000000000001',
    userPrincipalName: 'emergency1@contoso.onmicrosoft.com',
    userDisplayName: 'Emergency access 1',
    enabled: true,
    isSynced: false,
    globalAdministrator: 'permanent',
    methods: ['passKeyDeviceBound'],
    isMfaCapable: true,
    lockedOutBy: [],
    lastSignIn: { at: '2026-02-20T08:00:00.000Z' },
    ...over,
  };
}
