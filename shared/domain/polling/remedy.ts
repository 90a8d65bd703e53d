/**
 * What may help when a stretch of the log could not be read: to begin it anew and `shorter`; to begin `newer`, because the log
 * does not reach back that far; to go on `later`, in the next run.
 */
export type Remedy = 'shorter' | 'newer' | 'later';
