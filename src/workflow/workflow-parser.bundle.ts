// The single entry point of GitHub's own workflow parser. @actions/workflow-parser and @actions/expressions import JSON
// without an import attribute, which Node refuses. In the shared bundle the JSON is code, and dist/workflow-parser
// re-exports it. All other code, including tests and lab, imports `#workflow-parser` (package.json "imports").

export * from '@actions/expressions'
export * from '@actions/workflow-parser'
// The YAML reader of the parser, for code that needs a value instead of a template.
export { parse as parseYaml } from 'yaml'
