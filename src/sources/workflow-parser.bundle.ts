// The one door to GitHub's own workflow parser. @actions/workflow-parser and @actions/expressions import JSON
// without an import attribute, which Node refuses; bundled by ncc into dist/workflow-parser the JSON becomes code.
// Everything else, tests and lab included, imports `#workflow-parser` (package.json "imports").

export * from '@actions/expressions'
export * from '@actions/workflow-parser'
