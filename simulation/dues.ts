import { localTime } from '../shared/domain/digest/localTime';
import { MINUTE_MS } from '../shared/domain/polling/span';

/** A local day, `YYYY-MM-DD`, and when its digest is due. */
export type Due = { readonly localDay: string; readonly at: number };

const DIGEST_TIME = '07:00';
/** Every zone is a whole number of these from UTC. */
const STEP_MS = 30 * MINUTE_MS;

const known = new Map<string, readonly Due[]>();

/** The digests that fall due in a stretch of time, oldest first. Told apart half an hour by half an hour, once. */
export function duesIn(timeZone: string, fromMs: number, toMs: number): readonly Due[] {
  const key = `${timeZone} ${fromMs} ${toMs}`;
  const found = known.get(key) ?? findDues(timeZone, fromMs, toMs);
  known.set(key, found);
  return found;
}

function findDues(timeZone: string, fromMs: number, toMs: number): Due[] {
  const dues: Due[] = [];
  for (let at = fromMs; at < toMs; at += STEP_MS) {
    const { day, time } = localTime(at, timeZone);
    if (time === DIGEST_TIME) dues.push({ localDay: day, at });
  }
  return dues;
}
