import { DARK, LIGHT, type Palette } from '../palette';
import { CHART_STYLE } from './chartStyle';

/** No quotes, angle brackets or ampersands in here: the renderer would escape them and break the rules. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; ${variables(LIGHT)} }
@media screen and (prefers-color-scheme: dark) { :root { ${variables(DARK)} } }

* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1240px; padding: 24px 20px; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif; -webkit-text-size-adjust: 100%; }
h1, h2, h3, p, dl, dd, ul, ol { margin: 0; padding: 0; }
h1 { font-size: clamp(24px, 4.2vw, 34px); line-height: 1.2; font-weight: 650; letter-spacing: -0.01em; max-width: 26em; text-wrap: balance; }
h2 { font-size: 20px; line-height: 1.3; font-weight: 650; margin-bottom: 12px; }
h3 { font-size: 16px; font-weight: 600; display: inline; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
code { font: 0.92em ui-monospace, SFMono-Regular, Consolas, monospace; }
section { margin-top: 36px; }
.muted { color: var(--muted); }
.whole { white-space: nowrap; }
.brand { color: var(--muted); font-weight: 600; margin-bottom: 10px; }
.lead { font-size: 17px; margin-top: 8px; }
header .muted { margin-top: 8px; overflow-wrap: anywhere; }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 10px; list-style: none; }
.tiles li { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--bar); border-radius: 8px; padding: 10px 14px; }
.tiles b { display: block; font-size: 26px; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; }

.problems { list-style: none; display: grid; gap: 10px; }
.problems li { background: var(--warn-ground); color: var(--warn-text); border-radius: 8px; padding: 12px 16px; overflow-wrap: anywhere; }

.facts { list-style: none; display: grid; gap: 10px; }
.facts li { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--bar); border-radius: 8px; padding: 10px 14px; overflow-wrap: anywhere; }
.facts .badge { white-space: nowrap; }
.facts p { margin-top: 2px; }

.badge { display: inline-block; background: var(--ground); color: var(--text); border-radius: 5px; padding: 1px 7px; font-size: 13px; font-weight: 600; }
.badges { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: baseline; margin-top: 6px; font-size: 14px; font-weight: 400; }
.name, .upn { display: block; overflow-wrap: anywhere; }
.name { font-weight: 600; }
.upn { color: var(--muted); font-size: 14px; font-weight: 400; }
.empty { background: var(--card); border: 1px dashed var(--line); border-radius: 8px; padding: 20px; color: var(--muted); }
main > .empty { margin-top: 28px; }
.rest { margin-top: 12px; }
.plain { list-style: none; display: grid; gap: 8px; margin-top: 6px; }
section > p.muted { margin-bottom: 10px; }

.group + .group { margin-top: 20px; }
.group summary { cursor: pointer; }
.count { color: var(--muted); font-weight: 400; font-variant-numeric: tabular-nums; }
.group > p.muted { margin: 2px 0 10px; }

table { width: 100%; border-spacing: 0; border-collapse: separate; background: var(--card); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { text-align: left; vertical-align: top; padding: 10px 12px; font-weight: 400; }
thead th { font-size: 13px; font-weight: 600; color: var(--muted); border-bottom: 1px solid var(--line); }
tbody tr + tr > * { border-top: 1px solid var(--line); }
.rows { table-layout: fixed; }
.rows td p + p { margin-top: 6px; }
.rows .badge + p { margin-top: 4px; }
.accounts thead th:nth-child(1), .accounts thead th:nth-child(5) { width: 22%; }
.accounts thead th:nth-child(3), .accounts thead th:nth-child(4) { width: 11%; }
.sign-ins thead th:nth-child(1) { width: 12%; }
.sign-ins thead th:nth-child(2) { width: 18%; }
.findings thead th:nth-child(1) { width: 11%; }
.findings thead th:nth-child(2), .findings thead th:nth-child(3) { width: 24%; }
.writes thead th:nth-child(1) { width: 46%; }
.label { display: none; }

td details, th details { margin-top: 6px; font-size: 14px; }
td summary, th summary { color: var(--link); cursor: pointer; width: fit-content; }
td dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; margin-top: 6px; }
td dt { color: var(--muted); }
td dd { overflow-wrap: anywhere; }

.bars td, .bars thead th + th { text-align: right; font-variant-numeric: tabular-nums; }
.bars tfoot > tr > * { border-top: 1px solid var(--line); font-weight: 600; }
.dot { display: inline-block; width: 9px; height: 9px; border-radius: 50%; background: var(--bar); margin-right: 6px; }

footer { margin-top: 40px; padding-top: 20px; border-top: 1px solid var(--line); font-size: 14px; }
footer h2 { font-size: 16px; }
footer dl { display: grid; gap: 8px; margin-bottom: 16px; }
footer dl div { display: grid; grid-template-columns: 110px 1fr; gap: 12px; }
footer p { color: var(--muted); }

a.scripted:not([href]) { display: none; }
.to-account[href] .name { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 2px; }
.rows .to-account { text-decoration: none; }
.one main > section, .one main > .empty, .one footer, .one header > :not(.brand, .subject) { display: none; }
.work { grid-template-columns: repeat(auto-fill, minmax(min(100%, 460px), 1fr)); }
.work li { min-width: 0; }
.work details { margin-top: 6px; }
.work summary { color: var(--link); cursor: pointer; width: fit-content; font-size: 14px; }
.addresses pre { margin: 6px 0 0; user-select: all; -webkit-user-select: all; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.5 ui-monospace, SFMono-Regular, Consolas, monospace; background: var(--page); color: var(--ink); border: 1px solid var(--line); border-radius: 6px; padding: 6px 8px; }
input, select, button { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--muted); border-radius: 6px; padding: 6px 10px; min-height: 40px; }
button { cursor: pointer; }
button:disabled { color: var(--muted); border-color: var(--line); cursor: default; }
input:focus-visible, select:focus-visible, button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.controls { display: grid; grid-template-columns: repeat(auto-fill, minmax(170px, 1fr)); gap: 10px; align-items: end; margin-bottom: 10px; }
.controls label { display: grid; gap: 2px; font-size: 13px; color: var(--muted); min-width: 0; }
.controls input, .controls select { width: 100%; min-width: 0; font-size: 15px; }
.controls .search, .filters { grid-column: 1 / -1; }
.filters summary { color: var(--link); cursor: pointer; width: fit-content; font-size: 14px; }
.filters > div { display: grid; grid-template-columns: repeat(auto-fill, minmax(170px, 1fr)); gap: 10px; align-items: end; margin-top: 6px; }
.buttons { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.sorter { border: 0; background: none; padding: 0; min-height: 24px; font-weight: 600; color: inherit; text-align: left; text-decoration: underline dotted; text-underline-offset: 3px; }
.pager { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; margin-top: 12px; }
.links { display: flex; flex-wrap: wrap; gap: 6px 16px; margin: 10px 0 14px; }
h1:focus, [role=status]:focus { outline: none; }
.printed { display: none; }
.sheet { display: grid; gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
.sheet > div { display: grid; grid-template-columns: 170px minmax(0, 1fr); gap: 12px; padding: 8px 14px; background: var(--card); }
.sheet dt { color: var(--muted); }
.sheet dd { overflow-wrap: anywhere; }
.sheet p + p { margin-top: 4px; }
.count { font-variant-numeric: tabular-nums; }

${toneClasses()}

@media screen and (max-width: 760px) {
  body { padding: 18px 14px; }
  .rows, .rows tbody { display: block; border: 0; background: none; overflow: visible; }
  .rows thead { display: none; }
  .tiles { grid-template-columns: 1fr; gap: 6px; }
  .tiles li { display: flex; align-items: baseline; gap: 10px; padding: 6px 14px; }
  .tiles b { font-size: 20px; min-width: 2ch; text-align: right; }
  .rows tr { display: flex; flex-direction: column; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; margin-bottom: 10px; }
  .rows tbody tr + tr > * { border-top: 0; }
  .rows th { order: -1; padding: 0; margin-bottom: 4px; }
  .rows td { display: grid; grid-template-columns: 96px minmax(0, 1fr); align-items: baseline; gap: 10px; padding: 0; margin-top: 6px; }
  .rows .label { display: block; color: var(--muted); font-size: 13px; }
  .bars th, .bars td { padding: 8px 10px; }
  .bars .dot { display: block; margin: 0 0 4px auto; }
  footer dl div { grid-template-columns: 1fr; gap: 2px; }
  .controls, .filters > div { grid-template-columns: 1fr 1fr; }
  .sheet > div { grid-template-columns: 1fr; gap: 2px; }
}

@media print {
  .printed { display: block; }
  body { max-width: none; padding: 0; background: none; zoom: 0.66; }
  tr, li { break-inside: avoid; }
  h2, h3, thead { break-after: avoid; }
  .controls, .pager, .links, .back, .addresses, a.scripted, .findings details, .accounts td a, .accounts .aside { display: none; }
  th, td { padding: 6px 10px; }
  section { margin-top: 24px; }
  .badge { border: 1px solid var(--line); }
}
${CHART_STYLE}`;

function variables({ tones, ...colours }: Palette): string {
  const own = Object.entries(colours).map(([name, colour]) => `--${name}: ${colour};`);
  const byTone = Object.entries(tones).flatMap(([tone, parts]) =>
    Object.entries(parts).map(([part, colour]) => `--${tone}-${part}: ${colour};`),
  );
  return [...own, ...byTone].join(' ');
}

/** A class per tone, which hands its colours to whatever stands under it. */
function toneClasses(): string {
  return Object.keys(LIGHT.tones)
    .map(
      (tone) =>
        `.${tone} { --text: var(--${tone}-text); --ground: var(--${tone}-ground); --bar: var(--${tone}-bar); }`,
    )
    .join('\n');
}
