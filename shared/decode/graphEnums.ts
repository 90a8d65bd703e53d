/**
 * Members of Graph's enums, as Graph spells them. Microsoft may add others.
 * https://github.com/microsoftgraph/msgraph-metadata, schemas/beta-Prod.csdl (read 2026-11-21)
 */
const PROTOCOLS = [
  'none',
  'oAuth2',
  'ropc',
  'wsFederation',
  'saml20',
  'deviceCode',
  'authenticationTransfer',
  'nativeAuth',
  'implicitAccessTokenAndGetResponseMode',
  'implicitIdTokenAndGetResponseMode',
  'implicitAccessTokenAndPostResponseMode',
  'implicitIdTokenAndPostResponseMode',
  'authorizationCodeWithoutPkce',
  'authorizationCodeWithPkce',
  'clientCredentials',
  'refreshTokenGrant',
  'encryptedAuthorizeResponse',
  'directUserGrant',
  'kerberos',
  'prtGrant',
  'seamlessSso',
  'prtBrokerBased',
  'prtNonBrokerBased',
  'onBehalfOf',
  'samlOnBehalfOf',
  'officeS2S',
  'wsTrust',
];
const TOKEN_ISSUERS = [
  'AzureAD',
  'ADFederationServices',
  'AzureADBackupAuth',
  'ADFederationServicesMFAAdapter',
  'NPSExtension',
];

export const graphProtocol = graphSpelling(PROTOCOLS);
export const graphTokenIssuer = graphSpelling(TOKEN_ISSUERS);

/** Makes `Multi-factor authentication` and `multiFactorAuthentication` the same word. */
export function plainWord(text: string): string {
  const word = text.toLowerCase();
  // Nearly every word needs no change, and a test takes half as long as a replacement.
  return /[\s_.-]/.test(word) ? word.replace(/[\s_.-]+/g, '') : word;
}

/** Some sources write a member as display text (`Device Code`). An unknown member stays as it is. */
function graphSpelling(members: readonly string[]): (text: string | null) => string | null {
  const byWord = new Map(
    members.flatMap((member) => [[member, member] as const, [plainWord(member), member] as const]),
  );
  return (text) => (text === null ? null : (byWord.get(text) ?? byWord.get(plainWord(text)) ?? text));
}
