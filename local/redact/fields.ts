import { remembered } from '../../shared/domain/verdict/resultTexts';
import type { Named } from './pseudonyms';

/**
 * What the value of a known field may be. `text`: Microsoft's words, which verdicts depend on. `reason`: its explanations. `version`:
 * programs and systems. `place`: city, state and country in one. `hidden`: everything else.
 */
export type Kind =
  | 'text'
  | 'reason'
  | 'version'
  | 'number'
  | 'date'
  | 'id'
  | 'name'
  | 'address'
  | 'app'
  | 'ip'
  | 'place'
  | 'country'
  | 'hidden'
  | Exclude<Named, 'App' | 'Country'>;

/**
 * The fields of sign-ins, and of records that people take for sign-ins, without case, spaces, hyphens and underscores. Sources:
 * https://learn.microsoft.com/graph/api/resources/signin?view=graph-rest-beta,
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables/signinlogs and aadnoninteractiveusersigninlogs (read 2026-11-30),
 * and the headings of the downloads of the Entra admin center.
 */
const FIELDS: Readonly<Record<Kind, string>> = {
  text: `
    status succeeded result requirement detail category type sourcesystem operationname conditionalaccesscondition
    authenticationmethod authenticationmethoddetail authenticationstepresultdetail authenticationsteprequirement
    authenticationrequirement authenticationdetails authenticationrequirementpolicies requirementprovider resultdetail
    authenticationmethodsused authenticationprotocol authenticationprocessingdetails authenticationstrength
    authenticationcontextclassreferences appliedconditionalaccesspolicies conditionalaccesspolicies conditionalaccess
    conditionalaccessstatus enforcedgrantcontrols enforcedsessioncontrols sessioncontrolsnotsatisfied conditionalaccessaudiences
    includerulessatisfied excluderulessatisfied rulesatisfied sessionlifetimepolicies expirationrequirement
    usertype crosstenantaccesstype isinteractive clientappused clientapp incomingtokentype tokenissuertype signineventtypes
    riskdetail risklevel risklevelaggregated risklevelduringsignin riskstate riskeventtype riskeventtypes riskeventtypesv2 isrisky
    flaggedforreview trusttype jointype iscompliant ismanaged compliant managed devicedetail mfadetail authmethod
    multifactorauthenticationresult multifactorauthenticationauthmethod networktype networklocationdetails
    signinidentifiertype clientcredentialtype originaltransfermethod signintokenprotectionstatus tokenprotectionstatusdetails
    signinsessionstatus tokenprotectionsigninsession apptokenprotectionstatus istenantrestricted isthroughglobalsecureaccess
    throughglobalsecureaccess managedidentitytype loggedbyservice activitydisplayname workload recordtype mfastatus
    error code tablename tablekind frametype columntype datatype hasmore isprogressive iscancelled haserrors properties records
    additionalproperties @odata.context @odata.nextlink @odata.type additionaldetails provisioningaction
    verdict because provisional signal odata.error innererror logontype isguestuser isbillable authenticationappdevicedetails
    authenticationapppolicyevaluationdetails columns schema tables rows results`,
  reason: 'failurereason resultdescription resultreason errordescription message',
  version: 'useragent browser operatingsystem',
  number: `
    errorcode resulttype signinerrorcode processingtimeinmilliseconds durationms latency level operationversion statussequence
    requestsequence resultsignature signinsessionstatuscode tokenprotectionsigninsessionstatuscode conditionssatisfied conditionsnotsatisfied
    tableid @odata.count billedsize successfulsignincount responsestatuscode`,
  date: 'createddatetime authenticationstepdatetime timegenerated time date(utc) activitydatetime detecteddatetime risklastupdateddatetime timestamp creationdate',
  id: `
    id correlationid requestid originalrequestid sessionid userid hometenantid resourcetenantid appid applicationid resourceid
    resourceidentity resourceserviceprincipalid serviceprincipalid serviceprincipalcredentialkeyid tenantid aadtenantid
    serviceprincipalcredentialthumbprint uniquetokenidentifier appownertenantid resourceownertenantid deviceid federatedcredentialid
    clientsessionid associatedresourceid azureresourceid accountobjectid recordid authenticationstrengthid federatedtokenid
    clientrequestid rootactorid`,
  name: 'userdisplayname identity user',
  address: 'userprincipalname username signinidentifier alternatesigninname accountupn mail',
  app: 'appdisplayname application resourcedisplayname resource resourcegroup resourceprovider serviceprincipalname',
  Policy: '',
  Device: 'devicename',
  Tenant: 'hometenantname resourcetenantname',
  Network: 'networknames',
  ip: 'ipaddress calleripaddress ipaddressfromresourceprovider ipaddress(seenbyresource) globalsecureaccessipaddress',
  place: 'location locationdetails',
  City: 'city',
  State: 'state',
  country: 'countryorregion',
  hidden: `
    key value name displayname authdetail multifactorauthenticationauthdetail autonomoussystemnumber tokenissuername
    managedserviceidentity agent geocoordinates latitude longitude altitude privatelinkdetails appliedeventlisteners
    auditdata operation officeworkload grantcontrols conditions initiatedby targetresources service activity requesturi requestmethod
    caller eventtimestamp eventinitiatedby ismfaregistered provisioningsteps app evidence summary byverdict columnname
    federatedtokenissuer servicetype msiresourceid`,
};

/** Names that have a meaning of their own in an object or list of this name. */
const INSIDE: Readonly<Record<string, Kind>> = {
  'authenticationprocessingdetails.key': 'text',
  'authenticationprocessingdetails.value': 'reason',
  'devicedetail.displayname': 'Device',
  'appliedconditionalaccesspolicies.displayname': 'Policy',
  'conditionalaccesspolicies.displayname': 'Policy',
  'authenticationstrength.displayname': 'Policy',
  'status.errorcode': 'number',
  'error.code': 'text',
};

const BY_NAME: ReadonlyMap<string, Kind> = new Map(
  Object.entries(FIELDS).flatMap(([kind, names]) =>
    names
      .split(/\s+/)
      .filter(Boolean)
      .map((name) => [name, kind as Kind] as const),
  ),
);

/**
 * @param container the name of the object or list around it; `null` for a record
 * @returns `null` if no record of Microsoft has such a field
 */
export function kindOf(name: string, container: string | null): Kind | null {
  const plain = plainName(name);
  const inside = container === null ? undefined : INSIDE[`${plainName(container)}.${plain}`];
  return inside ?? BY_NAME.get(plain) ?? null;
}

/** Log Analytics splits a column if its type differs, and writes the time zone into the heading of its CSV. */
const plainName: (name: string) => string = remembered((name) =>
  name
    .toLowerCase()
    .replace(/\s*\[utc\]$/, '')
    .replace(/_(?:dynamic|string)$/, '')
    .replace(/[\s_-]+/g, ''),
);

/** A column by the name of its field, and the name of the object around that: `status.errorCode`, `authenticationDetails[0].succeeded`. */
export function columnParts(column: string): { readonly name: string; readonly container: string | null } {
  if (BY_NAME.has(plainName(column))) return { name: column, container: null };
  const parts = column.split(/[./[\]]+/).filter((part) => part !== '' && !/^\d{1,3}$/.test(part));
  return { name: parts.at(-1) ?? column, container: parts.at(-2) ?? null };
}

/** Whether a name, or each part of the name of a column, is a field of Microsoft's. */
export function isKnownName(name: string): boolean {
  if (BY_NAME.has(plainName(name))) return true;
  const parts = name.split(/[./[\]]+/).filter((part) => part !== '');
  const isIndex = (part: string, at: number) =>
    /^\d{1,2}$/.test(part) && isField(parts[at - 1]) && isField(parts[at + 1]);
  return parts.length > 1 && parts.every((part, at) => isField(part) || isIndex(part, at));
}

function isField(name: string | undefined): boolean {
  return name !== undefined && BY_NAME.has(plainName(name));
}
