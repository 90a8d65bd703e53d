import { app } from '@azure/functions';
import { pollSignIns } from '../shared/jobs/poll/pollSignIns';
import { services } from '../shared/services';

app.timer('pollSignIns', {
  schedule: '%POLL_SCHEDULE%',
  handler: async (_timer, context) => {
    const { poll } = await services();
    context.info(JSON.stringify({ event: 'pollSignIns', ...(await pollSignIns(poll, new Date())) }));
  },
});
