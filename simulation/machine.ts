import type { Random } from '../tenant/world/random';
import type { VirtualTime } from './virtualTime';

/** The kinds of trouble of one call to an outside system. */
export const TROUBLES = [
  /** It never arrives. */
  'lostOnTheWay',
  /** It is carried out, and the answer never comes. */
  'answerLost',
  /** The same, noticed only after minutes. */
  'hangs',
  /** It is carried out, and the answer takes minutes. */
  'slow',
  /** It is carried out twice, as by a client that tries again when an answer was lost. */
  'repeated',
  /** The system refuses it for now. */
  'refused',
  /** Something else answers in its place. */
  'garbage',
  /** The machine dies, and the call never leaves it. */
  'diesBefore',
  /** The machine dies after the call was carried out. */
  'diesAfter',
] as const;
export type Trouble = (typeof TROUBLES)[number];
/** After these a run mostly goes on, so that runs cross each other. */
export const MILD_TROUBLES: readonly Trouble[] = ['slow', 'slow', 'slow', 'repeated', 'hangs', 'refused'];

/** The errors with which calls to an outside system fail, as its client throws them. */
export type CallErrors = Readonly<Record<'unreachable' | 'refused' | 'garbage', () => unknown>> & {
  /** Whether its client sends a call again by itself. */
  readonly repeats: boolean;
  /** Whether the system may carry a call out minutes after its client has given up; never by default. */
  readonly isSlow?: boolean;
};

/** One run of a function, on a machine that may die at any call. */
export type Machine = {
  /** The clock of the machine, which may be wrong. Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
  /** Calls an outside system; never settles once the machine is dead. */
  readonly call: <T>(carryOut: () => T, errors: CallErrors) => Promise<T>;
  readonly wait: (ms: number) => Promise<void>;
};

export type MachineOptions = {
  readonly time: VirtualTime;
  readonly random: Random;
  /** Chance of trouble at each call, 0 to 1. */
  readonly trouble: number;
  readonly kinds: readonly Trouble[];
  /** Of one way, at most. */
  readonly latencyMs: number;
  /** How far its clock is ahead. */
  readonly skewMs: number;
  /** When the host ends the run. */
  readonly endsMs: number;
};

const SECOND_MS = 1_000;
const HANG_MS = 150 * SECOND_MS;
/** Others report mails that arrived minutes after a 504. */
const LATE_MS = 240 * SECOND_MS;

export function machine({
  time,
  random,
  trouble,
  kinds,
  latencyMs,
  skewMs,
  endsMs,
}: MachineOptions): Machine {
  let isDead = false;
  const goOnAfter = (ms: number, happen: () => void) =>
    time.at(time.now() + ms, () => {
      if (!isDead && time.now() < endsMs) happen();
    });

  const call: Machine['call'] = (carryOut, errors) =>
    new Promise((resolve, reject) => {
      const met = random.chance(trouble) ? random.pick(kinds) : null;
      isDead ||= met === 'diesBefore';
      if (isDead || time.now() >= endsMs) return;
      // A call that has left the machine arrives, even if the machine dies.
      time.at(time.now() + latencyMs * random.fraction(), () => {
        const isLate = met === 'answerLost' && errors.isSlow === true && random.chance(0.5);
        if (isLate) time.at(time.now() + LATE_MS * random.fraction(), () => void attempt(carryOut));
        const outcome = outcomeOf(isLate ? 'lostOnTheWay' : met, carryOut, errors);
        isDead ||= met === 'diesAfter';
        const answer = () => ('error' in outcome ? reject(outcome.error) : resolve(outcome.value));
        goOnAfter(
          latencyMs * random.fraction() +
            (met === 'hangs' || met === 'slow' ? HANG_MS * 2 * random.fraction() : 0),
          answer,
        );
      });
    });
  return {
    clock: () => time.now() + skewMs,
    call,
    wait: (ms) => new Promise((resolve) => goOnAfter(ms, resolve)),
  };
}

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

function outcomeOf<T>(met: Trouble | null, carryOut: () => T, errors: CallErrors): Outcome<T> {
  switch (met) {
    case 'lostOnTheWay':
      return { error: errors.unreachable() };
    case 'refused':
      return { error: errors.refused() };
    case 'garbage':
      return { error: errors.garbage() };
    case 'answerLost':
    case 'hangs':
      attempt(carryOut);
      return { error: errors.unreachable() };
    case 'repeated':
      if (errors.repeats) attempt(carryOut);
      return attempt(carryOut);
    case 'slow':
    case 'diesBefore':
    case 'diesAfter':
    case null:
      return attempt(carryOut);
  }
}

function attempt<T>(carryOut: () => T): Outcome<T> {
  try {
    return { value: carryOut() };
  } catch (error) {
    return { error };
  }
}
