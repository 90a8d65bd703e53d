import { describe, expect, test } from '@jest/globals';
import { hanging, numberTable } from '../../local/commands/table';

const TABLE = {
  head: ['Enforced app', 'Without MFA', 'Not in scope'],
  rows: [
    ['Azure portal, Entra and Intune admin centers', '8,000', '1'],
    ['Azure CLI', '12', '1,234,567'],
  ],
};

describe('a table of numbers', () => {
  test('has one line for each row if there is space', () => {
    expect(numberTable(TABLE, 100).split('\n')).toEqual([
      'Enforced app                                  Without MFA  Not in scope',
      'Azure portal, Entra and Intune admin centers        8,000             1',
      'Azure CLI                                              12     1,234,567',
    ]);
  });

  test('breaks its titles and its text if there is not', () => {
    expect(numberTable(TABLE, 44).split('\n')).toEqual([
      'Enforced app              Without     Not in',
      '                              MFA      scope',
      'Azure portal, Entra and     8,000          1',
      'Intune admin centers',
      'Azure CLI                      12  1,234,567',
    ]);
  });

  test('counts a wide character as two columns, and a mark as none', () => {
    const rows = [
      ['管理者', '1'],
      ['e\u0301', '2'],
    ];
    expect(numberTable({ head: ['App', 'MFA'], rows }, 40).split('\n')).toEqual([
      'App        MFA',
      '管理者       1',
      'e\u0301            2',
    ]);
  });
});

test('later lines of a paragraph are indented', () => {
  expect(hanging('Next: register a method at aka.ms/mfasetup', '  ', 30)).toBe(
    '  Next: register a method at\n    aka.ms/mfasetup',
  );
});
