import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { decodeSignIn, signInDecoder } from '../../shared/decode/signIn';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import {
  aGraphRecord,
  asDottedRow,
  asEventHubRecord,
  asLogAnalyticsCsvRow,
  asLogAnalyticsRow,
  asPortalCsvRow,
  asPowerShellRecord,
  type JsonObject,
  without,
} from './records';

type Shown = Pick<SignIn, 'browser' | 'operatingSystem' | 'city' | 'countryOrRegion'>;

const NOTHING: Shown = { browser: null, operatingSystem: null, city: null, countryOrRegion: null };
const ALL: Shown = {
  browser: 'Edge 140.0.0',
  operatingSystem: 'Windows 11',
  city: 'Exampletown',
  countryOrRegion: 'US',
};

function shown(raw: unknown): Shown {
  const result = signInDecoder('monthFirst')(raw);
  if (result.kind !== 'signIn') throw new Error(JSON.stringify(result));
  const { browser, operatingSystem, city, countryOrRegion } = result.signIn;
  return { browser, operatingSystem, city, countryOrRegion };
}

const record = aGraphRecord();
const row = asLogAnalyticsRow(record);
const [device, place] = [JSON.stringify(record.deviceDetail), JSON.stringify(record.location)];
const withoutColumns = without(row, 'DeviceDetail', 'LocationDetails');

// Objects, JSON text and columns split by type were seen in exports of a demo tenant, and so was the text of the portal.
test.each<[string, JsonObject]>([
  ['Graph and the JSON of the portal', record],
  ['Graph PowerShell', asPowerShellRecord(record)],
  ['Event Hubs', asEventHubRecord(record)],
  ['SigninLogs', row],
  ['AADNonInteractiveUserSignInLogs', { ...row, DeviceDetail: device, LocationDetails: place }],
  ['CSV of Log Analytics', asLogAnalyticsCsvRow(record)],
  [
    'CSV of both tables of Log Analytics',
    {
      ...withoutColumns,
      DeviceDetail_dynamic: '',
      DeviceDetail_string: device,
      LocationDetails_dynamic: place,
      LocationDetails_string: '',
    },
  ],
  [
    'Graph with capitals',
    { ...withoutColumns, DeviceDetail: record.deviceDetail, Location: record.location },
  ],
  ['CSV of the portal', asPortalCsvRow(record)],
  [
    'flattened JSON',
    {
      ...asDottedRow(without(record, 'deviceDetail', 'location')),
      'deviceDetail.browser': 'Edge 140.0.0',
      'deviceDetail.operatingSystem': 'Windows 11',
      'location.city': 'Exampletown',
      'location.countryOrRegion': 'US',
    },
  ],
  [
    'flattened columns with capitals',
    {
      ...Object.fromEntries(
        Object.entries(without(withoutColumns, 'Status')).map(([name, value]) => [name, String(value)]),
      ),
      'Status/ErrorCode': '0',
      'DeviceDetail/Browser': 'Edge 140.0.0',
      'DeviceDetail/OperatingSystem': 'Windows 11',
      'Location/City': 'Exampletown',
      'Location/CountryOrRegion': 'US',
    },
  ],
])('%s: browser, operating system and place', (_form, raw) => {
  expect(shown(raw)).toEqual(ALL);
});

describe('the place of the portal’s CSV', () => {
  test.each([
    ['Anchorage, Alaska, US', 'Anchorage', 'US'],
    [', , ', null, null],
    [', , NO', null, 'NO'],
    ['Oslo, , NO', 'Oslo', 'NO'],
    ['', null, null],
  ])('%j', (Location, city, countryOrRegion) => {
    expect(shown({ ...asPortalCsvRow(record), Location })).toMatchObject({ city, countryOrRegion });
  });
});

describe('the country alone', () => {
  test('is the column Location of Log Analytics, used only if the details lack', () => {
    expect(shown({ ...row, Location: 'NO' })).toMatchObject({ city: 'Exampletown', countryOrRegion: 'US' });
    expect(shown({ ...row, LocationDetails: '', Location: 'NO' })).toMatchObject({
      city: null,
      countryOrRegion: 'NO',
    });
  });

  test('is in the envelope of an event', () => {
    const event = asEventHubRecord(without(record, 'location'));
    expect(shown({ ...event, location: 'NO' })).toMatchObject({ city: null, countryOrRegion: 'NO' });
  });
});

describe('a record that does not say', () => {
  const blank = {
    deviceDetail: { deviceId: '', displayName: null, operatingSystem: '', browser: ' ' },
    location: { city: '', state: '', countryOrRegion: '', geoCoordinates: {} },
  };

  test.each<[string, JsonObject]>([
    ['nothing', without(record, 'deviceDetail', 'location')],
    ['blank members', { ...record, ...blank }],
    ['blank members in columns', asLogAnalyticsRow({ ...record, ...blank })],
    ['null', { ...record, deviceDetail: null, location: null }],
    ['lists and numbers', { ...record, deviceDetail: [7], location: 7 }],
    ['members that are no text', { ...record, deviceDetail: { browser: 7 }, location: { city: {} } }],
    ['broken JSON text', { ...record, deviceDetail: '{"browser":', location: '{' }],
    [
      'a type in place of the value, as Export-Csv writes it',
      {
        ...record,
        deviceDetail: 'Microsoft.Graph.Beta.PowerShell.Models.MicrosoftGraphDeviceDetail',
        location: 'Microsoft.Graph.Beta.PowerShell.Models.MicrosoftGraphSignInLocation',
      },
    ],
    [
      'members beyond -Depth',
      { ...record, deviceDetail: '@{browser=Edge}', location: '@{city=Oslo; state=}' },
    ],
  ])('is a sign-in all the same: %s', (_what, raw) => {
    expect(shown(raw)).toEqual(NOTHING);
  });
});

test('JSON text of ConvertTo-Json keeps its capitals', () => {
  const DeviceDetail = '{"Browser":"Edge 140.0.0","OperatingSystem":"Windows 11"}';
  const LocationDetails = '{"City":"Exampletown","CountryOrRegion":"US"}';
  expect(shown({ ...row, DeviceDetail, LocationDetails })).toEqual(ALL);
});

test('a very long text is cut', () => {
  const long = 'x'.repeat(100_000);
  const { browser, city } = shown({ ...record, deviceDetail: { browser: long }, location: `${long}, , NO` });
  expect([browser?.length, city]).toEqual([256, null]);
});

test('the real files of PowerShell still decode', () => {
  const file = join(__dirname, '../fixtures/powershell/get-mgbeta-depth9.json');
  const [first] = JSON.parse(readFileSync(file, 'utf8')) as unknown[];
  expect(decodeSignIn(first).kind).toBe('signIn');
});
