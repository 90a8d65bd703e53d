import type { AccountView } from '../../shared/domain/account/account';
import { countEffects } from '../../shared/domain/account/effectCounts';
import { judgedLine } from '../../shared/domain/verdict/judged';
import { accountJson } from '../../shared/render/accountJson';
import { utcTime } from '../../shared/render/time';
import { occurrenceInWords } from '../../shared/render/words/cause';
import type { JudgedOutput, Write } from './judgedOutput';
import { printableJson } from './printable';

const nothing = async (): Promise<void> => {};

/** The sign-ins come first: the summary of a stream is known only at its end, and the order of keys means nothing. */
export function jsonOutput(write: Write): JudgedOutput {
  const signIns = jsonList(write, '{\n"signIns": ');
  return {
    judged: (judged) => signIns.add(judgedLine(judged)),
    repeated: nothing,
    bad: nothing,
    end: async ({ summary, accounts, report }) => {
      await signIns.end();
      const list = jsonList(write, ',\n"accounts": ');
      // One by one: the text of all accounts would be as large as they are.
      for (const account of accounts) await list.add(inWords(account, report.appNames));
      await list.end();
      const counted = { ...summary, effects: countEffects(accounts) };
      await write(`,\n"summary": ${printableJson(counted, 2)}\n}\n`);
    },
  };
}

function inWords(account: AccountView, appNames: Readonly<Record<string, string>>) {
  const why = (account.why ?? []).map((one) => ({
    ...one,
    sentence: `${occurrenceInWords(one, appNames, utcTime)}.`,
  }));
  return { ...accountJson(account), why };
}

/** A JSON array that is written while its items come, one to a line. */
function jsonList(write: Write, opening: string) {
  let before = `${opening}[\n`;
  return {
    add: async (item: unknown) => {
      await write(before + printableJson(item));
      before = ',\n';
    },
    end: () => write(before === ',\n' ? '\n]' : `${before}]`),
  };
}
