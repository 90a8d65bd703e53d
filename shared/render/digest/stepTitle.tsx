import type { CountedStep } from './steps';
import { INK, LINK } from './style';

/** A step and the number of its accounts: `Require MFA with Conditional Access: 6 accounts`. */
export function StepTitle({ step: { title, url, count } }: { readonly step: CountedStep }) {
  return (
    <b class="ink" style={INK}>
      {url === null ? (
        title
      ) : (
        <a class="link" href={url} style={LINK}>
          {title}
        </a>
      )}
      {count !== null && `: ${count}`}
    </b>
  );
}
