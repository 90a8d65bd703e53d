import { selected } from '../odata/queryOptions';
import type { CommonFields, SignInParts } from '../world/record';
import { commonSeen, ownSeen, type View } from './signInView';

/** JSON of records as one view shows them, each in pieces to be put together. */
export type SignInJson = (
  view: View,
  select: string | undefined,
) => (parts: SignInParts) => readonly Buffer[];

/** A page of 1,000 records is 4 MB: what many records share is written once per view, and only copied after that. */
export function signInJson(): SignInJson {
  const written = new Map<string, Map<CommonFields, Buffer>>();
  return (view, select) => {
    if (select !== undefined) {
      return ({ own, common }) => [
        Buffer.from(JSON.stringify(selected({ ...ownSeen(own, view), ...commonSeen(common, view) }, select))),
      ];
    }
    const key = JSON.stringify(view);
    const known = written.get(key) ?? new Map<CommonFields, Buffer>();
    written.set(key, known);
    return ({ own, common }) => {
      const rest = known.get(common) ?? Buffer.from(JSON.stringify(commonSeen(common, view)).slice(1));
      if (!known.has(common)) known.set(common, rest);
      return [Buffer.from(`${JSON.stringify(ownSeen(own, view)).slice(0, -1)},`), rest];
    };
  };
}
