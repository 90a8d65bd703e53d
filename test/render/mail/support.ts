import data from 'caniemail/caniemail.json';

/** The clients that must show a mail well, as caniemail names them. The new Outlook for Windows is Outlook.com in a window. */
const CLIENTS = [
  ['outlook', 'windows'],
  ['outlook', 'outlook-com'],
  ['outlook', 'macos'],
  ['outlook', 'ios'],
  ['outlook', 'android'],
  ['gmail', 'desktop-webmail'],
  ['gmail', 'ios'],
  ['gmail', 'android'],
  ['apple-mail', 'macos'],
  ['apple-mail', 'ios'],
  ['samsung-email', 'android'],
  ['thunderbird', 'macos'],
] as const;

type Stats = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

const STATS = new Map((data.data as readonly { slug: string; stats: Stats }[]).map((f) => [f.slug, f.stats]));

/** The families of clients that do not fully support a feature of caniemail's, by its slug; `null` if it has no such feature. */
export function lackingClients(slug: string): readonly string[] | null {
  const stats = STATS.get(slug);
  if (stats === undefined) return null;
  const lacking = CLIENTS.filter(([family, platform]) => {
    // The oldest version comes first.
    const newest = Object.values(stats[family]?.[platform] ?? {}).at(-1);
    return newest === undefined || !newest.startsWith('y');
  });
  return [
    ...new Set(lacking.map(([family, platform]) => (platform === 'windows' ? 'outlook on windows' : family))),
  ];
}

/** What a mail uses: `<td>`, `width=`, `padding`, `display:none`, `@media`, `:root`, `.class`; each once, sorted. */
export function featuresOf(html: string): readonly string[] {
  const found = new Set<string>();
  const [, sheet = ''] = /<style>(.*?)<\/style>/su.exec(html) ?? [];
  for (const [, name = '', attributes = ''] of html
    .replace(sheet, '')
    .matchAll(/<([a-z][a-z\d]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gu)) {
    found.add(`<${name}>`);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/([a-z-]+)(?:="([^"]*)")?/gu)) {
      if (attribute === 'style') for (const one of declarations(value)) found.add(one);
      else found.add(`${attribute}=${attribute === 'name' ? value : ''}`);
      if (attribute === 'style') for (const one of onlyOnSome(value)) found.add(`${one} of <${name}>`);
    }
  }
  for (const one of featuresOfSheet(sheet)) found.add(one);
  return [...found].sort();
}

/** Properties that Outlook on Windows obeys on some elements alone. */
function onlyOnSome(css: string): readonly string[] {
  return ['padding', 'border', 'width', 'max-width'].filter((property) =>
    new RegExp(`(^|;)${property}(-(left|right|top|bottom))?:`, 'u').test(css),
  );
}

function featuresOfSheet(sheet: string): readonly string[] {
  const atRules = [...sheet.matchAll(/(@[a-z-]+)\s*(\([a-z-]+)?/gu)].map(([, rule, query]) =>
    query === undefined ? `${rule}` : `${rule} ${query})`,
  );
  const rules = [...sheet.matchAll(/([^{}]+)\{([^{}]*)\}/gu)];
  return [
    ...atRules,
    ...rules.map(([, selector = '']) => selector.trim().replace(/^\.[\w-]+$/u, '.class')),
    ...rules.flatMap(([, , body = '']) => declarations(body)),
  ];
}

/** Properties, with the value if it decides the support; units and keywords in them. */
function declarations(css: string): readonly string[] {
  return css
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .flatMap((one) => {
      const [property = '', value = ''] = one.split(/:(.*)/su).map((part) => part.trim());
      const units = [...value.matchAll(/(?<![#\w.-])\d[\d.]*([a-z%]+)/gu)].map(([, unit]) => `unit ${unit}`);
      const functions = [...value.matchAll(/([a-z-]+)\(/gu)].map(([, name]) => `${name}()`);
      return [
        property === 'display' ? `display:${value}` : property,
        ...(value.includes('!important') ? ['!important'] : []),
        ...units,
        ...functions,
      ];
    });
}
