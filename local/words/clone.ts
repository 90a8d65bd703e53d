/**
 * @param repository the address to clone; `null` if it is not known
 */
export function cloneNeededInWords(command: 'demo' | 'serve', repository: string | null): string {
  const line = `${clone(repository)}${LINES[command]}`;
  const also = command === 'serve' ? ' (or --app and the folder of an unpacked mfa-watch.zip)' : '';
  return `${command} needs a clone of MFA Watch${also}; ${repository === null ? 'there, run' : 'run'}: ${line}`;
}

const LINES = { demo: 'npm ci && npm run demo', serve: 'npm ci && npx mfa-watch serve' };

/**
 * @param repository the address to clone; `null` if it is not known
 */
export function filesOfCloneInWords(repository: string | null): string {
  const from = repository === null ? '' : `: ${clone(repository)}npm ci`;
  return `The folders infra and dist are part of a clone of MFA Watch: run these commands there${from}`;
}

function clone(repository: string | null): string {
  return repository === null ? '' : `git clone ${repository} mfa-watch && cd mfa-watch && `;
}
