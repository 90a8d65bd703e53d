import { redactionContext } from '../../local/redact/context';
import { formRedaction } from '../../local/redact/form';
import { ENFORCED_APPS, indexApps } from '../../shared/domain/apps/enforcedApps';

export const TENANT = 'e0000001-0000-4000-8000-000000000001';
const apps = indexApps(ENFORCED_APPS);

/** The redacted copy of a text, which comes in pieces of a size; `null` if it is refused. */
export function redactedText(text: string, pieceChars = 64 * 1024): string | null {
  const { context } = redactionContext({ apps, tenants: new Set([TENANT]) });
  const redaction = formRedaction(context);
  let copy = '';
  for (let at = 0; at < text.length; at += pieceChars)
    copy += redaction.push(text.slice(at, at + pieceChars));
  copy += redaction.end();
  return redaction.form() === null ? null : copy;
}
