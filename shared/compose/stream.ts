import type { IngestDeps } from '../jobs/ingest/ingestEvents';
import type { SettleDeps } from '../jobs/settle/settleSignIns';
import { saveRejects } from '../tables/rejects';
import {
  allMarks,
  closeGap,
  moveMark,
  noteFilled,
  noteGap,
  noteHearing,
  openGaps,
  readHearing,
  readMark,
} from '../tables/streamMarks';
import { markedBuckets, noteJudged, removeMark, saveVersions, versionsIn } from '../tables/unsettled';
import { over, type Parts } from './parts';
import { pollDeps } from './poll';

/** The run that stores a batch of events. */
export function ingestDeps({ config, tables, apps, clock, wait }: Parts): IngestDeps {
  return {
    apps,
    includeNonInteractive: config.includeNonInteractive,
    saveVersions: over(tables.unsettled, saveVersions),
    saveRejects: over(tables.rejects, saveRejects),
    readMark: over(tables.checkpoints, readMark),
    moveMark: over(tables.checkpoints, moveMark),
    noteGap: over(tables.checkpoints, noteGap),
    wait,
    clock,
  };
}

/** The timer that judges the stored sign-ins. It saves findings and notes the end of its run in the same way as the poll. */
export function settleDeps(parts: Parts): SettleDeps {
  const { tables } = parts;
  return {
    ...pollDeps(parts),
    markedBuckets: over(tables.unsettled, markedBuckets),
    versionsIn: over(tables.unsettled, versionsIn),
    noteJudged: over(tables.unsettled, noteJudged),
    removeMark: over(tables.unsettled, removeMark),
    allMarks: over(tables.checkpoints, allMarks),
    openGaps: over(tables.checkpoints, openGaps),
    noteFilled: over(tables.checkpoints, noteFilled),
    closeGap: over(tables.checkpoints, closeGap),
    saveVersions: over(tables.unsettled, saveVersions),
    readHearing: over(tables.checkpoints, readHearing),
    noteHearing: over(tables.checkpoints, noteHearing),
  };
}
