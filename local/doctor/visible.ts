import { ArmError } from '../../shared/arm/armError';
import { GraphError } from '../../shared/graph/graphError';
import { faultInWords } from '../../shared/render/words/faults';
import { type CheckResult, unknown } from './checkResult';
import type { Invisible, NotVisible } from './invisible';

/** A value that was read, or why it was not: an admin may see less than everything, and that is no failure. */
export type Visible<T> = { readonly kind: 'visible'; readonly value: T } | Invisible;

export async function lookAt<T>(read: () => Promise<T>): Promise<Visible<T>> {
  try {
    return { kind: 'visible', value: await read() };
  } catch (error) {
    if (error instanceof GraphError || error instanceof ArmError) return invisibleBy(error);
    throw error;
  }
}

function invisibleBy(error: GraphError | ArmError): Invisible {
  const { code, fault } = error;
  if (code === 'forbidden' || code === 'unauthorized') return { kind: 'hidden' };
  if (code === 'notFound') return { kind: 'absent', code: fault.serviceCode };
  return { kind: 'failed', why: faultInWords(fault) };
}

export function visibleValue<T>(visible: Visible<T>): T | null {
  return visible.kind === 'visible' ? visible.value : null;
}

type Looked = Pick<NotVisible, 'check' | 'thing' | 'why'> & { readonly name?: string };

/** @param command shows the thing to someone who may read it */
export function notVisible(looked: Looked, command: string | null = null): CheckResult {
  return unknown({ name: null, ...looked, code: 'notVisible' }, command);
}
