import { listed } from './listing';
import type { Route } from './route';

export const MESSAGE_ROUTES: readonly Route[] = [
  {
    pattern: /^\/admin\/serviceAnnouncement\/messages$/i,
    permissions: ['ServiceMessage.Read.All'],
    limit: null,
    answer: (service, call) =>
      listed(service, call, {
        context: 'admin/serviceAnnouncement/messages',
        items: service.world.posts,
        properties: {},
      }),
  },
];
