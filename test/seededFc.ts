import fc from 'fast-check';

// A fixed seed, so that a test fails only because of a change. `npm run explore` draws new cases, and many more.
const exploreRuns = Number(process.env.EXPLORE_RUNS ?? 0);
fc.configureGlobal(exploreRuns > 0 ? { numRuns: exploreRuns } : { seed: 20_261_121, numRuns: 100 });

export { fc };
