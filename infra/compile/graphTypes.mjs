/**
 * Types of the Microsoft Graph extension for a machine that does not reach its registry: makes a local extension of them.
 * Two forms are read: the index.json of https://github.com/microsoftgraph/msgraph-bicep-types (read 2026-11-29), and the packed
 * form (.json.gz) of the type checker that .ci/run also runs, which has the same types without their descriptions.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { compile } from './compiler.mjs';

/** Publishes the types as `graph.tgz` in the folder, and points the folder's bicepconfig.json to it. */
export async function useLocalGraph(compiler, typesFile, folder) {
  const index = typesFile.endsWith('.gz') ? await unpacked(typesFile, folder) : typesFile;
  const { code, stderr } = await compile(
    compiler,
    ['publish-extension', index, '--target', join(folder, 'graph.tgz')],
    { cwd: folder },
  );
  if (code !== 0) throw new Error(`The Graph types could not be published: ${stderr}`);
  const file = join(folder, 'bicepconfig.json');
  const config = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...config, extensions: { microsoftGraphV1: './graph.tgz' } }));
}

async function unpacked(typesFile, folder) {
  const packed = JSON.parse(gunzipSync(await readFile(typesFile)).toString());
  const bodies = packed.t.map(typeOf);
  const resources = Object.values(packed.r);
  const types = [...bodies, ...resources.map(([name, body]) => resourceType(name, body))];
  const references = resources.map(([name], at) => [name, { $ref: `types.json#/${bodies.length + at}` }]);
  const index = {
    resources: Object.fromEntries(references),
    resourceFunctions: {},
    settings: { name: 'MicrosoftGraph', version: '1.0.0', isSingleton: false },
  };
  await writeFile(join(folder, 'types.json'), JSON.stringify(types));
  await writeFile(join(folder, 'index.json'), JSON.stringify(index));
  return join(folder, 'index.json');
}

const to = (at) => ({ $ref: `#/${at}` });

function resourceType(name, body) {
  return { $type: 'ResourceType', name, scopeType: 0, body: to(body) };
}

/** A kind of the packed form that the Graph types do not have is an error, so that nothing goes unchecked. */
function typeOf([kind, ...parts]) {
  switch (kind) {
    case 'a':
      return { $type: 'AnyType' };
    case 'b':
      return { $type: 'BooleanType' };
    case 'i':
      return defined({ $type: 'IntegerType', minValue: parts[0], maxValue: parts[1] });
    case 's':
      return defined({ $type: 'StringType', minLength: parts[0], maxLength: parts[1], pattern: parts[2] });
    case 'l':
      return { $type: 'StringLiteralType', value: parts[0] };
    case 'u':
      return { $type: 'UnionType', elements: parts.map(to) };
    case 'r':
      return { $type: 'ArrayType', itemType: to(parts[0]) };
    case 'o':
      return { $type: 'ObjectType', name: parts[0], properties: propertiesOf(parts[1]) };
    default:
      throw new Error(`The Graph types have an unknown kind: ${kind}`);
  }
}

function propertiesOf(packed) {
  const entries = Object.entries(packed).map(([name, value]) => {
    const [type, flags] = Array.isArray(value) ? value : [value, 0];
    return [name, { type: to(type), flags }];
  });
  return Object.fromEntries(entries);
}

function defined(type) {
  return Object.fromEntries(Object.entries(type).filter(([, value]) => value != null));
}
