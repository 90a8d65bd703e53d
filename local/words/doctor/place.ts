import type { PlaceOutcome, Search } from '../../doctor/outcome';

export function placeInWords(outcome: PlaceOutcome): string {
  switch (outcome.code) {
    case 'noSubscription':
      return 'You see no Azure subscription in this tenant, so you would not see a deployment either. Get Contributor and Role Based Access Control Administrator on a resource group, sign in again, and deploy as docs/deploy.md describes.';
    case 'severalSubscriptions':
      return `${searchInWords(outcome)} Name the right one with --subscription, and the group with --resource-group if it has another name.`;
    case 'groupFound':
      return `${outcome.group} is in the subscription ${outcome.subscription}.`;
    case 'noGroup':
      return `The subscription ${outcome.subscription} has no resource group ${outcome.group} yet. Any region that offers Flex Consumption will do.`;
  }
}

function searchInWords({
  subscriptions,
  having,
  hidden,
  group,
}: Search & { readonly group: string }): string {
  const all = `You see ${subscriptions} subscriptions`;
  if (having === null) return `${all}, too many to search each for the group.`;
  const found =
    having.length > 0
      ? `${having.length} of them have a group ${group} (${having.join(', ')})`
      : `no group ${group} was found`;
  return `${all}: ${found}${hidden === 0 ? '' : `, but ${hidden} of them could not be searched`}.`;
}
