import { useEffect, useState } from 'preact/hooks';
import { signInsCsv } from '../../signInsCsv';
import { counted } from '../../words/counted';
import {
  BACK_TO_LIST,
  NO_FINDING_EVER,
  NOT_IN_REPORT,
  ONLY_FINDINGS,
  olderLeftOut,
  READING_SIGN_INS,
  SAVE_CSV,
  SIGN_INS_TITLE,
  UNREADABLE,
} from '../../words/reportPage';
import { AccountPage } from '../accountPage';
import { placesOf, rowAt } from '../columns';
import type { PageAccount } from '../pageData';
import { SignInRows } from '../signInRows';
import { lastListAddress } from './address';
import { type Accounts, readSignIns, type SignInsOf } from './data';
import { saveFile } from './output';

type Props = Accounts & { readonly userId: string };

/** The page of one account. */
export function AccountView({ userId, data, accounts }: Props) {
  const [row] = placesOf(accounts, 'userId', userId);
  const account = row === undefined ? undefined : rowAt<PageAccount>(accounts, row);
  return (
    <>
      <p class="back">
        <a href={lastListAddress()}>{BACK_TO_LIST}</a>
      </p>
      {account === undefined ? (
        <h1 tabIndex={-1}>{NOT_IN_REPORT}</h1>
      ) : (
        <AccountPage account={account} data={data}>
          <SignIns account={account} data={data} />
        </AccountPage>
      )}
    </>
  );
}

/** An account with thousands of them is read from its newest. */
const MOST_ROWS = 200;

type SignInsProps = Pick<Props, 'data'> & { readonly account: PageAccount };

function SignIns({ account, data }: SignInsProps) {
  const { userId } = account;
  const [found, setFound] = useState<SignInsOf | 'unreadable' | null>(null);
  useEffect(() => {
    readSignIns(userId).then(setFound, () => setFound('unreadable'));
  }, [userId]);
  if (found === null) return <p class="muted">{READING_SIGN_INS}</p>;
  if (found === 'unreadable') return <p class="muted">{UNREADABLE}</p>;
  const { signIns } = found;
  return (
    <section aria-labelledby="sign-ins-title">
      <h2 id="sign-ins-title">
        {SIGN_INS_TITLE} <span class="count">{signIns.length}</span>
      </h2>
      <p class="muted">{aboutFindings(account, found)}</p>
      {signIns.length > 0 && (
        <>
          <SignInRows
            caption={SIGN_INS_TITLE}
            signIns={signIns.slice(0, MOST_ROWS)}
            appNames={data.appNames}
          />
          <p class="pager">
            <button
              type="button"
              onClick={() => saveFile(`mfa-watch-findings-${userId}.csv`, signInsCsv(signIns))}
            >
              {SAVE_CSV}
            </button>
            {signIns.length > MOST_ROWS && (
              <span>{counted(signIns.length - MOST_ROWS, 'older finding')}</span>
            )}
          </p>
        </>
      )}
    </section>
  );
}

/** What the list of its findings leaves out. */
function aboutFindings({ firstFinding }: PageAccount, { signIns, since }: SignInsOf): string {
  if (firstFinding === null && signIns.length === 0) return NO_FINDING_EVER;
  const isOlder = firstFinding !== null && since !== null && firstFinding < since;
  return isOlder ? `${ONLY_FINDINGS} ${olderLeftOut(since)}` : ONLY_FINDINGS;
}
