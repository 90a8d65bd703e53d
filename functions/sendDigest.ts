import { app } from '@azure/functions';
import { sendMails } from '../shared/jobs/urgent/sendMails';
import { services } from '../shared/services';

app.timer('sendDigest', {
  schedule: '%DIGEST_SCHEDULE%',
  handler: async (_timer, context) => {
    const { digest } = await services();
    context.info(JSON.stringify({ event: 'sendDigest', ...(await sendMails(digest, new Date())) }));
  },
});
