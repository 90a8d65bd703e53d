type Box = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** Pixels: a wide digit or letter, and the height of a line, in the letters of the drawings. */
const CHARACTER = 7.6;
const LINE = 11;

/**
 * The texts of a drawing that meet another one, by their places in the markup.
 *
 * @param width of the drawing in pixels, to which its percentages refer
 */
export function overlaps(svg: string, width: number): readonly string[] {
  const boxes = [...svg.matchAll(/<text([^>]*)>([^<]*)</g)].map(([, attributes = '', text = '']) =>
    boxOf(attributes, text, width),
  );
  return boxes.flatMap((one, index) =>
    boxes.slice(index + 1).flatMap((other) => (meet(one, other) ? [`${one.text} and ${other.text}`] : [])),
  );
}

/** The texts of a drawing that begin before it or end after it. */
export function outside(svg: string, width: number): readonly string[] {
  return [...svg.matchAll(/<text([^>]*)>([^<]*)</g)]
    .map(([, attributes = '', text = '']) => boxOf(attributes, text, width))
    .filter(({ left, right }) => left < 0 || right > width)
    .map(({ text }) => text);
}

function boxOf(attributes: string, text: string, width: number): Box {
  const of = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1] ?? '0';
  const x = of('x').endsWith('%') ? (Number.parseFloat(of('x')) * width) / 100 : Number(of('x'));
  const start = x + Number(of('dx'));
  const length = text.length * CHARACTER;
  const shift = { middle: length / 2, end: length }[of('text-anchor')] ?? 0;
  const bottom = Number(of('y'));
  return { text, left: start - shift, right: start - shift + length, top: bottom - LINE, bottom };
}

function meet(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
