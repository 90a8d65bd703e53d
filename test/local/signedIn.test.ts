import { expect, test } from '@jest/globals';
import { tokenOfSignIn } from '../../local/commands/signedIn';

test('a token is given once it is there', async () => {
  expect(await tokenOfSignIn(async () => 'token', 'Microsoft Graph')).toBe('token');
});

test('who is not signed in is told to sign in first', async () => {
  const none = () => Promise.reject(new Error("Please run 'az login' from a command prompt."));
  await expect(tokenOfSignIn(none, 'Microsoft Graph')).rejects.toMatchObject({
    code: 'notSignedIn',
    message: 'Nobody is signed in to Azure CLI.\n  az login',
  });
});
