import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import { isLoopback } from '../../shared/domain/loopback';
import { SHELLS, type Shell } from './completionScripts';
import {
  CHECK_EXAMPLES,
  COMPLETION_EXAMPLES,
  DOCTOR_EXAMPLES,
  REDACT_EXAMPLES,
  SCAN_EXAMPLES,
} from './examples';
import { FORMATS } from './formats';
import { POLICY_EXAMPLES } from './policyExamples';
import { scan } from './scan';
import type { Terminal } from './terminal';

/** The command line, over the terminal given. Commands that need more than files are loaded only if they are called. */
export function buildProgram(terminal: Terminal): Command {
  const program = new Command('mfa-watch')
    .description(
      'Reports who still signs in without MFA to the apps where Microsoft requires it, and what to do about each.',
    )
    .version(version)
    .showHelpAfterError('(mfa-watch --help lists the commands and their options)')
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .exitOverride();

  command(program, 'scan')
    .description(
      'judge the sign-ins in files: Graph JSON, portal downloads, Log Analytics, Event Hub records',
    )
    .argument('<file...>', 'files or folders (with their subfolders) to read; - reads standard input')
    .addOption(formatOption())
    .option('--out <file>', OUT)
    .option(
      '--tenant <id>',
      'id of your tenant (default: the resource tenant that most records name)',
      tenantId,
    )
    .addHelpText('after', SCAN_EXAMPLES)
    .action((paths: string[], options) => scan(paths, options, terminal));

  command(program, 'check')
    .description("judge the live sign-ins, with the admin's own sign-in; stores nothing")
    .option('--user <id or UPN>', 'only this user, with readiness and what to do')
    .option('--days <n>', 'how many days back to read, 1 to 30 (default: 1, for one user 7)', wholeDays)
    .addOption(formatOption())
    .option('--out <file>', OUT)
    .addHelpText('after', CHECK_EXAMPLES)
    .action(async (options) => (await import('./check')).check(options, terminal));

  command(program, 'policy')
    .description(
      "report how far the tenant's Conditional Access policies require MFA for the apps where Microsoft requires it",
    )
    .argument(
      '[file...]',
      "exported policies as JSON, or folders (with their subfolders); - reads standard input (default: live, with the admin's own sign-in)",
    )
    .addOption(
      new Option('--format <form>', 'format of the result').choices(['table', 'json']).default('table'),
    )
    .addOption(
      new Option(
        '--security-defaults <state>',
        'whether security defaults are on: files do not show it',
      ).choices(['on', 'off']),
    )
    .option(
      '--out <file>',
      'write the policy that would close the gaps to this file, which appears only once it is complete',
    )
    .option('--create', 'create that policy in the tenant, report-only, after showing it and asking', false)
    .addHelpText('after', POLICY_EXAMPLES)
    .action(async (paths: string[], options) => (await import('./policy')).policy(paths, options, terminal));

  command(program, 'doctor')
    .description('list the problems before and after a deployment, each with the command that fixes it')
    .option('--resource-group <name>', 'the resource group of the deployment', groupName, 'rg-mfa-watch')
    .option('--subscription <id>', 'the subscription of that group (default: the one that contains it)', guid)
    .option('--app-url <url>', 'address of the function app (default: as Azure lists it)', appUrl)
    .option(
      '--key <key>',
      'function key, to ask the app for its health (better: MFA_WATCH_KEY in the environment)',
    )
    .addOption(
      new Option('--format <form>', 'format of the result').choices(['table', 'json']).default('table'),
    )
    .addHelpText('after', DOCTOR_EXAMPLES)
    .action(async (options) => (await import('./doctor')).doctor(options, terminal));

  command(program, 'redact')
    .description(
      'copy exported sign-ins with every person, tenant, address and id replaced, verdicts unchanged',
    )
    .argument('<file...>', 'files or folders (with their subfolders) to read; - reads standard input')
    .option(
      '--out <file>',
      'write the copy to this file, or the copies to this folder (default: standard output)',
    )
    .addHelpText('after', REDACT_EXAMPLES)
    .action(async (paths: string[], options) => (await import('./redact')).redact(paths, options, terminal));

  command(program, 'serve')
    .description(
      'run the function app on this machine with the settings of the environment, as func start does',
    )
    .option('--app <folder>', 'folder of host.json and package.json (default: this package)')
    .option('--port <n>', 'port of the HTTP endpoints', portNumber, 7071)
    .action(async (options) => (await import('./serve')).serve(options, terminal));

  command(program, 'demo')
    .description('run the whole product on this machine against a simulated tenant')
    .option('--once', 'end after the first poll, posture, digest and report', false)
    .option('--port <n>', 'port of the HTTP endpoints', portNumber, 7071)
    .option('--out <folder>', 'folder for the report and the mails', 'out')
    .option('--seed <n>', 'number that decides the content of the simulated tenant', wholeNumber, 1)
    .action(async (options) => (await import('./demo')).demo(options, terminal));

  command(program, 'completion')
    .description('write the script that lets a shell complete commands, options and their values')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText('after', COMPLETION_EXAMPLES)
    .action(async (shell: Shell) => (await import('./completion')).completion(shell, terminal));

  // For those scripts, not for people.
  program
    .command('complete', { hidden: true })
    .copyInheritedSettings(program)
    .argument('[word...]')
    .action(async (words: string[]) => (await import('./completion')).complete(program, words, terminal));

  return program;
}

/** Settings such as exitOverride hold for one command only unless they are copied. */
function command(program: Command, name: string): Command {
  return program.command(name).copyInheritedSettings(program);
}

function formatOption(): Option {
  return new Option(
    '--format <form>',
    'format of the result (default: by the ending of --out, else table)',
  ).choices(FORMATS);
}

const OUT =
  'write the result to this file, which appears only once it is complete (default: standard output)';

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function tenantId(text: string): string {
  if (!GUID.test(text)) throw new InvalidArgumentError('It must be a tenant id, a GUID.');
  return text.toLowerCase();
}

function guid(text: string): string {
  if (!GUID.test(text)) throw new InvalidArgumentError('It must be an id, a GUID.');
  return text.toLowerCase();
}

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules (read 2026-11-21) */
function groupName(text: string): string {
  if (!/^[-\w.()]{0,89}[-\w()]$/.test(text))
    throw new InvalidArgumentError(
      'It must be at most 90 letters, digits, dots, brackets, - and _, and must not end in a dot.',
    );
  return text;
}

/** The function key is sent to it. */
function appUrl(text: string): string {
  if (!URL.canParse(text)) throw new InvalidArgumentError('It must be a URL.');
  const { origin, protocol } = new URL(text);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(text)))
    throw new InvalidArgumentError('It must be https (plain http is accepted for loopback only).');
  return origin;
}

function wholeDays(text: string): number {
  const days = wholeNumber(text);
  if (days < 1 || days > 30) throw new InvalidArgumentError('It must be from 1 to 30.');
  return days;
}

function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError('It must be a port, 0 to 65535 (0 takes a free one).');
  return port;
}
