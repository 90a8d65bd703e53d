import type { Arm } from '../../shared/arm/arm';
import type { Graph } from '../../shared/graph/graph';

/** The same client, which reads nothing after a time: milliseconds since 1970-01-01 UTC. */
export function endingAt<T extends Graph | Arm>(client: T, until: number): T {
  return { ...client, get: (path) => client.get(path, until), pages: (path) => client.pages(path, until) };
}
