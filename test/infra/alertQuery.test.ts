import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpRequest, InvocationContext } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import { ANSWERS, answering } from '../../functions/http/errorResponse';
import type { Fault } from '../../shared/domain/fault';
import { FaultError } from '../../shared/domain/watchError';
import { FAULTS } from '../faults';
import { kindOf, partsOf, read, type SyntaxNode } from '../logAnalytics/language';

const template = readFileSync(join(__dirname, '../../infra/modules/alerts.bicep'), 'utf8');
const query = /^var query = '''\n(.*?)^'''$/ms.exec(template)?.[1] ?? '';

/** The columns that the query may use, of https://learn.microsoft.com/azure/azure-monitor/reference/tables/apptraces (read 2026-11-30), under their older names. */
const TRACES = {
  traces: {
    timestamp: 'datetime',
    message: 'string',
    severityLevel: 'int',
    operation_Id: 'string',
    operation_Name: 'string',
    customDimensions: 'dynamic',
  },
};

/** https://learn.microsoft.com/dotnet/api/microsoft.applicationinsights.datacontracts.severitylevel (read 2026-11-30) */
const SEVERITY = { trace: 0, debug: 0, information: 1, warning: 2, error: 3, critical: 4, none: -1 } as const;

test("the query is right for Microsoft's language service, and answers the name of each signal", () => {
  const { problems, columns } = read(query, TRACES);
  expect(problems).toEqual([]);
  expect(columns).toEqual([['Signal', 'string']]);
});

describe('a line counts as an error of the app', () => {
  const textOf = (node: SyntaxNode): string => {
    const parts = partsOf(node);
    return parts.length === 0 ? (node.Text ?? '') : parts.map(textOf).join('');
  };
  const found = (node: SyntaxNode, kind: string): SyntaxNode[] => [
    ...(kindOf(node) === kind ? [node] : []),
    ...partsOf(node).flatMap((part) => found(part, kind)),
  ];

  /** The severity from which `IsError` holds. */
  function leastSeverity(): number {
    const named = found(read(query, TRACES).syntax, 'SimpleNamedExpression').map(textOf);
    const [definition] = named.filter((text) => text.startsWith('IsError='));
    const least = /^IsError=severityLevel>=(\d)$/.exec(definition ?? '')?.[1];
    if (least === undefined) throw new Error(`IsError is defined as ${definition}.`);
    return Number(least);
  }

  test('from the severity of errors on, and every count of errors asks for that', () => {
    expect(leastSeverity()).toBe(SEVERITY.error);
    const counts = found(read(query, TRACES).syntax, 'FunctionCallExpression')
      .map(textOf)
      .filter((text) => text.startsWith('dcountif('));
    expect(counts.length).toBeGreaterThan(0);
    for (const count of counts) expect(count).toContain('IsError');
  });

  class AnyFaultError extends FaultError {}
  async function severitiesOf(fault: Fault): Promise<readonly number[]> {
    const severities: number[] = [];
    const context = new InvocationContext({
      logHandler: (level) => {
        severities.push(SEVERITY[level]);
      },
    });
    const handler = answering(async () => {
      throw new AnyFaultError(fault);
    });
    await handler(new HttpRequest({ method: 'GET', url: 'http://127.0.0.1/' }), context);
    return severities;
  }

  test.each(Object.values(FAULTS))('only if no caller is at fault: $system $code', async (fault) => {
    const isOfCaller = ANSWERS[fault.code] === 'badRequest';
    const [severity, ...more] = await severitiesOf(fault);
    expect(more).toEqual([]);
    expect((severity ?? 0) >= leastSeverity()).toBe(!isOfCaller);
  });

  test('so a bad continuation and a name of several users are none', async () => {
    for (const fault of [FAULTS.badContinuation, FAULTS.severalUsers]) {
      expect(await severitiesOf(fault)).toEqual([SEVERITY.information]);
    }
  });
});
