/** Where an admin finds what a function of ours logged. */
export function logOf(functionName: string): string {
  return `the log of the function ${functionName} (Application Insights of the app, Failures)`;
}
