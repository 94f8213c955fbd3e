// The one door to GitHub's own workflow parser. @actions/workflow-parser and @actions/expressions import JSON
// without an import attribute, which Node refuses; in the shared bundle the JSON is code, and dist/workflow-parser hands
// it out.
// Everything else, tests and lab included, imports `#workflow-parser` (package.json "imports").

export * from '@actions/expressions'
export * from '@actions/workflow-parser'
// The YAML reader that the parser itself stands on, for the places that need a value and not a template.
export { parse as parseYaml } from 'yaml'
