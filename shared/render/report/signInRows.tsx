import { plainText } from '../../domain/plainText';
import { type AppNames, appName } from '../appList';
import { VERDICT_TONES } from '../tones';
import { interactiveInWords, NOT_IN_RECORD, PROVISIONAL, SIGN_IN_FACTS } from '../words/finding';
import { requiredByInWords } from '../words/requirement';
import { reasonInWords, VERDICT_WORDS } from '../words/verdict';
import type { PageSignIn } from './pageData';
import { Badge, Cell, HeaderRow, Time } from './parts';

const COLUMNS = { when: 'When', app: 'Enforced app', verdict: 'Verdict', record: 'In the record' } as const;

type Props = {
  readonly caption: string;
  readonly signIns: readonly PageSignIn[];
  readonly appNames: AppNames;
};

/** The findings of one account, with what decided each. */
export function SignInRows({ caption, signIns, appNames }: Props) {
  return (
    <table class="rows sign-ins">
      <caption>{caption}</caption>
      <HeaderRow labels={Object.values(COLUMNS)} />
      <tbody>
        {signIns.map((signIn) => (
          <tr key={signIn.id}>
            <th scope="row">
              <Time iso={signIn.createdDateTime} />
            </th>
            <Cell label={COLUMNS.app}>{appName(signIn.app, appNames)}</Cell>
            <Cell label={COLUMNS.verdict}>
              <Verdict signIn={signIn} />
            </Cell>
            <Cell label={COLUMNS.record}>
              <RecordFacts signIn={signIn} />
            </Cell>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The verdict with its reason and with who required MFA. */
export function Verdict({ signIn }: { readonly signIn: PageSignIn }) {
  const { verdict, provisional, requirements } = signIn;
  const requiredBy = requiredByInWords(requirements);
  return (
    <>
      <Badge tone={VERDICT_TONES[verdict]}>{VERDICT_WORDS[verdict].label}</Badge>{' '}
      {provisional && <Badge tone="quiet">{PROVISIONAL.label}</Badge>}
      <p>{reasonInWords(signIn)}.</p>
      {requiredBy !== null && <p class="muted">{requiredBy}</p>}
    </>
  );
}

/** The fields of the record that decided, and that find it in the portal. */
export function RecordFacts({ signIn }: { readonly signIn: PageSignIn }) {
  return (
    <dl>
      {recordFacts(signIn).map(([label, text]) => (
        <>
          <dt key={label}>{label}</dt>
          <dd>{text}</dd>
        </>
      ))}
    </dl>
  );
}

function recordFacts(signIn: PageSignIn): readonly (readonly [string, string])[] {
  const { evidence, interactive, ipAddress, id, resourceDisplayName, resourceId, client, place } = signIn;
  return [
    [SIGN_IN_FACTS.evidence, plainText(evidence, 1000)],
    [SIGN_IN_FACTS.resource, plainText(resourceDisplayName ?? resourceId ?? NOT_IN_RECORD)],
    [SIGN_IN_FACTS.client, plainText(client ?? NOT_IN_RECORD)],
    [SIGN_IN_FACTS.place, plainText(place ?? NOT_IN_RECORD)],
    [SIGN_IN_FACTS.interactive, interactiveInWords(interactive)],
    [SIGN_IN_FACTS.ipAddress, plainText(ipAddress ?? NOT_IN_RECORD)],
    [SIGN_IN_FACTS.id, plainText(id)],
  ];
}
