import type { ReportContent } from '../../domain/report';
import { VERDICT_KINDS } from '../../domain/verdict/verdict';
import { timeBetween, utcTime } from '../time';
import { VERDICT_TONES } from '../tones';
import { cloudNote } from '../words/cloudNote';
import { VERDICT_WORDS } from '../words/words';
import { Badge } from './parts';

export function ReportFooter({ content }: { readonly content: ReportContent }) {
  const note = cloudNote(content);
  return (
    <footer>
      <h2>What the words mean</h2>
      <dl>
        {VERDICT_KINDS.map((kind) => (
          <div key={kind}>
            <dt>
              <Badge tone={VERDICT_TONES[kind]}>{VERDICT_WORDS[kind].label}</Badge>
            </dt>
            <dd>{VERDICT_WORDS[kind].meaning}</dd>
          </div>
        ))}
        <div>
          <dt>
            <Badge tone="quiet">Provisional</Badge>
          </dt>
          <dd>
            Microsoft may still complete this record, for about two hours after the sign-in. No mail tells of
            it yet.
          </dd>
        </div>
      </dl>
      <p>{ageInWords(content)}</p>
      {note !== null && <p>{note}</p>}
    </footer>
  );
}

function ageInWords({ generatedAt, to }: ReportContent): string {
  const written = `Written by MFA Watch on ${utcTime(generatedAt)}`;
  return to === null ? `${written}.` : `${written}; its data ends ${timeBetween(to, generatedAt)} earlier.`;
}
