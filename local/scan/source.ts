import type { FormName } from '../../shared/decode/form';
import type { DateOrder } from '../../shared/decode/regionalTime';
import type { FileRecord } from '../files/fileRecord';
import type { Opened } from './sources';

/** An input of sign-ins, with what only a look at the whole of it tells. */
export type Source = Omit<Opened, 'read'> & {
  /** Of all its dates; `null` when each says by itself which number is the day. */
  readonly dateOrder: DateOrder | null;
  /** Of its first records. */
  readonly form: FormName;
  /** @param onBytes told how many of `bytes` have been read so far */
  readonly read: (onBytes?: (bytesRead: number) => void) => AsyncGenerator<Iterable<FileRecord>>;
};
