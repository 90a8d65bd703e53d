/**
 * A program that `npm run bench -- load` starts: callers who ask again as soon as they are answered, each over a connection that it
 * keeps. It writes what they met as JSON.
 *
 * Arguments: the URL of the server, the number of callers, the seconds, and the paths to ask by turns.
 */
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';

/** What the callers of one run met. */
export type Met = {
  readonly answers: number;
  /** Answers with another status than 200. */
  readonly failures: number;
  readonly seconds: number;
  /** Milliseconds until half of the answers had come whole, and 99 of 100. */
  readonly p50: number;
  readonly p99: number;
};

async function main([url = '', callers = '', seconds = '', ...paths]: readonly string[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number(callers) });
  const times: number[] = [];
  let failures = 0;
  let asked = 0;
  const start = performance.now();
  const end = start + Number(seconds) * 1e3;
  const call = async () => {
    while (performance.now() < end) {
      const path = paths[asked++ % paths.length];
      const began = performance.now();
      if ((await statusOf(`${url}${path}`, agent)) !== 200) failures++;
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: Number(callers) }, call));
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? Number.NaN;
  const met: Met = {
    answers: times.length,
    failures,
    seconds: (performance.now() - start) / 1e3,
    p50: at(0.5),
    p99: at(0.99),
  };
  process.stdout.write(JSON.stringify(met));
}

/** Once the answer has come whole. */
async function statusOf(url: string, agent: Agent): Promise<number> {
  const [answer] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  return answer.statusCode ?? 0;
}

void main(process.argv.slice(2));
