/**
 * Advice for a slice of the log that could not be read: begin again with a `shorter` one; begin with a `newer` one,
 * because the log does not reach back that far; or go on `later`, in the next run.
 */
export type RetryAdvice = 'shorter' | 'newer' | 'later';
