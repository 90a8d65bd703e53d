import { counted, inDigits } from '../../shared/render/words/counted';
import type { Replaced } from '../redact/values';

/** What was done to the copy, and what to do with it. */
export type RedactResult = {
  readonly replaced: ReadonlyMap<Replaced, number>;
  readonly people: number;
  readonly records: number;
  /** Records that cannot be decoded. */
  readonly bad: number;
  /** Records with another verdict in the copy. */
  readonly changed: number;
};

export const NOT_REDACTABLE =
  'it is neither JSON nor CSV with the columns of sign-ins in English, so nothing in it is known to be harmless. No copy was written.';

const NAMES: Readonly<Record<Replaced, readonly [one: string, several: string]>> = {
  people: ['name of a person', 'names of people'],
  ids: ['id', 'ids'],
  ips: ['IP address', 'IP addresses'],
  names: [
    'name of an app, policy, device, network or tenant',
    'names of apps, policies, devices, networks and tenants',
  ],
  places: ['place', 'places'],
  texts: ['text', 'texts'],
  numbers: ['number', 'numbers'],
  fields: ['unknown field name', 'unknown field names'],
};

export function redactResultInWords(result: RedactResult): readonly string[] {
  return [replacedInWords(result), ...verdictsInWords(result), STAYS, READ_IT];
}

function replacedInWords({ replaced, people }: RedactResult): string {
  const parts = (Object.keys(NAMES) as Replaced[]).flatMap((what) => {
    const count = replaced.get(what) ?? 0;
    const who = what === 'people' ? ` (${counted(people, 'person', 'people')})` : '';
    return count === 0 ? [] : [`${counted(count, ...NAMES[what])}${who}`];
  });
  return parts.length === 0 ? 'Nothing was replaced.' : `Replaced: ${parts.join(', ')}.`;
}

function verdictsInWords({ records, bad, changed }: RedactResult): readonly string[] {
  if (records === 0)
    return [
      changed === 0
        ? 'scan refuses the copy as it refuses the original.'
        : 'scan refuses the copy for another reason than the original.',
    ];
  const compared =
    changed === 0
      ? `scan gives the copy the same ${records === 1 ? 'verdict' : `${inDigits(records)} verdicts`}.`
      : `${inDigits(changed)} of ${counted(records, 'record')} get another verdict in the copy. Say so in the report, without the original.`;
  return bad === 0
    ? [compared]
    : [compared, `${counted(bad, 'record')} cannot be decoded; the copy has them too.`];
}

const STAYS =
  "Times, error codes, Microsoft's own texts and apps, and versions of browsers and systems stay. The copy is unpacked, in UTF-8.";
const READ_IT = 'Read the copy before you publish it.';
