import { expect, test } from '@jest/globals';
import { addressOf, guestNameStart, isUserId } from '../../shared/domain/account/addresses';

test.each([
  ['kim.osei_fabrikam.example#EXT#@contoso.example', 'kim.osei@fabrikam.example'],
  ['first_last_fabrikam.example#ext#@contoso.onmicrosoft.com', 'first_last@fabrikam.example'],
  [' Kim@Fabrikam.example ', 'kim@fabrikam.example'],
  ['first_last@contoso.example', 'first_last@contoso.example'],
  ['#EXT#@contoso.example', '#ext#@contoso.example'],
])('%s is known by the address %s', (name, address) => {
  expect(addressOf(name)).toBe(address);
});

test('the name of a guest begins with its address, and of no address there is none', () => {
  expect(guestNameStart('first_last@fabrikam.example')).toBe('first_last_fabrikam.example#EXT#@');
  expect(guestNameStart('kim')).toBeNull();
  expect(guestNameStart('@fabrikam.example')).toBeNull();
});

test('an id is a GUID and nothing else', () => {
  expect(isUserId('B0000001-0000-4000-8000-000000000001')).toBe(true);
  expect(isUserId('b0000001-0000-4000-8000-000000000001/..')).toBe(false);
});
