import { counted } from '../../shared/render/words/counted';
import type { FileProblem, Skip, Unjudgeable, Unreadable } from '../files/fileProblem';
import { otherContentInWords } from './otherContent';

const READABLE =
  'the sign-in log as JSON or CSV, from Graph, the Entra admin center in English, Log Analytics or an event hub';
const NO_SIGN_INS = 'it holds no sign-ins';

/** Read after the name of the file and a colon. */
export function fileProblemInWords(file: string, problem: FileProblem): string {
  switch (problem.code) {
    case 'notFound':
      return 'there is no such file. Check the path.';
    case 'isFolder':
      return `it is a folder. Name the files in it, for example ${file}/*.json.`;
    case 'empty':
      return 'it is empty. Export the sign-in log again.';
    case 'portalSteps':
      return `${NO_SIGN_INS}. It is one of the two files of a portal download (CSV), the one with the authentication details. Give it together with the other, InteractiveSignIns_….csv.`;
    case 'notReadable':
      return unreadableInWords(problem.because);
    case 'notRecords':
      return problem.content === null
        ? `${NO_SIGN_INS}. Give ${READABLE}.`
        : `${NO_SIGN_INS}. ${otherContentInWords(problem.content)}`;
    case 'unjudgeable':
      return `it holds sign-ins that cannot be judged. ${unjudgeableInWords(problem.because)}`;
    case 'dateOrder': {
      const undecided = problem.isMixed
        ? 'the file has dates of both orders'
        : 'nothing in the file shows which';
      return `dates such as ${problem.example} can be day first or month first, and ${undecided}. Export it again as JSON, or with the region set to English (United States).`;
    }
    case 'noneInFolder':
      return `${NO_SIGN_INS} (${counted(problem.files, 'file')} found, hidden ones left out). mfa-watch reads ${READABLE}.`;
  }
}

function unreadableInWords(because: Unreadable): string {
  switch (because.code) {
    case 'damagedGzip':
      return 'the compressed data is damaged or cut short. Export or copy the file again.';
    case 'forbidden':
      return `it cannot be read (${because.systemCode}). Check who may read it.`;
    case 'failed':
      return `it cannot be read (${because.systemCode}). Copy it to a local disk with free space.`;
  }
}

function unjudgeableInWords(because: Unjudgeable): string {
  switch (because) {
    case 'defenderTable':
      return 'They are rows of Microsoft Defender (EntraIdSignInEvents, formerly AADSignInEventsBeta), which lack the authentication details. Query SigninLogs and AADNonInteractiveUserSignInLogs instead.';
    case 'lostValues':
      return 'PowerShell wrote type names or cut text in place of nested values. Export again with "ConvertTo-Json -Depth 9 | Set-Content signins.json", not with Export-Csv.';
  }
}

/** Read after the name of the file and "skipped:". */
export function skipInWords(file: string, skip: Skip): string {
  switch (skip.code) {
    case 'linkToFolder':
      return 'it is a link to a folder. Name it to read it.';
    case 'notOrdinaryFile':
      return 'it is not an ordinary file. Name it to read it.';
    case 'isResult':
      return 'the result is written to it.';
    case 'sameFile':
      return `it is the same file as ${skip.as}.`;
    case 'noSignIns':
      return noSignInsInWords(file, skip.problem);
  }
}

/** Nobody said that a file in a folder holds sign-ins: one that nobody takes for a log needs no advice. */
function noSignInsInWords(file: string, problem: FileProblem): string {
  if (problem.code === 'empty') return 'it is empty.';
  if (problem.code === 'notRecords' && problem.content === null) return `${NO_SIGN_INS}.`;
  return fileProblemInWords(file, problem);
}
