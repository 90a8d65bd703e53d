import { expect, test } from '@jest/globals';
import { tokenOfSignIn } from '../../local/commands/signedIn';

test('a token that is found is returned', async () => {
  expect(await tokenOfSignIn(async () => 'token', 'Microsoft Graph')).toBe('token');
});

test('without a sign-in the error says how to sign in', async () => {
  const none = () => Promise.reject(new Error("Please run 'az login' from a command prompt."));
  await expect(tokenOfSignIn(none, 'Microsoft Graph')).rejects.toMatchObject({
    code: 'notSignedIn',
    message: 'Nobody is signed in to Azure CLI.\n  az login',
  });
});
