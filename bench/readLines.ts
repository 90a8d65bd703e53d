import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** The least that reading a log takes in Node.js: its lines, or the page it is, and `JSON.parse`. Nothing is done with it. */
async function main(file = '', layout = 'ndjson'): Promise<void> {
  let records = 0;
  if (layout === 'page') {
    const page = JSON.parse(readFileSync(file, 'utf8')) as { readonly value: readonly unknown[] };
    records = page.value.length;
  } else {
    for await (const line of createInterface({ input: createReadStream(file) })) {
      JSON.parse(line);
      records++;
    }
  }
  console.log(records);
}

void main(...process.argv.slice(2));
