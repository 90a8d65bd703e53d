import { app } from '@azure/functions';
import { sendDigest } from '../shared/jobs/digest/sendDigest';
import { services } from '../shared/services';

app.timer('sendDigest', {
  schedule: '%DIGEST_SCHEDULE%',
  handler: async (_timer, context) => {
    const { digest } = await services();
    context.info(JSON.stringify({ event: 'sendDigest', ...(await sendDigest(digest, new Date())) }));
  },
});
