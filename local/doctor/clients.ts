import type { Arm } from '../../shared/arm/arm';
import type { Graph } from '../../shared/graph/graph';

/** The clients that the doctor reads with. They use the sign-in of the admin who runs it. */
export type Clients = {
  readonly graph: Graph;
  readonly arm: Arm;
  /** Sends each request to Azure Resource Manager as POST, the only way to read lists that may hold secrets. */
  readonly lists: Arm;
};
