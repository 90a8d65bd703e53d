import fc from 'fast-check';

// One seed, so that a change is judged by the change alone; `npm run explore` draws new cases, and many more of them.
const explored = Number(process.env.EXPLORE_RUNS ?? 0);
fc.configureGlobal(explored > 0 ? { numRuns: explored } : { seed: 20_261_121, numRuns: 100 });

export { fc };
