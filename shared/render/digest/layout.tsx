import type { ComponentChildren } from 'preact';
import { LIGHT } from '../palette';
import type { Tone } from '../tones';
import { BREAKS, DARK_STYLE, FONT, INK, MUTED, rail } from './style';

/** A mail as a page: its children are the rows of one sheet. */
export function Page({ title, preheader, children }: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <title>{title}</title>
        <style>{DARK_STYLE}</style>
      </head>
      <body class="page" style={`margin:0;padding:0;background:${LIGHT.page}`}>
        <Preheader text={preheader} />
        <table
          role="presentation"
          width="100%"
          cellPadding="0"
          cellSpacing="0"
          class="page"
          style={`background:${LIGHT.page}`}
        >
          <tr>
            <td align="center" style="padding:16px 8px">
              <Sheet>{children}</Sheet>
            </td>
          </tr>
        </table>
      </body>
    </html>
  );
}

type PageProps = {
  readonly title: string;
  /** The list of mails shows it beside the subject. */
  readonly preheader: string;
  readonly children: ComponentChildren;
};

function Preheader({ text }: { readonly text: string }) {
  return <div style="display:none">{text}</div>;
}

/** Outlook on Windows obeys the width attribute, all others the style. */
function Sheet({ children }: { readonly children: ComponentChildren }) {
  return (
    <table
      role="presentation"
      width="600"
      cellPadding="0"
      cellSpacing="0"
      class="card"
      style={`width:100%;max-width:600px;background:${LIGHT.card};border-radius:8px;${FONT};${BREAKS}`}
    >
      {children}
    </table>
  );
}

export function Row({ children }: { readonly children: ComponentChildren }) {
  return (
    <tr>
      <td style="padding:20px 16px 0">{children}</td>
    </tr>
  );
}

export function Title({ children }: { readonly children: ComponentChildren }) {
  return (
    <h2 class="ink" style={`${INK};margin:0 0 8px;font-size:17px;line-height:24px;font-weight:600`}>
      {children}
    </h2>
  );
}

export function Rails({ children }: { readonly children: ComponentChildren }) {
  return (
    <table role="presentation" width="100%" cellPadding="0" cellSpacing="0">
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
        <td height="12" style="line-height:12px;font-size:1px" />
      </tr>
    </>
  );
}

/** About what a list leaves out. */
export function More({ more }: { readonly more: string | null }) {
  return (
    more !== null && (
      <p class="ink" style={`${INK};margin:0`}>
        {more}
      </p>
    )
  );
}

/** Outlook on Windows draws lines and padding on cells alone. */
export function Notes({ notes }: { readonly notes: readonly string[] }) {
  return (
    <tr>
      <td style="padding:24px 16px">
        <table role="presentation" width="100%" cellPadding="0" cellSpacing="0">
          <tr>
            <td class="line" style={`border-top:1px solid ${LIGHT.line};padding-top:12px`}>
              {notes.map((note) => (
                <p key={note} class="muted" style={`${MUTED};font-size:13px;line-height:19px;margin:0 0 8px`}>
                  {note}
                </p>
              ))}
            </td>
          </tr>
        </table>
      </td>
    </tr>
  );
}
