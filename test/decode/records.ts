export type JsonObject = Readonly<Record<string, unknown>>;

/** A record of Graph beta: an administrator at the Azure portal, with a password alone. */
export function aGraphRecord(changes: JsonObject = {}): JsonObject {
  return {
    id: 'A0000001-0000-4000-8000-000000000001',
    createdDateTime: '2026-03-02T10:34:32Z',
    userDisplayName: 'Alex Example',
    userPrincipalName: 'alex@contoso.example',
    userId: 'B0000001-0000-4000-8000-000000000001',
    appId: 'C44B4083-3BB0-49C1-B47D-974E53CBDF3C',
    appDisplayName: 'Azure Portal',
    ipAddress: '203.0.113.10',
    clientAppUsed: 'Browser',
    userAgent: 'Mozilla/5.0 (synthetic)',
    correlationId: 'c0000001-0000-4000-8000-000000000001',
    sessionId: 'd0000001-0000-4000-8000-000000000001',
    conditionalAccessStatus: 'notApplied',
    authenticationProtocol: 'oAuth2',
    incomingTokenType: 'none',
    isInteractive: true,
    tokenIssuerType: 'AzureAD',
    resourceDisplayName: 'Windows Azure Service Management API',
    resourceId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    resourceTenantId: 'e0000001-0000-4000-8000-000000000001',
    homeTenantId: 'e0000001-0000-4000-8000-000000000001',
    authenticationRequirement: 'singleFactorAuthentication',
    signInEventTypes: ['interactiveUser'],
    servicePrincipalId: '',
    userType: 'member',
    crossTenantAccessType: 'none',
    status: { errorCode: 0, failureReason: 'Other.', additionalDetails: null },
    deviceDetail: { deviceId: '', displayName: '', operatingSystem: 'Windows 11', browser: 'Edge 140.0.0' },
    location: {
      city: 'Exampletown',
      state: 'Example State',
      countryOrRegion: 'US',
      geoCoordinates: { altitude: null, latitude: 40.5, longitude: -75.5 },
    },
    authenticationDetails: [
      {
        authenticationStepDateTime: '2026-03-02T10:34:31Z',
        authenticationMethod: 'Password',
        authenticationMethodDetail: 'Password in the cloud',
        succeeded: true,
        authenticationStepResultDetail: 'Correct password',
        authenticationStepRequirement: 'Primary authentication',
      },
    ],
    ...changes,
  };
}

/** The record without some fields, as in v1.0 or an old export. */
export function without(record: JsonObject, ...fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([field]) => !fields.includes(field)));
}

/** The form of the diagnostic settings: no nulls, another time format, capitals. */
export function asEventHubRecord(record: JsonObject): JsonObject {
  const present = Object.entries(record).filter(([, value]) => value !== null);
  const { userType, createdDateTime, status } = record;
  return {
    time: '2026-03-02T10:36:12.0000000Z',
    category: 'SignInLogs',
    operationName: 'Sign-in activity',
    resultType: String(isObject(status) ? status.errorCode : 0),
    Level: 4,
    properties: {
      ...Object.fromEntries(present),
      mfaDetail: {},
      ...(typeof userType === 'string' && { userType: capitalised(userType) }),
      ...(typeof createdDateTime === 'string' && {
        createdDateTime: createdDateTime.replace(
          /(\.\d+)?Z$/,
          (_, fraction = '.') => `${fraction.padEnd(8, '0')}+00:00`,
        ),
      }),
    },
  };
}

/** The form of `SigninLogs`: dynamic columns are objects, lists are JSON text. */
export function asLogAnalyticsRow(record: JsonObject): JsonObject {
  const row: Record<string, unknown> = {
    ResourceId: '/tenants/e0000001/providers/Microsoft.aadiam',
    Category: 'SignInLogs',
  };
  for (const [field, value] of Object.entries(record)) {
    row[LOG_ANALYTICS_NAMES[field] ?? capitalised(field)] = Array.isArray(value)
      ? JSON.stringify(value, null, 2)
      : (value ?? '');
  }
  return row;
}

/** The form of a CSV export from Log Analytics: text only, US dates, columns split by type. */
export function asLogAnalyticsCsvRow(record: JsonObject): Readonly<Record<string, string>> {
  const { CreatedDateTime, Status, ...row } = asLogAnalyticsRow(record);
  const texts = Object.entries(row).map(([column, value]) => [column, csvText(value)]);
  return {
    ...Object.fromEntries(texts),
    'CreatedDateTime [UTC]': usDate(new Date(String(CreatedDateTime))),
    Status_dynamic: csvText(Status),
    Status_string: '',
  };
}

/** The form of the portal's CSV download, which leaves the error code of a success empty. */
export function asPortalCsvRow(record: JsonObject): Readonly<Record<string, string>> {
  const { errorCode, failureReason, additionalDetails } = isObject(record.status) ? record.status : {};
  const { browser, operatingSystem } = isObject(record.deviceDetail) ? record.deviceDetail : {};
  const { city, state, countryOrRegion } = isObject(record.location) ? record.location : {};
  return {
    'Date (UTC)': csvText(record.createdDateTime),
    'Request ID': csvText(record.id),
    'User agent': csvText(record.userAgent),
    'Correlation ID': csvText(record.correlationId),
    'User ID': csvText(record.userId),
    User: csvText(record.userDisplayName),
    Username: csvText(record.userPrincipalName),
    'User type': csvText(record.userType),
    'Cross tenant access type': csvText(record.crossTenantAccessType),
    'Incoming token type': csvText(record.incomingTokenType),
    'Authentication Protocol': csvText(record.authenticationProtocol),
    Application: csvText(record.appDisplayName),
    'Application ID ': csvText(record.appId),
    Resource: csvText(record.resourceDisplayName),
    'Resource ID ': csvText(record.resourceId),
    'Resource tenant ID': csvText(record.resourceTenantId),
    'Home tenant ID': csvText(record.homeTenantId),
    'IP address': csvText(record.ipAddress),
    Location: [city, state, countryOrRegion].map(csvText).join(', '),
    Status: errorCode === 0 ? 'Success' : 'Failure',
    'Sign-in error code': errorCode === 0 ? '' : csvText(errorCode),
    'Failure reason': csvText(failureReason),
    'Client app': csvText(record.clientAppUsed),
    Browser: csvText(browser),
    'Operating System': csvText(operatingSystem),
    'Multifactor authentication result': csvText(additionalDetails),
    'Authentication requirement': csvText(record.authenticationRequirement),
    'Session ID': csvText(record.sessionId),
    'Token issuer type': record.tokenIssuerType === 'AzureAD' ? 'Azure AD' : csvText(record.tokenIssuerType),
  };
}

/** The form of `Get-MgBetaAuditLogSignIn | ConvertTo-Json -Depth 9`; real ones are in test/fixtures/powershell. */
export function asPowerShellRecord(record: JsonObject, writeTime = (time: string) => time): JsonObject {
  const written = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => written(item, key));
    if (isObject(value)) return { ...inCapitals(value), AdditionalProperties: {} };
    return typeof value === 'string' && key.endsWith('DateTime') ? writeTime(value) : value;
  };
  const inCapitals = (object: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(object).map(([key, value]) => [
        key === 'ipAddress' ? 'IPAddress' : capitalised(key),
        written(value, key),
      ]),
    );
  return { ...inCapitals(record), AdditionalProperties: {} };
}

/** The form of a time from `ConvertTo-Json` of Windows PowerShell 5.1, which has only milliseconds. */
export function windowsTime(time: string): string {
  return Number.isNaN(Date.parse(time)) ? time : `/Date(${Date.parse(time)})/`;
}

/** The form of tools that flatten JSON into columns. */
export function asDottedRow(record: JsonObject): JsonObject {
  const { status, ...rest } = record;
  const dotted = isObject(status)
    ? Object.entries(status).map(([key, value]) => [`status.${key}`, value])
    : [];
  return Object.fromEntries(
    [...Object.entries(rest), ...dotted].map(([key, value]) => [key, csvText(value)]),
  );
}

/** RFC 4180, the format of all these sources. */
export function csv(rows: readonly Readonly<Record<string, string>>[], delimiter = ','): string {
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)}\r\n`;
  return [line(Object.keys(rows[0] ?? {})), ...rows.map((row) => line(Object.values(row)))].join('');
}

const LOG_ANALYTICS_NAMES: Readonly<Record<string, string>> = {
  ipAddress: 'IPAddress',
  location: 'LocationDetails',
  resourceId: 'ResourceIdentity',
};

function csvText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return String(value).toUpperCase();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function usDate(date: Date): string {
  const [time, half] = date.toLocaleTimeString('en-US', { timeZone: 'UTC' }).split(/\s/);
  const milliseconds = String(date.getUTCMilliseconds()).padStart(3, '0');
  return `${date.toLocaleDateString('en-US', { timeZone: 'UTC' })}, ${time}.${milliseconds} ${half}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}
