import { channel } from 'node:diagnostics_channel';

/** What a program has used since it started. */
export type ProgramUsage = {
  /** Processor time of all its threads. */
  readonly processorMs: number;
  /** HTTP requests that it sent. */
  readonly sent: number;
};

/** Answers each message of the program that started this one with what this one has used. */
export function answerUsage(): void {
  let sent = 0;
  channel('http.client.request.start').subscribe(() => {
    sent++;
  });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ processorMs: (user + system) / 1e3, sent } satisfies ProgramUsage);
  });
}
