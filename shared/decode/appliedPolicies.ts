import { isObject } from './fields';
import { plainWord } from './openSet';

/** What `appliedConditionalAccessPolicies` says that the product uses. Both lists sorted, each text once. */
export type AppliedPolicies = {
  /** Ids of the report-only policies that would have stopped the sign-in. */
  readonly reportOnlyStops: readonly string[];
  /** Custom controls that the sign-in passed. */
  readonly customControls: readonly string[];
};

/** What a report-only policy is said to have come to if it would have stopped the sign-in, or asked for more first. */
const STOPS: ReadonlySet<string> = new Set(['reportonlyfailure', 'reportonlyinterrupted']);

/**
 * Grant controls of Microsoft's own, without "require", as records and the portal write them. Any other that a sign-in passed
 * is a custom control, whose id its provider chooses (`RequireDuoMfa`).
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
/** A strength or terms of use, which are named by their tenant. */
const NAMED = /strength|terms ?of ?use|^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const NONE: readonly string[] = [];
const NOTHING: AppliedPolicies = { reportOnlyStops: NONE, customControls: NONE };

/**
 * Reads `appliedConditionalAccessPolicies`. It decides little: a list that cannot be read holds nothing, and costs the record
 * nothing.
 * https://learn.microsoft.com/graph/api/resources/appliedconditionalaccesspolicy (read 2026-11-21)
 */
export function readAppliedPolicies(value: unknown): AppliedPolicies {
  let stops = NONE;
  let controls = NONE;
  for (const policy of listIn(value)) {
    if (!isObject(policy) || typeof policy.result !== 'string') continue;
    const result = policy.result.toLowerCase();
    if (result === 'success') controls = [...controls, ...customIn(policy.enforcedGrantControls)];
    else if (STOPS.has(result) && typeof policy.id === 'string' && /^\S+$/.test(policy.id))
      stops = [...stops, policy.id.toLowerCase()];
  }
  if (stops === NONE && controls.length === 0) return NOTHING;
  return { reportOnlyStops: eachOnce(stops), customControls: eachOnce(controls) };
}

function customIn(controls: unknown): readonly string[] {
  if (!Array.isArray(controls)) return NONE;
  return controls.filter((control): control is string => typeof control === 'string' && isCustom(control));
}

function isCustom(control: string): boolean {
  return !BUILT_IN.has(plainWord(control).replace(/^require/, '')) && !NAMED.test(control);
}

function eachOnce(texts: readonly string[]): readonly string[] {
  return texts.length > 1 ? [...new Set(texts)].sort() : texts;
}

/** Some sources write the list as its JSON text, which is parsed only if it holds something of interest. */
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
