import type { Action } from '../../domain/account/advice';
import { ADVICE_WORDS } from '../words/advice';

/** A step, with a link to the page of Microsoft that explains it. */
export function AdviceLine({ action }: { readonly action: Action }) {
  const { sentence, url, link } = ADVICE_WORDS[action];
  return (
    <p>
      {sentence} <a href={url}>{link}</a>
    </p>
  );
}
