import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { parse } from '@babel/parser'
import {
  API,
  type Checker,
  NodeBuilderFlags,
  type Program,
  SymbolFlags,
  type Symbol as TypeSymbol,
} from 'typescript/unstable/sync'

/** An entry of the package (package.json "exports"): the file with its declarations, and the file with its exports. */
export type Library = { readonly name: string; readonly types: string; readonly entry: string }

export const LIBRARIES: readonly Library[] = ['verify', 'read'].map(name => ({
  name: `pipeline-trace/${name}`,
  types: `types/${name}.d.ts`,
  entry: `src/${name}/${name}.bundle.ts`,
}))

/** A type or a value by its name in a file of src/. */
type Place = { readonly file: string; readonly name: string; readonly isExported: boolean }
type Project = { readonly root: string; readonly program: Program; readonly checker: Checker }
type Node = {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly leadingComments?: readonly { readonly start: number }[] | null
} & Readonly<Record<string, unknown>>
type Source = { readonly text: string; readonly statements: readonly Node[] }

/**
 * Everything that the library exports, and every type that those name, in one file that imports nothing: what a schema
 * infers is written out, for the package has no dependencies.
 * @throws Error for a type of a package, and for two types of one name.
 */
export const buildLibraryTypes = async (root: string, { name, entry }: Library): Promise<string> => {
  const api = new API({ cwd: root })
  try {
    const [opened] = api.updateSnapshot({ openProject: join(root, 'tsconfig.json') }).getProjects()
    if (opened === undefined) throw new Error('tsconfig.json is no project')
    const project = { root, program: opened.program, checker: opened.checker }
    const written = new Map<string, { readonly file: string; readonly text: string }>()
    const waiting = [...listExports(project, entry)]
    for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
      const known = written.get(place.name)
      if (known?.file === place.file) continue
      if (known !== undefined) throw new Error(`${place.name} is in ${known.file} and in ${place.file}`)
      const { text, names } = await writeDeclaration(project, place)
      written.set(place.name, { file: place.file, text })
      waiting.push(...(await findPlaces(project, place, names)))
    }
    // Without an export of nothing, a file of declarations hands out all of them.
    const header = `// Types of ${name}: npm run generate makes them from ${entry}.\n`
    return `${header}\n${[...written.values()].map(({ text }) => `${text}\n`).join('')}export {}\n`
  } finally {
    api.close()
  }
}

const listExports = (project: Project, entry: string): readonly Place[] =>
  exportsOf(project, entry).map(symbol => ({ ...findDeclaration(project, entry, symbol), isExported: true }))

/** The declaration of a type or value as its file has it, with its comment, and the names in it. */
const writeDeclaration = async (project: Project, place: Place) => {
  const { text, statements } = await readSource(project.root, place.file)
  const statement = findStatement(statements, place.name)
  if (statement === undefined) throw new Error(`${place.file} declares no ${place.name}`)
  const declared = unwrap(statement)
  const comment = text.slice(statement.leadingComments?.at(-1)?.start ?? statement.start, statement.start)
  const isType = declared.type === 'TSTypeAliasDeclaration'
  const code =
    isType && !isInferred(declared)
      ? text.slice(declared.start, declared.end)
      : isType
        ? `type ${place.name} = ${printType(project, place, isType)}`
        : `declare const ${place.name}: ${writtenSignature(text, declared, place.name) ?? printType(project, place, isType)}`
  // What the library does not hand out is no value for others, and every type is.
  const prefix = isType || place.isExported ? 'export ' : ''
  return { text: `${comment}${prefix}${code}\n`, names: listNames(parseText(code)) }
}

/**
 * The signature of a function as its file has it, if it writes every type: the compiler would write out what a name such
 * as `RunManifest` stands for.
 */
const writtenSignature = (text: string, declared: Node, name: string): string | undefined => {
  const declarations = (declared['declarations'] ?? []) as readonly Node[]
  const written = declarations.find(({ id }) => nameOf(id) === name)?.['init'] as Node | undefined
  const returns = written?.['returnType'] as Node | null | undefined
  const parameters = (written?.['params'] ?? []) as readonly Node[]
  const isWhole = parameters.every(({ type, typeAnnotation }) => type === 'Identifier' && typeAnnotation != null)
  if (written?.type !== 'ArrowFunctionExpression' || returns == null || !isWhole) return undefined
  const listed = parameters.map(({ start, end }) => text.slice(start, end)).join(', ')
  return `(${listed}) => ${text.slice(returns.start, returns.end).replace(/^:\s*/, '')}`
}

/** Where names are declared; those that a file neither declares nor imports are the language's own. */
const findPlaces = async (project: Project, from: Place, names: readonly string[]): Promise<readonly Place[]> => {
  const { statements } = await readSource(project.root, from.file)
  return names
    .filter(name => name !== from.name)
    .flatMap(name => {
      if (findStatement(statements, name) !== undefined) return [{ file: from.file, name, isExported: false }]
      const specifier = findImport(statements, name)
      if (specifier === undefined) return []
      if (!specifier.startsWith('.')) throw new Error(`${from.file}: ${name} is a type of ${specifier}`)
      const file = join(dirname(from.file), specifier)
      const symbol = exportsOf(project, file).find(each => each.name === name)
      if (symbol === undefined) throw new Error(`${file} exports no ${name}`)
      return [{ ...findDeclaration(project, file, symbol), isExported: false }]
    })
}

const exportsOf = ({ root, program, checker }: Project, file: string): readonly TypeSymbol[] => {
  const source = program.getSourceFile(join(root, file))
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source)
  return module === undefined ? [] : checker.getExportsOfModule(module)
}

/** The file that declares what another may only hand on. */
const findDeclaration = ({ root, checker }: Project, file: string, symbol: TypeSymbol): Omit<Place, 'isExported'> => {
  const isAlias = (symbol.flags & SymbolFlags.Alias) !== 0
  const path = isAlias ? checker.getAliasedSymbol(symbol).declarations[0]?.path : undefined
  return { file: path === undefined ? file : relative(root, path), name: symbol.name }
}

/** A type as the compiler resolves it. What a file keeps to itself has no symbol to ask for and is found at its name. */
const printType = ({ root, program, checker }: Project, { file, name }: Place, isType: boolean): string => {
  const position =
    program.getSourceFile(join(root, file))?.text.search(new RegExp(`(?<=(?:type|const) )${name}\\b`)) ?? -1
  const symbol = position < 0 ? undefined : checker.getSymbolAtPosition(join(root, file), position)
  const type = symbol && (isType ? checker.getDeclaredTypeOfSymbol(symbol) : checker.getTypeOfSymbol(symbol))
  if (type === undefined) throw new Error(`${file}: ${name} has no type`)
  // Compilers before 5.7 know no buffer of an array.
  return checker.typeToString(type, undefined, FORM).replaceAll('<ArrayBufferLike>', '')
}

const FORM =
  NodeBuilderFlags.NoTruncation | NodeBuilderFlags.InTypeAlias | NodeBuilderFlags.UseSingleQuotesForStringLiteralType

const readSource = async (root: string, file: string): Promise<Source> => {
  const text = await readFile(join(root, file), 'utf8')
  return { text, statements: parseText(text) }
}

const parseText = (text: string): readonly Node[] =>
  parse(text, { sourceType: 'module', plugins: ['typescript'] }).program.body as unknown as readonly Node[]

const unwrap = (statement: Node): Node =>
  statement.type === 'ExportNamedDeclaration' && statement['declaration'] != null
    ? (statement['declaration'] as Node)
    : statement

const findStatement = (statements: readonly Node[], name: string): Node | undefined =>
  statements.find(statement => {
    const declared = unwrap(statement)
    if (declared.type !== 'VariableDeclaration') return nameOf(declared['id']) === name
    return (declared['declarations'] as readonly Node[]).some(({ id }) => nameOf(id) === name)
  })

/** What a name is imported from. */
const findImport = (statements: readonly Node[], name: string): string | undefined => {
  const found = statements.find(
    ({ type, specifiers }) =>
      type === 'ImportDeclaration' && (specifiers as readonly Node[]).some(each => nameOf(each['local']) === name),
  )
  return found === undefined ? undefined : String((found['source'] as Node)['value'])
}

/** `type X = z.output<typeof x>`: only the compiler knows what it is. */
const isInferred = (declared: Node): boolean =>
  declared.type === 'TSTypeAliasDeclaration' &&
  nodesOf(declared).some(node => node.type === 'TSQualifiedName' && nameOf(node['left']) === 'z')

/** Types, and values in `typeof x`, by their names. */
const listNames = (statements: readonly Node[]): readonly string[] => [
  ...new Set(
    nodesOf(statements).flatMap(node => {
      const name = nameOf(node['typeName'] ?? node['exprName'])
      return name === undefined ? [] : [name]
    }),
  ),
]

const nodesOf = (value: unknown): readonly Node[] => {
  if (Array.isArray(value)) return value.flatMap(nodesOf)
  if (typeof value !== 'object' || value === null || !('type' in value)) return []
  return [value as Node, ...Object.values(value).flatMap(nodesOf)]
}

const nameOf = (node: unknown): string | undefined =>
  typeof node === 'object' && node !== null && 'type' in node && node.type === 'Identifier' && 'name' in node
    ? String(node.name)
    : undefined
