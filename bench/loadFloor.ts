/**
 * A program that `npm run bench -- load` starts: the least work that an answer can be. For each request it sends one request to the
 * tables, by Microsoft's client, and answers the rows as JSON. It runs no code of the product.
 *
 * `/page?filter=` answers the rows of `Findings` that match, `/row?partition=&row=` the row of `Posture` with these keys.
 *
 * Argument: the URL of the tables. It sends its URL to the program that started it, and then what it has used, when asked.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AzureNamedKeyCredential, TableClient } from '@azure/data-tables';
import { answerUsage } from './programUsage';

const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

async function main(tablesUrl = ''): Promise<void> {
  answerUsage();
  const credential = new AzureNamedKeyCredential('devstoreaccount1', KEY);
  const open = (name: string) =>
    new TableClient(tablesUrl, name, credential, { allowInsecureConnection: true });
  const [findings, posture] = [open('Findings'), open('Posture')];
  const read = async ({ pathname, searchParams }: URL): Promise<unknown> => {
    const of = (name: string) => searchParams.get(name) ?? '';
    if (pathname === '/row') return posture.getEntity(of('partition'), of('row'));
    const page = await findings
      .listEntities({ queryOptions: { filter: of('filter') } })
      .byPage()
      .next();
    return { findings: page.value };
  };
  const server = createServer((request, response) => {
    read(new URL(request.url ?? '/', 'http://127.0.0.1')).then(
      (answer) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(answer));
      },
      () => {
        response.statusCode = 500;
        response.end();
      },
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.once('disconnect', () => process.exit());
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

void main(process.argv[2]);
