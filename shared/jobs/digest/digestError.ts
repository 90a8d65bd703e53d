import type { WatchFault } from '../../domain/fault';
import { FaultError } from '../../domain/watchError';

type DigestFault = WatchFault & { readonly code: 'noRecipients' | 'notSent' | 'gaveUp' };

/** A digest that is due and was not sent. */
export class DigestError extends FaultError<DigestFault> {
  constructor(fault: DigestFault) {
    super(fault);
    this.name = 'DigestError';
  }
}
