import type { Of } from './outcomeForm';

export type NotVisible = Of<
  CheckOfThing,
  'notVisible',
  {
    thing: Thing;
    /** `null` if the thing has no name of its own. */
    name: string | null;
    why: Invisible;
  }
>;

type CheckOfThing =
  | 'licence'
  | 'consent'
  | 'place'
  | 'providers'
  | 'rights'
  | 'resources'
  | 'app'
  | 'code'
  | 'endpointSignIn'
  | 'identity'
  | 'grants'
  | 'roles'
  | 'mailDomain'
  | 'mailSender'
  | 'mailbox'
  | 'mailService'
  | 'source'
  | 'sourceRole'
  | 'diagnosticSetting'
  | 'settings';

/** What the doctor reads. */
export type Thing =
  | 'licences'
  | 'ownRoles'
  | 'group'
  | 'provider'
  | 'rights'
  | 'resources'
  | 'app'
  | 'functions'
  | 'endpointSignIn'
  | 'identity'
  | 'grants'
  | 'roles'
  | 'mailDomains'
  | 'linkedDomain'
  | 'mailSenders'
  | 'mailbox'
  | 'communicationServices'
  | 'hub'
  | 'sourceRoles'
  | 'diagnosticSettings'
  | 'settings';

/** Why a value could not be read. */
export type Invisible =
  | { readonly kind: 'hidden' }
  /** `code` is Azure's own. */
  | { readonly kind: 'absent'; readonly code: string | null }
  | { readonly kind: 'failed'; readonly why: string };
