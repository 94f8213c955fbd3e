import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from '@babel/parser'
import { listFiles } from './repository-files.ts'

/** What the checks want to know of one TypeScript module; lines count from 1. */
export type SourceModule = {
  readonly file: string
  /** `typeOnly`: gone after compilation (`import type`, `export type`, `import('x').T`). */
  readonly imports: readonly { readonly specifier: string; readonly typeOnly: boolean; readonly line: number }[]
  readonly patterns: readonly { readonly source: string; readonly flags: string; readonly line: number }[]
  /** `new RegExp(x)` where x is no literal. */
  readonly dynamicPatterns: readonly number[]
  readonly environmentReads: readonly number[]
  readonly defaultExports: readonly number[]
  /** Classes, with the name of what they extend ('' for nothing). */
  readonly classes: readonly { readonly extends: string; readonly line: number }[]
}

type Node = { readonly type: string; readonly loc?: { readonly start: { readonly line: number } } | null } & Record<
  string,
  unknown
>

/** All modules under the given folders (`src`, `lab`, …), parsed. @throws SyntaxError for a file that is no TypeScript. */
export const readModules = async (root: string, folders: readonly string[]): Promise<readonly SourceModule[]> => {
  const files = (await listFiles(root)).filter(
    file => /\.[tj]s$/.test(file) && folders.some(folder => file.startsWith(`${folder}/`)),
  )
  return Promise.all(files.map(async file => parseModule(file, await readFile(join(root, file), 'utf8'))))
}

/** @throws SyntaxError for a text that is no TypeScript. */
export const parseModule = (file: string, code: string): SourceModule => {
  const found = {
    imports: [] as { specifier: string; typeOnly: boolean; line: number }[],
    patterns: [] as { source: string; flags: string; line: number }[],
    dynamicPatterns: [] as number[],
    environmentReads: [] as number[],
    defaultExports: [] as number[],
    classes: [] as { extends: string; line: number }[],
  }
  for (const node of nodesOf(parse(code, { sourceType: 'module', plugins: ['typescript'] }).program)) {
    const line = node.loc?.start.line ?? 0
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
      case 'ImportExpression':
      case 'TSImportType': {
        const specifier = literal(node['source'] ?? node['argument'])
        const kind = node['importKind'] ?? node['exportKind']
        const typeOnly = kind === 'type' || node.type === 'TSImportType'
        if (specifier !== undefined) found.imports.push({ specifier, typeOnly, line })
        break
      }
      case 'CallExpression': {
        const specifier = isNode(node['callee'], 'Import') ? literal(first(node['arguments'])) : undefined
        if (specifier !== undefined) found.imports.push({ specifier, typeOnly: false, line })
        break
      }
      case 'RegExpLiteral':
        found.patterns.push({ source: String(node['pattern']), flags: String(node['flags']), line })
        break
      case 'NewExpression':
        if (nameOf(node['callee']) !== 'RegExp') break
        if (literal(first(node['arguments'])) === undefined) found.dynamicPatterns.push(line)
        break
      case 'MemberExpression':
        if (nameOf(node['object']) === 'process' && nameOf(node['property']) === 'env')
          found.environmentReads.push(line)
        break
      case 'ExportDefaultDeclaration':
        found.defaultExports.push(line)
        break
      case 'ClassDeclaration':
      case 'ClassExpression':
        found.classes.push({ extends: nameOf(node['superClass']) ?? '', line })
        break
    }
  }
  return { file, ...found }
}

const nodesOf = (root: unknown): readonly Node[] => {
  const nodes: Node[] = []
  const waiting: unknown[] = [root]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (Array.isArray(value)) waiting.push(...value)
    else if (isNode(value)) {
      nodes.push(value)
      for (const [key, member] of Object.entries(value)) if (key !== 'loc') waiting.push(member)
    }
  }
  return nodes
}

const isNode = (value: unknown, type?: string): value is Node =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  (type === undefined || value.type === type)

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined)

const literal = (value: unknown): string | undefined => {
  if (!isNode(value)) return undefined
  if (value.type === 'StringLiteral') return String(value['value'])
  return value.type === 'TSLiteralType' ? literal(value['literal']) : undefined
}

const nameOf = (value: unknown): string | undefined => (isNode(value, 'Identifier') ? String(value['name']) : undefined)
