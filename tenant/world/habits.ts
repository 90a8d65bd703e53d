import { stopped } from './failures';
import * as out from './outcomes';
import { TENANTS } from './places';
import type { CommonFields } from './record';
import { goesOn, signsIn, silently, type Visit, visit } from './visits';

const PUSH = out.prompted('Mobile app notification', 'MFA successfully completed');
const CODE = out.prompted('OATH verification code', 'MFA completed in Azure AD');
const TEXT_MESSAGE = out.prompted('Text message', 'MFA successfully completed');
const PASSKEY = out.strongPrimary('Passkey (device-bound)');
const SECURITY_KEY = out.strongPrimary('FIDO2 security key');
const HELLO = out.strongPrimary('Windows Hello for Business');
const PHONE = out.strongPrimary('Passwordless phone sign-in');
const REMEMBERED = out.skipped('MFA requirement skipped due to remembered device');

const AT_OFFICE: Partial<CommonFields> = {
  networkLocationDetails: [{ networkType: 'trustedNamedLocation', networkNames: ['Contoso offices'] }],
};

const ABROAD: Partial<CommonFields> = {
  resourceTenantId: TENANTS.fabrikam.id,
  crossTenantAccessType: 'b2bCollaboration',
};

/** Habits of people and programs at the enforced apps. Each habit shows every verdict that its name promises. */
export const HABITS = {
  usesMfa: [
    visit(
      4,
      signsIn('portal', PUSH),
      silently('portal', out.CLAIM_IN_TOKEN, 20),
      silently('portal', out.SILENT, 35),
    ),
    visit(2, signsIn('entraAdminCenter', out.REQUIRED_BY_APP), silently('portal', out.SILENT_MULTI, 15)),
    visit(
      2,
      signsIn('cli', CODE),
      silently('cli', out.SILENT_MULTI, 55),
      silently('cliGraph', out.CLAIM_IN_TOKEN, 5),
    ),
    visit(1, signsIn('m365AdminCenter', PUSH), silently('m365Portal', out.CLAIM_IN_TOKEN, 10)),
    visit(1, signsIn('portal', stopped(50140)), goesOn('portal', PUSH)),
  ],
  textMessages: [
    visit(3, signsIn('portal', TEXT_MESSAGE), silently('portal', out.CLAIM_IN_TOKEN, 20)),
    visit(1, signsIn('cli', TEXT_MESSAGE), silently('cli', out.SILENT_MULTI, 55)),
  ],
  passwordAtPortal: [
    visit(3, signsIn('portal', out.PASSWORD_ONLY), silently('portal', out.SILENT, 30)),
    visit(1, signsIn('m365AdminCenter', out.PASSWORD_ONLY)),
    visit(1, signsIn('m365Portal', out.TEXT_MESSAGE_ONLY)),
    visit(1, signsIn('portal', stopped(50126)), goesOn('portal', out.PASSWORD_ONLY)),
  ],
  remembersDevice: [
    visit(4, signsIn('portal', REMEMBERED), silently('portal', out.SILENT, 25)),
    visit(1, signsIn('powershell', REMEMBERED)),
    visit(1, signsIn('portal', out.CONFLICTING)),
  ],
  atTheOffice: [
    visit(
      3,
      signsIn('portal', out.altered(out.skipped('MFA requirement skipped due to IP address'), AT_OFFICE)),
    ),
    visit(1, signsIn('cli', out.altered(out.skipped('MFA requirement skipped due to location'), AT_OFFICE))),
    visit(1, signsIn('portal', PUSH)),
  ],
  cliRefresh: [
    // The proof covers the silent row after it, and not the one before.
    visit(1, silently('cli', out.SILENT, 0), signsIn('cli', CODE, 300), silently('cli', out.SILENT, 60)),
    visit(
      4,
      silently('cli', out.SILENT, 0),
      silently('cli', out.SILENT, 60),
      silently('cli', out.SILENT, 60),
    ),
    visit(2, silently('powershell', out.FIRST_FACTOR_FROM_TOKEN, 0), silently('powershell', out.SILENT, 45)),
    visit(1, silently('cli', stopped(70043), 0), signsIn('cli', CODE)),
  ],
  passkey: [
    visit(3, signsIn('portal', PASSKEY), silently('portal', out.SILENT, 40)),
    visit(1, signsIn('cli', SECURITY_KEY), silently('cli', out.SILENT, 60)),
  ],
  windowsHello: [
    visit(3, signsIn('portal', HELLO), silently('portal', out.SILENT, 30)),
    visit(1, signsIn('powershell', out.skipped('MFA requirement skipped due to registered device'))),
    visit(
      1,
      signsIn(
        'portal',
        out.skipped('MFA requirement skipped as flow exercised was Windows broker logon flow'),
      ),
    ),
  ],
  certificate: [
    visit(2, signsIn('portal', out.CERTIFICATE)),
    visit(1, signsIn('powershell', out.CERTIFICATE)),
  ],
  federated: [
    visit(
      3,
      signsIn('portal', out.federated(out.PROVIDER_ONLY)),
      silently('portal', out.federated(out.SILENT), 30),
    ),
    visit(2, signsIn('portal', out.federated(out.EXTERNAL_PROVIDER))),
    visit(
      1,
      signsIn(
        'cli',
        out.federated(
          out.skipped(
            'MFA requirement skipped due to ADFS-issued InsideCorpNet claim; tenant was configured to skip MFA if this claim is present',
          ),
        ),
      ),
    ),
  ],
  oddMethods: [
    visit(1, signsIn('portal', out.UNKNOWN_METHOD)),
    visit(1, signsIn('portal', out.skipped('MFA requirement skipped due to compliant network'))),
    visit(1, signsIn('portal', out.CUSTOM_CONTROL)),
    visit(1, signsIn('portal', PUSH)),
  ],
  lapses: [
    visit(
      1,
      signsIn('portal', out.skipped('MFA requirement has expired due to the policies configured on tenant')),
    ),
    visit(1, signsIn('m365AdminCenter', out.skipped('MFA registration prompted'))),
    visit(1, signsIn('portal', PUSH)),
  ],
  appPassword: [
    visit(2, signsIn('powershell', out.skipped('MFA requirement skipped due to app password'))),
    visit(1, signsIn('portal', PUSH)),
  ],
  onThePhone: [visit(3, signsIn('mobileApp', PHONE)), visit(2, signsIn('mobileApp', out.PASSWORD_ONLY))],
  mustRegister: [
    visit(2, signsIn('portal', stopped(50072))),
    visit(1, signsIn('m365AdminCenter', stopped(50079))),
    visit(1, signsIn('portal', stopped(50058)), goesOn('portal', stopped(50072))),
  ],
  isStopped: [
    visit(1, signsIn('portal', stopped(50074)), signsIn('portal', stopped(500121))),
    visit(1, signsIn('cli', stopped(50076)), signsIn('cli', stopped(50078))),
    visit(1, signsIn('portal', stopped(53003))),
    visit(1, signsIn('powershell', stopped(53000)), signsIn('powershell', stopped(50097))),
    visit(1, signsIn('portal', stopped(50158)), goesOn('portal', PUSH)),
  ],
  forgetsPassword: [
    visit(1, signsIn('portal', stopped(50126)), goesOn('portal', stopped(50126)), goesOn('portal', PUSH)),
    visit(1, signsIn('portal', stopped(50126)), goesOn('portal', stopped(50053))),
    visit(1, signsIn('portal', stopped(50055))),
  ],
  disabled: [visit(1, signsIn('portal', stopped(50057))), visit(1, signsIn('cli', stopped(50057)))],
  ownClient: [
    visit(2, signsIn('ownClient', out.PASSWORD_ONLY), silently('ownClient', out.SILENT, 50)),
    visit(1, signsIn('ownClient', PUSH), silently('ownClient', out.SILENT, 50)),
  ],
  travels: [
    visit(1, signsIn('portal', out.altered(out.PASSWORD_ONLY, ABROAD))),
    visit(2, signsIn('portal', PUSH)),
  ],
  trustedGuest: [
    visit(2, signsIn('portal', out.CLAIM_IN_TOKEN), silently('portal', out.SILENT_MULTI, 30)),
    visit(1, signsIn('cli', out.CLAIM_IN_TOKEN)),
  ],
  untrustedGuest: [
    visit(2, signsIn('portal', out.FIRST_FACTOR_FROM_TOKEN), silently('portal', out.SILENT, 30)),
    visit(1, signsIn('portal', out.PASSWORD_ONLY)),
    visit(1, signsIn('portal', stopped(90072))),
    visit(1, signsIn('portal', stopped(16000))),
  ],
  breakGlassKey: [visit(1, signsIn('portal', SECURITY_KEY))],
  breakGlassPassword: [visit(1, signsIn('portal', out.PASSWORD_ONLY), silently('portal', out.SILENT, 12))],
  ropcPython: [script('cli', out.byRopc(out.PASSWORD_ONLY), 'python-requests/2.32.3')],
  ropcSdk: [
    script(
      'ownClient',
      out.byRopc(out.PASSWORD_ONLY),
      'azsdk-python-identity/1.19.0 Python/3.12.8 (Linux-6.8.0-x86_64)',
    ),
  ],
  terraform: [
    script('cli', out.byRopc(out.PASSWORD_ONLY), 'HashiCorp Terraform/1.9.8 (+https://www.terraform.io)'),
  ],
  runbook: [script('powershell', out.SILENT, 'AzurePowerShell/v12.4.0 PSVersion/v7.4.6')],
  deviceCode: [script('cli', out.byDeviceCode(out.FIRST_FACTOR_FROM_TOKEN), 'python/3.11.9 AZURECLI/2.60.0')],
  directorySync: [
    visit(60, silently('directorySync', out.byRopc(out.PASSWORD_ONLY), 0)),
    visit(1, signsIn('portal', out.PASSWORD_ONLY)),
  ],
  passesThrough: [
    visit(1, signsIn('portal', out.altered(out.SILENT, { crossTenantAccessType: 'passthrough' }))),
  ],
  support: [visit(1, signsIn('portal', out.altered(PUSH, { crossTenantAccessType: 'microsoftSupport' })))],
  partner: [
    visit(
      1,
      signsIn(
        'portal',
        out.altered(out.FIRST_FACTOR_FROM_TOKEN, { crossTenantAccessType: 'serviceProvider' }),
      ),
    ),
  ],
  servicePrincipal: [
    visit(1, silently('ownClient', out.altered(out.SILENT, { signInEventTypes: ['servicePrincipal'] }), 0)),
  ],
  managedIdentity: [
    visit(1, silently('ownClient', out.altered(out.SILENT, { signInEventTypes: ['managedIdentity'] }), 0)),
  ],
  officeOnly: [],
} as const satisfies Record<string, readonly Visit[]>;

/** Everybody's visits to apps without mandatory MFA. */
export const OFFICE_VISITS: readonly Visit[] = [
  visit(
    4,
    silently('teams', out.SILENT, 0),
    silently('outlook', out.SILENT, 4),
    silently('sharePoint', out.SILENT, 6),
  ),
  visit(2, signsIn('officeHome', out.PASSWORD_ONLY), silently('sharePoint', out.SILENT, 3)),
  visit(2, signsIn('officeHome', PUSH), silently('outlook', out.CLAIM_IN_TOKEN, 2)),
  visit(1, signsIn('teams', stopped(50126)), goesOn('teams', out.PASSWORD_ONLY)),
];

export type HabitName = keyof typeof HABITS;

function script(target: 'cli' | 'powershell' | 'ownClient', outcome: out.Outcome, userAgent: string): Visit {
  return visit(1, silently(target, out.altered(outcome, { userAgent }), 0));
}
