import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** The minimum work to read a log in Node.js: split its lines, or read the whole page, and `JSON.parse`. */
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
