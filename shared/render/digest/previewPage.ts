import { pagePolicy } from '../pagePolicy';

/** Each start tag of the renderer: it escapes `<` in text, and quotes in attributes, so nothing else looks like one. */
const START_TAG = /<[a-z][a-z\d]*(?: [a-z-]+(?:="[^"]*")?)*\/?>/gu;

/**
 * A mail as a page of ours. It looks the same, but its inline styles, which mail clients need, stand in its style sheet as classes: a
 * policy allows a style sheet by its hash, and an inline style only together with `unsafe-hashes` or `unsafe-inline`.
 *
 * @see https://www.w3.org/TR/CSP3/#unsafe-hashes-usage (read 2026-11-30)
 */
export function previewPage(mail: string): { readonly html: string; readonly policy: string } {
  const classes = new Map<string, string>();
  const classOf = (style: string) => {
    const name = classes.get(style) ?? `s${classes.size}`;
    classes.set(style, name);
    return name;
  };
  const body = mail.replace(START_TAG, (tag) => {
    const [attribute, style] = / style="([^"]*)"/u.exec(tag) ?? [];
    if (attribute === undefined || style === undefined) return tag;
    return withClass(tag.replace(attribute, ''), classOf(style));
  });
  const [, sheet = ''] = /<style>([^<]*)<\/style>/u.exec(mail) ?? [];
  const style = [...[...classes].map(([rules, name]) => `.${name} { ${rules} }`), sheet].join('\n');
  const policy = pagePolicy({ style });
  const html = body
    .replace(`<style>${sheet}</style>`, () => `<style>${style}</style>`)
    .replace('<title>', `<meta http-equiv="Content-Security-Policy" content="${policy}"/>${NO_ICON}<title>`);
  return { html, policy };
}

/** Otherwise the browser asks the host for one. */
const NO_ICON = '<link rel="icon" href="data:,"/>';

function withClass(tag: string, name: string): string {
  return tag.includes(' class="')
    ? tag.replace(/ class="/u, ` class="${name} `)
    : tag.replace(/^<[a-z\d]+/u, (opened) => `${opened} class="${name}"`);
}
