import { ENFORCED_APPS, indexApps } from '../shared/domain/apps/enforcedApps';
import { judgeSignIn } from '../shared/domain/verdict/judge';
import { sessionProofs } from '../shared/domain/verdict/sessions';
import { byTurns } from './measure';
import { decoded, NOW, pageOfSignIns } from './page';
import { atMost, type Measured } from './row';

const TARGET = 0.25;

/** Compares the time to classify a page of sign-ins with `JSON.parse` of the same page. Also shows the time to decode it. */
export async function benchClassify({ rounds = 40 } = {}): Promise<Measured> {
  const text = JSON.stringify(pageOfSignIns());
  const raw = JSON.parse(text) as unknown[];
  const signIns = raw.map(decoded);
  const context = { apps: indexApps(ENFORCED_APPS), tenantId: null, sessions: sessionProofs(), now: NOW };
  const [floor, classify, decode] = byTurns(rounds, [
    () => JSON.parse(text),
    () => signIns.map((signIn) => judgeSignIn(signIn, context)),
    () => raw.map(decoded),
  ] as const);
  return {
    rows: [atMost(TARGET, 'classify a page, of JSON.parse', classify / floor)],
    lines: [
      `page of ${signIns.length} sign-ins, ${Math.round(text.length / 1_024)} KiB; median of ${rounds} rounds, by turns`,
      line('JSON.parse (floor)', floor, floor),
      line('classify', classify, floor),
      line('decode', decode, floor),
    ],
  };
}

function line(name: string, ms: number, floor: number): string {
  return `${name.padEnd(20)} ${ms.toFixed(2).padStart(8)} ms ${(ms / floor).toFixed(2).padStart(6)}`;
}
