import { describe, expect, test } from '@jest/globals';
import { MAILS } from './mails';
import { featuresOf, lackingClients } from './support';

/** The feature of caniemail's for each that a mail uses. */
const SLUGS: Readonly<Record<string, string>> = {
  '<style>': 'html-style',
  '<body>': 'html-body',
  '<div>': 'html-div',
  '<table>': 'html-table',
  '<tr>': 'html-table',
  '<td>': 'html-table',
  '<th>': 'html-table',
  '<p>': 'html-p',
  '<h1>': 'html-h1-h6',
  '<h2>': 'html-h1-h6',
  '<span>': 'html-span',
  '<ol>': 'html-lists',
  '<li>': 'html-lists',
  'align=': 'html-align',
  'valign=': 'html-valign',
  'width=': 'html-width',
  'height=': 'html-height',
  'cellpadding=': 'html-cellpadding',
  'cellspacing=': 'html-cellspacing',
  'lang=': 'html-lang',
  'role=': 'html-role',
  'name=color-scheme': 'html-meta-color-scheme',
  '.class': 'css-selector-class',
  '@media (prefers-color-scheme)': 'css-at-media-prefers-color-scheme',
  '!important': 'css-important',
  'color-scheme': 'css-color-scheme',
  background: 'css-background',
  'border-left': 'css-border',
  'border-top': 'css-border',
  'border-radius': 'css-border-radius',
  'display:none': 'css-display-none',
  'display:inline-block': 'css-display',
  'font-size': 'css-font-size',
  'font-weight': 'css-font-weight',
  'line-height': 'css-line-height',
  margin: 'css-margin',
  'max-width': 'css-max-width',
  'overflow-wrap': 'css-overflow-wrap',
  padding: 'css-padding',
  'padding-left': 'css-padding',
  'padding-top': 'css-padding',
  'text-align': 'css-text-align',
  'text-decoration': 'css-text-decoration',
  'unit %': 'css-unit-percent',
  'unit px': 'css-unit-px',
  'white-space': 'css-white-space',
  width: 'css-width',
  'word-break': 'css-word-break',
};

/** Features that caniemail does not test, each with the reason why a client without it does no harm. */
const UNTESTED: Readonly<Record<string, string>> = {
  '<html>': 'Every client reads or drops it.',
  '<head>': 'The same.',
  '<title>': 'No client shows it.',
  '<meta>': 'Without it, the mail service still says that the text is UTF-8.',
  'charset=': 'The same.',
  'content=': 'Of the next three.',
  'name=viewport': 'Without it, a phone shrinks the mail to its width.',
  'name=supported-color-schemes': 'The older name of color-scheme, for Apple Mail alone.',
  'name=format-detection': 'Without it, Apple Mail makes links of dates.',
  '<a>': 'A link; caniemail tests links within a mail only, and there are none.',
  'href=': 'The same.',
  '<b>': 'HTML 2; without it, the text is not bold.',
  '<br>': 'HTML 2.',
  'class=': 'For the dark scheme alone.',
  'scope=': 'For screen readers alone.',
  ':root': 'Holds color-scheme alone.',
  color: 'CSS 1, as is the next.',
  'border-color': 'For the dark scheme alone.',
  'font-family': 'Ends with a generic family; without it, the font of the client.',
  'border of <td>': 'Outlook on Windows draws borders on cells.',
  'border of <th>': 'The same.',
  'width of <table>': 'It obeys the width of tables.',
  'max-width of <table>': 'The same.',
  'padding of <td>': 'It obeys padding on cells.',
  'padding of <th>': 'The same.',
  'padding of <a>': 'The button: without padding it is a link on a coloured ground.',
  'padding of <ol>': 'Without it, the numbers stand as the client puts them.',
  'padding of <body>': 'It is 0; without it, a margin stays.',
};

type Lack = { readonly clients: readonly string[]; readonly reason: string };

const WINDOWS = 'outlook on windows';
const DARK = 'Without it, the mail is light: the inline styles are a complete scheme.';

/** Features that a client lacks, or has in part. */
const ACCEPTED: Readonly<Record<string, Lack>> = {
  'html-style': {
    clients: [WINDOWS, 'gmail'],
    reason:
      'Gmail reads it in the head, where it is. Outlook on Windows and other accounts in Gmail drop it: the mail is light.',
  },
  'html-body': {
    clients: ['outlook', 'gmail'],
    reason: 'They make a `div` of it; its ground and margins are also those of the table in it.',
  },
  'html-lists': {
    clients: [WINDOWS, 'outlook', 'gmail'],
    reason: 'Only `reversed` and `value`, which no list has.',
  },
  'html-align': { clients: ['outlook'], reason: 'Not on tables in Outlook for Mac; only cells have it.' },
  'html-width': {
    clients: [WINDOWS],
    reason: 'Wrong for images alone, and at 120 dpi, where the mail is narrower.',
  },
  'html-height': { clients: [WINDOWS], reason: 'The same: a space between two accounts is smaller.' },
  'html-meta-color-scheme': {
    clients: [WINDOWS, 'outlook', 'gmail', 'apple-mail', 'samsung-email'],
    reason: DARK,
  },
  'css-selector-class': { clients: ['gmail'], reason: DARK },
  'css-at-media-prefers-color-scheme': { clients: [WINDOWS, 'gmail', 'thunderbird'], reason: DARK },
  'css-important': { clients: [WINDOWS, 'gmail'], reason: DARK },
  'css-color-scheme': { clients: [WINDOWS, 'outlook', 'gmail'], reason: DARK },
  'css-background': { clients: [WINDOWS], reason: 'Only colours, and these are.' },
  'css-border': { clients: [WINDOWS], reason: 'Up to 8 px and on cells, as all of them are.' },
  'css-border-radius': { clients: [WINDOWS], reason: 'Corners are square.' },
  'css-display-none': {
    clients: [WINDOWS],
    reason: 'Not for tables and images in it; the hidden line is text.',
  },
  'css-display': {
    clients: [WINDOWS, 'gmail'],
    reason: 'Only newer values than `inline-block` in Gmail; without it, the button is as high as its text.',
  },
  'css-font-size': {
    clients: [WINDOWS, 'samsung-email'],
    reason: 'Only relative units; all sizes are in px.',
  },
  'css-font-weight': { clients: [WINDOWS], reason: 'Only numbers that are not whole hundreds.' },
  'css-line-height': { clients: [WINDOWS], reason: 'Lines may be somewhat higher.' },
  'css-margin': {
    clients: [WINDOWS, 'outlook', 'gmail'],
    reason: 'Negative values, `auto`, and on `span`; there are none.',
  },
  'css-max-width': {
    clients: [WINDOWS],
    reason: 'Only on tables, where it is; the attribute width gives the same size.',
  },
  'css-overflow-wrap': {
    clients: [WINDOWS, 'outlook', 'gmail', 'apple-mail', 'thunderbird'],
    reason: '`word-break` is beside it; without both, a long name makes the mail wider.',
  },
  'css-padding': {
    clients: [WINDOWS],
    reason: 'On cells alone: the elements that have it are listed above.',
  },
  'css-text-align': {
    clients: [WINDOWS, 'gmail'],
    reason: 'Only `start` and `end`; the attribute align is beside it.',
  },
  'css-text-decoration': { clients: [WINDOWS, 'gmail'], reason: 'Without it, the button is underlined.' },
  'css-white-space': {
    clients: [WINDOWS, 'gmail', 'samsung-email'],
    reason: 'Without it, a number and its sign may stand on two lines.',
  },
  'css-width': { clients: [WINDOWS], reason: 'Only on tables, where it is.' },
  'css-word-break': {
    clients: ['outlook', 'gmail', 'apple-mail', 'samsung-email'],
    reason: 'They break long words in this way or another.',
  },
};

const USED = new Set(MAILS.flatMap(([, { html }]) => featuresOf(html)));
const USED_SLUGS = new Set([...USED].flatMap((feature) => SLUGS[feature] ?? []));

test.each(MAILS)(
  '%s uses only what every client supports, or what does no harm without support',
  (_name, { html }) => {
    const bad = featuresOf(html).filter((feature) => {
      const slug = SLUGS[feature];
      if (slug === undefined) return UNTESTED[feature] === undefined;
      const accepted = ACCEPTED[slug]?.clients ?? [];
      return lackingClients(slug)?.some((client) => !accepted.includes(client)) ?? true;
    });
    expect(bad).toEqual([]);
  },
);

test.each(Object.entries(ACCEPTED))(
  'the exception %s is needed, for no other clients',
  (slug, { clients }) => {
    expect(USED_SLUGS).toContain(slug);
    expect(lackingClients(slug)).toEqual(clients);
  },
);

test('no exception and no name is left over', () => {
  expect(Object.keys(UNTESTED).filter((feature) => !USED.has(feature))).toEqual([]);
  expect(Object.keys(SLUGS).filter((feature) => !USED.has(feature))).toEqual([]);
});

describe('the check', () => {
  test('sees elements, attributes, properties, values, units, functions, at-rules and selectors', () => {
    const html =
      '<style>@font-face { src: url(x) } p > a:hover { gap: 1em } @media (hover: hover) { .a { top: 0 } }</style>' +
      '<video autoplay hidden="until"><p style="display:flex;width:calc(1vw)">1</p></video>';
    expect(featuresOf(html)).toEqual(
      expect.arrayContaining([
        ...[
          '<video>',
          'autoplay=',
          'hidden=',
          'display:flex',
          'width',
          'calc()',
          'unit vw',
          'unit em',
          'gap',
        ],
        ...['@font-face', '@media (hover)', 'p > a:hover', '.class', 'top'],
      ]),
    );
  });

  test('knows what a client lacks', () => {
    expect(lackingClients('css-border-radius')).toEqual([WINDOWS]);
    expect(lackingClients('html-table')).toEqual([]);
    expect(lackingClients('no such feature')).toBeNull();
  });
});
