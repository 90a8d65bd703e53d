import { gzipSync } from 'node:zlib';

/**
 * Data for the script of the page, as compressed JSON. The letters of base64 cannot end the element, whatever the log holds.
 */
export function Inlined({ id, data }: { readonly id: string; readonly data: unknown }) {
  const text = gzipSync(JSON.stringify(data)).toString('base64');
  // A type that no browser runs.
  return <script type="application/json+gzip" id={id} dangerouslySetInnerHTML={{ __html: text }} />;
}
