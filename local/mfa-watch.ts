import { describeFailure } from './commands/failure';
import { buildProgram } from './commands/program';

/** The command line. Besides shared/services.ts, only it reads the environment. */
async function main(): Promise<void> {
  const program = buildProgram({
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    setExitCode: (code) => {
      process.exitCode = code;
    },
    now: () => new Date(),
  });
  await program.parseAsync();
}

// A reader that has read enough (`| head`) closes the pipe: that is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

main().catch((error: unknown) => {
  const { message, exitCode } = describeFailure(error);
  if (message !== '') console.error(message);
  process.exitCode = exitCode;
});
