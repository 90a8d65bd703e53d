/** The ways in which a host answers what it is asked. */
export const HOSTILITIES = {
  foreignLink: 'a link to another host',
  redirect: 'a redirect to another host',
  endlessPages: 'pages without an end',
  samePage: 'the same page again and again',
  hugePage: 'a page of 1 GB',
  gzipBomb: '1 GB, compressed to 1 MB',
  emptyGzip: 'gzip without content, for ever',
  manyValues: '30 MB of empty objects',
  wrongType: 'a sign-in page, as 200',
  proxyPage: 'a page of a proxy, as 403',
  proxyLogin: 'a proxy that asks to sign in, 407',
  hugeRefusal: 'a refusal of 1 GB',
  slowBody: 'a byte a second',
  silence: 'no answer',
  hugeWait: 'Retry-After of 30 years',
} as const;

export type Hostility = keyof typeof HOSTILITIES;

export type System = 'graph' | 'arm' | 'tables' | 'workspace' | 'mail';
