import { expect, test } from '@jest/globals';
import { sameState } from '../../bench/sameState';
import { SOURCE_NAMES } from '../../bench/sources';

test.each(SOURCE_NAMES)(
  'a log that is read through %s leaves the state of its final records judged at once',
  async (source) => {
    const { signIns, rows, findings, accounts, differences } = await sameState(source, 3_000);
    expect(differences).toEqual([]);
    expect(signIns).toBeGreaterThanOrEqual(3_000);
    expect(rows).toBeGreaterThan(signIns);
    expect(findings).toBeGreaterThan(300);
    expect(accounts).toBeGreaterThan(50);
  },
  120_000,
);
