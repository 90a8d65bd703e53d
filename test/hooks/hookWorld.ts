import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { inSharedPowerShell } from './sharedPowerShell';

const ROOT = join(__dirname, '..', '..');

/** `PowerShell` runs the hook in a process that the tests share, because each start takes seconds; `pwsh` runs it as azd does. */
export type Shell = 'bash' | 'PowerShell' | 'pwsh';

/** In the order in which azd runs them. */
export const HOOKS = ['preprovision', 'postprovision', 'postdeploy', 'predown'] as const;

export type HookName = (typeof HOOKS)[number];

export type Ran = {
  readonly code: number | null;
  /** The lines that a person sees: output, then errors. */
  readonly lines: readonly string[];
  /** The commands that the hook called, with their arguments. */
  readonly calls: readonly string[];
};

/** The function key of the simulated app, which nobody may see. */
export const KEY = 'simulated-function-key-of-the-app';

/** What azd gives a hook after it has deployed the template. */
export const DEPLOYED = {
  AZURE_RESOURCE_GROUP: 'rg-mfa',
  AZURE_SUBSCRIPTION_ID: '33333333-3333-4333-8333-333333333333',
  functionAppName: 'func-mfa',
  functionAppUrl: 'http://127.0.0.1:1',
  identityClientId: '44444444-4444-4444-8444-444444444444',
  identityPrincipalId: '11111111-1111-4111-8111-111111111111',
  mailMode: 'graph',
  mailSender: 'mfa-watch@contoso.example',
};

/** A clone of infra/ with simulated command line tools. */
export type HookWorld = {
  readonly folder: string;
  readonly run: (
    shell: Shell,
    hook: HookName,
    given?: { readonly env?: Readonly<Record<string, string>>; readonly answers?: string },
  ) => Promise<Ran>;
  /** Changes the simulated tenant: `refused`, `mail`, `key`. */
  readonly set: (name: string, value: string) => Promise<void>;
  readonly remove: () => Promise<void>;
};

const AZ = `case "$*" in
  "cloud show"*) echo https://graph.microsoft.com/ ;;
  *"/servicePrincipals(appId="* | "ad sp show"*) echo 22222222-2222-4222-8222-222222222222 ;;
  "rest --method get"*) cat "$STATE/granted" 2>/dev/null || true ;;
  "rest --method post"*)
    if [ -e "$STATE/refused" ]; then cat "$STATE/refused" >&2; exit 1; fi
    while [ "$1" != --body ]; do shift; done
    case "$2" in @*) body=$(cat "\${2#@}") ;; *) body=$2 ;; esac
    id=\${body#*'"appRoleId":"'}; echo "\${id%%'"'*}" >>"$STATE/granted" ;;
  "ad signed-in-user show"*) cat "$STATE/mail" 2>/dev/null || true ;;
  "functionapp keys list"*) cat "$STATE/key" ;;
  *) echo "unexpected: az $*" >&2; exit 1 ;;
esac`;

const TOOLS: Readonly<Record<string, string>> = {
  az: AZ,
  azd: '',
  npm: 'mkdir -p node_modules',
  // The doctor finds something missing.
  npx: `echo "the doctor, \${MFA_WATCH_KEY:+with a key}"; exit 1`,
};

export async function hookWorld(): Promise<HookWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-watch-hooks-'));
  const [bin, state, calls] = [join(folder, 'bin'), join(folder, 'state'), join(folder, 'calls')];
  await Promise.all([bin, state].map((path) => mkdir(path)));
  await cp(join(ROOT, 'infra'), join(folder, 'infra'), { recursive: true });
  for (const [name, body] of Object.entries(TOOLS)) await addTool(bin, name, body);
  const env = {
    ...ownEnvironment(),
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    STATE: state,
    CALLS: calls,
    HOOK_WAIT_SECONDS: '0',
    NO_COLOR: '1',
  };
  return {
    folder,
    run: async (shell, hook, given = {}) => {
      await writeFile(calls, '');
      const all = { ...env, ...given.env };
      const ended =
        shell === 'PowerShell'
          ? await inSharedPowerShell(join(folder, 'infra/hooks', `${hook}.ps1`), folder, all)
          : await ending(command(shell, hook, given.answers !== undefined), {
              cwd: folder,
              env: all,
              stdin: given.answers ?? null,
            });
      return { ...ended, calls: lines(await readFile(calls, 'utf8')) };
    },
    set: (name, value) => writeFile(join(state, name), value),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A tool that notes its call. */
export async function addTool(bin: string, name: string, body: string): Promise<void> {
  const text = `#!/usr/bin/env bash\necho "${name} $*" >>"$CALLS"\n${body}\n`;
  await writeFile(join(bin, name), text, { mode: 0o755 });
}

/** Without the settings of the product that this process may have. */
function ownEnvironment(): Record<string, string> {
  const kept = ['HOME', 'DOTNET_ROOT', 'PSModulePath', 'TMPDIR', 'LANG'];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** How a hook asks. */
const PROMPT = /object id\)|Run it now\?/;

const ESCAPE = '\u001b';
const CURSOR_QUESTION = `${ESCAPE}[6n`;

/** As azd runs a hook; with a terminal, under `script`, which makes one. */
function command(shell: Shell, hook: HookName, hasTerminal: boolean): readonly string[] {
  const plain = shell === 'bash' ? [`infra/hooks/${hook}.sh`] : ['pwsh', `infra/hooks/${hook}.ps1`];
  return hasTerminal ? ['script', '-qec', plain.join(' '), '/dev/null'] : plain;
}

async function ending(
  [program = '', ...args]: readonly string[],
  { cwd, env, stdin }: { cwd: string; env: Record<string, string>; stdin: string | null },
): Promise<Omit<Ran, 'calls'>> {
  const child = spawn(program, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  let answers = stdin;
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
    // PowerShell asks a terminal where its cursor is, and waits for the answer.
    child.stdin.write(`${ESCAPE}[1;1R`.repeat(chunk.toString().split(CURSOR_QUESTION).length - 1));
    if (answers !== null && PROMPT.test(output)) {
      child.stdin.write(answers);
      answers = null;
    }
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  child.stdin.on('error', () => {});
  if (stdin === null) child.stdin.end();
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, lines: lines(output + errors) };
}

function lines(text: string): string[] {
  return text.replaceAll('\r', '').replaceAll(CURSOR_QUESTION, '').split('\n').filter(Boolean);
}
