import { app } from '@azure/functions';
import { services } from '../shared/services';

app.timer('pollSignIns', {
  schedule: '%POLL_SCHEDULE%',
  handler: async (_timer, context) => {
    const { readLog } = await services();
    context.info(JSON.stringify({ event: 'pollSignIns', ...(await readLog(new Date())) }));
  },
});
