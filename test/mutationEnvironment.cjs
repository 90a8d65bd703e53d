const fromJest = { paths: [require.resolve('jest')] };
const { TestEnvironment } = require(require.resolve('jest-environment-node', fromJest));

// A mutant is noticed by the first test that fails, and jest cannot stop there: it skips the rest instead.
module.exports = class extends TestEnvironment {
  #failed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure') this.#failed = true;
    if (name === 'test_start' && this.#failed) test.mode = 'skip';
  }
};
