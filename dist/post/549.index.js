export const id = 549;
export const ids = [549];
export const modules = {

/***/ 97549:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseFile: () => (/* binding */ parseFile)
});

// EXTERNAL MODULE: ./dist/workflow-parser/index.js
var workflow_parser = __webpack_require__(22288);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(82350);
// EXTERNAL MODULE: ./lib/src/sources/workflow-file/nesting.js
var nesting = __webpack_require__(27220);
;// CONCATENATED MODULE: ./lib/src/sources/workflow-file/without-aliases.js


/** More places than aliases: a script has such words too. */
const ANCHOR = /(?:^|[\s,[{:])&[^\s&]/;
const ALIAS = /(?:^|[\s,[{:])\*[^\s*]/g;
/** The YAML reader looks through all anchors for each alias. */
const MAX_ALIASES = 10_000;
/**
 * The same document without YAML aliases. GitHub's parser writes each alias out, with no limit of its own, so a small
 * file could fill the memory. What is written out must fit the cap of a file.
 */
const withoutAliases = (content) => {
    const aliases = ANCHOR.test(content) ? [...content.matchAll(ALIAS)].length : 0;
    if (aliases === 0)
        return { kind: 'text', text: content };
    if (aliases > MAX_ALIASES)
        return { kind: 'unread', reason: 'too-large' };
    try {
        // Parts that are aliased are shared here, so this stays small. Duplicate keys are the parser's to name.
        const value = (0,workflow_parser.parseYaml)(content, { uniqueKeys: false, maxAliasCount: -1, logLevel: 'silent' });
        return sizeOf(value, new Map()) > limits/* LIMITS */.b.workflowFile
            ? { kind: 'unread', reason: 'too-large' }
            : { kind: 'text', text: JSON.stringify(value) ?? '' };
    }
    catch {
        // Not YAML, or an alias inside its own anchor.
        return { kind: 'unread', reason: 'malformed' };
    }
};
/** About the length of the value as JSON; a shared part is measured once and counted wherever it stands. */
const sizeOf = (value, measured) => {
    if (typeof value !== 'object' || value === null)
        return 2 + String(value).length;
    const known = measured.get(value);
    if (known !== undefined)
        return known;
    const size = Object.entries(value).reduce((sum, [key, item]) => sum + key.length + 4 + sizeOf(item, measured), 2);
    measured.set(value, size);
    return size;
};

;// CONCATENATED MODULE: ./lib/src/sources/workflow-file/parse-file.js




/** Reads a file with GitHub's own parser. One with errors gives what can be read of it, or nothing. */
const parseFile = async (path, content) => {
    if (content.length > limits/* LIMITS */.b.workflowFile || (0,nesting/* nestsTooDeep */.q)(content))
        return { kind: 'unread', reason: 'too-large' };
    const plain = withoutAliases(content);
    if (plain.kind === 'unread')
        return plain;
    try {
        return await parse(path, plain.text);
    }
    catch {
        // A document nested so deep that the parser's recursion ends, or a key that is no scalar.
        return { kind: 'unread', reason: 'malformed' };
    }
};
/** ErrorPolicy.TryConversion, which the package does not export. */
const TRY_CONVERSION = 1;
const parse = async (path, content) => {
    const context = contextWithFeatures();
    const { value } = (0,workflow_parser/* parseWorkflow */.hM)({ name: path, content }, context);
    if (value === undefined || !(0,workflow_parser/* isMapping */.pi)(value))
        return { kind: 'unread', reason: 'malformed' };
    dropNoMappings(value.find('jobs'));
    const template = await (0,workflow_parser/* convertWorkflowTemplate */.DE)(context, value, undefined, {
        errorPolicy: TRY_CONVERSION,
        featureFlags: FEATURES,
    });
    const name = value.find('name')?.toString();
    return {
        kind: 'parsed',
        name: name === '' ? undefined : name?.slice(0, 1_024),
        on: value.find('on'),
        template,
        errors: context.errors.getErrors().length,
    };
};
/** Background steps and the like are behind flags of the editor's, while GitHub runs them. */
const FEATURES = new workflow_parser/* FeatureFlags */.gH({ all: true });
/**
 * A context of the parser is made by parsing only, and the flags must be in it before the file is read: a file without
 * errors gives one.
 */
const contextWithFeatures = () => {
    const content = 'on: push\njobs: { a: { runs-on: a, steps: [{ run: a }] } }';
    const { context } = (0,workflow_parser/* parseWorkflow */.hM)({ name: 'features', content }, new workflow_parser/* NoOperationTraceWriter */.P0());
    context.state['featureFlags'] = FEATURES;
    return context;
};
/** One job that is no mapping would end the conversion of all. The parser has already named it as an error. */
const dropNoMappings = (jobs) => {
    if (jobs === undefined || !(0,workflow_parser/* isMapping */.pi)(jobs))
        return;
    for (let index = jobs.count - 1; index >= 0; index -= 1)
        if (!(0,workflow_parser/* isMapping */.pi)(jobs.get(index).value))
            jobs.remove(index);
};


/***/ })

};
