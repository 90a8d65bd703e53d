import type { DeviceDetail, SignInLocation } from './record';

/** The tenants of this world. Names are Microsoft's example companies under `.example`, ids are made up. */
export const TENANTS = {
  contoso: { id: 'e0000001-0000-4000-8000-000000000001', domain: 'contoso.example', name: 'Contoso' },
  fabrikam: { id: 'e0000002-0000-4000-8000-000000000002', domain: 'fabrikam.example', name: 'Fabrikam' },
  northwind: {
    id: 'e0000003-0000-4000-8000-000000000003',
    domain: 'northwind.example',
    name: 'Northwind Traders',
  },
  supplier: { id: 'e0000004-0000-4000-8000-000000000004', domain: 'adatum.example', name: 'Adatum' },
} as const;

export type TenantName = keyof typeof TENANTS;

/** The place from which an account signs in. Addresses and network numbers are reserved for documentation. */
export type Site = {
  readonly network: string;
  readonly autonomousSystemNumber: number;
  readonly utcOffsetHours: number;
  readonly location: SignInLocation;
};

export const SITES: readonly Site[] = [
  {
    network: '203.0.113',
    autonomousSystemNumber: 64500,
    utcOffsetHours: 1,
    location: place(['Exampletown', 'North Example', 'DE'], 50.5, 8.5),
  },
  {
    network: '198.51.100',
    autonomousSystemNumber: 64501,
    utcOffsetHours: -5,
    location: place(['Sampleville', 'East Sample', 'US'], 40.5, -75.5),
  },
  {
    network: '192.0.2',
    autonomousSystemNumber: 64502,
    utcOffsetHours: 0,
    location: place(['Specimen-on-Sea', 'South Specimen', 'GB'], 51.5, -0.5),
  },
];

export const DEVICES = {
  laptop: device('Windows 11', 'Edge 142.0.0', {
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
    managed: true,
  }),
  ownComputer: device('macOS 15', 'Safari 18.6', {
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.6 Safari/605.1.15',
  }),
  phone: device('iOS 18', 'Mobile Safari 18.6', {
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148',
  }),
  server: device('Linux', '', { userAgent: '' }),
} as const;

export type DeviceName = keyof typeof DEVICES;

type Address = readonly [city: string, state: string, countryOrRegion: string];

function place([city, state, countryOrRegion]: Address, latitude: number, longitude: number): SignInLocation {
  return { city, state, countryOrRegion, geoCoordinates: { altitude: null, latitude, longitude } };
}

function device(operatingSystem: string, browser: string, more: { userAgent: string; managed?: true }) {
  const isManaged = more.managed === true;
  const deviceDetail: DeviceDetail = {
    deviceId: isManaged ? 'f0000001-0000-4000-8000-000000000001' : '',
    displayName: isManaged ? 'CONTOSO-LAPTOP' : '',
    operatingSystem,
    browser,
    isCompliant: isManaged,
    isManaged,
    trustType: isManaged ? 'Azure AD joined' : '',
  };
  return { userAgent: more.userAgent, deviceDetail };
}
