import type { SignIn } from '../signIn/signIn';
import { provesMfa, type SessionProof } from './classify';

export type SessionProofs = {
  /** Takes in a sign-in of any app; learning the same one again changes nothing. */
  readonly learn: (signIn: SignIn) => void;
  /** Takes in a proof that was found before. */
  readonly know: (userId: string, sessionId: string, proof: SessionProof) => void;
  /** The proof that a sign-in may lean on: of its own session and user, and no later than itself. */
  readonly proofFor: (signIn: Leaning) => SessionProof | null;
  readonly size: () => number;
};

/** What tells which proof a sign-in may lean on. */
type Leaning = Pick<SignIn, 'sessionId' | 'userId' | 'createdDateTime'>;

export function sessionProofs(): SessionProofs {
  const earliest = new Map<string, SessionProof>();
  const know = (userId: string, sessionId: string, proof: SessionProof) => {
    const key = keyOf(userId, sessionId);
    const known = earliest.get(key);
    earliest.set(key, known ? earlierProof(known, proof) : proof);
  };
  return {
    learn: (signIn) => {
      const { id, createdDateTime, sessionId, userId } = signIn;
      if (sessionId === null || userId === null || !provesMfa(signIn)) return;
      know(userId, sessionId, { signInId: id, at: createdDateTime });
    },
    know,
    proofFor: ({ sessionId, userId, createdDateTime }) => {
      if (sessionId === null || userId === null) return null;
      const proof = earliest.get(keyOf(userId, sessionId));
      return proof && proof.at <= createdDateTime ? proof : null;
    },
    size: () => earliest.size,
  };
}

/** Of two at one instant the lower id, so that the order of arrival makes no difference. */
export function earlierProof(a: SessionProof, b: SessionProof): SessionProof {
  return `${a.at} ${a.signInId}` <= `${b.at} ${b.signInId}` ? a : b;
}

function keyOf(userId: string, sessionId: string): string {
  return `${userId} ${sessionId}`;
}
