import { expect, test } from '@jest/globals';
import { drawLife, SOURCES } from '../../simulation/life';

test('what is drawn of a life comes up, each kind, in a hundred of them', () => {
  const lives = Array.from({ length: 100 }, (_, index) => drawLife(index + 1));
  const drawn = (of: (life: (typeof lives)[number]) => unknown) => new Set(lives.map(of)).size;
  expect(drawn(({ source }) => source)).toBe(SOURCES.length);
  expect(drawn(({ settings }) => settings.timeZone)).toBe(5);
  expect(drawn(({ settings }) => settings.whenQuiet)).toBe(3);
  expect(drawn(({ settings }) => settings.recipients.length)).toBe(3);
  expect(drawn(({ settings }) => settings.urgentMail)).toBe(2);
  expect(drawn(({ settings }) => settings.breakGlassAccounts)).toBe(4);
  expect(drawn(({ settings }) => settings.administrators)).toBe(3);
  expect(drawn(({ tenant }) => tenant.keptDays)).toBe(2);
  expect(drawn(({ tenant }) => tenant.takesWhole)).toBe(2);
  expect(drawn(({ tenant }) => tenant.longestMs)).toBe(3);
  expect(drawn(({ tenant }) => tenant.refusal?.code)).toBe(4);
  expect(drawn(({ latestMs }) => latestMs)).toBe(2);
  expect(drawn(({ faults }) => faults.wrongClock)).toBe(2);
});
