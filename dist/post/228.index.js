export const id = 228;
export const ids = [228];
export const modules = {

/***/ 48228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runInputs: () => (/* binding */ runInputs)
/* harmony export */ });
/* unused harmony exports callInputs, commonInputs */
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var _workflow_parser__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22288);
/* harmony import */ var _template_value_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35422);



const declaredInputs = (on, event) => {
    if (on === undefined)
        return undefined;
    if (!(0,_workflow_parser__WEBPACK_IMPORTED_MODULE_1__/* .isMapping */ .pi)(on)) {
        const events = (0,_workflow_parser__WEBPACK_IMPORTED_MODULE_1__/* .isSequence */ .wZ)(on) ? [...on] : [on];
        return events.some(item => (0,_template_value_js__WEBPACK_IMPORTED_MODULE_2__/* .literalText */ .bK)(item) === event) ? new Map() : undefined;
    }
    const config = on.find(event);
    const inputs = (0,_template_value_js__WEBPACK_IMPORTED_MODULE_2__/* .memberOf */ .C5)(config, 'inputs');
    if (config === undefined || inputs === undefined || !(0,_workflow_parser__WEBPACK_IMPORTED_MODULE_1__/* .isMapping */ .pi)(inputs))
        return config && new Map();
    return new Map([...inputs].map(({ key, value }) => [
        (0,_template_value_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(key).toLowerCase(),
        { type: (0,_template_value_js__WEBPACK_IMPORTED_MODULE_2__/* .literalText */ .bK)((0,_template_value_js__WEBPACK_IMPORTED_MODULE_2__/* .memberOf */ .C5)(value, 'type')) ?? 'string', fallback: (0,_template_value_js__WEBPACK_IMPORTED_MODULE_2__/* .memberOf */ .C5)(value, 'default') },
    ]));
};
/**
 * The inputs context of a called file: what the caller gives, else the default, else the empty value of the type
 * (docs.github.com workflow syntax, on.workflow_call.inputs). Undefined where the file does not say that it can be
 * called: then nothing is known of its inputs.
 */
const callInputs = (on, given, caller, evaluate) => {
    const declared = declaredInputs(on, 'workflow_call');
    const written = givenValues(given, caller, evaluate);
    if (declared === undefined || written === undefined)
        return undefined;
    const values = [...declared].flatMap(([name, { type, fallback }]) => {
        const value = written.has(name) ? written.get(name) : defaultOf(fallback, type, caller, evaluate);
        return value === undefined ? [] : [[name, typed(value, type)]];
    });
    return { values: Object.fromEntries(values), isWhole: values.length === declared.size };
};
/** `with:` by lower-case name, undefined for a value that only the run knew. */
const givenValues = (given, caller, evaluate) => {
    if (given === undefined)
        return new Map();
    try {
        const values = plainValue(given, text => evaluate.value(text, caller));
        if (typeof values !== 'object' || values === null)
            return undefined;
        return new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
    }
    catch {
        return undefined;
    }
};
const EMPTY = { boolean: false, number: 0 };
/** A default sees the run's github context, and no matrix. */
const defaultOf = (fallback, type, caller, evaluate) => {
    const contexts = { github: caller.github, inputs: undefined, matrix: undefined, strategy: undefined };
    return fallback === undefined ? (EMPTY[type] ?? '') : plainValue(fallback, text => evaluate.value(text, contexts));
};
/** As the declared type has it: an event carries all inputs as text, and an expression of a text gives text. */
const typed = (value, type) => {
    if (type === 'boolean' && typeof value === 'string')
        return value === 'true';
    if (type === 'number' && typeof value === 'string' && value !== '')
        return Number(value);
    return type === 'string' && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : value;
};
/** The inputs of the run itself: all there are. Of a dispatched run each has its declared type. */
const runInputs = (given, on) => {
    if (given === undefined)
        return undefined;
    const declared = declaredInputs(on, 'workflow_dispatch');
    const values = Object.entries(given).map(([name, value]) => {
        const key = name.toLowerCase();
        return [key, typed(value, declared?.get(key)?.type ?? '')];
    });
    return { values: Object.fromEntries(values), isWhole: true };
};
/** What is the same in all of them: the inputs of a job whose legs are not known. */
const commonInputs = (inputs) => {
    const [first, ...others] = inputs;
    if (first === undefined || others.length === 0)
        return first;
    const shared = Object.entries(first.values).filter(([name, value]) => others.every(other => other !== undefined && isDeepStrictEqual(other.values[name], value)));
    const isWhole = first.isWhole && shared.length === Object.keys(first.values).length && others.every(other => other?.isWhole);
    return { values: Object.fromEntries(shared), isWhole };
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
