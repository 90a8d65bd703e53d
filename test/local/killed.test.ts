import { testKills } from './killing';
import { mailboxSink } from './mailboxSink';

testKills(mailboxSink);
