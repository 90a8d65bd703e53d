import { cloneNeeded } from './packageRoot';

/** The build puts this in place of demo.ts into the npm package, which has neither Azurite nor the simulated tenant. */
export async function demo(): Promise<void> {
  throw cloneNeeded('demo');
}
