import { SingleBar } from 'cli-progress';

/** Shows the progress of a long piece of work. */
export type Progress = { readonly update: (done: number) => void; readonly stop: () => void };

/**
 * A bar on a terminal, nothing in a pipe.
 *
 * @param total in the unit of `update`, for example bytes; `null` if it is not known
 */
export function showProgress(label: string, total: number | null, stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY || total === null || total === 0) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format: `${label} {bar} {percentage}% {eta_formatted}`,
    stream,
    // The terminal stays as it was, whatever ends the program meanwhile.
    hideCursor: false,
    linewrap: true,
    clearOnComplete: true,
    stopOnComplete: true,
  });
  bar.start(total, 0);
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}
