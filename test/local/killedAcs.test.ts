import { loopbackServer } from '../loopbackServer';
import { acsReplies } from './acsReplies';
import { type MailSink, testKills } from './killing';

testKills(async (): Promise<MailSink> => {
  const service = await loopbackServer(acsReplies());
  return {
    settings: {
      MAIL_MODE: 'acs',
      EMAIL_ENDPOINT: service.endpoint,
      EMAIL_SENDER: 'DoNotReply@mail.contoso.example',
    },
    mails: () =>
      service.asked
        .filter(({ method }) => method === 'POST')
        .map(({ body }) => {
          const { subject, plainText } = JSON.parse(body).content;
          return { subject, account: /^Account:\n(.*)$/m.exec(plainText)?.[1] ?? null };
        }),
    close: service.close,
  };
});
