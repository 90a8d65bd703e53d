import { fc } from '../seededFc';

/** What somebody may put into a name, a title or a field, and what each could break. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  'an element with a handler': '<img src=x onerror=alert(1)>',
  'the end of everything and a script': `"'></p></td></style></title></textarea><script>alert(1)</script>`,
  'the end of the data and a script': '</script><script>alert(1)</script>',
  'a comment of HTML': '<!--<script>',
  'the end of a CDATA section': ']]><svg onload=alert(1)>',
  'an attribute': `" onmouseover="alert(1)" style="position:fixed" x='`,
  entities: '&lt;b&gt; &amp;quot; &#x3c;script&#x3e;',
  'an address of a script': 'javascript:alert(1)',
  'a link': 'Pay https://evil.example/x or www.evil.example',
  'a formula': '=HYPERLINK("https://evil.example","x")',
  'a command of a spreadsheet': "@SUM(1+1)*cmd|' /C calc'!A0",
  'a formula behind a tab': '\t=1+1',
  'a number with a sign': '-1+1',
  'cells and rows': 'a,"b";c\r\nd\t"e""',
  'the end of a literal of OData': "' or 1 eq 1 or 'a' eq '",
  'another query': "x'&$filter=true&$select=*",
  'the end of a literal of Kusto': '" or true or "',
  'a command of Kusto': '\\" | take 1 //\n; SigninLogs | count; print ("',
  'a path': '../../users/me?$select=*#',
  'a header of a mail': 'Anna\r\nBcc: all@contoso.example\r\n\r\n<b>',
  'a separator of lines': 'one\u2028two\u2029three\u0085four',
  'a NUL': 'a\u0000b',
  'a colour of a terminal': '\u001b[31mred\u001b[0m\u001b]0;title\u0007\u001b]8;;https://evil.example\u0007x',
  'a control of 8 bits': '\u009b31m\u0090q\u009c',
  'a backspace': 'safe\b\b\b\bevil\r',
  'a turned direction': '\u202egnp.exe\u2066\u2067abc\u2069',
  'letters from right to left': 'שלום 7 سارة',
  'half a surrogate pair': 'a\ud800b\udc00',
  'characters without a shape': 'ad\u200bmin\u00ad\u2060\ufeff',
  'letters that look alike': 'аdmіn@соntоsо.ехаmрlе',
  'a pile of accents': `z${'\u0301'.repeat(300)}`,
  'a prototype': '__proto__',
  'a property of every object': 'constructor',
  'a format of a replacement': "$& $1 $' $` $$",
  'a template': '%s %d %POLL_SCHEDULE% {{x}}',
  'code of Markdown': '`` `x` ``[x](https://evil.example)',
  'nothing but spaces': ' \u00a0\u3000\t ',
  'a long word': 'x'.repeat(20_000),
  'a long sentence': '<b> "x" & \u202e '.repeat(2_000),
};

/** One of them, several, one in the middle of anything, or anything. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...Object.values(HOSTILE_TEXTS)),
  fc
    .array(fc.constantFrom(...Object.values(HOSTILE_TEXTS)), { minLength: 2, maxLength: 4 })
    .map((texts) => texts.join('')),
  fc
    .tuple(fc.string({ unit: 'binary' }), fc.constantFrom(...Object.values(HOSTILE_TEXTS)))
    .map((texts) => texts.join('')),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'<>"\'&;,|\\/\r\n\t =+-@%$`{}[]()\u0000\u001b\u2028\u202e\ud800aé') }),
);

/** Any JSON, with these texts as its texts and among its names; some of it nests deeply. */
export function hostileJson(names: readonly string[] = []): fc.Arbitrary<unknown> {
  const name = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'length', ...names) },
    { weight: 1, arbitrary: hostileText },
  );
  const leaf = fc.oneof(
    hostileText,
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, '', [], {}, '2026-03-02T10:34:32Z'),
    fc.integer(),
  );
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('json'), { maxLength: 4 }),
      fc.array(fc.tuple(name, tie('json')), { maxLength: 6 }).map((pairs) => Object.fromEntries(pairs)),
    ),
  }));
  return fc.oneof({ weight: 20, arbitrary: json }, { weight: 1, arbitrary: fc.constantFrom(...DEEP) });
}

const DEPTH = 20_000;
/** Deeper than a function that calls itself can follow. */
const DEEP: readonly unknown[] = ['[', '{"a":', '{"value":', '{"properties":', '{"conditions":'].map(
  (open) => {
    const deep: object = JSON.parse(`${open.repeat(DEPTH)}1${(open === '[' ? ']' : '}').repeat(DEPTH)}`);
    // The report of a failure cannot follow it either.
    return Object.defineProperty(deep, fc.toStringMethod, { value: () => `${open} … nested deeply` });
  },
);

/** The sample with another value in one place, or with hostile texts in all places that hold text. */
export function spoiled(sample: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(sample);
  return fc.oneof(
    hostileText.map((text) => withTexts(sample, text)),
    fc
      .tuple(fc.constantFrom(...places), hostileJson())
      .map(([place, value]) => withValue(sample, place, value)),
  );
}

type Place = readonly string[];

function placesIn(value: unknown, at: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [at];
  return [at, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...at, name]))];
}

function withValue(value: unknown, [name, ...rest]: Place, given: unknown): unknown {
  if (name === undefined) return given;
  if (Array.isArray(value))
    return value.map((inner, index) => (String(index) === name ? withValue(inner, rest, given) : inner));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [name]: withValue(object[name], rest, given) };
}

function withTexts(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((inner) => withTexts(inner, text));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withTexts(inner, text)]));
}
