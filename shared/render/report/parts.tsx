import type { ComponentChildren } from 'preact';
import type { ReportContent } from '../../domain/report';
import { utcTime } from '../time';
import type { Tone } from '../tones';

export function Section(props: {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  const { id, title, children } = props;
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

export function Badge({ tone, children }: { readonly tone: Tone; readonly children: ComponentChildren }) {
  return <span class={`badge ${tone}`}>{children}</span>;
}

/** The day and the time of day may stand on two lines. */
export function Time({ iso }: { readonly iso: string }) {
  const [day, time] = utcTime(iso).split(', ');
  return (
    <time dateTime={iso}>
      <span class="whole">{day},</span> <span class="whole">{time}</span>
    </time>
  );
}

/** A cell that names its column itself where a narrow screen hides the column headers. */
export function Cell({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <td>
      <span class="label">{label}</span>
      <div>{children}</div>
    </td>
  );
}

export function HeaderRow({ labels }: { readonly labels: readonly string[] }) {
  return (
    <thead>
      <tr>
        {labels.map((label) => (
          <th key={label} scope="col">
            {label}
          </th>
        ))}
      </tr>
    </thead>
  );
}

export function Person({ name, upn }: { readonly name: string; readonly upn: string | null }) {
  return (
    <>
      <bdi class="name">{name}</bdi>
      {upn !== null && <Upn upn={upn} />}
    </>
  );
}

/** Breaks before the domain first where the line is short. */
function Upn({ upn }: { readonly upn: string }) {
  const at = Math.max(0, upn.lastIndexOf('@'));
  return (
    <bdi class="upn">
      {upn.slice(0, at)}
      <wbr />
      {upn.slice(at)}
    </bdi>
  );
}

type WhereProps = {
  readonly content: Pick<ReportContent, 'counted'>;
  readonly kind: 'findings' | 'accounts';
  readonly format: 'csv' | 'json';
};

/** Read after "the full list is": a report of files has no app beside it. */
export function WhereAllIs({ content, kind, format }: WhereProps) {
  const ofFiles = <code>mfa-watch scan --format {format}</code>;
  if (content.counted !== null) return <>in {ofFiles}</>;
  return (
    <>
      at <code>/api/{kind}</code>, or in {ofFiles} for files
    </>
  );
}
