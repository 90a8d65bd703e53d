/** Of the charts, the time line and the matrix. No quotes, angle brackets or ampersands in here, as in the rest of the style. */
export const CHART_STYLE = `
.trend { margin: 0 0 18px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px 6px; }
.trend figcaption b { display: block; }
.trend > svg { display: block; width: calc(100% - 94px); margin-left: 46px; overflow: visible; }
.trend text { font-size: 12px; fill: var(--muted); font-variant-numeric: tabular-nums; }
.trend .value { fill: var(--ink); font-size: 13px; font-weight: 600; }
.trend .tick { stroke: var(--line); }
.trend .base { stroke: var(--muted); }
.trend .gap { fill: var(--quiet-ground); }
.trend .bar { fill: var(--bar); }
.trend .area { fill: var(--ground); }
.trend .line { fill: none; stroke: var(--bar); stroke-width: 2; stroke-linejoin: round; vector-effect: non-scaling-stroke; }

.dates { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
.line-row { padding: 10px 14px; border-left: 4px solid var(--bar); overflow-wrap: anywhere; }
.line-row + .line-row { border-top: 1px solid var(--line); }
.line-row .date { font-weight: 600; font-variant-numeric: tabular-nums; }
.line-row svg, .line-axis { display: none; }
.line-row .loose { fill: var(--ground); stroke: var(--bar); stroke-dasharray: 3 3; }
.line-row .firm { fill: var(--bar); }
.line-row .tick { stroke: var(--line); }
.line-row .today, .line-axis .today { stroke: var(--ink); stroke-dasharray: 2 3; }
.line-axis text { font-size: 12px; fill: var(--muted); font-variant-numeric: tabular-nums; }
.line-axis .value { fill: var(--ink); font-weight: 600; }
@media print, (min-width: 761px) {
  .line-row, .line-axis { display: grid; grid-template-columns: 92px minmax(0, 1fr) minmax(0, 1fr); column-gap: 14px; padding: 0 14px; }
  .line-axis { border-left: 4px solid transparent; padding: 0 15px; }
  .line-axis svg { grid-column: 3; display: block; overflow: visible; }
  .line-row p, .line-row div { padding: 10px 0; }
  .line-row div p { padding: 0; }
  .line-row svg { display: block; height: 0; min-height: 100%; }
}


.matrix thead th:nth-child(1) { width: 24%; }
.matrix td a { white-space: nowrap; }
.legend { margin-top: 8px; }
.gaps { margin-top: 6px; }
.gaps ul { padding-left: 18px; }
.gaps li { overflow-wrap: anywhere; }
.gaps .name { font-weight: 400; }
.gap-list details, .plain + details { margin-top: 6px; }
.gap-list summary, .plain + details summary { color: var(--link); cursor: pointer; width: fit-content; }

.gap-list { list-style: none; background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin-top: 8px; }
.gap-list > li { padding: 10px 14px; }
.gap-list > li + li { border-top: 1px solid var(--line); }
@media screen and (max-width: 760px) {
  .rows.matrix td { grid-template-columns: 152px minmax(0, 1fr); }
}

svg.bar { display: block; margin-top: 6px; }
svg.bar rect { fill: var(--bar); }
.trend svg, svg.bar, .line-row svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
`;
