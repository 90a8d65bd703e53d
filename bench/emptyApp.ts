/** The smallest function app: the library, and one timer that does nothing. */
import { app } from '@azure/functions';

app.timer('nothing', { schedule: '%POLL_SCHEDULE%', handler: () => {} });
