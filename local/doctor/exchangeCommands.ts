import type { Cloud } from '../../shared/domain/cloud';
import { quotedForPowerShell, type Shell, spellingOf, VALUE } from './shell';

/** An app, and the mailbox that it is to send from. */
export type Sending = {
  readonly sender: string;
  readonly clientId: string;
  readonly principalId: string;
};

/** https://learn.microsoft.com/powershell/module/exchange/connect-exchangeonline (read 2026-11-29) */
const ENVIRONMENTS: Readonly<Record<Cloud, string | null>> = {
  global: null,
  usgov: 'O365USGovGCCHigh',
  usgovdod: 'O365USGovDoD',
  china: 'O365China',
};

/**
 * Commands of Exchange Online, which only its PowerShell module has.
 * https://learn.microsoft.com/powershell/exchange/exchange-online-powershell (read 2026-11-29)
 */
export function exchangeCommands(shell: Shell, cloud: Cloud) {
  const { powerShell, powerShellScript, quoted } = spellingOf(shell);
  const word = quotedForPowerShell;
  const environment = ENVIRONMENTS[cloud];
  const connect = `Connect-ExchangeOnline${environment === null ? '' : ` -ExchangeEnvironmentName ${environment}`}`;
  const exchange = (line: string) => powerShell(`${connect}; ${line}`);
  return {
    /**
     * @param address `null` if only the admin can choose it
     * @see https://learn.microsoft.com/powershell/module/exchange/new-mailbox (read 2026-11-29)
     */
    createMailbox: (address: string | null) =>
      exchange(
        `New-Mailbox -Shared -Name mfa-watch -PrimarySmtpAddress ${address === null ? VALUE : word(address)}`,
      ),
    /** https://learn.microsoft.com/powershell/module/exchange/get-exomailbox (read 2026-11-29) */
    showMailbox: (sender: string) => exchange(`Get-EXOMailbox -Identity ${word(sender)}`),
    /** https://learn.microsoft.com/powershell/module/exchange/test-serviceprincipalauthorization (read 2026-11-29) */
    testMailbox: ({ principalId, sender }: Sending) =>
      exchange(`Test-ServicePrincipalAuthorization -Identity ${principalId} -Resource ${word(sender)}`),
    grantMailbox: ({ sender, clientId, principalId }: Sending) => {
      const parameters = (mailbox: string) =>
        `-Mailbox ${mailbox} -ClientId ${clientId} -ObjectId ${principalId}`;
      // By itself, the script connects to the public cloud.
      return environment === null
        ? `${powerShellScript('infra/grant-mailbox')} ${parameters(quoted(sender))}`
        : exchange(`./infra/grant-mailbox.ps1 ${parameters(word(sender))}`);
    },
  };
}
