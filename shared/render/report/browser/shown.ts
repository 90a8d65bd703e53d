import { type AccountFilter, BY_URGENCY, listAddress, type Sort } from '../address';
import { currentAddress } from './address';

/** What the list shows: the filters, the order, and which page of rows. */
export type Shown = { readonly filter: AccountFilter; readonly sort: Sort; readonly pageIndex: number };

const WHOLE: Shown = { filter: {}, sort: BY_URGENCY, pageIndex: 0 };

export function firstShown(): Shown {
  return shownAfter(WHOLE);
}

/** What the list shows after the address has changed. An account and a part of the page leave the list as it was. */
export function shownAfter(before: Shown): Shown {
  const address = currentAddress();
  if (address?.page === 'list') {
    const isSame = listAddress(before.filter, before.sort) === listAddress(address.filter, address.sort);
    return isSame ? before : { filter: address.filter, sort: address.sort, pageIndex: 0 };
  }
  return address === null && location.hash === '' ? WHOLE : before;
}
