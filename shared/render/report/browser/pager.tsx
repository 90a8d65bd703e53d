import { NEXT, PREVIOUS, pageInWords } from '../../words/reportPage';
import { PAGE_SIZE } from './table';

type Props = {
  readonly pageIndex: number;
  /** Of all rows. */
  readonly of: number;
  readonly change: (pageIndex: number) => void;
};

/** The way from page to page. */
export function Pager({ pageIndex, of, change }: Props) {
  if (of <= PAGE_SIZE) return null;
  const { first, last } = spanOf(pageIndex, of);
  return (
    <p class="pager">
      <button type="button" disabled={pageIndex === 0} onClick={() => change(pageIndex - 1)}>
        {PREVIOUS}
      </button>
      <span>{pageInWords(first, last, of)}</span>
      <button type="button" disabled={last === of} onClick={() => change(pageIndex + 1)}>
        {NEXT}
      </button>
    </p>
  );
}

/** The rows of a page, counted from 1. */
export function spanOf(pageIndex: number, of: number): { readonly first: number; readonly last: number } {
  const before = pageIndex * PAGE_SIZE;
  return { first: before + 1, last: Math.min(before + PAGE_SIZE, of) };
}
