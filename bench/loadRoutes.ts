import { odata } from '@azure/data-tables';

/** A way to ask the app, by paths that take turns, and the floor of each. */
export type Route = {
  readonly name: string;
  readonly product: readonly string[];
  readonly floor: readonly string[];
};

type Finding = {
  readonly createdDateTime: string;
  readonly userId: string | null;
};
type Page = { readonly findings: readonly Finding[]; readonly continuation: string | null };

const FIRST = '/api/findings?limit=100';
/** As many pages, and users, take turns. */
const MOST = 20;

/** The routes of the tenant that the app at this URL has stored. */
export async function routesOf(appUrl: string, today: string): Promise<readonly Route[]> {
  const ask = async (path: string): Promise<Page> => (await fetch(appUrl + path)).json();
  const first = await ask(FIRST);
  const later: string[] = [];
  const pages: Page[] = [];
  for (let last = first; last.continuation !== null && later.length < MOST; ) {
    const path = `${FIRST}&continuation=${last.continuation}`;
    last = await ask(path);
    later.push(path);
    pages.push(last);
  }
  const users = [...new Set(first.findings.flatMap(({ userId }) => userId ?? []))].slice(0, MOST);
  return [
    { name: 'first page', product: [FIRST], floor: [pathOf([between(first, true)])] },
    { name: 'later page', product: later, floor: pages.map((page) => pathOf([between(page)])) },
    {
      name: 'page of a user',
      product: users.map((user) => `${FIRST}&user=${user}`),
      floor: await Promise.all(
        users.map(async (user) => {
          const page = await ask(`${FIRST}&user=${user}`);
          return pathOf([between(page, true, page.continuation === null), odata`userId eq ${user}`]);
        }),
      ),
    },
    { name: 'health', product: ['/api/health'], floor: [`/row?partition=run&row=${today}`] },
  ];
}

/** The filter of exactly the findings of a page. */
function between({ findings }: Page, isNewest = false, isOldest = false): string | null {
  const [newest = '', oldest = ''] = [findings[0], findings.at(-1)].map((one) => one?.createdDateTime);
  const conditions = [
    !isOldest && odata`PartitionKey ge ${oldest.slice(0, 10)} and createdDateTime ge ${oldest}`,
    !isNewest && odata`PartitionKey le ${newest.slice(0, 10)} and createdDateTime le ${newest}`,
  ].filter((condition) => condition !== false);
  return conditions.length === 0 ? null : conditions.join(' and ');
}

function pathOf(conditions: readonly (string | null)[]): string {
  const filter = conditions.filter((condition) => condition !== null).join(' and ');
  return `/page?filter=${encodeURIComponent(filter)}`;
}
