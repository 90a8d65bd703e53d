import { ArmError } from '../../shared/arm/armError';
import { GraphError } from '../../shared/graph/graphError';
import { faultInWords } from '../../shared/render/words/faults';
import { type Check, unknown } from './check';

/** What came of looking: an admin may see less than all, and that is no failure. */
export type Seen<T> = { readonly kind: 'seen'; readonly value: T } | Unseen;

export type Unseen =
  | { readonly kind: 'hidden' }
  /** `code` is Azure's own. */
  | { readonly kind: 'absent'; readonly code: string | null }
  | { readonly kind: 'failed'; readonly why: string };

export async function see<T>(read: () => Promise<T>): Promise<Seen<T>> {
  try {
    return { kind: 'seen', value: await read() };
  } catch (error) {
    if (error instanceof GraphError || error instanceof ArmError) return unseenBy(error);
    throw error;
  }
}

function unseenBy(error: GraphError | ArmError): Unseen {
  const { code, fault } = error;
  if (code === 'forbidden' || code === 'unauthorized') return { kind: 'hidden' };
  if (code === 'notFound') return { kind: 'absent', code: fault.serviceCode };
  return { kind: 'failed', why: faultInWords(fault) };
}

export type Sight = {
  readonly what: string;
  /** Who may see it. */
  readonly role: string;
  /** With which somebody who may sees it. */
  readonly command?: string;
};

/** Tells that it is not known, and which role would show it. */
export function untold(name: string, seen: Unseen, { what, role, command }: Sight): Check {
  switch (seen.kind) {
    case 'hidden':
      return unknown(name, `You may not see ${what}: that takes ${role}.`, command);
    case 'absent':
      return unknown(
        name,
        `${capital(what)} cannot be found, or is not shown to you: that takes ${role}.`,
        command,
      );
    case 'failed':
      return unknown(name, `${capital(what)} could not be read. ${seen.why}`, command);
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
