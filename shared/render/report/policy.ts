import { pagePolicy } from '../pagePolicy';
import { reportScript } from './script';
import { REPORT_STYLE } from './style';

export function reportPolicy(): string {
  return pagePolicy({ script: reportScript(), style: REPORT_STYLE });
}
