import { expect, test } from '@jest/globals';
import { isLoopback } from '../../shared/domain/loopback';

test.each(['http://127.0.0.1:10002/devstoreaccount1', 'http://[::1]:80', 'https://localhost/a?b'])(
  '%s leads to this machine',
  (url) => expect(isLoopback(url)).toBe(true),
);

test.each([
  'https://graph.microsoft.com',
  'http://127.0.0.1.contoso.example',
  'http://localhost@contoso.example',
])('%s leads elsewhere', (url) => expect(isLoopback(url)).toBe(false));
