export const id = 781;
export const ids = [781,72];
export const modules = {

/***/ 96072:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GW: () => (/* binding */ interpolate),
/* harmony export */   ZN: () => (/* binding */ expressionParts),
/* harmony export */   evaluateValue: () => (/* binding */ evaluateValue),
/* harmony export */   knowsProperties: () => (/* binding */ knowsProperties)
/* harmony export */ });
/* unused harmony exports evaluateExpression, evaluateCondition */
/* harmony import */ var _workflow_parser__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22288);

/**
 * Evaluates one expression without its `${{ }}` and gives a plain JS value. The engine is GitHub's own
 * (@actions/expressions); an unknown context or function throws, an unknown property is null.
 */
const evaluateExpression = (expression, contexts, functions = {}) => toPlain(evaluate(expression, contexts, functions));
/** Replaces every `${{ }}` of a text by its value as a string. A lone object or array is refused, as on GitHub. */
const interpolate = (text, contexts, functions = {}) => {
    const parts = expressionParts(text);
    const [only] = parts;
    if (parts.length === 1 && only?.kind === 'expression') {
        const value = evaluate(only.text, contexts, functions);
        if (value.kind === _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.Kind.Dictionary)
            throw new Error(`A mapping was not expected: ${text}`);
        if (value.kind === _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.Kind.Array)
            throw new Error(`A sequence was not expected: ${text}`);
        return value.coerceString();
    }
    return parts
        .map(part => (part.kind === 'text' ? part.text : evaluate(part.text, contexts, functions).coerceString()))
        .join('');
};
/** Like `interpolate`, but a text that is nothing but one `${{ }}` keeps the type of its value. */
const evaluateValue = (text, contexts, functions = {}) => {
    const parts = expressionParts(text);
    const [only] = parts;
    return parts.length === 1 && only?.kind === 'expression'
        ? evaluateExpression(only.text, contexts, functions)
        : interpolate(text, contexts, functions);
};
/**
 * An `if:`. It needs no `${{ }}`; nothing or only blanks is `success()`; a condition that calls none of success,
 * failure, cancelled and always is read as `success() && (condition)`
 * (actions/languageservices workflow-parser/src/model/converter/if-condition.ts).
 */
const evaluateCondition = (condition, contexts, functions) => {
    if (condition === undefined || condition.trim() === '')
        return functions.status === 'success';
    const expression = conditionExpression(condition);
    const tree = parse(expression, contexts, definitions(functions));
    if (!callsStatusFunction(tree) && functions.status !== 'success')
        return false;
    return truthy(evaluate(expression, contexts, functions));
};
/** `a` stays `a`, `${{ a }}` becomes `a`, text around an expression makes it a format() call: a non-empty string. */
const conditionExpression = (condition) => {
    if (!condition.includes('${{'))
        return condition;
    const parts = expressionParts(condition.trim());
    const [only] = parts;
    if (parts.length === 1 && only?.kind === 'expression')
        return only.text;
    const braces = (text) => text.replaceAll('{', '{{').replaceAll('}', '}}').replaceAll("'", "''");
    const values = parts.filter(part => part.kind === 'expression');
    const pattern = parts.map(part => (part.kind === 'text' ? braces(part.text) : `{${values.indexOf(part)}}`)).join('');
    return `format('${pattern}', ${values.map(value => value.text).join(', ')})`;
};
/**
 * Whether every property of a context that the expression names is among those known. A property that is not there
 * would read as null, and `github.event.inputs.os || 'ubuntu-latest'` would give a value that nobody asked for.
 */
const knowsProperties = (expression, context, isKnown) => [...expression.matchAll(PROPERTIES[context])].every(([, name]) => isKnown(name?.toLowerCase() ?? ''));
const PROPERTIES = {
    github: /\bgithub\b(?:\.([\w-]{1,100}))?/gi,
    inputs: /\binputs\b(?:\.([\w-]{1,100}))?/gi,
    strategy: /\bstrategy\b(?:\.([\w-]{1,100}))?/gi,
};
/** Cuts a text at its expressions; `}}` inside a quoted string does not end one. */
const expressionParts = (text) => {
    const parts = [];
    let at = 0;
    while (at < text.length) {
        const start = text.indexOf('${{', at);
        if (start < 0)
            break;
        const end = expressionEnd(text, start + 3);
        if (start > at)
            parts.push({ kind: 'text', text: text.slice(at, start) });
        parts.push({ kind: 'expression', text: text.slice(start + 3, end).trim() });
        at = end + 2;
    }
    if (at < text.length || parts.length === 0)
        parts.push({ kind: 'text', text: text.slice(at) });
    return parts;
};
const expressionEnd = (text, from) => {
    let quoted = false;
    for (let at = from; at < text.length; at += 1) {
        if (text[at] === "'")
            quoted = !quoted;
        if (!quoted && text[at] === '}' && text[at + 1] === '}')
            return at;
    }
    throw new Error(`The expression is not closed. An unescaped \${{ sequence was found: ${text.slice(0, 200)}`);
};
/** The parser gives nothing for an expression of blanks: its value is null. */
const parse = (expression, contexts, known) => new _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .Parser */ .iX(new _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .Lexer */ .JG(expression).lex().tokens, Object.keys(contexts), [...known.values()]).parse();
const evaluate = (expression, contexts, functions) => {
    const known = definitions(functions);
    const tree = parse(expression, contexts, known);
    if (tree === undefined)
        return new _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.Null();
    const pairs = Object.entries(contexts).map(([key, value]) => ({ key, value: toData(value) }));
    return new _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .Evaluator */ .oi(tree, new _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.Dictionary(...pairs), known).evaluate();
};
const definitions = ({ status, hashFiles }) => {
    const boolean = (name, value) => [
        name,
        { name, minArgs: 0, maxArgs: 0, call: () => new _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.BooleanData(value) },
    ];
    const known = new Map();
    if (status !== undefined)
        for (const [name, definition] of [
            boolean('success', status === 'success'),
            boolean('failure', status === 'failure'),
            boolean('cancelled', status === 'cancelled'),
            boolean('always', true),
        ])
            known.set(name, definition);
    if (hashFiles !== undefined)
        known.set('hashfiles', {
            name: 'hashFiles',
            minArgs: 1,
            maxArgs: 255,
            call: (...args) => new _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.StringData(hashFiles(args.map(arg => arg.coerceString()))),
        });
    return known;
};
const STATUS_FUNCTIONS = new Set(['success', 'failure', 'cancelled', 'always']);
/** Walks the tree by its plain fields: the visitor interface of the package is not exported. */
const callsStatusFunction = (node) => {
    if (Array.isArray(node))
        return node.some(callsStatusFunction);
    if (typeof node !== 'object' || node === null)
        return false;
    if ('functionName' in node) {
        const token = node.functionName;
        if (typeof token === 'object' && token !== null && 'lexeme' in token)
            if (STATUS_FUNCTIONS.has(String(token.lexeme).toLowerCase()))
                return true;
    }
    return Object.values(node).some(callsStatusFunction);
};
const truthy = (value) => {
    const plain = toPlain(value);
    return plain !== null && plain !== false && plain !== '' && plain !== 0 && !Number.isNaN(plain);
};
const toData = (value) => {
    if (value === null || value === undefined)
        return new _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.Null();
    if (typeof value === 'boolean')
        return new _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.BooleanData(value);
    if (typeof value === 'number')
        return new _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.NumberData(value);
    if (typeof value === 'string')
        return new _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.StringData(value);
    if (Array.isArray(value))
        return new _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.Array(...value.map(toData));
    if (typeof value === 'object')
        return new _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.Dictionary(...Object.entries(value).map(([key, item]) => ({ key, value: toData(item) })));
    throw new Error(`not a JSON value in a context: ${typeof value}`);
};
const toPlain = (value) => {
    if (value instanceof _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.StringData || value instanceof _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.NumberData || value instanceof _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.BooleanData)
        return value.value;
    if (value instanceof _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.Array)
        return value.values().map(toPlain);
    if (value instanceof _workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .data */ .p.Dictionary)
        return Object.fromEntries(value.pairs().map(pair => [pair.key, toPlain(pair.value)]));
    return null;
};


/***/ }),

/***/ 17781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ openPattern),
/* harmony export */   createEvaluate: () => (/* binding */ createEvaluate)
/* harmony export */ });
/* harmony import */ var _expressions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(96072);

const MAX_TEXT = 4_096;
const MAX_RESULT = 16_384;
/**
 * About one second. A file of another repository is not trusted: neither many jobs with many expressions nor nested
 * calls of format(), each of which multiplies a text, may hold up the reader.
 */
const BUDGET = 30_000_000;
const COST = 200;
const createEvaluate = () => {
    let left = BUDGET;
    const attempt = (text, contexts, run) => {
        if (text.length > MAX_TEXT || left <= 0 || !isKnown(text, contexts) || multiplies(text))
            return undefined;
        const plain = plainOf(contexts);
        left -= COST + text.length + plain.size;
        try {
            const result = run(plain.contexts);
            const length = sizeOf(result);
            left -= length;
            return length > MAX_RESULT ? undefined : result;
        }
        catch {
            return undefined;
        }
    };
    const part = (text, contexts) => attempt(text, contexts, plain => (0,_expressions_js__WEBPACK_IMPORTED_MODULE_0__/* .interpolate */ .GW)(text, plain)) ?? null;
    return {
        pattern: (text, contexts) => partsOf(text).map(piece => (piece.kind === 'text' ? piece.text : part(`\${{ ${piece.text} }}`, contexts))),
        value: (text, contexts) => attempt(text, contexts, plain => (0,_expressions_js__WEBPACK_IMPORTED_MODULE_0__.evaluateValue)(text, plain)),
        spend: cost => {
            left -= cost;
            return left > 0;
        },
        isSpent: () => left <= 0,
    };
};
/** A text with nothing evaluated. */
const openPattern = (text) => partsOf(text).map(piece => (piece.kind === 'text' ? piece.text : null));
const partsOf = (text) => {
    const unread = [{ kind: 'expression', text: '' }];
    if (text.length > MAX_TEXT)
        return unread;
    try {
        return (0,_expressions_js__WEBPACK_IMPORTED_MODULE_0__/* .expressionParts */ .ZN)(text);
    }
    catch {
        return unread;
    }
};
/** Contexts that are not known at all are left out, so that naming one is an error of the engine. */
const isKnown = (text, { github, inputs }) => (0,_expressions_js__WEBPACK_IMPORTED_MODULE_0__.knowsProperties)(text, 'github', name => Object.hasOwn(github, name)) &&
    (inputs?.isWhole === true || (0,_expressions_js__WEBPACK_IMPORTED_MODULE_0__.knowsProperties)(text, 'inputs', name => Object.hasOwn(inputs?.values ?? {}, name))) &&
    (0,_expressions_js__WEBPACK_IMPORTED_MODULE_0__.knowsProperties)(text, 'strategy', name => name === 'job-index' || name === 'job-total');
/** What calls that repeat their arguments make of a text has an upper bound; a format that is itself computed has none. */
const multiplies = (text) => {
    const calls = text.match(/\b(?:format|join|tojson)\s{0,10}\(/gi)?.length ?? 0;
    if (calls < 2)
        return false;
    return /\bformat\s{0,10}\(\s{0,10}[^'\s]/i.test(text) || (2 + text.split('{').length) ** calls > 10_000;
};
const cache = new WeakMap();
const plainOf = (known) => {
    const before = cache.get(known);
    if (before !== undefined)
        return before;
    const { github, inputs, matrix, strategy } = known;
    const contexts = {
        github,
        ...(inputs === undefined ? {} : { inputs: inputs.values }),
        ...(matrix === undefined ? {} : { matrix }),
        ...(strategy === undefined ? {} : { strategy }),
    };
    const made = { contexts, size: sizeOf(contexts) };
    cache.set(known, made);
    return made;
};
const sizeOf = (value) => JSON.stringify(value)?.length ?? 0;


/***/ })

};
