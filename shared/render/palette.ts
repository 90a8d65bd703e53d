import type { Tone } from './tones';

/** Text keeps 4.5:1 on every ground it stands on, bars keep 3:1 on the card: a test measures each pair. */
export type Palette = {
  readonly page: string;
  readonly card: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly link: string;
  readonly tones: Readonly<
    Record<Tone, { readonly text: string; readonly ground: string; readonly bar: string }>
  >;
};

export const LIGHT: Palette = {
  page: '#f4f6f8',
  card: '#ffffff',
  ink: '#1a1f26',
  muted: '#56606c',
  line: '#dbe0e6',
  link: '#0a55b0',
  tones: {
    bad: { text: '#a3211a', ground: '#fdeceb', bar: '#cc3b31' },
    warn: { text: '#7a4a00', ground: '#fff3d9', bar: '#b87800' },
    good: { text: '#17633a', ground: '#e4f4ea', bar: '#2f8f55' },
    info: { text: '#0b4c94', ground: '#e6f0fc', bar: '#2f74c8' },
    quiet: { text: '#48525e', ground: '#eceff3', bar: '#87919d' },
  },
};

export const DARK: Palette = {
  page: '#0e1217',
  card: '#171c23',
  ink: '#e7ebf0',
  muted: '#a4aeba',
  line: '#2c343e',
  link: '#8dbbff',
  tones: {
    bad: { text: '#ffb4ac', ground: '#47201d', bar: '#ee6f63' },
    warn: { text: '#f3c66c', ground: '#3b2d10', bar: '#dba536' },
    good: { text: '#8fd7a8', ground: '#173523', bar: '#57b87c' },
    info: { text: '#a9ceff', ground: '#182d49', bar: '#6aa6f0' },
    quiet: { text: '#c1c9d2', ground: '#272e37', bar: '#7d8794' },
  },
};
