import { isObject, type JsonObject, shortened } from './fields';
import { plainWord } from './graphEnums';

/** The facts in `appliedConditionalAccessPolicies` that the product uses. All lists are sorted and hold each text once. */
export type AppliedPolicies = {
  /** Ids of the report-only policies that would have stopped the sign-in. */
  readonly reportOnlyStops: readonly string[];
  /** Custom controls that the sign-in passed. */
  readonly customControls: readonly string[];
  /** Names of the policies that required MFA or an authentication strength, and were satisfied. */
  readonly mfaPolicies: readonly string[];
};

/** The results of a report-only policy that would have stopped the sign-in, or asked for more first. */
const STOPS: ReadonlySet<string> = new Set(['reportonlyfailure', 'reportonlyinterrupted']);

/**
 * Microsoft's own grant controls, without "require", as records and the portal write them. Any other control that a sign-in
 * passed is a custom control; its provider chooses the id (`RequireDuoMfa`).
 * https://learn.microsoft.com/graph/api/resources/conditionalaccessgrantcontrols (read 2026-11-29), and exported records
 */
const BUILT_IN: ReadonlySet<string> = new Set([
  ...['mfa', 'multifactorauthentication', 'federatedmfa', 'federatedcertauth', 'block', 'blockaccess'],
  ...['compliantdevice', 'devicetobemarkedascompliant', 'domainjoineddevice'],
  ...['hybridazureadjoineddevice', 'microsoftentrahybridjoineddevice'],
  ...['approvedapplication', 'approvedapp', 'approvedclientapp'],
  ...['compliantapplication', 'compliantapp', 'appprotectionpolicy'],
  ...['passwordchange', 'riskremediation', 'unknownfuturevalue', 'none', ''],
]);
/** A strength or terms of use, which the tenant names. */
const NAMED = /strength|terms ?of ?use|^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const NONE: readonly string[] = [];
const NOTHING: AppliedPolicies = { reportOnlyStops: NONE, customControls: NONE, mfaPolicies: NONE };

/**
 * Reads `appliedConditionalAccessPolicies`. The list decides little, so one that cannot be read counts as empty and does not
 * reject the record.
 * https://learn.microsoft.com/graph/api/resources/appliedconditionalaccesspolicy (read 2026-11-21)
 */
export function readAppliedPolicies(value: unknown): AppliedPolicies {
  let stops = NONE;
  let controls = NONE;
  let names = NONE;
  for (const policy of listIn(value)) {
    if (!isObject(policy) || typeof policy.result !== 'string') continue;
    const result = policy.result.toLowerCase();
    if (result === 'success') {
      controls = [...controls, ...customIn(policy.enforcedGrantControls)];
      if (requiresMfa(policy) && typeof policy.displayName === 'string')
        names = [...names, shortened(policy.displayName)];
    } else if (STOPS.has(result) && typeof policy.id === 'string' && /^\S+$/.test(policy.id))
      stops = [...stops, shortened(policy.id).toLowerCase()];
  }
  if (stops === NONE && names === NONE && controls.length === 0) return NOTHING;
  return {
    reportOnlyStops: eachOnce(stops),
    customControls: eachOnce(controls),
    mfaPolicies: eachOnce(names.filter((name) => name !== '')),
  };
}

/** The grant controls of MFA itself, as above. */
const MFA: ReadonlySet<string> = new Set(['mfa', 'multifactorauthentication', 'federatedmfa']);

/**
 * Whether the policy required MFA or an authentication strength. A strength stands beside empty grant controls. Security
 * defaults stand in the list too, although they are no policy: https://github.com/IsaacDunham/bec_telemetry (Log Analytics,
 * June 2026; read 2026-11-29)
 */
function requiresMfa({ id, enforcedGrantControls, authenticationStrength }: JsonObject): boolean {
  if (typeof id === 'string' && plainWord(id) === 'securitydefaults') return false;
  if (isObject(authenticationStrength) && authenticationStrength.displayName) return true;
  return (
    Array.isArray(enforcedGrantControls) &&
    enforcedGrantControls.some(
      (control) => typeof control === 'string' && (MFA.has(controlWord(control)) || STRENGTH.test(control)),
    )
  );
}

const STRENGTH = /strength/i;

function customIn(controls: unknown): readonly string[] {
  if (!Array.isArray(controls)) return NONE;
  const custom = (control: unknown) => typeof control === 'string' && isCustom(control);
  return controls.filter(custom).map(shortened);
}

function isCustom(control: string): boolean {
  return !BUILT_IN.has(controlWord(control)) && !NAMED.test(control);
}

function controlWord(control: string): string {
  return plainWord(control).replace(/^require/, '');
}

function eachOnce(texts: readonly string[]): readonly string[] {
  return texts.length > 1 ? [...new Set(texts)].sort() : texts;
}

/** Some sources write the list as JSON text, which is parsed only if it holds something of interest. */
function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string' || !/reportOnly|"success"/i.test(value)) return NONE;
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed : NONE;
  } catch {
    return NONE;
  }
}
