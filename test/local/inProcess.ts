import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describeFailure } from '../../local/commands/failure';
import { buildProgram } from '../../local/commands/program';
import type { Ended } from './commandLine';

/** Runs the command line as `mfaWatch` does, in the process of the test: for cases too many to start one each. */
export async function mfaWatchHere(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { isTTY = false }: { readonly isTTY?: boolean } = {},
): Promise<Ended> {
  const stdin = new PassThrough();
  const stdout = Object.assign(new PassThrough(), isTTY && { isTTY, columns: 80 });
  const stderr = new PassThrough();
  let code = 0;
  const program = buildProgram({
    env,
    stdin,
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: stderr as unknown as NodeJS.WriteStream,
    setExitCode: (given) => {
      code = given;
    },
    now: () => new Date(),
  });
  const said = Promise.all([text(stdout), text(stderr)]);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    const failure = describeFailure(error);
    code = failure.exitCode;
    if (failure.message !== '') stderr.write(`${failure.message}\n`);
  }
  stdout.end();
  stderr.end();
  const [out, err] = await said;
  return { code, stdout: out, stderr: err };
}
