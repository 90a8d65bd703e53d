import { selected } from '../odata/queryOptions';
import type { CommonFields, SignInParts } from '../world/record';
import { commonFieldsIn, ownFieldsIn, type View } from './signInView';

/** The JSON of a record as one view shows it, in pieces to be joined. */
export type SignInJson = (
  view: View,
  select: string | undefined,
) => (parts: SignInParts) => readonly Buffer[];

/** A page of 1,000 records has 4 MB, so the part that many records share is written once per view, and then copied. */
export function signInJson(): SignInJson {
  const written = new Map<string, Map<CommonFields, Buffer>>();
  return (view, select) => {
    if (select !== undefined) {
      return ({ own, common }) => [
        Buffer.from(
          JSON.stringify(selected({ ...ownFieldsIn(own, view), ...commonFieldsIn(common, view) }, select)),
        ),
      ];
    }
    const key = JSON.stringify(view);
    const shared = written.get(key) ?? new Map<CommonFields, Buffer>();
    written.set(key, shared);
    return ({ own, common }) => {
      const rest = shared.get(common) ?? Buffer.from(JSON.stringify(commonFieldsIn(common, view)).slice(1));
      if (!shared.has(common)) shared.set(common, rest);
      return [Buffer.from(`${JSON.stringify(ownFieldsIn(own, view)).slice(0, -1)},`), rest];
    };
  };
}
