/**
 * The most bytes of an answer that are read, after decompression. The largest that is right is a page of 1,000 sign-ins: 4 to 7 kB
 * each in exports, about 20 kB in a tenant with dozens of Conditional Access policies, because a record lists every policy. An
 * instance of 512 MB can hold this twice, as text and as values. A page that is larger is asked for with a shorter span.
 */
export const MOST_BYTES = 32 * 2 ** 20;

/** The same of a page of rows of Table Storage: 1,000 accounts take some 4 MB. Some reads run side by side, so each may take less. */
export const MOST_TABLE_BYTES = 12 * 2 ** 20;

/** The same of a refusal, which has a code and a sentence; of a longer one, such as a page of a proxy, the rest is not read. */
export const MOST_REFUSAL_BYTES = 64 * 2 ** 10;

/**
 * The most values in the JSON of an answer. A list of empty objects takes 20 times as much memory as text, so the size of the text
 * alone bounds nothing. A record of the sign-in log has some 300 values, one with every policy of a large tenant about 1,500.
 */
export const MOST_VALUES = 2_000_000;

/** The most rows on a page of a list. The services put at most 1,000 on one, and a few short lists of Azure are not divided at all. */
export const MOST_ROWS = 20_000;
