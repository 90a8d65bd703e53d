import type { Environment } from '../../shared/settingReader';
import type { Place } from './commands';

export type Asked = Place & {
  /** `null` for the address that Azure has. */
  readonly appUrl: string | null;
  readonly key: string | null;
  readonly env: Environment;
  readonly now: Date;
};
