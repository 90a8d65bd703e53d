import type { FormName } from '../../shared/decode/form';
import type { DateOrder } from '../../shared/decode/regionalTime';
import type { FileRecord } from '../files/fileRecord';
import type { Opened } from './sources';

/** An input of sign-ins, with the facts that only a look at the whole of it shows. */
export type Source = Omit<Opened, 'read'> & {
  /** Of all its dates; `null` if each shows by itself which number is the day. */
  readonly dateOrder: DateOrder | null;
  /** Of its first records. */
  readonly form: FormName;
  /** @param onBytes called with the number of its bytes that have been read so far */
  readonly read: (onBytes?: (bytesRead: number) => void) => AsyncGenerator<Iterable<FileRecord>>;
};
