import type { PosturePart } from '../../domain/postureRun';
import { asSentence, logOf, type Problem } from '../../domain/problem';
import { utcText } from '../../domain/time';

export const neverPolled = (): Problem => ({
  code: 'neverPolled',
  sentence: 'The sign-in log has not been read yet.',
  mend: `Wait for the next poll; if none comes, look at ${logOf('pollSignIns')}.`,
});

export const pollLate = (at: string): Problem => ({
  code: 'pollLate',
  sentence: `The sign-in log was last read up to ${utcText(at)}: what came later is missing here.`,
  mend: `Look at ${logOf('pollSignIns')}.`,
});

export const postureLate = (at: string | null): Problem => ({
  code: 'postureLate',
  sentence: `What Entra says of the tenant and its accounts ${at === null ? 'has not been read yet' : `was last read at ${utcText(at)}`}.`,
  mend: `Look at ${logOf('refreshPosture')}, which runs once a day.`,
});

export const postureFailed = (part: PosturePart, at: string | null, failure: string): Problem => ({
  code: 'postureFailed',
  sentence: `${PART_WORDS[part]} ${at === null ? 'has never gone well' : `last went well at ${utcText(at)}`}: ${asSentence(failure)}`,
  mend: `It is tried again once a day; if it stays, look at ${logOf('refreshPosture')}.`,
});

const PART_WORDS: Readonly<Record<PosturePart, string>> = {
  coverage: 'Reading the Conditional Access policies',
  registrations: 'Reading who can do MFA',
  directory: 'Reading directory roles and whose MFA at home counts',
  enforcement: 'Reading what Microsoft enforces',
  whatIf: 'Asking Entra what it would demand of accounts',
  retention: 'Deleting what is past RETENTION_DAYS',
  counts: "Counting the day's findings and accounts",
};

export const digestLate = (localDay: string): Problem => ({
  code: 'digestLate',
  sentence: `The digest of ${localDay} was due and did not go out.`,
  mend: `Look at ${logOf('sendDigest')}.`,
});

export const digestFailed = (reason: string): Problem => ({
  code: 'digestFailed',
  sentence: `The digest could not be sent: ${asSentence(reason)}`,
  mend: 'Mend what it names; sendDigest tries again every hour, 24 times for one day.',
});

export const recordsRejected = (count: number): Problem => ({
  code: 'recordsRejected',
  sentence: `${count} sign-in records of the last 7 days could not be read.`,
  mend: 'Look at the table Rejects for the field and reason, and report them to the project.',
});

export const notEnforcedInCloud = (): Problem => ({
  code: 'notEnforcedInCloud',
  sentence: 'Microsoft enforces mandatory MFA in the public cloud only.',
  mend: "Read what is said here as readiness for this tenant's own policies.",
});

export const licenceRefused = (readUntil: string): Problem => ({
  code: 'licenceRefused',
  sentence: `Graph refuses now and then for want of a licence, though it has answered: the sign-in log was last read up to ${utcText(readUntil)}.`,
  mend: 'Each poll tries again. If it stays, grant the identity the permission Directory.Read.All too, which is said to help (docs/permissions.md).',
});
