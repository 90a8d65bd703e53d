import { type Account, accountOf } from './accounts';
import { randomFrom } from './random';

/** A break-glass account that is set up as Microsoft recommends. The log has no sign-in of it. */
export function unusedBreakGlass(seed: number): Account {
  const part = {
    name: 'Emergency access 3',
    upn: 'emergency3@contoso.onmicrosoft.com',
    habit: 'breakGlassKey',
    methods: ['passKeyDeviceBound'],
    mailbox: 'none',
    rhythm: 'seldom',
  } as const;
  return accountOf(part, 0, randomFrom(seed, 'unused'));
}
