/** The script of the page: `browser/main.tsx` as one text without imports. The build provides it, and the setup of the tests. */
declare const REPORT_SCRIPT: string;

export function reportScript(): string {
  return REPORT_SCRIPT;
}
