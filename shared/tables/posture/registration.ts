import { z } from 'zod';
import type { RegistrationCounts } from '../../domain/account/registration';

const count = z.number();
const counts: z.ZodType<RegistrationCounts, unknown> = z.object({
  users: count,
  mfaRegistered: count,
  mfaCapable: count,
  phoneOnly: count.exactOptional(),
  phoneOnlyAdmins: count.exactOptional(),
});

/** The stored counts of the registration report; `null` for a value of another version. */
export function decodeRegistrationCounts(value: unknown): RegistrationCounts | null {
  return counts.safeParse(value).data ?? null;
}
