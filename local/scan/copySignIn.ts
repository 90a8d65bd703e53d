import type { SignIn } from '../../shared/domain/signIn/signIn';

type Writable = { -readonly [field in keyof SignIn]: SignIn[field] };

/**
 * A copy of a sign-in. The fields stand in the order of the decoder, so that V8 gives copies and decoded sign-ins the same layout.
 * A spread makes another one: then V8 compiles all code that judges sign-ins a second time, for both, and the code is slower.
 */
export function copySignIn(signIn: SignIn): Writable {
  return {
    id: signIn.id,
    createdDateTime: signIn.createdDateTime,
    correlationId: signIn.correlationId,
    sessionId: signIn.sessionId,
    principal: signIn.principal,
    userId: signIn.userId,
    userPrincipalName: signIn.userPrincipalName,
    userDisplayName: signIn.userDisplayName,
    userType: signIn.userType,
    homeTenantId: signIn.homeTenantId,
    resourceTenantId: signIn.resourceTenantId,
    crossTenantAccessType: signIn.crossTenantAccessType,
    appId: signIn.appId,
    appDisplayName: signIn.appDisplayName,
    resourceId: signIn.resourceId,
    resourceDisplayName: signIn.resourceDisplayName,
    interactive: signIn.interactive,
    clientAppUsed: signIn.clientAppUsed,
    userAgent: signIn.userAgent,
    browser: signIn.browser,
    operatingSystem: signIn.operatingSystem,
    city: signIn.city,
    countryOrRegion: signIn.countryOrRegion,
    authenticationProtocol: signIn.authenticationProtocol,
    ipAddress: signIn.ipAddress,
    errorCode: signIn.errorCode,
    failureReason: signIn.failureReason,
    additionalDetails: signIn.additionalDetails,
    authenticationRequirement: signIn.authenticationRequirement,
    steps: signIn.steps,
    missingFields: signIn.missingFields,
    requirementPolicies: signIn.requirementPolicies,
    mfaPolicies: signIn.mfaPolicies,
    customControls: signIn.customControls,
    reportOnlyStops: signIn.reportOnlyStops,
    tokenIssuerType: signIn.tokenIssuerType,
  };
}
