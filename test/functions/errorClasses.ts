import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');

/** The classes of errors that deployed code can throw, by name, with every code that each may have. */
export function errorClasses(): ReadonlyMap<string, readonly string[]> {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const only = { ...config, include: ['functions', 'shared'] };
  const { fileNames, options } = ts.parseJsonConfigFileContent(only, ts.sys, ROOT);
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  const found = new Map<string, readonly string[]>();
  for (const file of program.getSourceFiles()) {
    if (file.fileName.includes('/node_modules/')) continue;
    for (const node of file.statements) {
      if (!ts.isClassDeclaration(node) || isAbstract(node)) continue;
      const type = checker.getTypeAtLocation(node);
      if (type.getProperty('stack') === undefined) continue;
      found.set(`${node.name?.text}`, codesOf(checker, type));
    }
  }
  return found;
}

function isAbstract(node: ts.ClassDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) ?? false;
}

function codesOf(checker: ts.TypeChecker, type: ts.Type): string[] {
  const code = type.getProperty('code');
  if (code === undefined) return [`${type.symbol.name} has no code`];
  const known = checker.getTypeOfSymbol(code);
  return (known.isUnion() ? known.types : [known]).map((one) =>
    one.isStringLiteral() ? one.value : `${type.symbol.name} may have any code`,
  );
}
