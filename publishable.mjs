/** Ends `npm publish` before anything is published, unless the package would be what a commit says it is. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const changed = execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
const { repository } = JSON.parse(readFileSync('package.json', 'utf8'));
const problems = [
  changed !== '' && `Commit or remove these first:\n${changed.trimEnd()}`,
  // npm finds the pictures of README.md through it, and the command line names it to people who need a clone.
  !repository?.url?.startsWith('git+https://') &&
    'package.json names no repository. Set it, and commit it:\n  npm pkg set repository.type=git repository.url=git+https://github.com/<owner>/<name>.git',
].filter(Boolean);
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
}
