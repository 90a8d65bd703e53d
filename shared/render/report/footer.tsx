import type { ReportContent } from '../../domain/report';
import { VERDICT_KINDS } from '../../domain/verdict/verdict';
import { VERDICT_TONES } from '../tones';
import { cloudNote } from '../words/cloudNote';
import { PROVISIONAL } from '../words/finding';
import { ageInWords, GLOSSARY } from '../words/report';
import { VERDICT_WORDS } from '../words/verdict';
import { Badge } from './parts';

export function ReportFooter({ content }: { readonly content: ReportContent }) {
  const note = cloudNote(content);
  return (
    <footer>
      <h2>{GLOSSARY}</h2>
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
            <Badge tone="quiet">{PROVISIONAL.label}</Badge>
          </dt>
          <dd>{PROVISIONAL.meaning}</dd>
        </div>
      </dl>
      <p>{ageInWords(content)}</p>
      {note !== null && <p>{note}</p>}
    </footer>
  );
}
