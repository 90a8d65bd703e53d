import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { provesMfa } from '../shared/domain/verdict/classify';
import { inDigits } from '../shared/render/words/counted';
import { decoded, PAGE, pageOfSignIns } from './page';
import { atMost, type Measured } from './row';
import { runProgram } from './runProgram';

const FEW = 10;
const TARGET = 1.2;
const PROOF_BYTES = 64;
const SCAN = join(__dirname, '../local/mfa-watch.mjs');

/**
 * Compares the peak memory of `scan` over a large log with that over 10,000 sign-ins. Each record has an Entra session of its
 * own, the most that is possible; the memory for proofs of sessions may grow with the log.
 *
 * @param thousands of sign-ins in the large log
 */
export async function benchMemory({ thousands = 1_000 } = {}): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-watch-bench-'));
  const peakOf = async (pages: number) => {
    const file = join(folder, `${pages}.ndjson`);
    await pipeline(Readable.from(log(pages)), createWriteStream(file));
    return (await runProgram([SCAN, 'scan', '--format', 'ndjson', file])).peakBytes;
  };
  try {
    const proofsOfPage = pageOfSignIns().filter((row) => provesMfa(decoded(row))).length;
    const asideOf = (pages: number) => proofsOfPage * pages * PROOF_BYTES;
    const few = (await peakOf(FEW)) - asideOf(FEW);
    const many = (await peakOf(thousands)) - asideOf(thousands);
    return {
      rows: [atMost(TARGET, `peak memory of ${inDigits(thousands)},000 sign-ins, of ${FEW},000`, many / few)],
      lines: [
        `peak memory of scan, without ${PROOF_BYTES} bytes for each proof of an Entra session`,
        line(`${FEW},000 sign-ins (floor)`, few, few),
        line(`${inDigits(thousands)},000 sign-ins`, many, few),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Repeats the page, with ids of its own for each record. */
function* log(pages: number): Generator<string> {
  const rows = pageOfSignIns();
  for (let page = 0; page < pages; page++) {
    const lines = rows.map((row, index) => {
      const guid = guidOf(page * PAGE + index);
      return JSON.stringify({ ...row, id: guid, correlationId: guid, sessionId: guid });
    });
    yield `${lines.join('\n')}\n`;
  }
}

function guidOf(n: number): string {
  return `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
}

function line(name: string, bytes: number, floor: number): string {
  return `${name.padEnd(28)} ${(bytes / 2 ** 20).toFixed(0).padStart(5)} MiB ${(bytes / floor).toFixed(2).padStart(6)}`;
}
