export const id = 458;
export const ids = [458,72,781];
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


/***/ }),

/***/ 75458:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  planLegs: () => (/* binding */ planLegs)
});

// EXTERNAL MODULE: ./dist/workflow-parser/index.js
var workflow_parser = __webpack_require__(22288);
// EXTERNAL MODULE: ./lib/src/model/name-pattern.js
var name_pattern = __webpack_require__(1822);
// EXTERNAL MODULE: ./lib/src/sources/matrix.js
var matrix = __webpack_require__(88842);
;// CONCATENATED MODULE: ./lib/src/sources/workflow-file/job-name.js

/**
 * Name of a job for people, without its callers. The values of its matrix leg stand behind the key, and behind a
 * `name:` without an expression (seen: `name: Test` with one dimension is shown as `Test (1.25)`,
 * a3tai/openclaw-go#6); a `name:` with an expression is the whole name, unless it comes out empty (actions/runner
 * src/Sdk/WorkflowParser/WorkflowTemplateEvaluator.cs EvaluateStrategy, EvaluateJobName).
 */
const jobName = (key, written, segments, evaluate) => {
    if (written === undefined || !written.includes('${{'))
        return [withSegments(written || key, segments)];
    const name = (0,name_pattern/* toPattern */.wQ)(evaluate(written));
    if (name.length === 0)
        return [withSegments(key, segments)];
    const exact = (0,name_pattern/* exactName */.hr)(name);
    return exact === undefined ? name : [(0,name_pattern/* cutSegment */._W)(exact)];
};
const withSegments = (name, segments) => (0,name_pattern/* cutSegment */._W)(segments.length === 0 ? name : `${name} (${segments.join(', ')})`);
/**
 * What every name of the job looks like, also that of a job which is skipped before its matrix is expanded: GitHub then
 * shows the `name:` with its expressions as text, or the name without values (actions/runner#1215).
 */
const anyJobName = (key, written, hasMatrix, toParts) => {
    if (written?.includes('${{') === true)
        return (0,name_pattern/* toPattern */.wQ)(toParts(written));
    const name = written || key;
    return hasMatrix ? [name, null] : [(0,name_pattern/* cutSegment */._W)(name)];
};

// EXTERNAL MODULE: ./lib/src/sources/workflow-file/known-value.js
var known_value = __webpack_require__(17781);
;// CONCATENATED MODULE: ./lib/src/sources/workflow-file/matrix.js
/** Jobs one matrix may make (docs.github.com "Limits"). */
const MAX_LEGS = 256;
/**
 * Legs of a matrix, first dimension slowest. `exclude` takes legs out; an `include` entry adds its further values to
 * every leg that has its values of the dimensions, and is a leg of its own where there is none. What `include` added to
 * a leg does not show in its name (actions/runner src/Sdk/WorkflowParser/Conversion/MatrixBuilder.cs).
 * @throws Error for a dimension that is no list of values, for include or exclude that are no list of mappings, or more
 * than 256 legs.
 */
const expandMatrix = (matrix) => {
    const dimensions = Object.entries(matrix).filter(([name]) => name !== 'include' && name !== 'exclude');
    const product = dimensions.reduce((legs, [name, values]) => {
        if (!Array.isArray(values))
            throw new Error(`matrix dimension ${name} is not a list`);
        if (values.length === 0)
            throw new Error(`matrix dimension ${name} does not contain any values`);
        if (legs.length * values.length > MAX_LEGS)
            throw new Error(`a matrix has at most ${MAX_LEGS} jobs`);
        return legs.flatMap(leg => values.map((value) => ({ ...leg, [name]: value })));
    }, dimensions.length === 0 ? [] : [{}]);
    const excluded = mappingsOf('exclude', matrix['exclude']).map(filterOf);
    const kept = product.filter(leg => !excluded.some(matches => matches(leg)));
    const names = new Set(dimensions.map(([name]) => name));
    const legs = include(kept, mappingsOf('include', matrix['include']), names);
    if (legs.length > MAX_LEGS)
        throw new Error(`a matrix has at most ${MAX_LEGS} jobs`);
    return legs;
};
const include = (originals, entries, dimensions) => {
    const parts = entries.map(entry => {
        const [filter, extra] = [true, false].map(isFilter => Object.fromEntries(Object.entries(entry).filter(([name]) => dimensions.has(name) === isFilter)));
        return { filter: filter ?? {}, extra: extra ?? {}, matches: filterOf(filter ?? {}) };
    });
    const extended = originals.map(leg => ({
        values: Object.assign({ ...leg }, ...parts.filter(({ matches }) => matches(leg)).map(({ extra }) => extra)),
        segments: segmentsOf(leg),
    }));
    const added = parts
        .filter(({ matches }) => !originals.some(matches))
        .map(({ filter, extra }) => ({ ...filter, ...extra }))
        .map(values => ({ values, segments: segmentsOf(values) }));
    return [...extended, ...added];
};
/** A filter compares every scalar it names, at any depth, by `==`; it may name part of a nested value. */
const filterOf = (filter) => {
    const conditions = leavesOf(filter);
    return leg => conditions.every(({ path, value }) => looselyEqual(valueAt(leg, path), value));
};
const leavesOf = (value, path = []) => typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]))
    : [{ path, value }];
const valueAt = (value, path) => path.reduce((at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? at[key] : null), value);
/** `==` of expressions: text without regard to case, different types as numbers (docs.github.com "Operators"). */
const looselyEqual = (left, right) => {
    if (typeof left === 'string' && typeof right === 'string')
        return left.toUpperCase() === right.toUpperCase();
    if (typeof left === typeof right)
        return left === right;
    return toNumber(left) === toNumber(right);
};
const toNumber = (value) => {
    if (value === null || value === undefined)
        return 0;
    return typeof value === 'object' ? Number.NaN : Number(value);
};
/** Scalars at any depth, in order; what is empty or null does not show. */
const segmentsOf = (value) => {
    if (value === null || value === undefined || value === '')
        return [];
    return typeof value === 'object' ? Object.values(value).flatMap(segmentsOf) : [String(value)];
};
const mappingsOf = (name, value) => {
    if (value === undefined || value === null)
        return [];
    if (!Array.isArray(value) || !value.every(isMapping))
        throw new Error(`matrix ${name} is not a list of mappings`);
    return value;
};
const isMapping = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

// EXTERNAL MODULE: ./lib/src/sources/workflow-file/template-value.js
var template_value = __webpack_require__(35422);
;// CONCATENATED MODULE: ./lib/src/sources/workflow-file/plan-legs.js







/** The legs of a job in each of its callers. Undefined where one cannot be told, or there are more than `most`. */
const planLegs = (job, scope, github, evaluate, most) => {
    const name = writtenName(job);
    const anyName = (0,name_pattern/* nestName */.uY)(scope.anyScope, anyJobName(job.id.value, name, hasMatrix(job.strategy), known_value/* openPattern */.D));
    const open = (inputs) => ({
        github,
        inputs,
        matrix: hasMatrix(job.strategy) ? undefined : null,
        strategy: hasMatrix(job.strategy) ? undefined : ALONE,
    });
    if (scope.callers === undefined)
        return { legs: undefined, contexts: [open(scope.anyInputs)], anyName, refusal: undefined };
    const planned = [];
    for (const caller of scope.callers) {
        const contexts = open(caller.inputs);
        const matrix = readMatrix(job, contexts, evaluate);
        const legs = matrix.kind === 'legs' ? matrix.legs : [];
        const tooMany = planned.length + legs.length > most;
        if (matrix.kind !== 'legs' || tooMany) {
            const refusal = tooMany ? 'too-large' : matrix.kind === 'refused' ? 'malformed' : undefined;
            return { legs: undefined, contexts: scope.callers.map(({ inputs }) => open(inputs)), anyName, refusal };
        }
        for (const [index, leg] of legs.entries()) {
            const place = { 'job-index': index, 'job-total': legs.length };
            planned.push(planLeg(job, name, caller, { ...contexts, matrix: leg?.values ?? null, strategy: place }, leg, evaluate));
        }
    }
    return { legs: planned, contexts: planned.map(({ contexts }) => contexts), anyName, refusal: undefined };
};
const ALONE = { 'job-index': 0, 'job-total': 1 };
const planLeg = (job, written, caller, contexts, leg, evaluate) => {
    const name = jobName(job.id.value, written, leg?.segments ?? [], text => evaluate.pattern(text, contexts));
    return {
        instance: {
            name: (0,name_pattern/* nestName */.uY)(caller.scope, name),
            scope: caller.scope,
            matrix: leg === null ? {} : (0,matrix/* scalarsOf */.TM)(leg.values),
        },
        contexts,
    };
};
/** The parser gives a job without a name its key. */
const writtenName = ({ id, name }) => name === undefined || name === id ? undefined : (0,template_value/* textOf */.b6)(name);
/**
 * One leg `null` for a job without a matrix, and for one whose legs are all excluded: it runs once, with no matrix
 * (actions/runner src/Sdk/WorkflowParser/WorkflowTemplateEvaluator.cs EvaluateStrategy).
 */
const readMatrix = ({ strategy }, contexts, evaluate) => {
    const written = strategy === undefined ? { matrix: undefined } : matrixOf(strategy, contexts, evaluate);
    if (written === undefined)
        return { kind: 'unknown' };
    const { matrix } = written;
    if (matrix === undefined)
        return { kind: 'legs', legs: [null] };
    if (typeof matrix !== 'object' || matrix === null)
        return { kind: 'refused' };
    const size = JSON.stringify(matrix).length;
    if (!evaluate.spend(size * COST) || size > MAX_MATRIX)
        return { kind: 'unknown' };
    try {
        const legs = expandMatrix({ ...matrix });
        return { kind: 'legs', legs: legs.length === 0 ? [null] : legs };
    }
    catch {
        return { kind: 'refused' };
    }
};
/** Every leg carries its values, and every expression of the leg is given them. */
const MAX_MATRIX = 65_536;
/** Of one character: each leg is compared with each filter. */
const COST = 16;
/** A strategy may have no matrix; one that is an expression may have. */
const hasMatrix = (strategy) => strategy !== undefined && (!(0,workflow_parser/* isMapping */.pi)(strategy) || strategy.find('matrix') !== undefined);
/** The matrix as a value, undefined where a part of it is not known. `strategy` may itself be an expression. */
const matrixOf = (strategy, contexts, evaluate) => {
    const known = (text) => {
        const value = evaluate.value(text, contexts);
        if (value === undefined)
            throw new Error('not known');
        return value;
    };
    try {
        if ((0,workflow_parser/* isMapping */.pi)(strategy)) {
            const matrix = strategy.find('matrix');
            return { matrix: matrix === undefined ? undefined : (0,template_value/* plainValue */._y)(matrix, known) };
        }
        const value = (0,template_value/* plainValue */._y)(strategy, known);
        return { matrix: typeof value === 'object' && value !== null && 'matrix' in value ? value.matrix : undefined };
    }
    catch {
        return undefined;
    }
};


/***/ }),

/***/ 35422:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C5: () => (/* binding */ memberOf),
/* harmony export */   _y: () => (/* binding */ plainValue),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   bK: () => (/* binding */ literalText)
/* harmony export */ });
/* harmony import */ var _workflow_parser__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22288);

/** A scalar as it is written: the parser turns text around expressions into one format() call, and keeps the text. */
const textOf = (token) => {
    if (!(0,_workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .isBasicExpression */ .hR)(token))
        return (0,_workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .isLiteral */ .c$)(token) ? token.toString() : '';
    return token.originalExpressions !== undefined && token.source !== undefined
        ? token.source
        : `\${{ ${token.expression} }}`;
};
/** A token as a plain value; `evaluate` decides what a text with an expression is. */
const plainValue = (token, evaluate) => {
    if ((0,_workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .isMapping */ .pi)(token))
        return Object.fromEntries([...token].map(({ key, value }) => [literalKey(key), plainValue(value, evaluate)]));
    if ((0,_workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .isSequence */ .wZ)(token))
        return [...token].map(item => plainValue(item, evaluate));
    if ((0,_workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .isNumber */ .Et)(token) || (0,_workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .isBoolean */ .Lm)(token))
        return token.value;
    if ((0,_workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .isLiteral */ .c$)(token) && token.typeName() === 'NullToken')
        return null;
    const text = textOf(token);
    return text.includes('${{') ? evaluate(text) : text;
};
/** `${{ insert }}` merges what only the run knew. */
const literalKey = (key) => {
    if (key.isExpression)
        throw new Error('a key is an expression');
    return textOf(key);
};
const memberOf = (token, key) => token !== undefined && (0,_workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .isMapping */ .pi)(token) ? token.find(key) : undefined;
/** A text without an expression. */
const literalText = (token) => {
    if (token === undefined || !(0,_workflow_parser__WEBPACK_IMPORTED_MODULE_0__/* .isLiteral */ .c$)(token))
        return undefined;
    const text = textOf(token);
    return text.includes('${{') ? undefined : text;
};


/***/ })

};
