import { isObject, type JsonObject } from './fields';
import { isLost } from './powerShell';

// Readers see these fields and no verdict depends on them. So a value of an unknown form is no reason to reject a record.

type Device = { readonly browser: string | null; readonly operatingSystem: string | null };
type Place = { readonly city: string | null; readonly countryOrRegion: string | null };

const NO_DEVICE: Device = { browser: null, operatingSystem: null };
const NO_PLACE: Place = { city: null, countryOrRegion: null };

/** `deviceDetail`, as an object or its JSON text. */
export function readDevice(value: unknown): Device {
  const detail = objectIn(value);
  if (detail === null) return NO_DEVICE;
  return {
    browser: shownText(detail.browser ?? detail.Browser),
    operatingSystem: shownText(detail.operatingSystem ?? detail.OperatingSystem),
  };
}

/**
 * `location`, as an object or its JSON text, as the text of the portal's download (`Oslo, Oslo, NO`: city, state, country; `, , `
 * if unknown), or as the country alone, which is the column `Location` of Log Analytics.
 */
export function readPlace(value: unknown): Place {
  const place = objectIn(value);
  if (place !== null) {
    return {
      city: shownText(place.city ?? place.City),
      countryOrRegion: shownText(place.countryOrRegion ?? place.CountryOrRegion),
    };
  }
  if (typeof value !== 'string' || value.startsWith('{') || isLost(value)) return NO_PLACE;
  const parts = value.slice(0, LONGEST).split(',');
  return {
    city: parts.length > 1 ? shownText(parts[0]) : null,
    countryOrRegion: shownText(parts.at(-1)),
  };
}

function objectIn(value: unknown): JsonObject | null {
  if (typeof value !== 'string') return isObject(value) ? value : null;
  if (!value.startsWith('{')) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

const LONGEST = 256;

function shownText(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, LONGEST).trim() || null : null;
}
