/** The entry point of the deployed app: importing a trigger registers it. */
import './pollSignIns';
import './ingestSignIns';
import './refreshPosture';
import './sendDigest';
import './checkNow';
import './listFindings';
import './listAccounts';
import './setException';
import './endException';
import './setExceptions';
import './endExceptions';
import './listAudit';
import './showReport';
import './previewDigest';
import './reportHealth';
import './describeApi';
