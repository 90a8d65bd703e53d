import { WORKSPACE } from '../../tenant/workspace/ways';
import { testKills } from './killing';
import { mailboxSink } from './mailboxSink';

testKills(mailboxSink, (tenantUrl) => ({
  SIGN_IN_SOURCE: 'logAnalytics',
  LOG_ANALYTICS_WORKSPACE_ID: WORKSPACE.id,
  LOG_ANALYTICS_ENDPOINT: tenantUrl,
}));
