import type { ComponentChildren } from 'preact';
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

/** A cell that names its column itself, because a narrow screen hides the column headers. */
export function Cell({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <td>
      <span class="label">{label}</span>
      <div>{children}</div>
    </td>
  );
}

/** A word in place of a fact. */
export function Absent({ children }: { readonly children: string }) {
  return <span class="muted">{children}</span>;
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

/** A short line breaks before the domain first. */
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

/** Text in which code stands between backticks. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <>{text.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={part}>{part}</code>))}</>
  );
}
