import type { HealthOutcome } from '../../doctor/outcome';

const SEE_OPERATIONS = 'See docs/operations.md, "Nothing runs".';

export function healthInWords(outcome: HealthOutcome): string {
  switch (outcome.code) {
    case 'notAsked':
      return 'The app was not asked. Export the function key, and run doctor again.';
    case 'signInAsked':
      return 'Entra requires a sign-in before anyone reaches the app. Open /api/health?code=<key> in a browser.';
    case 'keyRefused':
      return 'The app refuses the key. Export the right one, and run doctor again.';
    case 'keyOrSignIn':
      return 'The app refuses the key, or Entra requires a sign-in before anyone reaches the app. Export the right key, and run doctor again.';
    case 'accessRestricted':
      return 'The app lets nobody in from here (403): it has an access restriction or a private endpoint, it is stopped, or a proxy refuses. Run doctor from a place that reaches it.';
    case 'unreachable':
      return `${outcome.url} does not answer (${outcome.why}). If a private endpoint or a proxy is in between, run doctor from a place that reaches it. If not: ${SEE_OPERATIONS}`;
    case 'noHealthEndpoint':
      return 'The app has no /api/health. Publish the code.';
    case 'answerFailed': {
      const { status, message } = outcome;
      return `The app answers with status ${status}${message === null ? '.' : `: ${message}`} ${SEE_OPERATIONS}`;
    }
    case 'unhealthy':
      return 'The app says that it is not healthy, and gives no reason. Look at its log.';
    case 'notPolled':
      return 'The sign-in log has not been read yet. The next poll reads it, within 15 minutes.';
    case 'postureNotRead':
      return 'The poll is on time. Accounts, roles and policies are read once a day, and not all of them have been read yet.';
    case 'onTime':
      return 'Poll, posture and digest are on time.';
    case 'licenceRefused':
      return 'Graph says that the licence is missing, though the tenant has one. Wait for the next polls. If the problem stays, also grant the identity the permission Directory.Read.All, which is said to help (docs/permissions.md).';
    case 'problem':
      return `${outcome.problem.sentence} ${outcome.problem.mend}`;
  }
}
