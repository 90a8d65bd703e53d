import { app } from '@azure/functions';
import { refreshPosture } from '../shared/jobs/posture/refreshPosture';
import { services } from '../shared/services';

app.timer('refreshPosture', {
  schedule: '%POSTURE_SCHEDULE%',
  handler: async (_timer, context) => {
    const { posture } = await services();
    context.info(JSON.stringify({ event: 'refreshPosture', ...(await refreshPosture(posture, new Date())) }));
  },
});
