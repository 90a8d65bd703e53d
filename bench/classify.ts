import { ENFORCED_APPS, indexApps } from '../shared/domain/apps/enforcedApps';
import { judgeSignIn } from '../shared/domain/verdict/judge';
import { sessionProofs } from '../shared/domain/verdict/sessions';
import { medianMs } from './measure';
import { decoded, NOW, pageOfSignIns } from './page';

const ROUNDS = 40;
const TARGET = 0.25;

/** Compares the time to classify a page of sign-ins with `JSON.parse` of the same page. Also shows the time to decode it. */
export function benchClassify(): string {
  const text = JSON.stringify(pageOfSignIns());
  const raw = JSON.parse(text) as unknown[];
  const signIns = raw.map(decoded);
  const context = { apps: indexApps(ENFORCED_APPS), tenantId: null, sessions: sessionProofs(), now: NOW };
  const floor = medianMs(ROUNDS, () => JSON.parse(text));
  const classify = medianMs(ROUNDS, () => signIns.map((signIn) => judgeSignIn(signIn, context)));
  const decode = medianMs(ROUNDS, () => raw.map(decoded));
  return [
    `page of ${signIns.length} sign-ins, ${Math.round(text.length / 1_024)} KiB; median of ${ROUNDS} rounds`,
    line('JSON.parse (floor)', floor, floor),
    line('classify', classify, floor),
    line('decode', decode, floor),
    `target for classify: at most ${TARGET} of the floor: ${classify / floor <= TARGET ? 'met' : 'missed'}`,
  ].join('\n');
}

function line(name: string, ms: number, floor: number): string {
  return `${name.padEnd(20)} ${ms.toFixed(2).padStart(8)} ms ${(ms / floor).toFixed(2).padStart(6)}`;
}
