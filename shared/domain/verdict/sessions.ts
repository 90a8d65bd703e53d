import { guidAt, guidTable, putGuid } from '../guidTable';
import type { SignIn } from '../signIn/signIn';
import { provesMfa } from './classify';
import type { SessionProof } from './evidence';

export type SessionProofs = {
  /** Adds the proof of a sign-in at any app, if it is one; adding the same sign-in again changes nothing. */
  readonly addSignIn: (signIn: SignIn) => void;
  /** Adds a proof that an earlier run found. */
  readonly addProof: (userId: string, sessionId: string, proof: SessionProof) => void;
  /** The proof that a sign-in may lean on: of its own session and user, and no later than itself. */
  readonly proofFor: (signIn: Leaning) => SessionProof | null;
};

/** The fields that decide which proof a sign-in may lean on. */
type Leaning = Pick<SignIn, 'sessionId' | 'userId' | 'createdDateTime'>;

/**
 * The earliest proof of each Entra session. Packed, because a large log has a million of them: 61 to 64 bytes each,
 * if all ids are GUIDs.
 */
export function sessionProofs(): SessionProofs {
  const earliest = guidTable(2, PROOF_WORDS);
  const pack = packing();
  const addProof = (userId: string, sessionId: string, proof: SessionProof) => {
    const known = earliest.find(userId, sessionId);
    if (known === null) pack.write(earliest.add(userId, sessionId), proof);
    else if (earlierProof(pack.read(known), proof) === proof) pack.write(known, proof);
  };
  return {
    addSignIn: (signIn) => {
      const { id, createdDateTime, sessionId, userId } = signIn;
      if (sessionId === null || userId === null || !provesMfa(signIn)) return;
      addProof(userId, sessionId, { signInId: id, at: createdDateTime });
    },
    addProof,
    proofFor: ({ sessionId, userId, createdDateTime }) => {
      if (sessionId === null || userId === null) return null;
      const known = earliest.find(userId, sessionId);
      const proof = known && pack.read(known);
      return proof && proof.at <= createdDateTime ? proof : null;
    },
  };
}

/** The earlier proof; at one instant the lower id, so that the order of arrival makes no difference. */
export function earlierProof(a: SessionProof, b: SessionProof): SessionProof {
  return `${a.at} ${a.signInId}` <= `${b.at} ${b.signInId}` ? a : b;
}

/** Four for the id of the sign-in, two for its time. */
const PROOF_WORDS = 6;
const TIME_HIGH = 4;
const TIME_LOW = 5;
/** In place of the time if the id is no GUID or the time is unusual: then the first word is the index of the proof in `aside`. */
const KEPT_ASIDE = 0xffffffff;

function packing() {
  const aside: SessionProof[] = [];
  return {
    write: (words: Uint32Array, proof: SessionProof) => {
      const ms = Date.parse(proof.at);
      if (ms >= 0 && new Date(ms).toISOString() === proof.at && putGuid(proof.signInId, words, 0)) {
        words[TIME_HIGH] = Math.floor(ms / 2 ** 32);
        words[TIME_LOW] = ms % 2 ** 32;
        return;
      }
      words[0] = aside.push(proof) - 1;
      words[TIME_HIGH] = KEPT_ASIDE;
    },
    read: (words: Uint32Array): SessionProof => {
      const high = words[TIME_HIGH] ?? 0;
      const kept = high === KEPT_ASIDE ? aside[words[0] ?? 0] : null;
      const ms = high * 2 ** 32 + (words[TIME_LOW] ?? 0);
      return kept ?? { signInId: guidAt(words, 0), at: new Date(ms).toISOString() };
    },
  };
}
