import { HtmlValidate, type RuleConfig, StaticConfigLoader } from 'html-validate';

/** Turned off for every page: the renderer decides them, and both spellings are valid HTML. */
const STYLE: RuleConfig = {
  // Preact closes void elements as XML does.
  'void-style': 'off',
  'doctype-style': 'off',
};

/**
 * The problems that html-validate finds in a whole page with its strict presets, as `rule: message`; empty if there are none.
 *
 * @param broken the rules that the page has to break
 */
export async function problemsOfHtml(html: string, broken: readonly string[]): Promise<readonly string[]> {
  const off = Object.fromEntries(broken.map((rule) => [rule, 'off' as const]));
  const loader = new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended', 'html-validate:document'],
    rules: { ...STYLE, ...off },
  });
  const { results } = await new HtmlValidate(loader).validateString(html);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}
