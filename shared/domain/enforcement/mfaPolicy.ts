/** An Azure Policy definition about MFA: the operations that it stops or reports, and who assigns it. */
type MfaDefinition = {
  readonly operations: 'writes' | 'deletes';
  readonly assignedBy: 'microsoft' | 'tenant';
};

/**
 * The built-in definitions that look for MFA in the token of the user who changes a resource, by id.
 *
 * Those Microsoft assigns by itself for phase 2 are not in its documentation: the first is `sys.mfa-write`, the second
 * `sys.mfa-delete`, as several tenants show them at their root management group.
 * https://github.com/Azure/enterprise-azure-policy-as-code/pull/1171 (read 2026-11-21)
 * Those a tenant may assign: https://learn.microsoft.com/azure/governance/policy/tutorials/mfa-enforcement (read 2026-11-21)
 */
export const MFA_DEFINITIONS: ReadonlyMap<string, MfaDefinition> = new Map([
  ['54f51f64-eaa5-44cf-8674-830bcfd14d21', { operations: 'writes', assignedBy: 'microsoft' }],
  ['f69cd8b8-9a6e-46b4-be84-244e8b127944', { operations: 'deletes', assignedBy: 'microsoft' }],
  ['4e6c27d5-a6ee-49cf-b2b4-d8fe90fa2b8b', { operations: 'writes', assignedBy: 'tenant' }],
  ['db4a9d17-db75-4f46-9fcb-9f9526604417', { operations: 'deletes', assignedBy: 'tenant' }],
]);

/** An assignment of one of those definitions. */
export type MfaAssignment = {
  /** A key of MFA_DEFINITIONS. */
  readonly definitionId: string;
  /** As it is assigned; `null` if the assignment leaves it to the definition. */
  readonly effect: string | null;
  /** False if the assignment is only a trial: it then stops and reports nothing. */
  readonly isInForce: boolean;
};

/** Whether an assignment stops users without MFA from changing resources. */
export function denies({ definitionId, effect, isInForce }: MfaAssignment): boolean {
  if (!isInForce) return false;
  // By default, Microsoft's own definitions deny and the tenant's audit.
  if (effect === null) return isMicrosofts(definitionId);
  return /^deny(action)?$/i.test(effect);
}

/** Whether an assignment writes each change without MFA to the Activity Log, denied or not. */
export function isNoted({ effect, isInForce }: MfaAssignment): boolean {
  return isInForce && effect?.toLowerCase() !== 'disabled';
}

export function isMicrosofts(definitionId: string): boolean {
  return MFA_DEFINITIONS.get(definitionId)?.assignedBy === 'microsoft';
}
