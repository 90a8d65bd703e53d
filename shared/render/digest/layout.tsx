import type { ComponentChildren } from 'preact';
import type { Tone } from '../tones';
import { BREAKS, INK, rail } from './style';

export function Row({ children }: { readonly children: ComponentChildren }) {
  return (
    <tr>
      <td style="padding:20px 24px 0">{children}</td>
    </tr>
  );
}

export function Title({ children }: { readonly children: ComponentChildren }) {
  return (
    <h2 class="ink" style={`${INK};margin:0 0 12px;font-size:17px;line-height:24px;font-weight:600`}>
      {children}
    </h2>
  );
}

export function Rails({ children }: { readonly children: ComponentChildren }) {
  return (
    <table role="presentation" width="100%" cellPadding="0" cellSpacing="0" style={BREAKS}>
      {children}
    </table>
  );
}

/** A row with a coloured edge. Outlook on Windows keeps no margins, so a row of its own makes the space below. */
export function Railed({ tone, children }: { readonly tone: Tone; readonly children: ComponentChildren }) {
  return (
    <>
      <tr>
        <td class="ink" style={`${rail(tone)};${INK}`}>
          {children}
        </td>
      </tr>
      <tr>
        <td height="16" style="line-height:16px" />
      </tr>
    </>
  );
}
