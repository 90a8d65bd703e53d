import { z } from 'zod';
import { FINDING_CAUSES } from '../../../shared/domain/verdict/cause';
import { SIGNALS, SKIPS } from '../../../shared/domain/verdict/verdict';
import type { FindingJson } from '../../../shared/render/findingJson';
import type { findingPageJson } from '../pages';
import { describes, flag, text, texts, time, words } from './described';

export const finding = describes<FindingJson>()(
  z.object({
    id: text,
    createdDateTime: time,
    userId: text.nullable(),
    userPrincipalName: text.nullable(),
    userDisplayName: text.nullable(),
    app: text,
    verdict: z.enum(['withoutMfa', 'cannotTell']),
    cause: z.enum(FINDING_CAUSES),
    because: words<FindingJson['because']>(),
    detail: z.enum(SKIPS).nullable(),
    evidence: text,
    provisional: flag,
    signal: z.enum(SIGNALS).nullable(),
    interactive: flag.nullable(),
    ipAddress: text.nullable(),
    resourceId: text.nullable(),
    resourceDisplayName: text.nullable(),
    correlationId: text.nullable(),
    leansOn: text.nullable(),
    reportOnlyStops: texts,
    requiredBy: texts,
    client: text.nullable(),
    place: text.nullable(),
  }),
);

export const findingPage = describes<ReturnType<typeof findingPageJson>>()(
  z.object({ findings: z.array(finding), continuation: text.nullable() }),
);
