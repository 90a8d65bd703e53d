import { type Address, listAddress, readAddress } from '../address';

let lastList = listAddress({});

export function currentAddress(): Address | null {
  const address = readAddress(location.hash);
  if (address?.page === 'list') lastList = location.hash;
  return address;
}

/** The address of the list as the reader last saw it. */
export function lastListAddress(): string {
  return lastList;
}

/** Calls back when the reader follows a link or goes back. */
export function followAddress(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

/** Writes the filters into the address without a step back for each letter, so that the address can be sent at any time. */
export function noteAddress(hash: string) {
  lastList = hash;
  try {
    history.replaceState(null, '', hash);
  } catch {
    // Safari refuses more than a hundred in half a minute: the next change writes it.
  }
}
