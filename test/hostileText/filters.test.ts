import { odata } from '@azure/data-tables';
import { describe, expect, test } from '@jest/globals';
import { isWatchError } from '../../shared/domain/watchError';
import { query, quoted } from '../../shared/graph/odata';
import { kql } from '../../shared/logAnalytics/kql';
import { fc } from '../seededFc';
import { QUERY_READERS, ROW_READERS, SPAN, WEB_READERS } from './readers';
import { hostileText } from './texts';

const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\uFFFD');

const OF_ODATA = /'(?:[^']|'')*'/g;
const OF_KUSTO = /"(?:[^"\\\n]|\\.)*"/g;

/** A filter without what its literals hold. */
const shapeOf = (filter: string, literal: RegExp) => filter.replace(literal, (quotes) => quotes[0] ?? '');

/** What the literals of a filter hold. */
const literalsIn = (filter: string) =>
  [...filter.matchAll(OF_ODATA)].map(([literal]) => literal.slice(1, -1).replaceAll("''", "'"));

describe('a literal holds the text, and nothing stands behind it', () => {
  test.each([
    ['quoted', (text: string) => `a eq ${quoted(text)} and b`],
    ['the tag odata', (text: string) => odata`a eq ${text} and b`],
  ])('by %s', (_builder, build) => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(shapeOf(build(text), OF_ODATA)).toBe("a eq ' and b");
        expect(literalsIn(build(text))).toEqual([text]);
      }),
    );
  });

  test('by the tag kql', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const built = kql`a == ${text} and b in (${[text, text]})`.kql;
        expect(shapeOf(built, OF_KUSTO)).toBe('a == " and b in ((", "))');
        expect([...built.matchAll(OF_KUSTO)].map(([literal]) => JSON.parse(literal))).toEqual([
          text,
          text,
          text,
        ]);
        expect(built).toMatch(/^[ -~]*$/);
      }),
    );
  });

  test('by query, in a parameter of an address', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const url = new URL(`https://graph.contoso.example/v1.0/users${query({ $filter: text, $top: 1 })}`);
        expect([...url.searchParams]).toEqual([
          ['$filter', wellFormed(text)],
          ['$top', '1'],
        ]);
        expect([url.pathname, url.hash]).toEqual(['/v1.0/users', '']);
      }),
    );
  });
});

/** What the readers ask for a text, if the answer is empty; an error without a name fails the test. */
async function askedFor(
  read: (answer: unknown, text: string, asked: string[]) => Promise<unknown>,
  text: string,
  answer: unknown = [],
): Promise<readonly string[]> {
  const asked: string[] = [];
  await read(answer, text, asked).catch((error: unknown) => {
    if (!isWatchError(error)) throw error;
  });
  return asked;
}

/** The last part makes of any text an address, as those have that come in a request. */
const anyAddress = hostileText.map((text) => `${text.slice(0, 500)}x@contoso.example`);

describe('the path that an adapter asks has one shape, whatever the name is, and one if it begins with $', () => {
  const partsOf = (path: string) => {
    const url = new URL(`https://graph.contoso.example${path}`);
    const filter = url.searchParams.get('$filter') ?? '';
    return {
      host: url.host,
      hash: url.hash,
      segments: url.pathname.split('/').length,
      // Names of the parameters, each once.
      parameters: [...url.searchParams].map(([name, value]) =>
        name === '$filter' ? name : `${name}=${value}`,
      ),
      filter: shapeOf(filter, OF_ODATA),
    };
  };

  test.each(WEB_READERS)('%s', async (_name, read) => {
    const answers: readonly unknown[] = [[], { id: 'x', displayName: 'x' }];
    for (const answer of answers) {
      const shapes = async (text: string) => (await askedFor(read, text, answer)).map(partsOf);
      const [plain, withDollar] = [await shapes('x@contoso.example'), await shapes('$x@contoso.example')];
      await fc.assert(
        fc.asyncProperty(anyAddress, async (text) => {
          expect(await shapes(text)).toEqual(text.startsWith('$') ? withDollar : plain);
        }),
        { numRuns: 50 },
      );
    }
  });
});

describe('the filter of a table has one shape, whatever the name is', () => {
  // A filter that is given whole is not built of a text.
  const builders = ROW_READERS.filter(([name]) => !/^(pagesWhere|rowsWhere|firstRow|lastRow) /.test(name));

  test.each(builders)('%s', async (_name, read) => {
    const plain = (await askedFor(read, 'x', {})).map((filter) => shapeOf(filter, OF_ODATA));
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const asked = await askedFor(read, text, {});
        expect(asked.map((filter) => shapeOf(filter, OF_ODATA))).toEqual(plain);
        // The SDK sends it in an address.
        for (const filter of asked) expect(() => encodeURIComponent(filter)).not.toThrow();
      }),
      { numRuns: 50 },
    );
  });
});

describe('the query of a workspace has one shape, whatever the name is', () => {
  test.each(QUERY_READERS)('%s', async (_name, read) => {
    const plain = (await askedFor(read, 'x')).map((text) => shapeOf(text, OF_KUSTO));
    expect(plain[0]).toContain(new Date(SPAN.to).toISOString());
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        expect((await askedFor(read, text)).map((one) => shapeOf(one, OF_KUSTO))).toEqual(plain);
      }),
    );
  });
});
