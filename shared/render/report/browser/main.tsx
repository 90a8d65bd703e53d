import { render } from 'preact';
import { accountAddress } from '../address';
import { ACCOUNT_LIST, LIST_STATUS, ONE_ACCOUNT } from '../dataIds';
import { AccountView } from './accountView';
import { currentAddress, followAddress } from './address';
import { type Accounts, readAccounts } from './data';
import { List } from './list';
import { accountTable } from './table';

void start();

/** Replaces the first rows of the page by the list of all accounts. Without data, or in an old browser, the page stays as it is. */
async function start() {
  // The page is there to be read first.
  if (document.readyState !== 'complete')
    await new Promise((loaded) => {
      addEventListener('load', loaded);
    });
  const list = document.getElementById(ACCOUNT_LIST);
  const one = document.getElementById(ONE_ACCOUNT);
  if (!list || !one || !('DecompressionStream' in globalThis)) return;
  const read = await readAccounts();
  const table = accountTable(read.accounts, read.data.appNames);
  list.replaceChildren();
  render(<List table={table} {...read} />, list);
  for (const link of document.querySelectorAll<HTMLElement>('a[data-to]'))
    link.setAttribute('href', link.dataset.to ?? '');
  const show = showing(one, list, read);
  followAddress(show);
  show();
  performance.mark('accounts-ready');
  setTimeout(table.prepare, 100);
}

/** Shows the page of one account in place of the others, or the list if the address is one of its filters. */
function showing(one: HTMLElement, list: HTMLElement, read: Accounts): () => void {
  const { title } = document;
  /** The account on show, and how far down the list the reader was. */
  let left: { readonly userId: string; readonly scrollY: number } | null = null;
  return () => {
    const address = currentAddress();
    const userId = address?.page === 'account' ? address.userId : null;
    const before = left;
    if (userId !== null) left = { userId, scrollY: before?.scrollY ?? scrollY };
    else left = null;
    document.documentElement.classList.toggle('one', userId !== null);
    one.hidden = userId === null;
    if (userId !== null) {
      render(<AccountView key={userId} userId={userId} {...read} />, one);
      const heading = one.querySelector<HTMLElement>('h1');
      document.title = `MFA Watch: ${heading?.textContent}`;
      scrollTo(0, 0);
      heading?.focus({ preventScroll: true });
      return;
    }
    document.title = title;
    if (before) {
      scrollTo(0, before.scrollY);
      const address = accountAddress(before.userId);
      const link = [...list.querySelectorAll('a')].find((each) => each.getAttribute('href') === address);
      link?.focus({ preventScroll: true });
    } else if (address?.page === 'list') {
      (list.closest('section') ?? list).scrollIntoView();
      document.getElementById(LIST_STATUS)?.focus({ preventScroll: true });
    }
  };
}
