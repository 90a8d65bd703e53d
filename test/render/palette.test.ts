import { describe, expect, test } from '@jest/globals';
import { DARK, LIGHT, type Palette } from '../../shared/render/palette';

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('measures contrast as the W3C does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

describe.each<[string, Palette]>([
  ['light', LIGHT],
  ['dark', DARK],
])('the %s palette', (_name, palette) => {
  const { page, card, ink, muted, link, tones } = palette;

  test('keeps text readable on the page and on cards', () => {
    for (const text of [ink, muted, link]) {
      expect(contrast(text, page)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(text, card)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('keeps numbers readable over the days of a chart that were not counted', () => {
    expect(contrast(ink, tones.quiet.ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(Object.entries(tones))(
    'keeps %s badges readable and bars visible',
    (_tone, { text, ground, bar }) => {
      expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(bar, card)).toBeGreaterThanOrEqual(3);
    },
  );
});

test('the edges in the mail, which are always those of the light palette, are seen on the dark card too', () => {
  for (const { bar } of Object.values(LIGHT.tones))
    expect(contrast(bar, DARK.card)).toBeGreaterThanOrEqual(3);
});
