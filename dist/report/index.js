import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 42613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 20181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 35317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 49140:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("constants");

/***/ }),

/***/ 76982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 72250:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("dns");

/***/ }),

/***/ 24434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 79896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 91943:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs/promises");

/***/ }),

/***/ 58611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 85675:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http2");

/***/ }),

/***/ 65692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 69278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 34589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 16698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 31421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 37540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 77598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 53053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 40610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 78474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 73024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 51455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 37067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 32467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 44708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 77030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 48161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 76760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 41792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 57075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 46193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 41692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 73136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 57975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 73429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 75919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 38522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 70857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 16928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 13193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 53557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 16460:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers/promises");

/***/ }),

/***/ 64756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 52018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 87016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 39023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 43106:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ }),

/***/ 29449:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ readEnvironment),
/* harmony export */   R: () => (/* binding */ readInput)
/* harmony export */ });
/** A frozen copy of the process environment. */
const readEnvironment = () => Object.freeze({ ...process.env });
/** The input of an action as the runner passes it: `INPUT_<NAME>`, trimmed; '' when absent (@actions/core getInput). */
const readInput = (environment, name) => (environment[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] ?? '').trim();


/***/ }),

/***/ 69810:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ toOneLine),
/* harmony export */   y: () => (/* binding */ TraceError)
/* harmony export */ });
/** The one error class. `hint` is the reader's next step in their own terms (a permission to add, an input to change). */
class TraceError extends Error {
    code;
    hint;
    constructor(code, message, options = {}) {
        super(message, 'cause' in options ? { cause: options.cause } : undefined);
        this.name = 'TraceError';
        this.code = code;
        this.hint = options.hint;
    }
}
/** One line for a notice: message, then the hint. Newlines are folded so that nothing can start a workflow command. */
const toOneLine = (error) => {
    const text = error instanceof TraceError
        ? `${error.message}${error.hint === undefined ? '' : `. ${error.hint}`}`
        : error instanceof Error
            ? error.message
            : String(error);
    return text.replace(/[\r\n]+/g, ' ').slice(0, 1000);
};


/***/ }),

/***/ 85363:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  K: () => (/* binding */ readInputs)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 3 modules
var schemas = __nccwpck_require__(63619);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __nccwpck_require__(73305);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __nccwpck_require__(23945);
// EXTERNAL MODULE: ./lib/src/env.js
var env = __nccwpck_require__(29449);
// EXTERNAL MODULE: ./lib/src/model/error.js
var error = __nccwpck_require__(69810);
;// CONCATENATED MODULE: ./lib/src/input-reader.js



const flagText = schemas/* pipe */.FsL(schemas/* enum */.k5n(['true', 'false']), schemas/* transform */.pdi(value => value === 'true'));
const urlText = schemas/* string */.YjP().check(api/* _regex */.Fk(/^https?:\/\/[^\s]{1,300}$/));
const idText = schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{1,20}$/));
const wholeText = (min, max) => schemas/* pipe */.FsL(schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{1,6}$/)), schemas/* pipe */.FsL(schemas/* transform */.pdi(Number), schemas/* int */.Whr().check(api/* _gte */.qm(min), api/* _lte */.Zm(max))));
const createInputReader = (environment) => {
    const problems = [];
    const reject = (name, remedy) => {
        problems.push(`${name}: ${remedy}`);
    };
    const read = (name, schema, fallback, remedy) => {
        const given = (0,env/* readInput */.R)(environment, name);
        if (given === '')
            return fallback;
        const parsed = parse/* safeParse */.xL(schema, given);
        if (parsed.success)
            return parsed.data;
        reject(name, remedy);
        return fallback;
    };
    return {
        text: name => (0,env/* readInput */.R)(environment, name),
        read,
        reject,
        oneOf: (name, values, fallback) => read(name, schemas/* enum */.k5n(values), fallback, `use ${values.join(', ')}`),
        flag: (name, fallback) => read(name, flagText, fallback, 'use true or false'),
        whole: (name, min, max, fallback) => read(name, wholeText(min, max), fallback, `use a whole number from ${min} to ${max}`),
        url: name => read(name, urlText, '', 'use an http(s) URL'),
        jobId: name => read(name, idText, '', 'leave it to its default'),
        problem: () => problems.length === 0
            ? undefined
            : new error/* TraceError */.y('INPUT_INVALID', `inputs that could not be used: ${problems.join('; ')}`, {
                hint: 'The default was taken for each',
            }),
    };
};

;// CONCATENATED MODULE: ./lib/src/report/inputs.js



/** `needs` of 256 jobs without outputs is below 20 KB; outputs may add to it. */
const MAX_NEEDS = 4 * 1_048_576;
const MAX_JOBS = 1_000;
const needs = schemas/* record */.g1P(schemas/* string */.YjP().check(api/* _maxLength */.Eb(256)), schemas/* object */.Ikc({ result: schemas/* string */.YjP().check(api/* _maxLength */.Eb(40)) }));
/** Reads every input; one error lists all bad ones with their remedy. Outputs of the needed jobs are dropped at reading. */
const readInputs = (environment) => {
    const { text, oneOf, flag, whole, url, jobId, reject, problem } = createInputReader(environment);
    const inputs = {
        needs: readNeeds(text('needs'), reject),
        checkRun: oneOf('check-run', ['separate', 'own-job', 'both', 'off'], 'separate'),
        signing: oneOf('signing', ['auto', 'keyless', 'key', 'none'], 'auto'),
        signingKey: text('signing-key'),
        fulcioUrl: url('fulcio-url'),
        rekorUrl: url('rekor-url'),
        tsaUrl: url('tsa-url'),
        trustedRoot: text('trusted-root'),
        publicLog: flag('public-log', false),
        keepJobManifests: flag('keep-job-manifests', false),
        retentionDays: whole('retention-days', 1, 400, undefined),
        apiBudget: whole('api-budget', 0, 100_000, 200),
        strict: flag('strict', false),
        token: text('token'),
        jobId: jobId('job-id'),
    };
    return { inputs, problem: problem() };
};
const readNeeds = (given, reject) => {
    if (given === '')
        return undefined;
    try {
        if (given.length > MAX_NEEDS)
            throw new error/* TraceError */.y('TOO_LARGE', 'needs');
        const parsed = parse/* parse */.qg(needs, JSON.parse(given));
        return new Map(Object.entries(parsed)
            .slice(0, MAX_JOBS)
            .map(([key, { result }]) => [key, result]));
    }
    catch {
        reject('needs', 'give it the JSON of the needs context, toJSON(needs)');
        return undefined;
    }
};


/***/ }),

/***/ 88339:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ log)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(77598);

/** Percent, CR and LF as the runner's command parser wants them (actions/toolkit packages/core/src/command.ts). */
const escapeData = (message) => message.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const line = (text) => {
    process.stdout.write(`${text}\n`);
};
/** The job's log. Text that came out of a run can never start a workflow command. */
const log = {
    /** A plain line; what looks like a command is broken. */
    info: (message) => line(message.replace(/[\r\n]+/g, ' ').replace(/^(\s*)(::|##)/, '$1\u200b$2')),
    notice: (message) => line(`::notice title=pipeline-trace::${escapeData(message)}`),
    error: (message) => line(`::error title=pipeline-trace::${escapeData(message)}`),
    /** Several lines, with command processing stopped around them. */
    text: (message) => {
        const token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
        line(`::stop-commands::${token}`);
        line(message);
        line(`::${token}::`);
    },
};


/***/ }),

/***/ 28316:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _env_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(29449);
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(69810);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(85363);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(88339);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3311);





// Green whatever the world does; red only with `strict: true`.
const environment = (0,_env_js__WEBPACK_IMPORTED_MODULE_4__/* .readEnvironment */ .Q)();
const { inputs, problem } = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readInputs */ .K)(environment);
const complain = inputs.strict ? _log_js__WEBPACK_IMPORTED_MODULE_2__/* .log */ .R.error : _log_js__WEBPACK_IMPORTED_MODULE_2__/* .log */ .R.notice;
const faults = problem === undefined ? [] : [(0,_model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .G)(problem)];
try {
    const outcome = await (0,_run_js__WEBPACK_IMPORTED_MODULE_3__/* .runReport */ .q)(inputs, environment, Date.now);
    _log_js__WEBPACK_IMPORTED_MODULE_2__/* .log */ .R.info(outcome.headline);
    if (outcome.toLog !== undefined)
        _log_js__WEBPACK_IMPORTED_MODULE_2__/* .log */ .R.text(outcome.toLog);
    faults.push(...outcome.faults);
}
catch (error) {
    faults.push((0,_model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .G)(error));
}
faults.forEach(complain);
// Left-behind work (a toolkit client that still retries) must not hold the job.
process.exit(inputs.strict && faults.length > 0 ? 1 : 0);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 3311:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  q: () => (/* binding */ runReport)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(77598);
;// CONCATENATED MODULE: ./lib/src/digest.js

/** SHA-256 as 64 lower-case hex digits, of bytes or of the UTF-8 bytes of a text. */
const sha256Hex = (data) => (0,external_node_crypto_.createHash)('sha256').update(data).digest('hex');

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(51455);
;// CONCATENATED MODULE: ./lib/src/github/job-files.js


/**
 * Appends to the file that the runner names in GITHUB_STEP_SUMMARY. Over 1 MiB the runner drops the whole file, so the
 * caller cuts first. False when the runner gave no file or it cannot be written.
 */
const writeSummary = async (path, markdown) => {
    if (path === undefined || path === '')
        return false;
    return (0,promises_.appendFile)(path, markdown).then(() => true, () => false);
};
/**
 * Sets values through one of the runner's command files (GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV), each in a heredoc
 * with a delimiter that no value can hold (actions/runner src/Runner.Worker/FileCommandManager.cs). A file that is
 * absent or cannot be written is no fault of the job's.
 */
const writeValues = async (path, values) => {
    if (path === undefined || path === '')
        return;
    const lines = Object.entries(values).flatMap(([name, value]) => {
        const mark = `end-${(0,external_node_crypto_.randomUUID)()}`;
        return value === undefined ? [] : [`${name}<<${mark}\n${value}\n${mark}\n`];
    });
    await (0,promises_.appendFile)(path, lines.join('')).catch(() => undefined);
};

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 3 modules
var schemas = __nccwpck_require__(63619);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __nccwpck_require__(73305);
;// CONCATENATED MODULE: ./lib/src/model/time.js

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;
/** RFC 3339 in UTC with as many decimals as the source gave: 7 (100 ns) from runner files and logs, 0 from REST. */
const time = schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/));
/**
 * Epoch milliseconds (fractions kept) of an RFC 3339 time, or undefined when it is none. Offsets other than Z are read:
 * GitHub has sent `+09:00` to callers in that zone (recorded responses hold 50 of 557 jobs with one).
 */
const toMillis = (value) => {
    const match = PATTERN.exec(value);
    if (match === null)
        return undefined;
    const [, , , , , , , fraction = '', zone = 'Z'] = match;
    const whole = Date.parse(`${value.slice(0, 19)}${zone}`);
    return Number.isNaN(whole) ? undefined : whole + Number(`0.${fraction || '0'}`) * 1000;
};
/** The same instant in UTC, decimals kept as given; undefined when it is no RFC 3339 time. */
const toUtc = (value) => {
    const match = PATTERN.exec(value);
    const [, , , , , , , fraction, zone = 'Z'] = match ?? [];
    // Without the fraction: a double cannot hold 0.9999999 s beside today's seconds and would round to the next one.
    const whole = match === null ? Number.NaN : Date.parse(`${value.slice(0, 19)}${zone}`);
    if (Number.isNaN(whole))
        return undefined;
    return `${new Date(whole).toISOString().slice(0, 19)}${fraction === undefined ? '' : `.${fraction}`}Z`;
};
/** RFC 3339 UTC with millisecond resolution of epoch milliseconds. */
const fromMillis = (millis) => new Date(millis).toISOString();
/** `end - start` in milliseconds (may be negative: the caller decides what a reversed pair means); undefined if unknown. */
const millisBetween = (start, end) => {
    const from = start === undefined ? undefined : toMillis(start);
    const to = end === undefined ? undefined : toMillis(end);
    return from === undefined || to === undefined ? undefined : to - from;
};

;// CONCATENATED MODULE: ./lib/src/render/markdown.js
/*
 * The only place where text of a run becomes Markdown. Every name in a run is free text of somebody who may be hostile:
 * it must not open a tag, a link, a code span, a table cell or a heading, mention a person or an issue, or turn
 * reading direction around.
 */
/** One line of inert Markdown, also inside a table cell; at most `max` UTF-16 units of the given text. */
const markdown_text = (value, max = 300) => inert(value, max).replace(/[\\`*_[\]#|~$]/g, mark => `\\${mark}`);
/** One line of inert text inside a block of raw HTML, where Markdown's own escapes would be shown. */
const html = (value, max = 300) => inert(value, max).replace(/[\\`*_[\]!|~$]/g, mark => `&#${mark.charCodeAt(0)};`);
/** One line without control and invisible characters, for places that show plain text. */
const plain = (value, max) => cut(flatten(value), max);
const inert = (value, max) => plain(value, max)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    // A zero-width space ends what GitHub would turn into a mention, an issue link or a bare URL.
    .replace(/[@#]/g, mark => `${mark}\u200b`)
    .replace(/:\/\//g, ':\u200b//')
    .replace(/www\./gi, start => `${start.slice(0, 3)}\u200b.`);
/** The same in fixed width; an HTML tag, since a backtick fence inside a table cannot hold every text. */
const code = (value, max = 300) => `<code>${markdown_text(value, max)}</code>`;
/** A link to a page of the server the run belongs to; any other address leaves the label alone. */
const markdown_link = (label, url, serverUrl) => url !== undefined && serverUrl !== undefined && url.startsWith(`${serverUrl}/`) && /^[\w:/.~%?&=#-]+$/.test(url)
    ? `[${label}](${url})`
    : label;
/** A Markdown table as blocks: its head, then one block per row, so that it can be cut between rows. */
const table = (head, rows) => [
    `${row(head)}${row(head.map(() => '---'))}`,
    ...rows.map(row),
];
const row = (cells) => `| ${cells.join(' | ')} |\n`;
/** No control characters, line ends, or characters that reorder or hide text (Unicode bidi controls, zero width). */
const flatten = (value) => value
    // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '');
const cut = (value, max) => (value.length <= max ? value : `${value.slice(0, max - 1)}…`);

;// CONCATENATED MODULE: ./lib/src/render/quantity.js
/** `850 ms`, `12 s`, `6 m 10 s`, `2 h 5 m`; an en dash for what was not observed. */
const duration = (millis) => {
    if (millis === undefined)
        return '–';
    if (millis > 0 && millis < 1_000)
        return `${Math.round(millis)} ms`;
    const seconds = Math.round(millis / 1_000);
    const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
    if (hours > 0)
        return `${hours} h ${minutes} m`;
    return minutes > 0 ? `${minutes} m ${rest} s` : `${rest} s`;
};
/** Decimal units, as GitHub shows artifact sizes: `512 B`, `1.4 kB`, `12.0 MB`. */
const size = (bytes) => {
    if (bytes === undefined)
        return '–';
    if (bytes < 1_000)
        return `${bytes} B`;
    const units = ['kB', 'MB', 'GB', 'TB'];
    const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
    return `${(bytes / 1_000 ** power).toFixed(1)} ${units[power - 1]}`;
};
/** `1 job`, `2 jobs`. */
const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

;// CONCATENATED MODULE: ./lib/src/render/headline.js


const VERDICTS = {
    success: '✅ Passed',
    failure: '❌ Failed',
    cancelled: '🚫 Cancelled',
    incomplete: '⏳ Incomplete',
    other: '⏳ Incomplete',
};
/** Title of the check run, at most 255 characters: verdict, workflow, run number, then the answer in short. */
const title = (manifest) => {
    const { workflow, number, attempt } = manifest.run;
    const again = attempt.value > 1 ? ` (attempt ${attempt.value})` : '';
    const name = `${workflow?.value ?? 'workflow'}${number === undefined ? '' : ` #${number.value}`}${again}`;
    return `${VERDICTS[manifest.result]}: ${plain(name, 120)} — ${shortAnswer(manifest)}`.slice(0, 255);
};
const shortAnswer = ({ headline }) => {
    switch (headline.kind) {
        case 'failed':
            return `${headline.handOff ?? 'work'} of ${plain(headline.job ?? '', 80)} failed`;
        case 'slowest':
            return `slowest: ${headline.handOff ?? ''} of ${plain(headline.job ?? '', 70)}, ${duration(headline.durationMs)}`;
        default:
            return 'no hand-off was observed';
    }
};
/** Which hand-off failed, or was slowest: one bold sentence, then the extremes of the run. */
const answer = (manifest) => `**${sentence(manifest)}**\n\n${extremes(manifest)}${coverage(manifest)}`;
const sentence = ({ headline }) => {
    const job = markdown_text(headline.job ?? '');
    const step = headline.step === undefined ? '' : ` at step “${markdown_text(headline.step)}”`;
    const after = headline.durationMs === undefined ? '' : ` after ${duration(headline.durationMs)}`;
    switch (headline.kind) {
        case 'failed':
            return `${capital(PHRASES[headline.handOff ?? 'work'])} of ${job} failed${step}${after}.`;
        case 'slowest':
            return `Nothing failed. The slowest hand-off was the ${PHRASES[headline.handOff ?? 'work']} of ${job}: ${duration(headline.durationMs)}${step === '' ? '' : `, most of it${step}`}.`;
        default:
            return 'No hand-off of this run was observed.';
    }
};
const PHRASES = {
    queue: 'wait for a runner',
    'set-up': 'set-up',
    work: 'work',
    cache: 'cache step',
    artifact: 'artifact transfer',
    approval: 'wait for approval',
    deployment: 'deployment',
    other: 'hand-off',
};
const capital = (phrase) => `${phrase.slice(0, 1).toUpperCase()}${phrase.slice(1)}`;
const extremes = (manifest) => {
    const jobs = manifest.jobs.filter(job => job.presence !== 'in-progress');
    const parts = ['approvalMs', 'queueMs', 'setupMs', 'workMs'].flatMap(phase => {
        const longest = [...jobs].sort((a, b) => (b.timing[phase] ?? 0) - (a.timing[phase] ?? 0))[0];
        const millis = longest?.timing[phase];
        return longest === undefined || millis === undefined || millis === 0
            ? []
            : [`${EXTREMES[phase]} ${duration(millis)} (${markdown_text(longest.name, 80)})`];
    });
    return parts.length === 0 ? '' : `Longest: ${parts.join(' · ')}\n\n`;
};
const EXTREMES = { approvalMs: 'approval', queueMs: 'queue', setupMs: 'set-up', workMs: 'work' };
const coverage = ({ completeness, signing }) => {
    const { recorded, known, complete, by } = completeness;
    const way = by === 'job-key' ? ', counted by job key' : '';
    const seal = signing.mode === 'none' || signing.mode === 'other'
        ? `report unsigned (${signing.reason})`
        : `report signed (${signing.mode})`;
    return `${recorded} of ${plural(known, 'job')} recorded${complete ? '' : ' — incomplete'}${way} · ${seal}\n`;
};

;// CONCATENATED MODULE: ./lib/src/model/limits.js
/** Limits of GitHub, and our own caps on what is read from a run. Bytes unless said otherwise. */
const LIMITS = {
    /** Check-run summary and text: bytes, although the schema says characters (github/docs#35252). */
    checkRunText: 65_535,
    checkRunTitle: 255,
    /** Annotations in one request (octokit/openapi checks-create). */
    checkRunAnnotations: 50,
    /** A step summary over this is dropped whole (actions/runner src/Runner.Worker/FileCommandManager.cs). */
    stepSummary: 1_048_576,
    perPage: 100,
    /** Subjects in one statement: the smallest limit of the tools that read it (sigstore-go pkg/verify/signature.go). */
    statementSubjects: 1_024,
    /** Our caps. */
    jobManifest: 4 * 1_048_576,
    runManifest: 64 * 1_048_576,
    bundle: 8 * 1_048_576,
    artifactZip: 16 * 1_048_576,
    restBody: 16 * 1_048_576,
    jobLogTail: 32 * 1_048_576,
    setupInfo: 262_144,
    runnerLog: 64 * 1_048_576,
    stepsContext: 262_144,
    workflowFile: 1_048_576,
    matrixString: 256,
    jobsInReport: 1_000,
    steps: 1_000,
    actions: 500,
    caches: 500,
    artifacts: 1_000,
    gaps: 500,
};

;// CONCATENATED MODULE: ./lib/src/render/detail-sections.js


const recorded = (manifest) => manifest.jobs.flatMap(({ name, record }) => (record === undefined ? [] : [{ name, record }]));
const tableOrNothing = (title, head, rows) => ({
    title,
    blocks: rows.length === 0 ? [] : table(head, rows),
});
/** Every cache operation seen: the key asked, the key that matched, what came of it. */
const cacheSection = (manifest) => tableOrNothing('Caches', ['Job', 'Operation', 'Key asked', 'Result', 'Key matched', 'Size'], recorded(manifest).flatMap(({ name, record }) => record.caches.map(one => [
    markdown_text(name, 80),
    one.operation,
    one.key === undefined ? '–' : code(one.key, 120),
    `${one.result}${one.reason === undefined ? '' : ` (${one.reason})`}`,
    one.matchedKey === undefined ? '–' : one.matchedKey === one.key ? 'the same' : code(one.matchedKey, 120),
    size(one.sizeBytes),
])));
/** The run's artifacts as the server lists them. */
const artifactSection = (manifest) => {
    const names = new Map(manifest.jobs.flatMap(job => (job.id === undefined ? [] : [[job.id, job.name]])));
    return tableOrNothing('Artifacts', ['Artifact', 'Made by', 'Size', 'Digest'], manifest.artifacts.map(one => [
        markdown_text(one.name, 120),
        one.jobId === undefined ? '–' : markdown_text(names.get(one.jobId) ?? one.jobId, 80),
        size(one.sizeBytes),
        one.digest === undefined ? '–' : code(one.digest),
    ]));
};
/** Who ran what: requested labels, runner, image. */
const runnerSection = (manifest) => tableOrNothing('Runners and images', ['Job', 'Asked for', 'Runner', 'Group', 'Image', 'Runner version'], manifest.jobs
    .filter(job => job.record !== undefined || job.api?.runnerName !== undefined)
    .map(({ name, api, record }) => {
    const labels = api !== undefined && api.labels.length > 0 ? api.labels : (record?.runner.labels?.value ?? []);
    const image = [record?.image.name?.value, record?.image.version?.value].filter(part => part !== undefined);
    return [
        markdown_text(name, 80),
        labels.length === 0 ? '–' : labels.map(label => code(label, 60)).join(' '),
        markdown_text(api?.runnerName ?? record?.runner.name?.value ?? '–', 80),
        markdown_text(api?.runnerGroup ?? record?.runner.group?.value ?? '–', 60),
        image.length === 0 ? '–' : markdown_text(image.join(' '), 80),
        markdown_text(record?.runner.version?.value ?? '–', 40),
    ];
}));
/** Each action once, with every commit it resolved to: two commits behind one ref are worth seeing. */
const actionSection = (manifest) => {
    const used = recorded(manifest).flatMap(({ name, record }) => record.actions.map(action => ({ name, action })));
    const refs = [...new Set(used.map(({ action }) => `${action.uses}@${action.ref}`))].sort();
    return tableOrNothing('Actions', ['Action', 'Commit', 'Used by'], refs.map(ref => {
        const same = used.filter(({ action }) => `${action.uses}@${action.ref}` === ref);
        const commits = [...new Set(same.map(({ action }) => action.sha ?? action.digest ?? 'not resolved'))].sort();
        return [
            markdown_text(ref, 160),
            `${commits.map(commit => code(commit, 80)).join(' ')}${commits.length > 1 ? ' ⚠️ differ' : ''}`,
            plural(new Set(same.map(({ name }) => name)).size, 'job'),
        ];
    }));
};
/** Fields in which two witnesses differ; both values are kept. */
const contradictionSection = (manifest) => tableOrNothing('Contradictions', ['Job', 'Field', 'Values'], manifest.jobs.flatMap(job => job.fields
    .filter(field => field.agreement === 'contradicted')
    .map(field => [
    markdown_text(job.name, 80),
    code(field.field),
    field.values
        .map(({ source, value }) => `${source}: ${code(Array.isArray(value) ? value.join(', ') : String(value))}`)
        .join(' — '),
])));
/** Artifacts that bore a name of ours and were not taken. */
const strangerSection = (manifest) => tableOrNothing('Manifests not taken', ['Artifact', 'Reason', 'Detail'], manifest.strangers.map(one => [markdown_text(one.artifact, 160), one.reason, markdown_text(one.detail ?? '')]));
/** What a reader should act on. */
const warningSection = (manifest) => ({
    title: 'Warnings',
    blocks: manifest.warnings.map(({ code: kind, subject }) => `- ${WARNINGS[kind](markdown_text(subject))}\n`),
});
const WARNINGS = {
    'downloads-all-artifacts': job => `${job} downloads all artifacts of the run and gets ours with them: add <code>pattern: '!pipeline-trace-\\*'</code> to its download step.`,
    unsigned: reason => `The run manifest is unsigned: ${reason}.`,
    'permission-missing': what => `The report job lacks a permission: ${what}.`,
    'not-waited-for': job => `${job} is not in the report job's <code>needs</code>; it was not waited for.`,
    'still-running': job => `${job} was still running when this was written.`,
    budget: what => `Not checked, API budget used up: ${what}.`,
    truncated: what => `Cut: ${what}.`,
    other: what => what,
};
/** What could not be learned, and why: of the report, then counted over the recorders. */
const gapSection = (manifest) => {
    const own = manifest.gaps.map(gap => `- ${code(gap.field, 120)}: ${gap.reason}${gap.detail === undefined ? '' : `, ${markdown_text(gap.detail)}`}\n`);
    const theirs = recorded(manifest).flatMap(({ record }) => record.gaps.map(gap => `${gap.field}\u0000${gap.reason}`));
    const kinds = [...new Set(theirs)].sort().map(kind => {
        const [field = '', reason = ''] = kind.split('\u0000');
        return `- ${code(field, 120)}: ${reason} in ${plural(theirs.filter(one => one === kind).length, 'job')}\n`;
    });
    return { title: 'Not learned', blocks: [...own, ...kinds] };
};

;// CONCATENATED MODULE: ./lib/src/render/job-table.js


/** One row per job of the run, those that need a look first. */
const jobTable = (manifest) => {
    const server = manifest.run.serverUrl?.value;
    const rows = [...manifest.jobs]
        .sort((a, b) => urgency(a) - urgency(b))
        .map(job => [
        markdown_link(markdown_text(job.name, 160), job.api?.url, server),
        state(job),
        queue(job),
        phase(job, 'setupMs'),
        phase(job, 'workMs'),
        caches(job),
        artifacts(job),
        signature(job),
    ]);
    return {
        title: 'Jobs',
        blocks: table(['Job', 'State', 'Queue', 'Set-up', 'Work', 'Cache', 'Artifacts', 'Signature'], rows),
    };
};
const BAD = new Set(['failure', 'timed_out', 'startup_failure', 'action_required']);
const conclusionOf = (job) => job.api?.conclusion ?? job.record?.job.status?.value ?? job.needsResult;
const urgency = (job) => {
    const conclusion = conclusionOf(job) ?? '';
    if (BAD.has(conclusion))
        return 0;
    if (job.agreement === 'contradicted' || job.presence === 'conflict')
        return 1;
    if (conclusion === 'cancelled')
        return 2;
    return job.presence === 'skipped' ? 4 : 3;
};
const STATES = {
    success: '✅ success',
    failure: '❌ failure',
    cancelled: '🚫 cancelled',
    skipped: '⏭️ skipped',
    neutral: '⬜ neutral',
    timed_out: '❌ timed out',
    action_required: '❌ action required',
    startup_failure: '❌ could not start',
    stale: '⬜ stale',
};
const state = (job) => {
    const word = STATES[conclusionOf(job) ?? ''];
    const tolerated = job.needsResult === 'success' && BAD.has(job.api?.conclusion ?? '') ? ' (tolerated)' : '';
    const contradicted = job.agreement === 'contradicted' ? ' · ⚠️ contradicted' : '';
    switch (job.presence) {
        case 'in-progress':
            return '⏳ in progress';
        case 'not-started':
            return `${word ?? '⏳'} · never started`;
        case 'skipped':
            return '⏭️ skipped';
        case 'carried-over':
            return `${word ?? '⬜'} · carried over`;
        case 'not-recorded':
            return `${word ?? '⬜ unknown'}${tolerated} · not recorded`;
        case 'conflict':
            return `${word ?? '⬜ unknown'} · ⚠️ two manifests`;
        default:
            return `${word ?? '⏳ in progress'}${tolerated}${contradicted}`;
    }
};
const queue = (job) => {
    const waited = job.timing.approvalMs;
    return waited === undefined ? phase(job, 'queueMs') : `${phase(job, 'queueMs')} + ${duration(waited)} approval`;
};
/** `~` marks a reading that was negative and became 0: the API's clock readings of a job may cross. */
const phase = (job, name) => `${job.timing.clamped.includes(name) ? '~' : ''}${duration(job.timing[name])}`;
const caches = ({ record }) => {
    if (record === undefined)
        return '–';
    const results = record.caches.filter(one => one.operation !== 'save').map(one => one.result);
    const counts = [...new Set(results)].sort().map(result => `${results.filter(one => one === result).length} ${result}`);
    return counts.length === 0 ? 'none' : counts.join(', ');
};
const artifacts = ({ record }) => {
    if (record === undefined)
        return '–';
    if (record.artifacts.length === 0)
        return 'none';
    const total = record.artifacts.reduce((sum, one) => sum + (one.sizeBytes ?? 0), 0);
    return `${record.artifacts.length} (${size(total)})`;
};
const signature = ({ record, signature }) => {
    if (record === undefined)
        return '–';
    if (signature.mode === 'none' || signature.mode === 'other')
        return 'unsigned';
    return signature.by === 'job' ? `attested (${signature.mode})` : `countersigned (${signature.mode})`;
};

;// CONCATENATED MODULE: ./lib/src/render/core-sections.js


/** The parts that check run and run report share, most needed first: what is cut first stands last. */
const coreSections = (manifest) => [
    jobTable(manifest),
    warningSection(manifest),
    contradictionSection(manifest),
    strangerSection(manifest),
    cacheSection(manifest),
    artifactSection(manifest),
    runnerSection(manifest),
    actionSection(manifest),
];

;// CONCATENATED MODULE: ./lib/src/render/section.js
const encoder = new TextEncoder();
const bytesOf = (value) => encoder.encode(value).byteLength;
/** Room kept for the sentence that says what was cut. */
const RESERVE = 600;
/**
 * Joins sections up to `maxBytes` of UTF-8. What does not fit is cut between blocks, from the first section that is too
 * long on, and named at the end: GitHub refuses a longer check run and drops a longer summary whole.
 */
const assemble = (sections, maxBytes) => {
    const room = maxBytes - RESERVE;
    const out = [];
    const dropped = [];
    let used = 0;
    for (const section of sections.filter(one => one.blocks.length > 0)) {
        const head = section.title === '' ? '' : `\n### ${section.title}\n\n`;
        const [first = '', ...rest] = section.blocks;
        if (used + bytesOf(head) + bytesOf(first) > room) {
            dropped.push(section.title);
            continue;
        }
        out.push(head, first);
        used += bytesOf(head) + bytesOf(first);
        const fitting = countFitting(rest, room - used);
        out.push(...rest.slice(0, fitting));
        used += rest.slice(0, fitting).reduce((sum, block) => sum + bytesOf(block), 0);
        if (fitting < rest.length)
            dropped.push(`${rest.length - fitting} of ${rest.length} rows of “${section.title}”`);
    }
    if (dropped.length > 0)
        out.push(`\n_Cut to the size GitHub takes: ${dropped.join(', ').slice(0, 400)}. The run artifact holds everything._\n`);
    return out.join('');
};
const countFitting = (blocks, room) => {
    let left = room;
    const tooLong = blocks.findIndex(block => {
        left -= bytesOf(block);
        return left < 0;
    });
    return tooLong === -1 ? blocks.length : tooLong;
};

;// CONCATENATED MODULE: ./lib/src/render/step-sections.js



/** Steps of a job that are listed at most. */
const STEPS_PER_JOB = 100;
/** The steps of every job that ran, each job folded. Steps may overlap: their sum is not the job's length. */
const stepSection = (manifest) => ({
    title: 'Steps',
    blocks: manifest.jobs.flatMap(job => {
        const steps = stepsOf(job);
        if (steps.length === 0)
            return [];
        const rows = steps
            .slice(0, STEPS_PER_JOB)
            .map(step => [
            markdown_text(step.name, 160),
            step.outcome ?? '–',
            duration(atLeastZero(millisBetween(step.startedAt, step.finishedAt))),
        ]);
        const body = table(['Step', 'Outcome', 'Time'], rows).join('');
        return [`<details><summary>${html(job.name, 160)}</summary>\n\n${body}\n</details>\n\n`];
    }),
});
const stepsOf = ({ api, record }) => record !== undefined && record.steps.length > 0 ? record.steps : (api?.steps ?? []);
const atLeastZero = (millis) => millis === undefined ? undefined : Math.max(0, millis);
/** Checks of signatures that did not pass. */
const verificationSection = (manifest) => {
    const rows = manifest.jobs.flatMap(job => (job.manifest?.checks ?? [])
        .filter(check => check.result === 'fail')
        .map(check => [markdown_text(job.name, 80), markdown_text(check.id), markdown_text(check.reason)]));
    return {
        title: 'Signature checks that failed',
        blocks: rows.length === 0 ? [] : table(['Job', 'Check', 'Reason'], rows),
    };
};

;// CONCATENATED MODULE: ./lib/src/render/run-report.js







/** The whole report, for report.md and the job summary: at most 1 MiB, over which the runner drops a summary. */
const renderRunReport = (manifest) => assemble([
    { title: '', blocks: [`## ${markdown_text(title(manifest))}\n\n${origin(manifest)}${answer(manifest)}`] },
    ...coreSections(manifest),
    stepSection(manifest),
    verificationSection(manifest),
    gapSection(manifest),
    closing(manifest),
], LIMITS.stepSummary);
const origin = ({ run, correlationId }) => {
    const attempt = markdown_link(`attempt ${run.attempt.value}`, run.url?.value, run.serverUrl?.value);
    const commit = run.headSha ?? run.sha;
    const event = run.event === undefined ? '' : ` · ${markdown_text(run.event.value)}`;
    return `${markdown_text(run.repository.value)}${commit === undefined ? '' : ` at ${code(commit.value.slice(0, 12))}`}${event} · ${attempt} · ${code(correlationId)}\n\n`;
};
const closing = (manifest) => ({
    title: 'About this report',
    blocks: [
        `Written ${manifest.reportedAt} by pipeline-trace ${manifest.tool.version}; ${manifest.apiBudget.used} of ${manifest.apiBudget.allowed} API requests used. “~” marks a negative reading of GitHub's clock that was set to 0; “–” is what was not observed.\n`,
    ],
});

;// CONCATENATED MODULE: ./lib/src/model/artifact-name.js
/** The prefix of every artifact of ours; users exclude it with `pattern: '!pipeline-trace-*'`. */
const ARTIFACT_PREFIX = 'pipeline-trace-';
const artifact_name_JOB_MANIFEST_FILE = 'job-manifest.json';
const JOB_BUNDLE_FILE = 'job-manifest.sigstore.json';
const artifact_name_RUN_MANIFEST_FILE = 'run-manifest.json';
const RUN_BUNDLE_FILE = 'run-manifest.sigstore.json';
const RUN_REPORT_FILE = 'report.md';
/** Artifact names are unique per run and immutable, and outlive attempts: all three ids stand in the name. */
const jobArtifactName = (runId, attempt, job) => `${ARTIFACT_PREFIX}job-${runId}-${attempt}-${'jobId' in job ? job.jobId : `k-${job.backendJobId}`}`;
const runArtifactName = (runId, attempt) => `${ARTIFACT_PREFIX}run-${runId}-${attempt}`;
/** The parts of a job artifact's name; undefined for any other artifact. */
const parseJobArtifactName = (name) => {
    const match = /^pipeline-trace-job-(\d{1,20})-(\d{1,5})-(?:(\d{1,20})|k-([0-9a-fA-F-]{1,64}))$/.exec(name);
    const [, runId, attempt, jobId, backendJobId] = match ?? [];
    if (runId === undefined || attempt === undefined)
        return undefined;
    if (jobId !== undefined)
        return { runId, attempt: Number(attempt), job: { jobId } };
    return backendJobId === undefined ? undefined : { runId, attempt: Number(attempt), job: { backendJobId } };
};
/** The one line in the job's log that binds a manifest to the job: only this job can write there. */
const digestLine = (digestHex, jobId, attempt) => `pipeline-trace manifest sha256:${digestHex} job=${jobId} attempt=${attempt}`;

;// CONCATENATED MODULE: ./lib/src/model/budgets.js
/** Time budgets in milliseconds. Every call of ours to the outside runs under one of them. */
const BUDGETS = {
    /** Whole post step, default of input `time-budget`. After a cancel the runner leaves at least 45 s in all
     * (actions/runner src/Runner.Listener/JobDispatcher.cs: 60 s minimum minus 15 s). */
    postTotal: 20_000,
    /** The one REST call for the requested labels. */
    jobLookup: 3_000,
    /** One call to the results service. */
    results: 5_000,
    /** Signing with Fulcio, Rekor or a timestamp authority, all together: a Sigstore outage costs at most this. */
    signing: 5_000,
    /** Upload of one artifact. */
    upload: 12_000,
    /** The report waits at most this for jobs named in `needs` that still read as running. */
    waitForNeeds: 30_000,
    /** One REST call of the report. */
    restCall: 10_000,
    /** Download of one manifest artifact. */
    download: 10_000,
};

// EXTERNAL MODULE: ./lib/src/model/error.js
var model_error = __nccwpck_require__(69810);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __nccwpck_require__(23945);
;// CONCATENATED MODULE: ./lib/src/model/scalar.js

/** A string of at most `max` UTF-16 units. Every string of a manifest has a cap: all of them come from a run. */
const scalar_text = (max) => schemas/* string */.YjP().check(api/* _maxLength */.Eb(max));
/** An array of at most `max` items. */
const list = (item, max) => schemas/* array */.YOg(item).check(api/* _maxLength */.Eb(max));
/** A closed list for writers, open for readers: a value that a later minor version added is read as `other`. */
const openEnum = (values) => schemas/* union */.KCZ([
    schemas/* enum */.k5n([...values, 'other']),
    schemas/* pipe */.FsL(scalar_text(100), schemas/* transform */.pdi(() => 'other')),
]);
/** GitHub's numeric ids, kept as decimal strings: they pass 2^53 one day, and protobuf Structs hold doubles. */
const numericId = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9]{1,20}$/));
/** `sha256:<64 lower-case hex>`, the form of GitHub's artifact API. */
const sha256Digest = schemas/* string */.YjP().check(api/* _regex */.Fk(/^sha256:[0-9a-f]{64}$/));
/** A git commit id, SHA-1 or SHA-256. */
const commitSha = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{40}([0-9a-f]{24})?$/));
const count = schemas/* int */.Whr().check(api/* _gte */.qm(0));

;// CONCATENATED MODULE: ./lib/src/model/fact.js



/** Where a value was learned (house words; the ranking between them stands in source-ranking.ts). */
const source = openEnum(['runner', 'log', 'steps', 'results', 'api', 'certificate', 'workflow-file', 'user']);
const confidence = openEnum(['high', 'medium', 'low']);
/** One learned value with its source. `at` is when it was observed, where that matters; no confidence means high. */
const fact = (value) => schemas/* object */.Ikc({ value, source, at: schemas/* optional */.lqM(time), confidence: schemas/* optional */.lqM(confidence) });
/** Why something could not be learned. */
const gapReason = openEnum([
    'not-provided', // the runner, an old version of it or GHES does not have this value
    'not-found', // looked for and not there
    'not-readable', // there, but could not be read (permissions of a file, container boundary)
    'permission-denied', // the token lacks a permission
    'not-asked', // switched off by an input
    'too-large', // over a size cap, cut or skipped
    'malformed', // read, but not in the expected form
    'deadline', // did not answer in time
    'service-error', // answered with an error
    'budget', // the API budget was used up
    'not-applicable', // cannot exist here
]);
/** What is absent, and why. `field` is the dotted path of the absent value; `detail` is ours, never text of the run. */
const gap = schemas/* object */.Ikc({
    field: scalar_text(200),
    reason: gapReason,
    source: schemas/* optional */.lqM(source),
    detail: schemas/* optional */.lqM(scalar_text(300)),
});

;// CONCATENATED MODULE: ./lib/src/model/job-manifest.js





const job_manifest_name = scalar_text(1_024);
const traceIdHex = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{32}$/));
const spanIdHex = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{16}$/));
/** A trace of somebody else's that was in TRACEPARENT before ours: a link, never our parent. */
const traceIds = schemas/* object */.Ikc({
    traceId: traceIdHex,
    runSpanId: spanIdHex,
    jobSpanId: schemas/* optional */.lqM(spanIdHex),
    links: list(schemas/* object */.Ikc({ traceId: traceIdHex, spanId: spanIdHex }), 10),
});
/** GitHub's outcome words of steps and jobs; `neutral` and the last three only come from REST. */
const outcome = openEnum([
    'success',
    'failure',
    'cancelled',
    'skipped',
    'neutral',
    'timed_out',
    'action_required',
    'stale',
    'startup_failure',
]);
const stage = openEnum(['setup', 'pre', 'main', 'post', 'complete']);
const step = schemas/* object */.Ikc({
    /** GitHub's step number; has gaps before posts. Absent where the source has none. */
    number: schemas/* optional */.lqM(count),
    /** The step's `id:`, if the user gave one. */
    id: schemas/* optional */.lqM(scalar_text(256)),
    name: job_manifest_name,
    stage: schemas/* optional */.lqM(stage),
    /** `owner/repo[/path]@ref` for a `uses:` step. */
    action: schemas/* optional */.lqM(job_manifest_name),
    /** Steps may overlap (background steps, actions/runner v2.335): never a chain. */
    startedAt: schemas/* optional */.lqM(time),
    finishedAt: schemas/* optional */.lqM(time),
    outcome: schemas/* optional */.lqM(outcome),
    source: source,
    confidence: schemas/* optional */.lqM(confidence),
});
const cacheOperation = schemas/* object */.Ikc({
    operation: openEnum(['restore', 'save', 'lookup']),
    /** Who asked: the action as written in `uses:`, and the step's name. */
    action: schemas/* optional */.lqM(job_manifest_name),
    step: schemas/* optional */.lqM(job_manifest_name),
    key: schemas/* optional */.lqM(scalar_text(512)),
    restoreKeys: list(scalar_text(512), 10),
    matchedKey: schemas/* optional */.lqM(scalar_text(512)),
    result: openEnum(['hit', 'partial', 'miss', 'not-permitted', 'saved', 'not-saved']),
    /** Why a save did not happen. */
    reason: schemas/* optional */.lqM(openEnum(['exact-hit', 'job-failed', 'another-job-creates-it', 'mode-forbids', 'error', 'unknown'])),
    sizeBytes: schemas/* optional */.lqM(count),
    at: schemas/* optional */.lqM(time),
    source: source,
});
const artifact = schemas/* object */.Ikc({
    name: scalar_text(512),
    id: schemas/* optional */.lqM(numericId),
    sizeBytes: schemas/* optional */.lqM(count),
    digest: schemas/* optional */.lqM(sha256Digest),
    createdAt: schemas/* optional */.lqM(time),
    source: source,
});
/** A file or image declared through $GITHUB_ARTIFACTS (actions/runner v2.336.0). */
const declaredSubject = schemas/* object */.Ikc({
    name: job_manifest_name,
    digest: schemas/* string */.YjP().check(api/* _regex */.Fk(/^sha(256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$/)),
    kind: openEnum(['file', 'oci']),
});
const usedAction = schemas/* object */.Ikc({
    /** As written: `owner/repo[/path]`. */
    uses: job_manifest_name,
    ref: scalar_text(512),
    sha: schemas/* optional */.lqM(commitSha),
    /** Immutable packages are named by digest instead. */
    digest: schemas/* optional */.lqM(scalar_text(200)),
    kind: openEnum(['action', 'immutable-package', 'reusable-workflow']),
    source: source,
});
const containerImage = schemas/* object */.Ikc({
    role: openEnum(['job', 'service', 'action']),
    name: schemas/* optional */.lqM(job_manifest_name),
    image: job_manifest_name,
    digest: schemas/* optional */.lqM(sha256Digest),
    source: source,
});
const matrixValue = schemas/* union */.KCZ([scalar_text(LIMITS.matrixString), schemas/* number */.aig(), schemas/* boolean */.zMY(), schemas/* null */.chJ()]);
const signingState = schemas/* object */.Ikc({
    mode: openEnum(['keyless', 'key', 'none']),
    /** Why this mode and not a stronger one, in a fixed word. */
    reason: openEnum([
        'requested',
        'automatic',
        'no-id-token-permission',
        'not-asked-in-build-job',
        'switched-off',
        'private-identity-not-for-public-log',
        'no-private-sigstore',
        'service-unavailable',
        'key-unusable',
    ]),
});
/** What one job was: one document per job and attempt, written by the recorder's post step. */
const jobManifest = schemas/* object */.Ikc({
    kind: schemas/* literal */.euz('job-manifest'),
    schemaVersion: scalar_text(20),
    tool: schemas/* object */.Ikc({ name: schemas/* literal */.euz('pipeline-trace'), version: scalar_text(40) }),
    correlationId: scalar_text(300),
    trace: traceIds,
    run: schemas/* object */.Ikc({
        serverUrl: schemas/* optional */.lqM(fact(scalar_text(300))),
        repository: fact(scalar_text(300)),
        repositoryId: fact(numericId),
        ownerId: schemas/* optional */.lqM(fact(numericId)),
        runId: fact(numericId),
        attempt: fact(count),
        number: schemas/* optional */.lqM(fact(count)),
        event: schemas/* optional */.lqM(fact(scalar_text(100))),
        ref: schemas/* optional */.lqM(fact(job_manifest_name)),
        /** GITHUB_SHA: for a pull request the merge commit. */
        sha: schemas/* optional */.lqM(fact(commitSha)),
        /** Head of the pull request, from the event file. */
        headSha: schemas/* optional */.lqM(fact(commitSha)),
        headRef: schemas/* optional */.lqM(fact(job_manifest_name)),
        baseRef: schemas/* optional */.lqM(fact(job_manifest_name)),
        workflow: schemas/* optional */.lqM(fact(job_manifest_name)),
        workflowRef: schemas/* optional */.lqM(fact(job_manifest_name)),
        workflowSha: schemas/* optional */.lqM(fact(commitSha)),
        visibility: schemas/* optional */.lqM(fact(openEnum(['public', 'private', 'internal']))),
    }),
    job: schemas/* object */.Ikc({
        /** YAML key, the same for every matrix leg. */
        key: fact(scalar_text(256)),
        /** Number of the job = id of its check run. */
        id: schemas/* optional */.lqM(fact(numericId)),
        /** The results service's name of the job; ties artifacts and log pages to it. */
        backendId: schemas/* optional */.lqM(fact(scalar_text(64))),
        backendRunId: schemas/* optional */.lqM(fact(scalar_text(64))),
        name: schemas/* optional */.lqM(fact(job_manifest_name)),
        /** Job status so far, as post saw it. */
        status: schemas/* optional */.lqM(fact(outcome)),
        matrix: schemas/* optional */.lqM(fact(schemas/* record */.g1P(scalar_text(256), matrixValue))),
        strategy: schemas/* optional */.lqM(fact(schemas/* object */.Ikc({ index: schemas/* optional */.lqM(count), total: schemas/* optional */.lqM(count) }))),
        /** Workflow file that defines the job when it is a called one (job.workflow_ref, runner >= 2.334). */
        workflowRef: schemas/* optional */.lqM(fact(job_manifest_name)),
        workflowSha: schemas/* optional */.lqM(fact(commitSha)),
    }),
    runner: schemas/* object */.Ikc({
        /** What the job asked for (`runs-on`). */
        labels: schemas/* optional */.lqM(fact(list(scalar_text(256), 50))),
        name: schemas/* optional */.lqM(fact(job_manifest_name)),
        group: schemas/* optional */.lqM(fact(job_manifest_name)),
        environment: schemas/* optional */.lqM(fact(openEnum(['github-hosted', 'self-hosted']))),
        os: schemas/* optional */.lqM(fact(scalar_text(40))),
        arch: schemas/* optional */.lqM(fact(scalar_text(40))),
        version: schemas/* optional */.lqM(fact(scalar_text(40))),
    }),
    image: schemas/* object */.Ikc({ name: schemas/* optional */.lqM(fact(scalar_text(200))), version: schemas/* optional */.lqM(fact(scalar_text(200))) }),
    actions: list(usedAction, LIMITS.actions),
    steps: list(step, LIMITS.steps),
    caches: list(cacheOperation, LIMITS.caches),
    artifacts: list(artifact, LIMITS.artifacts),
    declaredSubjects: list(declaredSubject, 500),
    containers: list(containerImage, 100),
    permissions: schemas/* optional */.lqM(fact(schemas/* record */.g1P(scalar_text(60), openEnum(['read', 'write', 'none'])))),
    cacheMode: schemas/* optional */.lqM(fact(openEnum(['none', 'read', 'write', 'write-only']))),
    clock: schemas/* object */.Ikc({
        /** Runner clock minus GitHub's clock in milliseconds, from the Date header of an answer of GitHub. */
        offsetMs: schemas/* optional */.lqM(fact(schemas/* number */.aig())),
        /** Half the round trip plus the header's one-second resolution, milliseconds. */
        uncertaintyMs: schemas/* optional */.lqM(schemas/* number */.aig()),
    }),
    recorder: schemas/* object */.Ikc({
        preAt: schemas/* optional */.lqM(time),
        mainAt: schemas/* optional */.lqM(time),
        postAt: time,
        budgetMs: count,
        upload: openEnum(['artifact', 'never']),
    }),
    signing: signingState,
    gaps: list(gap, LIMITS.gaps),
    /** How many values looked like credentials and were replaced by `redacted`. */
    redacted: count,
});

;// CONCATENATED MODULE: ./lib/src/model/run-manifest.js






const run_manifest_name = scalar_text(1_024);
const json = schemas/* union */.KCZ([scalar_text(4_096), schemas/* number */.aig(), schemas/* boolean */.zMY(), schemas/* null */.chJ(), list(scalar_text(1_024), 100)]);
const presence = openEnum([
    'recorded',
    'not-recorded',
    'not-started',
    'in-progress',
    'skipped',
    'carried-over',
    'conflict',
]);
const agreementKind = openEnum(['confirmed', 'unconfirmed', 'contradicted']);
/** One field that more than one source knows. A contradicted one keeps every value. */
const fieldAgreement = schemas/* object */.Ikc({
    field: scalar_text(200),
    agreement: agreementKind,
    values: list(schemas/* object */.Ikc({ source: source, value: json }), 10),
});
const jobSignature = schemas/* object */.Ikc({
    mode: openEnum(['keyless', 'key', 'none']),
    by: schemas/* union */.KCZ([openEnum(['job', 'report', 'collector']), schemas/* null */.chJ()]),
    reason: scalar_text(300),
});
/** A check the verifier made; `id` is stable and documented in docs/verify.md. */
const check = schemas/* object */.Ikc({
    id: scalar_text(100),
    result: openEnum(['pass', 'fail', 'not-applicable']),
    reason: scalar_text(500),
});
/** What REST says of a job; times at GitHub's clock, 1 s. */
const apiJob = schemas/* object */.Ikc({
    status: schemas/* optional */.lqM(scalar_text(40)),
    conclusion: schemas/* optional */.lqM(outcome),
    createdAt: schemas/* optional */.lqM(time),
    startedAt: schemas/* optional */.lqM(time),
    completedAt: schemas/* optional */.lqM(time),
    labels: list(scalar_text(256), 50),
    runnerName: schemas/* optional */.lqM(run_manifest_name),
    runnerGroup: schemas/* optional */.lqM(run_manifest_name),
    attempt: schemas/* optional */.lqM(count),
    url: schemas/* optional */.lqM(run_manifest_name),
    steps: list(step, LIMITS.steps),
});
/** Where the job's manifest came from and what fixes its bytes. */
const manifestFile = schemas/* object */.Ikc({
    /** SHA-256 of job-manifest.json: the manifest digest. */
    digest: sha256Digest,
    sizeBytes: count,
    /** SHA-256 of the bundle file, where the job signed. */
    bundleDigest: schemas/* optional */.lqM(sha256Digest),
    /** SHA-256 of the DSSE payload: bundles can be re-encoded, payloads cannot. */
    payloadDigest: schemas/* optional */.lqM(sha256Digest),
    /** The artifact as the server listed it before any clean-up. */
    artifact: schemas/* optional */.lqM(schemas/* object */.Ikc({
        name: scalar_text(512),
        id: schemas/* optional */.lqM(numericId),
        digest: schemas/* optional */.lqM(sha256Digest),
        sizeBytes: schemas/* optional */.lqM(count),
        createdAt: schemas/* optional */.lqM(time),
        backendJobId: schemas/* optional */.lqM(scalar_text(64)),
    })),
    checks: list(check, 60),
});
/** Milliseconds per phase, GitHub's clock. Absent = not observed, never 0. `clamped` = a negative reading became 0. */
const jobTiming = schemas/* object */.Ikc({
    /** Wait for an environment's approval or timer, from deployment statuses; not part of the queue. */
    approvalMs: schemas/* optional */.lqM(count),
    queueMs: schemas/* optional */.lqM(count),
    setupMs: schemas/* optional */.lqM(count),
    workMs: schemas/* optional */.lqM(count),
    totalMs: schemas/* optional */.lqM(count),
    clamped: list(openEnum(['queueMs', 'setupMs', 'workMs', 'totalMs']), 4),
});
const reportedJob = schemas/* object */.Ikc({
    /** YAML key where known (manifest, or needs). */
    key: schemas/* optional */.lqM(scalar_text(256)),
    id: schemas/* optional */.lqM(numericId),
    name: run_manifest_name,
    presence,
    signature: jobSignature,
    agreement: agreementKind,
    fields: list(fieldAgreement, 100),
    /** In the report's `needs`; absent when `needs` was not given. */
    waitedFor: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    /** Result as `needs` gives it, per job key. */
    needsResult: schemas/* optional */.lqM(outcome),
    api: schemas/* optional */.lqM(apiJob),
    timing: jobTiming,
    manifest: schemas/* optional */.lqM(manifestFile),
    /** The manifest itself, whole. */
    record: schemas/* optional */.lqM(jobManifest),
});
/** An artifact that looked like a manifest of ours and was not taken. */
const stranger = schemas/* object */.Ikc({
    artifact: scalar_text(512),
    reason: openEnum([
        'other-run',
        'other-attempt',
        'other-repository',
        'duplicate',
        'forged-name',
        'unknown-job',
        'too-large',
        'not-json',
        'schema-mismatch',
        'schema-major',
        'unreadable',
        'signature-invalid',
        'carried-over',
    ]),
    detail: schemas/* optional */.lqM(scalar_text(300)),
});
/** One account of the whole run: every job is named, also those that left nothing. */
const runManifest = schemas/* object */.Ikc({
    kind: schemas/* literal */.euz('run-manifest'),
    schemaVersion: scalar_text(20),
    tool: schemas/* object */.Ikc({ name: schemas/* literal */.euz('pipeline-trace'), version: scalar_text(40) }),
    correlationId: scalar_text(300),
    trace: traceIds,
    run: schemas/* object */.Ikc({
        serverUrl: schemas/* optional */.lqM(fact(scalar_text(300))),
        repository: fact(scalar_text(300)),
        repositoryId: fact(numericId),
        runId: fact(numericId),
        attempt: fact(count),
        number: schemas/* optional */.lqM(fact(count)),
        event: schemas/* optional */.lqM(fact(scalar_text(100))),
        ref: schemas/* optional */.lqM(fact(run_manifest_name)),
        sha: schemas/* optional */.lqM(fact(commitSha)),
        headSha: schemas/* optional */.lqM(fact(commitSha)),
        workflow: schemas/* optional */.lqM(fact(run_manifest_name)),
        workflowRef: schemas/* optional */.lqM(fact(run_manifest_name)),
        workflowSha: schemas/* optional */.lqM(fact(commitSha)),
        createdAt: schemas/* optional */.lqM(fact(time)),
        startedAt: schemas/* optional */.lqM(fact(time)),
        url: schemas/* optional */.lqM(fact(run_manifest_name)),
        fork: schemas/* optional */.lqM(fact(schemas/* boolean */.zMY())),
        visibility: schemas/* optional */.lqM(fact(openEnum(['public', 'private', 'internal']))),
    }),
    /** Worst of the jobs' conclusions that count (our own report job and check runs do not). */
    result: openEnum(['success', 'failure', 'cancelled', 'incomplete']),
    completeness: schemas/* object */.Ikc({
        by: openEnum(['job-id', 'job-key']),
        complete: schemas/* boolean */.zMY(),
        known: count,
        recorded: count,
        /** Names of jobs that `needs` does not hold: the report did not wait for them. */
        notWaitedFor: list(run_manifest_name, LIMITS.jobsInReport),
    }),
    jobs: list(reportedJob, LIMITS.jobsInReport),
    strangers: list(stranger, 1_000),
    artifacts: list(schemas/* object */.Ikc({ ...artifact.shape, jobId: schemas/* optional */.lqM(numericId) }), 2_000),
    /** The one line answer: which hand-off failed, or was slowest. */
    headline: schemas/* object */.Ikc({
        kind: openEnum(['failed', 'slowest', 'nothing-observed']),
        handOff: schemas/* optional */.lqM(openEnum(['queue', 'set-up', 'work', 'cache', 'artifact', 'approval', 'deployment'])),
        job: schemas/* optional */.lqM(run_manifest_name),
        step: schemas/* optional */.lqM(run_manifest_name),
        durationMs: schemas/* optional */.lqM(count),
        source: schemas/* optional */.lqM(source),
    }),
    warnings: list(schemas/* object */.Ikc({
        code: openEnum([
            'downloads-all-artifacts',
            'unsigned',
            'permission-missing',
            'not-waited-for',
            'still-running',
            'budget',
            'truncated',
        ]),
        subject: scalar_text(300),
    }), 500),
    apiBudget: schemas/* object */.Ikc({ allowed: count, used: count }),
    signing: signingState,
    reportedAt: time,
    gaps: list(gap, LIMITS.gaps),
    redacted: count,
});

;// CONCATENATED MODULE: ./lib/src/model/version.js
/** Version of this program, held equal to package.json by a check. */
const VERSION = '0.1.0';
/** Version of both manifest schemas. 0.x is unstable; from 1.0 on only additions. */
const SCHEMA_VERSION = '0.1.0';

;// CONCATENATED MODULE: ./lib/src/model/reading.js






/** Reads the bytes of a job manifest. @throws TraceError TOO_LARGE, NOT_JSON, SCHEMA_MAJOR or SCHEMA_MISMATCH. */
const readJobManifest = (bytes) => read(bytes, LIMITS.jobManifest, jobManifest);
/** Reads the bytes of a run manifest. @throws TraceError TOO_LARGE, NOT_JSON, SCHEMA_MAJOR or SCHEMA_MISMATCH. */
const readRunManifest = (bytes) => read(bytes, LIMITS.runManifest, runManifest);
const read = (bytes, cap, schema) => {
    if (bytes.byteLength > cap)
        throw new model_error/* TraceError */.y('TOO_LARGE', `manifest of ${bytes.byteLength} bytes, limit ${cap}`);
    const raw = parseJson(bytes);
    refuseOtherMajor(raw);
    const parsed = (0,parse/* safeParse */.xL)(schema, raw);
    if (!parsed.success) {
        const issue = parsed.error.issues[0];
        throw new model_error/* TraceError */.y('SCHEMA_MISMATCH', `not a valid manifest: ${issue?.path.join('.') ?? ''}: ${issue?.code ?? ''}`);
    }
    return { value: parsed.data, unknownFields: countFields(raw) - countFields(parsed.data) };
};
const parseJson = (bytes) => {
    try {
        // `__proto__` is dropped: as an own key it would survive into objects that are spread later.
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), (key, value) => key === '__proto__' ? undefined : value);
    }
    catch (cause) {
        throw new model_error/* TraceError */.y('NOT_JSON', 'manifest is not JSON', { cause });
    }
};
const refuseOtherMajor = (raw) => {
    const version = typeof raw === 'object' && raw !== null && 'schemaVersion' in raw ? raw.schemaVersion : undefined;
    if (typeof version !== 'string')
        throw new model_error/* TraceError */.y('SCHEMA_MISMATCH', 'not a valid manifest: no schemaVersion');
    if (version.split('.')[0] !== SCHEMA_VERSION.split('.')[0])
        throw new model_error/* TraceError */.y('SCHEMA_MAJOR', `manifest of schema ${version.slice(0, 20)}, this version reads ${SCHEMA_VERSION}`, {
            hint: 'Use the same major version of pipeline-trace in every job and in the report',
        });
};
const countFields = (value) => {
    if (Array.isArray(value))
        return value.reduce((sum, item) => sum + countFields(item), 0);
    if (value === null || typeof value !== 'object')
        return 0;
    return Object.values(value).reduce((sum, item) => sum + 1 + countFields(item), 0);
};

;// CONCATENATED MODULE: ./lib/src/sources/rest/pages.js


/** Pages of one list at most: 50 pages of 100. */
const MAX_PAGES = 50;
/**
 * A whole paged list, each item once. `jobs?per_page=100` has given steady 502 where 30 worked
 * (open-telemetry/opentelemetry-java-instrumentation#18649), so a sick or cut answer halves the page once; pages shift
 * while a run goes on, so items are kept once by id. What a later page refuses leaves the earlier items and a gap.
 */
const readPages = async (client, query) => {
    const whole = await readAll(client, query, LIMITS.perPage);
    return whole.refusal !== undefined && SICK.has(whole.refusal.reason) && whole.items.length === 0
        ? readAll(client, query, LIMITS.perPage / 2)
        : whole;
};
const SICK = new Set(['service-error', 'malformed', 'deadline']);
const readAll = async (client, query, perPage) => {
    const items = new Map();
    let dropped = 0;
    let seen = 0;
    const done = (gaps, refusal) => ({
        items: [...items.values()],
        gaps: [
            ...gaps,
            ...(dropped > 0
                ? [{ ...gapBase(query), reason: 'malformed', detail: `${dropped} entries dropped` }]
                : []),
        ],
        ...(refusal === undefined ? {} : { refusal }),
    });
    for (let page = 1; page <= MAX_PAGES; page += 1) {
        const glue = query.path.includes('?') ? '&' : '?';
        const answer = await client.get(`${query.path}${glue}per_page=${perPage}&page=${page}`);
        if (!answer.ok)
            return done([{ ...gapBase(query), reason: answer.reason, detail: answer.detail }], answer);
        const list = readList(answer.value, query.member);
        if (list === undefined)
            return done([{ ...gapBase(query), reason: 'malformed' }]);
        for (const raw of list) {
            const parsed = parse/* safeParse */.xL(query.item, raw);
            if (parsed.success)
                items.set(query.idOf(parsed.data), parsed.data);
            else
                dropped += 1;
        }
        seen += list.length;
        // `total_count` is trusted as a warning; GitHub sends no link at all with a single page.
        const full = list.length === perPage && seen < (totalOf(answer.value) ?? Number.POSITIVE_INFINITY);
        if (!full && !hasNext(answer.headers))
            return done(countGap(query, answer.value, seen));
        if (list.length === 0)
            return done([]);
    }
    return done([{ ...gapBase(query), reason: 'too-large', detail: `more than ${MAX_PAGES * perPage}` }]);
};
const gapBase = (query) => ({ field: query.field, source: 'api' });
const hasNext = (headers) => (headers.get('link') ?? '').includes('rel="next"');
const readList = (value, member) => {
    const list = member === undefined ? value : isRecord(value) ? value[member] : undefined;
    return Array.isArray(list) ? list : undefined;
};
const countGap = (query, value, seen) => {
    const total = totalOf(value);
    return total !== undefined && total > seen
        ? [{ ...gapBase(query), reason: 'service-error', detail: `${total} announced, ${seen} listed` }]
        : [];
};
const totalOf = (value) => {
    const total = isRecord(value) ? value['total_count'] : undefined;
    return typeof total === 'number' ? total : undefined;
};
const isRecord = (value) => typeof value === 'object' && value !== null;

;// CONCATENATED MODULE: ./lib/src/sources/rest/artifacts.js





const artifactResponse = schemas/* object */.Ikc({
    id: schemas/* int */.Whr().check(api/* _gte */.qm(0)),
    name: schemas/* string */.YjP().check(api/* _minLength */.m9(1), api/* _maxLength */.Eb(512)),
    size_in_bytes: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* int */.Whr().check(api/* _gte */.qm(0)))),
    expired: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* boolean */.zMY())),
    digest: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(200)))),
    created_at: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(60)))),
});
/** The artifacts of a run by REST: no job, no attempt. The way in where the results service does not answer. */
const readRestArtifacts = (client, repository, runId) => readPages(client, {
    path: `/repos/${repository}/actions/runs/${runId}/artifacts`,
    member: 'artifacts',
    item: schemas/* pipe */.FsL(artifactResponse, schemas/* transform */.pdi(toListed)),
    idOf: artifact => artifact.id,
    field: 'artifacts',
});
/** The zip of an artifact; REST answers with a redirect that is good for a minute. */
const readRestArtifactZip = (client, repository, artifactId) => client.getBytes(`/repos/${repository}/actions/artifacts/${artifactId}/zip`, LIMITS.artifactZip);
const toListed = (raw) => {
    const digest = parse/* safeParse */.xL(sha256Digest, raw.digest);
    const createdAt = toUtc(raw.created_at ?? '');
    return {
        name: raw.name,
        id: String(raw.id),
        sizeBytes: raw.size_in_bytes ?? 0,
        ...(digest.success ? { digest: digest.data } : {}),
        ...(createdAt === undefined ? {} : { createdAt }),
        backendRunId: '',
        backendJobId: '',
    };
};

;// CONCATENATED MODULE: ./lib/src/sources/gap-of.js

/** The gap that a failed reading leaves. `detail` is our own wording, never text that the other side sent. */
const gapOf = (field, source, error) => ({
    field,
    source,
    reason: reasonOf(error),
    ...(error instanceof model_error/* TraceError */.y ? { detail: error.message.slice(0, 300) } : {}),
});
const reasonOf = (error) => {
    if (!(error instanceof model_error/* TraceError */.y))
        return 'service-error';
    switch (error.code) {
        case 'DEADLINE':
            return 'deadline';
        case 'TOO_LARGE':
            return 'too-large';
        case 'NOT_JSON':
        case 'SCHEMA_MISMATCH':
        case 'SCHEMA_MAJOR':
            return 'malformed';
        case 'PERMISSION':
            return 'permission-denied';
        case 'FILE_UNREADABLE':
            return 'not-readable';
        default:
            return 'service-error';
    }
};

;// CONCATENATED MODULE: ./lib/src/deadline.js

/**
 * Runs `work` for at most `millis`. The signal is aborted at the deadline for work that can listen to it; work that
 * cannot (the toolkit clients retry for 30 s by themselves) is left behind and its later rejection is swallowed.
 * @throws TraceError DEADLINE, or what `work` throws before it.
 */
const withDeadline = async (what, millis, work) => {
    const controller = new AbortController();
    let timer;
    const deadline = new Promise((_, reject) => {
        timer = setTimeout(() => {
            reject(new model_error/* TraceError */.y('DEADLINE', `${what} did not finish within ${millis} ms`));
            controller.abort();
        }, Math.max(0, millis));
    });
    const running = work(controller.signal);
    running.catch(() => undefined);
    try {
        return await Promise.race([running, deadline]);
    }
    finally {
        clearTimeout(timer);
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/http.js


/**
 * One HTTP exchange with a deadline and a byte cap on the answer, any status. `what` names it in errors; the URL stays
 * out of them, since a signed URL is a credential.
 * @throws TraceError DEADLINE, TOO_LARGE, or HTTP when no whole answer came (refused, reset, truncated).
 */
const exchange = async (what, url, init, bounds) => {
    try {
        return await withDeadline(what, bounds.deadlineMs, async (signal) => {
            const response = await fetch(url, { ...init, signal });
            return { status: response.status, headers: response.headers, body: await readCapped(what, response, bounds) };
        });
    }
    catch (cause) {
        if (cause instanceof model_error/* TraceError */.y)
            throw cause;
        throw new model_error/* TraceError */.y('HTTP', `${what}: no whole answer came`, { cause });
    }
};
/** @throws TraceError TOO_LARGE before the cap is passed, so that memory stays bounded whatever content-length says. */
const readCapped = async (what, response, bounds) => {
    if (response.body === null)
        return new Uint8Array();
    const chunks = [];
    let size = 0;
    for await (const chunk of response.body) {
        size += chunk.byteLength;
        if (size > bounds.maxBytes)
            throw new model_error/* TraceError */.y('TOO_LARGE', `${what}: answer over ${bounds.maxBytes} bytes`);
        chunks.push(chunk);
    }
    const whole = new Uint8Array(size);
    let offset = 0;
    for (const chunk of chunks) {
        whole.set(chunk, offset);
        offset += chunk.byteLength;
    }
    return whole;
};
/** JSON of an answer's body. @throws TraceError NOT_JSON. */
const parseBody = (what, body) => {
    try {
        // `__proto__` is dropped: as an own key it would survive into objects that are spread later.
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body), (key, value) => key === '__proto__' ? undefined : value);
    }
    catch (cause) {
        throw new model_error/* TraceError */.y('NOT_JSON', `${what}: the answer is not JSON`, { cause });
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/results-call.js



/**
 * The bare answer of ArtifactService.ListArtifacts; results-service.ts reads it. Apart from there because post asks this
 * first, before it has loaded anything that checks a schema.
 * @throws TraceError HTTP, DEADLINE, PERMISSION, TOO_LARGE or NOT_JSON.
 */
const askForArtifacts = (service, deadlineMs, onAnswer) => callTwirp(service, 'ListArtifacts', backendIds(service), deadlineMs, onAnswer);
/** The two ids that every request carries. */
const backendIds = (ids) => ({
    workflow_run_backend_id: ids.backendRunId,
    workflow_job_run_backend_id: ids.backendJobId,
});
/** One call, repeated once inside the deadline when the service was sick: the toolkit's clients go on for 30 s. */
const callTwirp = async (service, method, request, deadlineMs, onAnswer) => {
    const end = Date.now() + deadlineMs;
    const first = await callOnce(service, method, request, deadlineMs, onAnswer);
    if (!isSick(first) || end - Date.now() <= RETRY_PAUSE_MS)
        return readAnswer(method, first);
    await new Promise(resolve => setTimeout(resolve, RETRY_PAUSE_MS));
    return readAnswer(method, await callOnce(service, method, request, end - Date.now()));
};
const RETRY_PAUSE_MS = 250;
const callOnce = async (service, method, request, deadlineMs, onAnswer) => {
    const url = new URL(`/twirp/github.actions.results.api.v1.ArtifactService/${method}`, service.url).href;
    const init = {
        method: 'POST',
        headers: { authorization: `Bearer ${service.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(request),
    };
    const sentAt = Date.now();
    try {
        const answer = await exchange(method, url, init, { deadlineMs, maxBytes: LIMITS.restBody });
        onAnswer?.(answer.headers.get('date'), sentAt, Date.now());
        return answer;
    }
    catch (error) {
        if (error instanceof model_error/* TraceError */.y)
            return error;
        throw error;
    }
};
/** Refused, reset, truncated, 429 or 5xx: the same call may succeed a moment later. */
const isSick = (answer) => answer instanceof model_error/* TraceError */.y ? answer.code === 'HTTP' : answer.status >= 500 || answer.status === 429;
const readAnswer = (method, answer) => {
    if (answer instanceof model_error/* TraceError */.y)
        throw answer;
    if (answer.status === 401 || answer.status === 403)
        throw new model_error/* TraceError */.y('PERMISSION', `${method}: HTTP ${answer.status}`);
    if (answer.status !== 200)
        throw new model_error/* TraceError */.y('HTTP', `${method}: HTTP ${answer.status}`);
    return snakeKeys(parseBody(method, answer.body));
};
const results_call_isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Top-level keys in snake_case: protobuf's JSON form allows a server to answer in lowerCamelCase. */
const snakeKeys = (value) => results_call_isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, member]) => [
        key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
        member,
    ]))
    : value;

;// CONCATENATED MODULE: ./lib/src/sources/results-service.js








/** Artifacts in one listing at most; the toolkit's own client stops at 1 000. */
const MAX_LISTED = 10_000;
const int64 = schemas/* union */.KCZ([schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{1,20}$/)), schemas/* int */.Whr().check(api/* _gte */.qm(0))]);
const listedArtifact = schemas/* object */.Ikc({
    workflow_run_backend_id: schemas/* string */.YjP().check(api/* _maxLength */.Eb(100)),
    workflow_job_run_backend_id: schemas/* string */.YjP().check(api/* _maxLength */.Eb(100)),
    database_id: int64,
    name: schemas/* string */.YjP().check(api/* _minLength */.m9(1), api/* _maxLength */.Eb(512)),
    size: schemas/* optional */.lqM(int64),
    created_at: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(60)))),
    digest: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(200)))),
});
/**
 * All artifacts of the run, newest attempt's or not: the name tells. Entries that cannot be read are left out and
 * counted in a gap; so is a failed call. Source: ArtifactService.ListArtifacts.
 */
const listArtifacts = (service, deadlineMs) => readListing(askForArtifacts(service, deadlineMs));
/** The artifacts of a listing that was asked for. */
const readListing = async (asked) => {
    try {
        const answer = await asked;
        const items = results_call_isRecord(answer) && Array.isArray(answer['artifacts']) ? answer['artifacts'] : [];
        const read = items.slice(0, MAX_LISTED).map(readListed);
        const facts = read.filter(item => item !== undefined);
        return { facts, gaps: listingGaps(items.length, read.length, facts.length) };
    }
    catch (error) {
        return { facts: [], gaps: [gapOf('artifacts', 'results', error)] };
    }
};
const listingGaps = (listed, looked, read) => [
    ...(listed > looked
        ? [
            {
                field: 'artifacts',
                source: 'results',
                reason: 'too-large',
                detail: `${listed} listed, ${looked} read`,
            },
        ]
        : []),
    ...(looked > read
        ? [
            {
                field: 'artifacts',
                source: 'results',
                reason: 'malformed',
                detail: `${looked - read} entries dropped`,
            },
        ]
        : []),
];
const readListed = (item) => {
    const parsed = parse/* safeParse */.xL(listedArtifact, snakeKeys(item));
    if (!parsed.success)
        return undefined;
    const { data } = parsed;
    const digest = parse/* safeParse */.xL(sha256Digest, data.digest);
    const createdAt = toUtc(data.created_at ?? '');
    return {
        name: data.name,
        id: String(data.database_id),
        sizeBytes: Number(data.size ?? 0),
        ...(digest.success ? { digest: digest.data } : {}),
        ...(createdAt === undefined ? {} : { createdAt }),
        backendRunId: data.workflow_run_backend_id,
        backendJobId: data.workflow_job_run_backend_id,
    };
};
/**
 * The bytes of an artifact, at most LIMITS.artifactZip.
 * @throws TraceError HTTP, DEADLINE, TOO_LARGE, NOT_JSON or SCHEMA_MISMATCH.
 */
const fetchArtifactZip = async (service, artifact, deadlineMs) => {
    if (artifact.sizeBytes > LIMITS.artifactZip)
        throw new model_error/* TraceError */.y('TOO_LARGE', `artifact of ${artifact.sizeBytes} bytes, limit ${LIMITS.artifactZip}`);
    const end = Date.now() + deadlineMs;
    const answer = await callTwirp(service, 'GetSignedArtifactURL', named(artifact), deadlineMs);
    const url = stringField(answer, 'signed_url');
    const what = 'download of an artifact';
    // The signed URL carries its own credential: the bearer must not go to the blob store.
    const blob = await exchange(what, url, {}, { deadlineMs: end - Date.now(), maxBytes: LIMITS.artifactZip });
    if (blob.status !== 200)
        throw new model_error/* TraceError */.y('HTTP', `${what}: HTTP ${blob.status}`);
    return blob.body;
};
/**
 * Deletes one artifact by the ids under which it was listed. Source: ArtifactService.DeleteArtifact.
 * @throws TraceError HTTP, DEADLINE or PERMISSION.
 */
const deleteListedArtifact = async (service, artifact, deadlineMs) => {
    const answer = await callTwirp(service, 'DeleteArtifact', named(artifact), deadlineMs);
    if (!results_call_isRecord(answer) || answer['ok'] !== true)
        throw new model_error/* TraceError */.y('HTTP', 'the results service refused to delete');
};
const named = (artifact) => ({ ...backendIds(artifact), name: artifact.name });
const stringField = (answer, field) => {
    const value = results_call_isRecord(answer) ? answer[field] : undefined;
    if (typeof value !== 'string')
        throw new model_error/* TraceError */.y('SCHEMA_MISMATCH', `the answer has no ${field}`);
    return value;
};

;// CONCATENATED MODULE: ./lib/src/report/in-parallel.js
/** Runs `work` over `items`, at most `width` at a time; results in the order of the items. */
const inParallel = async (items, width, work) => {
    const results = new Map();
    const queue = items.entries();
    const worker = async () => {
        for (const [index, item] of queue)
            results.set(index, await work(item));
    };
    await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
    return items.flatMap((_, index) => {
        const result = results.get(index);
        return result === undefined ? [] : [result];
    });
};

;// CONCATENATED MODULE: external "module"
const external_module_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("module");
;// CONCATENATED MODULE: ./node_modules/fflate/esm/index.mjs

var esm_require = (0,external_module_namespaceObject.createRequire)('/');
// DEFLATE is a complex format; to read this code, you should probably check the RFC first:
// https://tools.ietf.org/html/rfc1951
// You may also wish to take a look at the guide I made about this program:
// https://gist.github.com/101arrowz/253f31eb5abc3d9275ab943003ffecad
// Some of the following code is similar to that of UZIP.js:
// https://github.com/photopea/UZIP.js
// However, the vast majority of the codebase has diverged from UZIP.js to increase performance and reduce bundle size.
// Sometimes 0 will appear where -1 would be more appropriate. This is because using a uint
// is better for memory in most engines (I *think*).
var _a;
// Mediocre shim
var Worker;
var isMarkedAsUntransferable;
var workerAdd = ";var __w=require('worker_threads');__w.parentPort.on('message',function(m){onmessage({data:m})}),postMessage=function(m,t){__w.parentPort.postMessage(m,t)},close=process.exit;self=global";
try {
    (_a = esm_require('worker_threads'), Worker = _a.Worker, isMarkedAsUntransferable = _a.isMarkedAsUntransferable);
}
catch (e) {
}
var wk = (/* unused pure expression or super */ null && (Worker ? function (c, _, msg, transfer, cb) {
    var done = false;
    var w = new Worker(c + workerAdd, { eval: true })
        .on('error', function (e) { return cb(e, null); })
        .on('message', function (m) { return cb(null, m); })
        .on('exit', function (c) {
        if (c && !done)
            cb(new Error('exited with code ' + c), null);
    });
    if (isMarkedAsUntransferable)
        transfer = transfer.filter(function (t) { return !isMarkedAsUntransferable(t); });
    w.postMessage(msg, transfer);
    w.terminate = function () {
        done = true;
        return Worker.prototype.terminate.call(w);
    };
    return w;
} : function (_, __, ___, ____, cb) {
    setImmediate(function () { return cb(new Error('async operations unsupported - update to Node 12+ (or Node 10-11 with the --experimental-worker CLI flag)'), null); });
    var NOP = function () { };
    return {
        terminate: NOP,
        postMessage: NOP
    };
}));

// aliases for shorter compressed code (most minifers don't do this)
var u8 = Uint8Array, u16 = Uint16Array, i32 = Int32Array;
// fixed length extra bits
var fleb = new u8([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0, /* unused */ 0, 0, /* impossible */ 0]);
// fixed distance extra bits
var fdeb = new u8([0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, /* unused */ 0, 0]);
// code length index map
var clim = new u8([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);
// get base, reverse index map from extra bits
var freb = function (eb, start) {
    var b = new u16(31);
    for (var i = 0; i < 31; ++i) {
        b[i] = start += 1 << eb[i - 1];
    }
    // numbers here are at max 18 bits
    var r = new i32(b[30]);
    for (var i = 1; i < 30; ++i) {
        for (var j = b[i]; j < b[i + 1]; ++j) {
            r[j] = ((j - b[i]) << 5) | i;
        }
    }
    return { b: b, r: r };
};
var _a = freb(fleb, 2), fl = _a.b, revfl = _a.r;
// we can ignore the fact that the other numbers are wrong; they never happen anyway
fl[28] = 258, revfl[258] = 28;
var _b = freb(fdeb, 0), fd = _b.b, revfd = _b.r;
// map of value to reverse (assuming 16 bits)
var rev = new u16(32768);
for (var i = 0; i < 32768; ++i) {
    // reverse table algorithm from SO
    var x = ((i & 0xAAAA) >> 1) | ((i & 0x5555) << 1);
    x = ((x & 0xCCCC) >> 2) | ((x & 0x3333) << 2);
    x = ((x & 0xF0F0) >> 4) | ((x & 0x0F0F) << 4);
    rev[i] = (((x & 0xFF00) >> 8) | ((x & 0x00FF) << 8)) >> 1;
}
// create huffman tree from u8 "map": index -> code length for code index
// mb (max bits) must be at most 15
// TODO: optimize/split up?
var hMap = (function (cd, mb, r) {
    var s = cd.length;
    // index
    var i = 0;
    // u16 "map": index -> # of codes with bit length = index
    var l = new u16(mb);
    // length of cd must be 288 (total # of codes)
    for (; i < s; ++i) {
        if (cd[i])
            ++l[cd[i] - 1];
    }
    // u16 "map": index -> minimum code for bit length = index
    var le = new u16(mb);
    for (i = 1; i < mb; ++i) {
        le[i] = (le[i - 1] + l[i - 1]) << 1;
    }
    var co;
    if (r) {
        // u16 "map": index -> number of actual bits, symbol for code
        co = new u16(1 << mb);
        // bits to remove for reverser
        var rvb = 15 - mb;
        for (i = 0; i < s; ++i) {
            // ignore 0 lengths
            if (cd[i]) {
                // num encoding both symbol and bits read
                var sv = (i << 4) | cd[i];
                // free bits
                var r_1 = mb - cd[i];
                // start value
                var v = le[cd[i] - 1]++ << r_1;
                // m is end value
                for (var m = v | ((1 << r_1) - 1); v <= m; ++v) {
                    // every 16 bit value starting with the code yields the same result
                    co[rev[v] >> rvb] = sv;
                }
            }
        }
    }
    else {
        co = new u16(s);
        for (i = 0; i < s; ++i) {
            if (cd[i]) {
                co[i] = rev[le[cd[i] - 1]++] >> (15 - cd[i]);
            }
        }
    }
    return co;
});
// fixed length tree
var flt = new u8(288);
for (var i = 0; i < 144; ++i)
    flt[i] = 8;
for (var i = 144; i < 256; ++i)
    flt[i] = 9;
for (var i = 256; i < 280; ++i)
    flt[i] = 7;
for (var i = 280; i < 288; ++i)
    flt[i] = 8;
// fixed distance tree
var fdt = new u8(32);
for (var i = 0; i < 32; ++i)
    fdt[i] = 5;
// fixed length map
var flm = /*#__PURE__*/ (/* unused pure expression or super */ null && (hMap(flt, 9, 0))), flrm = /*#__PURE__*/ hMap(flt, 9, 1);
// fixed distance map
var fdm = /*#__PURE__*/ (/* unused pure expression or super */ null && (hMap(fdt, 5, 0))), fdrm = /*#__PURE__*/ hMap(fdt, 5, 1);
// find max of array
var max = function (a) {
    var m = a[0];
    for (var i = 1; i < a.length; ++i) {
        if (a[i] > m)
            m = a[i];
    }
    return m;
};
// read d, starting at bit p and mask with m
var bits = function (d, p, m) {
    var o = (p / 8) | 0;
    return ((d[o] | (d[o + 1] << 8)) >> (p & 7)) & m;
};
// read d, starting at bit p continuing for at least 16 bits
var bits16 = function (d, p) {
    var o = (p / 8) | 0;
    return ((d[o] | (d[o + 1] << 8) | (d[o + 2] << 16)) >> (p & 7));
};
// get end of byte
var shft = function (p) { return ((p + 7) / 8) | 0; };
// typed array slice - allows garbage collector to free original reference,
// while being more compatible than .slice
var slc = function (v, s, e) {
    if (s == null || s < 0)
        s = 0;
    if (e == null || e > v.length)
        e = v.length;
    // can't use .constructor in case user-supplied
    return new u8(v.subarray(s, e));
};
/**
 * Codes for errors generated within this library
 */
var FlateErrorCode = {
    UnexpectedEOF: 0,
    InvalidBlockType: 1,
    InvalidLengthLiteral: 2,
    InvalidDistance: 3,
    StreamFinished: 4,
    NoStreamHandler: 5,
    InvalidHeader: 6,
    NoCallback: 7,
    InvalidUTF8: 8,
    ExtraFieldTooLong: 9,
    InvalidDate: 10,
    FilenameTooLong: 11,
    StreamFinishing: 12,
    InvalidZipData: 13,
    UnknownCompressionMethod: 14
};
// error codes
var ec = [
    'unexpected EOF',
    'invalid block type',
    'invalid length/literal',
    'invalid distance',
    'stream finished',
    'no stream handler',
    , // determined by compression function
    'no callback',
    'invalid UTF-8 data',
    'extra field too long',
    'date not in range 1980-2099',
    'filename too long',
    'stream finishing',
    'invalid zip data'
    // determined by unknown compression method
];
;
var err = function (ind, msg, nt) {
    var e = new Error(msg || ec[ind]);
    e.code = ind;
    if (Error.captureStackTrace)
        Error.captureStackTrace(e, err);
    if (!nt)
        throw e;
    return e;
};
// expands raw DEFLATE data
var inflt = function (dat, st, buf, dict) {
    // source length       dict length
    var sl = dat.length, dl = dict ? dict.length : 0;
    if (!sl || st.f && !st.l)
        return buf || new u8(0);
    var noBuf = !buf;
    // have to estimate size
    var resize = noBuf || st.i != 2;
    // no state
    var noSt = st.i;
    // Assumes roughly 33% compression ratio average
    if (noBuf)
        buf = new u8(sl * 3);
    // ensure buffer can fit at least l elements
    var cbuf = function (l) {
        var bl = buf.length;
        // need to increase size to fit
        if (l > bl) {
            // Double or set to necessary, whichever is greater
            var nbuf = new u8(Math.max(bl * 2, l));
            nbuf.set(buf);
            buf = nbuf;
        }
    };
    //  last chunk         bitpos           bytes
    var final = st.f || 0, pos = st.p || 0, bt = st.b || 0, lm = st.l, dm = st.d, lbt = st.m, dbt = st.n;
    // total bits
    var tbts = sl * 8;
    do {
        if (!lm) {
            // BFINAL - this is only 1 when last chunk is next
            final = bits(dat, pos, 1);
            // type: 0 = no compression, 1 = fixed huffman, 2 = dynamic huffman
            var type = bits(dat, pos + 1, 3);
            pos += 3;
            if (!type) {
                // go to end of byte boundary
                var s = shft(pos) + 4, l = dat[s - 4] | (dat[s - 3] << 8), t = s + l;
                if (t > sl) {
                    if (noSt)
                        err(0);
                    break;
                }
                // ensure size
                if (resize)
                    cbuf(bt + l);
                // Copy over uncompressed data
                buf.set(dat.subarray(s, t), bt);
                // Get new bitpos, update byte count
                st.b = bt += l, st.p = pos = t * 8, st.f = final;
                continue;
            }
            else if (type == 1)
                lm = flrm, dm = fdrm, lbt = 9, dbt = 5;
            else if (type == 2) {
                //  literal                            lengths
                var hLit = bits(dat, pos, 31) + 257, hcLen = bits(dat, pos + 10, 15) + 4;
                var tl = hLit + bits(dat, pos + 5, 31) + 1;
                pos += 14;
                // length+distance tree
                var ldt = new u8(tl);
                // code length tree
                var clt = new u8(19);
                for (var i = 0; i < hcLen; ++i) {
                    // use index map to get real code
                    clt[clim[i]] = bits(dat, pos + i * 3, 7);
                }
                pos += hcLen * 3;
                // code lengths bits
                var clb = max(clt), clbmsk = (1 << clb) - 1;
                // code lengths map
                var clm = hMap(clt, clb, 1);
                for (var i = 0; i < tl;) {
                    var r = clm[bits(dat, pos, clbmsk)];
                    // bits read
                    pos += r & 15;
                    // symbol
                    var s = r >> 4;
                    // code length to copy
                    if (s < 16) {
                        ldt[i++] = s;
                    }
                    else {
                        //  copy   count
                        var c = 0, n = 0;
                        if (s == 16)
                            n = 3 + bits(dat, pos, 3), pos += 2, c = ldt[i - 1];
                        else if (s == 17)
                            n = 3 + bits(dat, pos, 7), pos += 3;
                        else if (s == 18)
                            n = 11 + bits(dat, pos, 127), pos += 7;
                        while (n--)
                            ldt[i++] = c;
                    }
                }
                //    length tree                 distance tree
                var lt = ldt.subarray(0, hLit), dt = ldt.subarray(hLit);
                // max length bits
                lbt = max(lt);
                // max dist bits
                dbt = max(dt);
                lm = hMap(lt, lbt, 1);
                dm = hMap(dt, dbt, 1);
            }
            else
                err(1);
            if (pos > tbts) {
                if (noSt)
                    err(0);
                break;
            }
        }
        // Make sure the buffer can hold this + the largest possible addition
        // Maximum chunk size (practically, theoretically infinite) is 2^17
        if (resize)
            cbuf(bt + 131072);
        var lms = (1 << lbt) - 1, dms = (1 << dbt) - 1;
        var lpos = pos;
        for (;; lpos = pos) {
            // bits read, code
            var c = lm[bits16(dat, pos) & lms], sym = c >> 4;
            pos += c & 15;
            if (pos > tbts) {
                if (noSt)
                    err(0);
                break;
            }
            if (!c)
                err(2);
            if (sym < 256)
                buf[bt++] = sym;
            else if (sym == 256) {
                lpos = pos, lm = null;
                break;
            }
            else {
                var add = sym - 254;
                // no extra bits needed if less
                if (sym > 264) {
                    // index
                    var i = sym - 257, b = fleb[i];
                    add = bits(dat, pos, (1 << b) - 1) + fl[i];
                    pos += b;
                }
                // dist
                var d = dm[bits16(dat, pos) & dms], dsym = d >> 4;
                if (!d)
                    err(3);
                pos += d & 15;
                var dt = fd[dsym];
                if (dsym > 3) {
                    var b = fdeb[dsym];
                    dt += bits16(dat, pos) & (1 << b) - 1, pos += b;
                }
                if (pos > tbts) {
                    if (noSt)
                        err(0);
                    break;
                }
                if (resize)
                    cbuf(bt + 131072);
                var end = bt + add;
                if (bt < dt) {
                    var shift = dl - dt, dend = Math.min(dt, end);
                    if (shift + bt < 0)
                        err(3);
                    for (; bt < dend; ++bt)
                        buf[bt] = dict[shift + bt];
                }
                for (; bt < end; ++bt)
                    buf[bt] = buf[bt - dt];
            }
        }
        st.l = lm, st.p = lpos, st.b = bt, st.f = final;
        if (lm)
            final = 1, st.m = lbt, st.d = dm, st.n = dbt;
    } while (!final);
    // don't reallocate for streams or user buffers
    return bt != buf.length && noBuf ? slc(buf, 0, bt) : buf.subarray(0, bt);
};
// starting at p, write the minimum number of bits that can hold v to d
var wbits = function (d, p, v) {
    v <<= p & 7;
    var o = (p / 8) | 0;
    d[o] |= v;
    d[o + 1] |= v >> 8;
};
// starting at p, write the minimum number of bits (>8) that can hold v to d
var wbits16 = function (d, p, v) {
    v <<= p & 7;
    var o = (p / 8) | 0;
    d[o] |= v;
    d[o + 1] |= v >> 8;
    d[o + 2] |= v >> 16;
};
// creates code lengths from a frequency table
var hTree = function (d, mb) {
    // Need extra info to make a tree
    var t = [];
    for (var i = 0; i < d.length; ++i) {
        if (d[i])
            t.push({ s: i, f: d[i] });
    }
    var s = t.length;
    var t2 = t.slice();
    if (!s)
        return { t: et, l: 0 };
    if (s == 1) {
        var v = new u8(t[0].s + 1);
        v[t[0].s] = 1;
        return { t: v, l: 1 };
    }
    t.sort(function (a, b) { return a.f - b.f; });
    // after i2 reaches last ind, will be stopped
    // freq must be greater than largest possible number of symbols
    t.push({ s: -1, f: 25001 });
    var l = t[0], r = t[1], i0 = 0, i1 = 1, i2 = 2;
    t[0] = { s: -1, f: l.f + r.f, l: l, r: r };
    // efficient algorithm from UZIP.js
    // i0 is lookbehind, i2 is lookahead - after processing two low-freq
    // symbols that combined have high freq, will start processing i2 (high-freq,
    // non-composite) symbols instead
    // see https://reddit.com/r/photopea/comments/ikekht/uzipjs_questions/
    while (i1 != s - 1) {
        l = t[t[i0].f < t[i2].f ? i0++ : i2++];
        r = t[i0 != i1 && t[i0].f < t[i2].f ? i0++ : i2++];
        t[i1++] = { s: -1, f: l.f + r.f, l: l, r: r };
    }
    var maxSym = t2[0].s;
    for (var i = 1; i < s; ++i) {
        if (t2[i].s > maxSym)
            maxSym = t2[i].s;
    }
    // code lengths
    var tr = new u16(maxSym + 1);
    // max bits in tree
    var mbt = ln(t[i1 - 1], tr, 0);
    if (mbt > mb) {
        // more algorithms from UZIP.js
        // TODO: find out how this code works (debt)
        //  ind    debt
        var i = 0, dt = 0;
        //    left            cost
        var lft = mbt - mb, cst = 1 << lft;
        t2.sort(function (a, b) { return tr[b.s] - tr[a.s] || a.f - b.f; });
        for (; i < s; ++i) {
            var i2_1 = t2[i].s;
            if (tr[i2_1] > mb) {
                dt += cst - (1 << (mbt - tr[i2_1]));
                tr[i2_1] = mb;
            }
            else
                break;
        }
        dt >>= lft;
        while (dt > 0) {
            var i2_2 = t2[i].s;
            if (tr[i2_2] < mb)
                dt -= 1 << (mb - tr[i2_2]++ - 1);
            else
                ++i;
        }
        for (; i >= 0 && dt; --i) {
            var i2_3 = t2[i].s;
            if (tr[i2_3] == mb) {
                --tr[i2_3];
                ++dt;
            }
        }
        mbt = mb;
    }
    return { t: new u8(tr), l: mbt };
};
// get the max length and assign length codes
var ln = function (n, l, d) {
    return n.s == -1
        ? Math.max(ln(n.l, l, d + 1), ln(n.r, l, d + 1))
        : (l[n.s] = d);
};
// length codes generation
var lc = function (c) {
    var s = c.length;
    // Note that the semicolon was intentional
    while (s && !c[--s])
        ;
    var cl = new u16(++s);
    //  ind      num         streak
    var cli = 0, cln = c[0], cls = 1;
    var w = function (v) { cl[cli++] = v; };
    for (var i = 1; i <= s; ++i) {
        if (c[i] == cln && i != s)
            ++cls;
        else {
            if (!cln && cls > 2) {
                for (; cls > 138; cls -= 138)
                    w(32754);
                if (cls > 2) {
                    w(cls > 10 ? ((cls - 11) << 5) | 28690 : ((cls - 3) << 5) | 12305);
                    cls = 0;
                }
            }
            else if (cls > 3) {
                w(cln), --cls;
                for (; cls > 6; cls -= 6)
                    w(8304);
                if (cls > 2)
                    w(((cls - 3) << 5) | 8208), cls = 0;
            }
            while (cls--)
                w(cln);
            cls = 1;
            cln = c[i];
        }
    }
    return { c: cl.subarray(0, cli), n: s };
};
// calculate the length of output from tree, code lengths
var clen = function (cf, cl) {
    var l = 0;
    for (var i = 0; i < cl.length; ++i)
        l += cf[i] * cl[i];
    return l;
};
// writes a fixed block
// returns the new bit pos
var wfblk = function (out, pos, dat) {
    // no need to write 00 as type: TypedArray defaults to 0
    var s = dat.length;
    var o = shft(pos + 2);
    out[o] = s & 255;
    out[o + 1] = s >> 8;
    out[o + 2] = out[o] ^ 255;
    out[o + 3] = out[o + 1] ^ 255;
    for (var i = 0; i < s; ++i)
        out[o + i + 4] = dat[i];
    return (o + 4 + s) * 8;
};
// writes a block
var wblk = function (dat, out, final, syms, lf, df, eb, li, bs, bl, p) {
    wbits(out, p++, final);
    ++lf[256];
    var _a = hTree(lf, 15), dlt = _a.t, mlb = _a.l;
    var _b = hTree(df, 15), ddt = _b.t, mdb = _b.l;
    var _c = lc(dlt), lclt = _c.c, nlc = _c.n;
    var _d = lc(ddt), lcdt = _d.c, ndc = _d.n;
    var lcfreq = new u16(19);
    for (var i = 0; i < lclt.length; ++i)
        ++lcfreq[lclt[i] & 31];
    for (var i = 0; i < lcdt.length; ++i)
        ++lcfreq[lcdt[i] & 31];
    var _e = hTree(lcfreq, 7), lct = _e.t, mlcb = _e.l;
    var nlcc = 19;
    for (; nlcc > 4 && !lct[clim[nlcc - 1]]; --nlcc)
        ;
    var flen = (bl + 5) << 3;
    var ftlen = clen(lf, flt) + clen(df, fdt) + eb;
    var dtlen = clen(lf, dlt) + clen(df, ddt) + eb + 14 + 3 * nlcc + clen(lcfreq, lct) + 2 * lcfreq[16] + 3 * lcfreq[17] + 7 * lcfreq[18];
    if (bs >= 0 && flen <= ftlen && flen <= dtlen)
        return wfblk(out, p, dat.subarray(bs, bs + bl));
    var lm, ll, dm, dl;
    wbits(out, p, 1 + (dtlen < ftlen)), p += 2;
    if (dtlen < ftlen) {
        lm = hMap(dlt, mlb, 0), ll = dlt, dm = hMap(ddt, mdb, 0), dl = ddt;
        var llm = hMap(lct, mlcb, 0);
        wbits(out, p, nlc - 257);
        wbits(out, p + 5, ndc - 1);
        wbits(out, p + 10, nlcc - 4);
        p += 14;
        for (var i = 0; i < nlcc; ++i)
            wbits(out, p + 3 * i, lct[clim[i]]);
        p += 3 * nlcc;
        var lcts = [lclt, lcdt];
        for (var it = 0; it < 2; ++it) {
            var clct = lcts[it];
            for (var i = 0; i < clct.length; ++i) {
                var len = clct[i] & 31;
                wbits(out, p, llm[len]), p += lct[len];
                if (len > 15)
                    wbits(out, p, (clct[i] >> 5) & 127), p += clct[i] >> 12;
            }
        }
    }
    else {
        lm = flm, ll = flt, dm = fdm, dl = fdt;
    }
    for (var i = 0; i < li; ++i) {
        var sym = syms[i];
        if (sym > 255) {
            var len = (sym >> 18) & 31;
            wbits16(out, p, lm[len + 257]), p += ll[len + 257];
            if (len > 7)
                wbits(out, p, (sym >> 23) & 31), p += fleb[len];
            var dst = sym & 31;
            wbits16(out, p, dm[dst]), p += dl[dst];
            if (dst > 3)
                wbits16(out, p, (sym >> 5) & 8191), p += fdeb[dst];
        }
        else {
            wbits16(out, p, lm[sym]), p += ll[sym];
        }
    }
    wbits16(out, p, lm[256]);
    return p + ll[256];
};
// deflate options (nice << 13) | chain
var deo = /*#__PURE__*/ new i32([65540, 131080, 131088, 131104, 262176, 1048704, 1048832, 2114560, 2117632]);
// empty
var et = /*#__PURE__*/ new u8(0);
// compresses data into a raw DEFLATE buffer
var dflt = function (dat, lvl, plvl, pre, post, st) {
    var s = st.z || dat.length;
    var o = new u8(pre + s + 5 * (1 + Math.ceil(s / 7000)) + post);
    // writing to this writes to the output buffer
    var w = o.subarray(pre, o.length - post);
    var lst = st.l;
    var pos = (st.r || 0) & 7;
    if (lvl) {
        if (pos)
            w[0] = st.r >> 3;
        var opt = deo[lvl - 1];
        var n = opt >> 13, c = opt & 8191;
        var msk_1 = (1 << plvl) - 1;
        //    prev 2-byte val map    curr 2-byte val map
        var prev = st.p || new u16(32768), head = st.h || new u16(msk_1 + 1);
        var bs1_1 = Math.ceil(plvl / 3), bs2_1 = 2 * bs1_1;
        var hsh = function (i) { return (dat[i] ^ (dat[i + 1] << bs1_1) ^ (dat[i + 2] << bs2_1)) & msk_1; };
        // 24576 is an arbitrary number of maximum symbols per block
        // 424 buffer for last block
        var syms = new i32(25000);
        // length/literal freq   distance freq
        var lf = new u16(288), df = new u16(32);
        //  l/lcnt  exbits  index          l/lind  waitdx          blkpos
        var lc_1 = 0, eb = 0, i = st.i || 0, li = 0, wi = st.w || 0, bs = 0;
        for (; i + 2 < s; ++i) {
            // hash value
            var hv = hsh(i);
            // index mod 32768    previous index mod
            var imod = i & 32767, pimod = head[hv];
            prev[imod] = pimod;
            head[hv] = imod;
            // We always should modify head and prev, but only add symbols if
            // this data is not yet processed ("wait" for wait index)
            if (wi <= i) {
                // bytes remaining
                var rem = s - i;
                if ((lc_1 > 7000 || li > 24576) && (rem > 423 || !lst)) {
                    pos = wblk(dat, w, 0, syms, lf, df, eb, li, bs, i - bs, pos);
                    li = lc_1 = eb = 0, bs = i;
                    for (var j = 0; j < 286; ++j)
                        lf[j] = 0;
                    for (var j = 0; j < 30; ++j)
                        df[j] = 0;
                }
                //  len    dist   chain
                var l = 2, d = 0, ch_1 = c, dif = imod - pimod & 32767;
                if (rem > 2 && hv == hsh(i - dif)) {
                    var maxn = Math.min(n, rem) - 1;
                    var maxd = Math.min(32767, i);
                    // max possible length
                    // not capped at dif because decompressors implement "rolling" index population
                    var ml = Math.min(258, rem);
                    while (dif <= maxd && --ch_1 && imod != pimod) {
                        if (dat[i + l] == dat[i + l - dif]) {
                            var nl = 0;
                            for (; nl < ml && dat[i + nl] == dat[i + nl - dif]; ++nl)
                                ;
                            if (nl > l) {
                                l = nl, d = dif;
                                // break out early when we reach "nice" (we are satisfied enough)
                                if (nl > maxn)
                                    break;
                                // now, find the rarest 2-byte sequence within this
                                // length of literals and search for that instead.
                                // Much faster than just using the start
                                var mmd = Math.min(dif, nl - 2);
                                var md = 0;
                                for (var j = 0; j < mmd; ++j) {
                                    var ti = i - dif + j & 32767;
                                    var pti = prev[ti];
                                    var cd = ti - pti & 32767;
                                    if (cd > md)
                                        md = cd, pimod = ti;
                                }
                            }
                        }
                        // check the previous match
                        imod = pimod, pimod = prev[imod];
                        dif += imod - pimod & 32767;
                    }
                }
                // d will be nonzero only when a match was found
                if (d) {
                    // store both dist and len data in one int32
                    // Make sure this is recognized as a len/dist with 28th bit (2^28)
                    syms[li++] = 268435456 | (revfl[l] << 18) | revfd[d];
                    var lin = revfl[l] & 31, din = revfd[d] & 31;
                    eb += fleb[lin] + fdeb[din];
                    ++lf[257 + lin];
                    ++df[din];
                    wi = i + l;
                    ++lc_1;
                }
                else {
                    syms[li++] = dat[i];
                    ++lf[dat[i]];
                }
            }
        }
        for (i = Math.max(i, wi); i < s; ++i) {
            syms[li++] = dat[i];
            ++lf[dat[i]];
        }
        pos = wblk(dat, w, lst, syms, lf, df, eb, li, bs, i - bs, pos);
        if (!lst) {
            st.r = (pos & 7) | w[(pos / 8) | 0] << 3;
            // shft(pos) now 1 less if pos & 7 != 0
            pos -= 7;
            st.h = head, st.p = prev, st.i = i, st.w = wi;
        }
    }
    else {
        for (var i = st.w || 0; i < s + lst; i += 65535) {
            // end
            var e = i + 65535;
            if (e >= s) {
                // write final block
                w[(pos / 8) | 0] = lst;
                e = s;
            }
            pos = wfblk(w, pos + 1, dat.subarray(i, e));
        }
        st.i = s;
    }
    return slc(o, 0, pre + shft(pos) + post);
};
// CRC32 table
var crct = /*#__PURE__*/ (/* unused pure expression or super */ null && ((function () {
    var t = new Int32Array(256);
    for (var i = 0; i < 256; ++i) {
        var c = i, k = 9;
        while (--k)
            c = ((c & 1) && -306674912) ^ (c >>> 1);
        t[i] = c;
    }
    return t;
})()));
// CRC32
var crc = function () {
    var c = -1;
    return {
        p: function (d) {
            // closures have awful performance
            var cr = c;
            for (var i = 0; i < d.length; ++i)
                cr = crct[(cr & 255) ^ d[i]] ^ (cr >>> 8);
            c = cr;
        },
        d: function () { return ~c; }
    };
};
// Adler32
var adler = function () {
    var a = 1, b = 0;
    return {
        p: function (d) {
            // closures have awful performance
            var n = a, m = b;
            var l = d.length | 0;
            for (var i = 0; i != l;) {
                var e = Math.min(i + 2655, l);
                for (; i < e; ++i)
                    m += n += d[i];
                n = (n & 65535) + 15 * (n >> 16), m = (m & 65535) + 15 * (m >> 16);
            }
            a = n, b = m;
        },
        d: function () {
            a %= 65521, b %= 65521;
            return (a & 255) << 24 | (a & 0xFF00) << 8 | (b & 255) << 8 | (b >> 8);
        }
    };
};
;
// deflate with opts
var dopt = function (dat, opt, pre, post, st) {
    if (!st) {
        st = { l: 1 };
        if (opt.dictionary) {
            var dict = opt.dictionary.subarray(-32768);
            var newDat = new u8(dict.length + dat.length);
            newDat.set(dict);
            newDat.set(dat, dict.length);
            dat = newDat;
            st.w = dict.length;
        }
    }
    return dflt(dat, opt.level == null ? 6 : opt.level, opt.mem == null ? (st.l ? Math.ceil(Math.max(8, Math.min(13, Math.log(dat.length))) * 1.5) : 20) : (12 + opt.mem), pre, post, st);
};
// Walmart object spread
var mrg = function (a, b) {
    var o = {};
    for (var k in a)
        o[k] = a[k];
    for (var k in b)
        o[k] = b[k];
    return o;
};
// worker clone
// This is possibly the craziest part of the entire codebase, despite how simple it may seem.
// The only parameter to this function is a closure that returns an array of variables outside of the function scope.
// We're going to try to figure out the variable names used in the closure as strings because that is crucial for workerization.
// We will return an object mapping of true variable name to value (basically, the current scope as a JS object).
// The reason we can't just use the original variable names is minifiers mangling the toplevel scope.
// This took me three weeks to figure out how to do.
var wcln = function (fn, fnStr, td) {
    var dt = fn();
    var st = fn.toString();
    var ks = st.slice(st.indexOf('[') + 1, st.lastIndexOf(']')).replace(/\s+/g, '').split(',');
    for (var i = 0; i < dt.length; ++i) {
        var v = dt[i], k = ks[i];
        if (typeof v == 'function') {
            fnStr += ';' + k + '=';
            var st_1 = v.toString();
            if (v.prototype) {
                // for global objects
                if (st_1.indexOf('[native code]') != -1) {
                    var spInd = st_1.indexOf(' ', 8) + 1;
                    fnStr += st_1.slice(spInd, st_1.indexOf('(', spInd));
                }
                else {
                    fnStr += st_1;
                    for (var t in v.prototype)
                        fnStr += ';' + k + '.prototype.' + t + '=' + v.prototype[t].toString();
                }
            }
            else
                fnStr += st_1;
        }
        else
            td[k] = v;
    }
    return fnStr;
};
var ch = (/* unused pure expression or super */ null && ([]));
// clone bufs
var cbfs = function (v) {
    var tl = [];
    for (var k in v) {
        if (v[k].buffer) {
            tl.push((v[k] = new v[k].constructor(v[k])).buffer);
        }
    }
    return tl;
};
// use a worker to execute code
var wrkr = function (fns, init, id, cb) {
    if (!ch[id]) {
        var fnStr = '', td_1 = {}, m = fns.length - 1;
        for (var i = 0; i < m; ++i)
            fnStr = wcln(fns[i], fnStr, td_1);
        ch[id] = { c: wcln(fns[m], fnStr, td_1), e: td_1 };
    }
    var td = mrg({}, ch[id].e);
    return wk(ch[id].c + ';onmessage=function(e){for(var k in e.data)self[k]=e.data[k];onmessage=' + init.toString() + '}', id, td, cbfs(td), cb);
};
// base async inflate fn
var bInflt = function () { return [u8, u16, i32, fleb, fdeb, clim, fl, fd, flrm, fdrm, rev, ec, hMap, max, bits, bits16, shft, slc, err, inflt, inflateSync, pbf, gopt]; };
var bDflt = function () { return [u8, u16, i32, fleb, fdeb, clim, revfl, revfd, flm, flt, fdm, fdt, rev, deo, et, hMap, wbits, wbits16, hTree, ln, lc, clen, wfblk, wblk, shft, slc, dflt, dopt, deflateSync, pbf]; };
// gzip extra
var gze = function () { return [gzh, gzhl, wbytes, crc, crct]; };
// gunzip extra
var guze = function () { return [gzs, gzl]; };
// zlib extra
var zle = function () { return [zlh, wbytes, adler]; };
// unzlib extra
var zule = function () { return [zls]; };
// post buf
var pbf = function (msg) { return postMessage(msg, [msg.buffer]); };
// get opts
var gopt = function (o) { return o && {
    out: o.size && new u8(o.size),
    dictionary: o.dictionary
}; };
// async helper
var cbify = function (dat, opts, fns, init, id, cb) {
    var w = wrkr(fns, init, id, function (err, dat) {
        w.terminate();
        cb(err, dat);
    });
    w.postMessage([dat, opts], opts.consume ? [dat.buffer] : []);
    return function () { w.terminate(); };
};
// auto stream
var astrm = function (strm) {
    strm.ondata = function (dat, final) { return postMessage([dat, final], [dat.buffer]); };
    return function (ev) {
        if (ev.data[0]) {
            strm.push(ev.data[0], ev.data[1]);
            postMessage([ev.data[0].length]);
        }
        else
            strm.flush(ev.data[1]);
    };
};
// async stream attach
var astrmify = function (fns, strm, opts, init, id, flush, ext) {
    var t;
    var w = wrkr(fns, init, id, function (err, dat) {
        if (err)
            w.terminate(), strm.ondata.call(strm, err);
        else if (!Array.isArray(dat))
            ext(dat);
        else if (dat.length == 1) {
            strm.queuedSize -= dat[0];
            if (strm.ondrain)
                strm.ondrain(dat[0]);
        }
        else {
            if (dat[1])
                w.terminate();
            strm.ondata.call(strm, err, dat[0], dat[1]);
        }
    });
    w.postMessage(opts);
    strm.queuedSize = 0;
    strm.push = function (d, f) {
        if (!strm.ondata)
            err(5);
        if (t)
            strm.ondata(err(4, 0, 1), null, !!f);
        strm.queuedSize += d.length;
        // can fail for cross-realm Uint8Array, but ok - only a small performance penalty
        w.postMessage([d, t = f], d.buffer instanceof ArrayBuffer ? [d.buffer] : []);
    };
    strm.terminate = function () { w.terminate(); };
    if (flush) {
        strm.flush = function (sync) { w.postMessage([0, sync]); };
    }
};
// read 2 bytes
var b2 = function (d, b) { return d[b] | (d[b + 1] << 8); };
// read 4 bytes
var b4 = function (d, b) { return (d[b] | (d[b + 1] << 8) | (d[b + 2] << 16) | (d[b + 3] << 24)) >>> 0; };
// read 8 bytes
var b8 = function (d, b) { return b4(d, b) + (b4(d, b + 4) * 4294967296); };
// write bytes
var wbytes = function (d, b, v) {
    for (; v; ++b)
        d[b] = v, v >>>= 8;
};
// gzip header
var gzh = function (c, o) {
    var fn = o.filename;
    c[0] = 31, c[1] = 139, c[2] = 8, c[8] = o.level < 2 ? 4 : o.level == 9 ? 2 : 0, c[9] = 3; // assume Unix
    if (o.mtime != 0)
        wbytes(c, 4, Math.floor(new Date(o.mtime || Date.now()) / 1000));
    if (fn) {
        c[3] = 8;
        for (var i = 0; i <= fn.length; ++i)
            c[i + 10] = fn.charCodeAt(i);
    }
};
// gzip footer: -8 to -4 = CRC, -4 to -0 is length
// gzip start
var gzs = function (d) {
    if (d[0] != 31 || d[1] != 139 || d[2] != 8)
        err(6, 'invalid gzip data');
    var flg = d[3];
    var st = 10;
    if (flg & 4)
        st += (d[10] | d[11] << 8) + 2;
    for (var zs = (flg >> 3 & 1) + (flg >> 4 & 1); zs > 0; zs -= !d[st++])
        ;
    return st + (flg & 2);
};
// gzip length
var gzl = function (d) {
    var l = d.length;
    return (d[l - 4] | d[l - 3] << 8 | d[l - 2] << 16 | d[l - 1] << 24) >>> 0;
};
// gzip header length
var gzhl = function (o) { return 10 + (o.filename ? o.filename.length + 1 : 0); };
// zlib header
var zlh = function (c, o) {
    var lv = o.level, fl = lv == 0 ? 0 : lv < 6 ? 1 : lv == 9 ? 3 : 2;
    c[0] = 120, c[1] = (fl << 6) | (o.dictionary && 32);
    c[1] |= 31 - ((c[0] << 8) | c[1]) % 31;
    if (o.dictionary) {
        var h = adler();
        h.p(o.dictionary);
        wbytes(c, 2, h.d());
    }
};
// zlib start
var zls = function (d, dict) {
    if ((d[0] & 15) != 8 || (d[0] >> 4) > 7 || ((d[0] << 8 | d[1]) % 31))
        err(6, 'invalid zlib data');
    if ((d[1] >> 5 & 1) == +!dict)
        err(6, 'invalid zlib data: ' + (d[1] & 32 ? 'need' : 'unexpected') + ' dictionary');
    return (d[1] >> 3 & 4) + 2;
};
function StrmOpt(opts, cb) {
    if (typeof opts == 'function')
        cb = opts, opts = {};
    this.ondata = cb;
    return opts;
}
/**
 * Streaming DEFLATE compression
 */
var Deflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function Deflate(opts, cb) {
        if (typeof opts == 'function')
            cb = opts, opts = {};
        this.ondata = cb;
        this.o = opts || {};
        this.s = { l: 0, i: 32768, w: 32768, z: 32768 };
        // Buffer length must always be 0 mod 32768 for index calculations to be correct when modifying head and prev
        // 98304 = 32768 (lookback) + 65536 (common chunk size)
        this.b = new u8(98304);
        if (this.o.dictionary) {
            var dict = this.o.dictionary.subarray(-32768);
            this.b.set(dict, 32768 - dict.length);
            this.s.i = 32768 - dict.length;
        }
    }
    Deflate.prototype.p = function (c, f) {
        this.ondata(dopt(c, this.o, 0, 0, this.s), f);
    };
    /**
     * Pushes a chunk to be deflated
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    Deflate.prototype.push = function (chunk, final) {
        if (!this.ondata)
            err(5);
        if (this.s.l)
            err(4);
        var endLen = chunk.length + this.s.z;
        if (endLen > this.b.length) {
            if (endLen > 2 * this.b.length - 32768) {
                var newBuf = new u8(endLen & -32768);
                newBuf.set(this.b.subarray(0, this.s.z));
                this.b = newBuf;
            }
            var split = this.b.length - this.s.z;
            this.b.set(chunk.subarray(0, split), this.s.z);
            this.s.z = this.b.length;
            this.p(this.b, false);
            this.b.set(this.b.subarray(-32768));
            this.b.set(chunk.subarray(split), 32768);
            this.s.z = chunk.length - split + 32768;
            this.s.i = 32766, this.s.w = 32768;
        }
        else {
            this.b.set(chunk, this.s.z);
            this.s.z += chunk.length;
        }
        this.s.l = final & 1;
        if (this.s.z > this.s.w + 8191 || final) {
            this.p(this.b, final || false);
            this.s.w = this.s.i, this.s.i -= 2;
        }
        if (final) {
            // cleanup unneeded buffers/state to reduce memory usage
            this.s = this.o = {};
            this.b = et;
        }
    };
    /**
     * Flushes buffered uncompressed data. Useful to immediately retrieve the
     * deflated output for small inputs.
     * @param sync Whether to flush to a byte boundary. A sync flush takes 4-5
     *             extra bytes, but guarantees all pushed data is immediately
     *             decompressible. A separate DEFLATE stream may be concatenated
     *             with the current output after a sync flush.
     */
    Deflate.prototype.flush = function (sync) {
        if (!this.ondata)
            err(5);
        if (this.s.l)
            err(4);
        this.p(this.b, false);
        this.s.w = this.s.i, this.s.i -= 2;
        // could technically skip writing the type-0 block for (this.s.r & 7) == 0,
        // but the deterministic trailer (00 00 FF FF) is useful in some situations
        if (sync) {
            var c = new u8(6);
            c[0] = this.s.r >> 3;
            // write empty, non-final type-0 block
            var ep = wfblk(c, this.s.r, et);
            this.s.r = 0;
            this.ondata(c.subarray(0, ep >> 3), false);
        }
    };
    return Deflate;
}())));

/**
 * Asynchronous streaming DEFLATE compression
 */
var AsyncDeflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function AsyncDeflate(opts, cb) {
        astrmify([
            bDflt,
            function () { return [astrm, Deflate]; }
        ], this, StrmOpt.call(this, opts, cb), function (ev) {
            var strm = new Deflate(ev.data);
            onmessage = astrm(strm);
        }, 6, 1);
    }
    return AsyncDeflate;
}())));

function deflate(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    return cbify(data, opts, [
        bDflt,
    ], function (ev) { return pbf(deflateSync(ev.data[0], ev.data[1])); }, 0, cb);
}
/**
 * Compresses data with DEFLATE without any wrapper
 * @param data The data to compress
 * @param opts The compression options
 * @returns The deflated version of the data
 */
function deflateSync(data, opts) {
    return dopt(data, opts || {}, 0, 0);
}
/**
 * Streaming DEFLATE decompression
 */
var Inflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function Inflate(opts, cb) {
        // no StrmOpt here to avoid adding to workerizer
        if (typeof opts == 'function')
            cb = opts, opts = {};
        this.ondata = cb;
        var dict = opts && opts.dictionary && opts.dictionary.subarray(-32768);
        this.s = { i: 0, b: dict ? dict.length : 0 };
        this.o = new u8(32768);
        this.p = new u8(0);
        if (dict)
            this.o.set(dict);
    }
    Inflate.prototype.e = function (c) {
        if (!this.ondata)
            err(5);
        if (this.d)
            err(4);
        if (!this.p.length)
            this.p = c;
        else if (c.length) {
            var n = new u8(this.p.length + c.length);
            n.set(this.p), n.set(c, this.p.length), this.p = n;
        }
    };
    Inflate.prototype.c = function (final) {
        this.s.i = +(this.d = final || false);
        var bts = this.s.b;
        var dt = inflt(this.p, this.s, this.o);
        this.ondata(slc(dt, bts, this.s.b), this.d);
        this.o = slc(dt, this.s.b - 32768), this.s.b = this.o.length;
        this.p = slc(this.p, (this.s.p / 8) | 0), this.s.p &= 7;
    };
    /**
     * Pushes a chunk to be inflated
     * @param chunk The chunk to push
     * @param final Whether this is the final chunk
     */
    Inflate.prototype.push = function (chunk, final) {
        this.e(chunk), this.c(final);
    };
    return Inflate;
}())));

/**
 * Asynchronous streaming DEFLATE decompression
 */
var AsyncInflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function AsyncInflate(opts, cb) {
        astrmify([
            bInflt,
            function () { return [astrm, Inflate]; }
        ], this, StrmOpt.call(this, opts, cb), function (ev) {
            var strm = new Inflate(ev.data);
            onmessage = astrm(strm);
        }, 7, 0);
    }
    return AsyncInflate;
}())));

function inflate(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    return cbify(data, opts, [
        bInflt
    ], function (ev) { return pbf(inflateSync(ev.data[0], gopt(ev.data[1]))); }, 1, cb);
}
function inflateSync(data, opts) {
    return inflt(data, { i: 2 }, opts && opts.out, opts && opts.dictionary);
}
// before you yell at me for not just using extends, my reason is that TS inheritance is hard to workerize.
/**
 * Streaming GZIP compression
 */
var Gzip = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function Gzip(opts, cb) {
        this.c = crc();
        this.l = 0;
        this.v = 1;
        Deflate.call(this, opts, cb);
    }
    /**
     * Pushes a chunk to be GZIPped
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    Gzip.prototype.push = function (chunk, final) {
        this.c.p(chunk);
        this.l += chunk.length;
        Deflate.prototype.push.call(this, chunk, final);
    };
    Gzip.prototype.p = function (c, f) {
        var raw = dopt(c, this.o, this.v && gzhl(this.o), f && 8, this.s);
        if (this.v)
            gzh(raw, this.o), this.v = 0;
        if (f)
            wbytes(raw, raw.length - 8, this.c.d()), wbytes(raw, raw.length - 4, this.l);
        this.ondata(raw, f);
    };
    /**
     * Flushes buffered uncompressed data. Useful to immediately retrieve the
     * GZIPped output for small inputs.
     * @param sync Whether to flush to a byte boundary. A sync flush takes 4-5
     *             extra bytes, but guarantees all pushed data is immediately
     *             decompressible.
     */
    Gzip.prototype.flush = function (sync) {
        Deflate.prototype.flush.call(this, sync);
    };
    return Gzip;
}())));

/**
 * Asynchronous streaming GZIP compression
 */
var AsyncGzip = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function AsyncGzip(opts, cb) {
        astrmify([
            bDflt,
            gze,
            function () { return [astrm, Deflate, Gzip]; }
        ], this, StrmOpt.call(this, opts, cb), function (ev) {
            var strm = new Gzip(ev.data);
            onmessage = astrm(strm);
        }, 8, 1);
    }
    return AsyncGzip;
}())));

function gzip(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    return cbify(data, opts, [
        bDflt,
        gze,
        function () { return [gzipSync]; }
    ], function (ev) { return pbf(gzipSync(ev.data[0], ev.data[1])); }, 2, cb);
}
/**
 * Compresses data with GZIP
 * @param data The data to compress
 * @param opts The compression options
 * @returns The gzipped version of the data
 */
function gzipSync(data, opts) {
    if (!opts)
        opts = {};
    var c = crc(), l = data.length;
    c.p(data);
    var d = dopt(data, opts, gzhl(opts), 8), s = d.length;
    return gzh(d, opts), wbytes(d, s - 8, c.d()), wbytes(d, s - 4, l), d;
}
/**
 * Streaming single or multi-member GZIP decompression
 */
var Gunzip = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function Gunzip(opts, cb) {
        this.v = 1;
        this.r = 0;
        Inflate.call(this, opts, cb);
    }
    /**
     * Pushes a chunk to be GUNZIPped
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    Gunzip.prototype.push = function (chunk, final) {
        Inflate.prototype.e.call(this, chunk);
        this.r += chunk.length;
        if (this.v) {
            var p = this.p.subarray(this.v - 1);
            var s = p.length > 3 ? gzs(p) : 4;
            if (s > p.length) {
                if (!final)
                    return;
            }
            else if (this.v > 1 && this.onmember) {
                this.onmember(this.r - p.length);
            }
            this.p = p.subarray(s), this.v = 0;
        }
        // necessary to prevent TS from using the closure value
        // This allows for workerization to function correctly
        Inflate.prototype.c.call(this, 0);
        // process concatenated GZIP
        if (this.s.f && !this.s.l) {
            this.v = shft(this.s.p) + 9;
            this.s = { i: 0 };
            this.o = new u8(0);
            this.push(new u8(0), final);
        }
        else if (final) {
            Inflate.prototype.c.call(this, final);
        }
    };
    return Gunzip;
}())));

/**
 * Asynchronous streaming single or multi-member GZIP decompression
 */
var AsyncGunzip = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function AsyncGunzip(opts, cb) {
        var _this = this;
        astrmify([
            bInflt,
            guze,
            function () { return [astrm, Inflate, Gunzip]; }
        ], this, StrmOpt.call(this, opts, cb), function (ev) {
            var strm = new Gunzip(ev.data);
            strm.onmember = function (offset) { return postMessage(offset); };
            onmessage = astrm(strm);
        }, 9, 0, function (offset) { return _this.onmember && _this.onmember(offset); });
    }
    return AsyncGunzip;
}())));

function gunzip(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    return cbify(data, opts, [
        bInflt,
        guze,
        function () { return [gunzipSync]; }
    ], function (ev) { return pbf(gunzipSync(ev.data[0], ev.data[1])); }, 3, cb);
}
function gunzipSync(data, opts) {
    var st = gzs(data);
    if (st + 8 > data.length)
        err(6, 'invalid gzip data');
    return inflt(data.subarray(st, -8), { i: 2 }, opts && opts.out || new u8(gzl(data)), opts && opts.dictionary);
}
/**
 * Streaming Zlib compression
 */
var Zlib = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function Zlib(opts, cb) {
        this.c = adler();
        this.v = 1;
        Deflate.call(this, opts, cb);
    }
    /**
     * Pushes a chunk to be zlibbed
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    Zlib.prototype.push = function (chunk, final) {
        this.c.p(chunk);
        Deflate.prototype.push.call(this, chunk, final);
    };
    Zlib.prototype.p = function (c, f) {
        var raw = dopt(c, this.o, this.v && (this.o.dictionary ? 6 : 2), f && 4, this.s);
        if (this.v)
            zlh(raw, this.o), this.v = 0;
        if (f)
            wbytes(raw, raw.length - 4, this.c.d());
        this.ondata(raw, f);
    };
    /**
     * Flushes buffered uncompressed data. Useful to immediately retrieve the
     * zlibbed output for small inputs.
     * @param sync Whether to flush to a byte boundary. A sync flush takes 4-5
     *             extra bytes, but guarantees all pushed data is immediately
     *             decompressible.
     */
    Zlib.prototype.flush = function (sync) {
        Deflate.prototype.flush.call(this, sync);
    };
    return Zlib;
}())));

/**
 * Asynchronous streaming Zlib compression
 */
var AsyncZlib = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function AsyncZlib(opts, cb) {
        astrmify([
            bDflt,
            zle,
            function () { return [astrm, Deflate, Zlib]; }
        ], this, StrmOpt.call(this, opts, cb), function (ev) {
            var strm = new Zlib(ev.data);
            onmessage = astrm(strm);
        }, 10, 1);
    }
    return AsyncZlib;
}())));

function zlib(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    return cbify(data, opts, [
        bDflt,
        zle,
        function () { return [zlibSync]; }
    ], function (ev) { return pbf(zlibSync(ev.data[0], ev.data[1])); }, 4, cb);
}
/**
 * Compress data with Zlib
 * @param data The data to compress
 * @param opts The compression options
 * @returns The zlib-compressed version of the data
 */
function zlibSync(data, opts) {
    if (!opts)
        opts = {};
    var a = adler();
    a.p(data);
    var d = dopt(data, opts, opts.dictionary ? 6 : 2, 4);
    return zlh(d, opts), wbytes(d, d.length - 4, a.d()), d;
}
/**
 * Streaming Zlib decompression
 */
var Unzlib = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function Unzlib(opts, cb) {
        Inflate.call(this, opts, cb);
        this.v = opts && opts.dictionary ? 2 : 1;
    }
    /**
     * Pushes a chunk to be unzlibbed
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    Unzlib.prototype.push = function (chunk, final) {
        Inflate.prototype.e.call(this, chunk);
        if (this.v) {
            if (this.p.length < 6 && !final)
                return;
            this.p = this.p.subarray(zls(this.p, this.v - 1)), this.v = 0;
        }
        if (final) {
            if (this.p.length < 4)
                err(6, 'invalid zlib data');
            this.p = this.p.subarray(0, -4);
        }
        // necessary to prevent TS from using the closure value
        // This allows for workerization to function correctly
        Inflate.prototype.c.call(this, final);
    };
    return Unzlib;
}())));

/**
 * Asynchronous streaming Zlib decompression
 */
var AsyncUnzlib = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function AsyncUnzlib(opts, cb) {
        astrmify([
            bInflt,
            zule,
            function () { return [astrm, Inflate, Unzlib]; }
        ], this, StrmOpt.call(this, opts, cb), function (ev) {
            var strm = new Unzlib(ev.data);
            onmessage = astrm(strm);
        }, 11, 0);
    }
    return AsyncUnzlib;
}())));

function unzlib(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    return cbify(data, opts, [
        bInflt,
        zule,
        function () { return [unzlibSync]; }
    ], function (ev) { return pbf(unzlibSync(ev.data[0], gopt(ev.data[1]))); }, 5, cb);
}
function unzlibSync(data, opts) {
    return inflt(data.subarray(zls(data, opts && opts.dictionary), -4), { i: 2 }, opts && opts.out, opts && opts.dictionary);
}
// Default algorithm for compression (used because having a known output size allows faster decompression)


/**
 * Streaming GZIP, Zlib, or raw DEFLATE decompression
 */
var Decompress = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function Decompress(opts, cb) {
        this.o = StrmOpt.call(this, opts, cb) || {};
        this.G = Gunzip;
        this.I = Inflate;
        this.Z = Unzlib;
    }
    // init substream
    // overriden by AsyncDecompress
    Decompress.prototype.i = function () {
        var _this = this;
        this.s.ondata = function (dat, final) {
            _this.ondata(dat, final);
        };
    };
    /**
     * Pushes a chunk to be decompressed
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    Decompress.prototype.push = function (chunk, final) {
        if (!this.ondata)
            err(5);
        if (!this.s) {
            if (this.p && this.p.length) {
                var n = new u8(this.p.length + chunk.length);
                n.set(this.p), n.set(chunk, this.p.length);
            }
            else
                this.p = chunk;
            if (this.p.length > 2) {
                this.s = (this.p[0] == 31 && this.p[1] == 139 && this.p[2] == 8)
                    ? new this.G(this.o)
                    : ((this.p[0] & 15) != 8 || (this.p[0] >> 4) > 7 || ((this.p[0] << 8 | this.p[1]) % 31))
                        ? new this.I(this.o)
                        : new this.Z(this.o);
                this.i();
                this.s.push(this.p, final);
                this.p = null;
            }
        }
        else
            this.s.push(chunk, final);
    };
    return Decompress;
}())));

/**
 * Asynchronous streaming GZIP, Zlib, or raw DEFLATE decompression
 */
var AsyncDecompress = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function AsyncDecompress(opts, cb) {
        Decompress.call(this, opts, cb);
        this.queuedSize = 0;
        this.G = AsyncGunzip;
        this.I = AsyncInflate;
        this.Z = AsyncUnzlib;
    }
    AsyncDecompress.prototype.i = function () {
        var _this = this;
        this.s.ondata = function (err, dat, final) {
            _this.ondata(err, dat, final);
        };
        this.s.ondrain = function (size) {
            _this.queuedSize -= size;
            if (_this.ondrain)
                _this.ondrain(size);
        };
    };
    /**
     * Pushes a chunk to be decompressed
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    AsyncDecompress.prototype.push = function (chunk, final) {
        this.queuedSize += chunk.length;
        Decompress.prototype.push.call(this, chunk, final);
    };
    return AsyncDecompress;
}())));

function decompress(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    return (data[0] == 31 && data[1] == 139 && data[2] == 8)
        ? gunzip(data, opts, cb)
        : ((data[0] & 15) != 8 || (data[0] >> 4) > 7 || ((data[0] << 8 | data[1]) % 31))
            ? inflate(data, opts, cb)
            : unzlib(data, opts, cb);
}
/**
 * Expands compressed GZIP, Zlib, or raw DEFLATE data, automatically detecting the format
 * @param data The data to decompress
 * @param opts The decompression options
 * @returns The decompressed version of the data
 */
function decompressSync(data, opts) {
    return (data[0] == 31 && data[1] == 139 && data[2] == 8)
        ? gunzipSync(data, opts)
        : ((data[0] & 15) != 8 || (data[0] >> 4) > 7 || ((data[0] << 8 | data[1]) % 31))
            ? inflateSync(data, opts)
            : unzlibSync(data, opts);
}
// flatten a directory structure
var fltn = function (d, p, t, o) {
    for (var k in d) {
        var val = d[k], n = p + k, op = o;
        if (Array.isArray(val))
            op = mrg(o, val[1]), val = val[0];
        if (ArrayBuffer.isView(val))
            t[n] = [val, op];
        else {
            t[n += '/'] = [new u8(0), op];
            fltn(val, n, t, o);
        }
    }
};
// text encoder
var te = typeof TextEncoder != 'undefined' && /*#__PURE__*/ new TextEncoder();
// text decoder
var td = typeof TextDecoder != 'undefined' && /*#__PURE__*/ new TextDecoder();
// text decoder stream
var tds = 0;
try {
    td.decode(et, { stream: true });
    tds = 1;
}
catch (e) { }
// decode UTF8
var dutf8 = function (d) {
    for (var r = '', i = 0;;) {
        var c = d[i++];
        var eb = (c > 127) + (c > 223) + (c > 239);
        if (i + eb > d.length)
            return { s: r, r: slc(d, i - 1) };
        if (!eb)
            r += String.fromCharCode(c);
        else if (eb == 3) {
            c = ((c & 15) << 18 | (d[i++] & 63) << 12 | (d[i++] & 63) << 6 | (d[i++] & 63)) - 65536,
                r += String.fromCharCode(55296 | (c >> 10), 56320 | (c & 1023));
        }
        else if (eb & 1)
            r += String.fromCharCode((c & 31) << 6 | (d[i++] & 63));
        else
            r += String.fromCharCode((c & 15) << 12 | (d[i++] & 63) << 6 | (d[i++] & 63));
    }
};
/**
 * Streaming UTF-8 decoding
 */
var DecodeUTF8 = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates a UTF-8 decoding stream
     * @param cb The callback to call whenever data is decoded
     */
    function DecodeUTF8(cb) {
        this.ondata = cb;
        if (tds)
            this.t = new TextDecoder();
        else
            this.p = et;
    }
    /**
     * Pushes a chunk to be decoded from UTF-8 binary
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    DecodeUTF8.prototype.push = function (chunk, final) {
        if (!this.ondata)
            err(5);
        final = !!final;
        if (this.t) {
            this.ondata(this.t.decode(chunk, { stream: true }), final);
            if (final) {
                if (this.t.decode().length)
                    err(8);
                this.t = null;
            }
            return;
        }
        if (!this.p)
            err(4);
        var dat = new u8(this.p.length + chunk.length);
        dat.set(this.p);
        dat.set(chunk, this.p.length);
        var _a = dutf8(dat), s = _a.s, r = _a.r;
        if (final) {
            if (r.length)
                err(8);
            this.p = null;
        }
        else
            this.p = r;
        this.ondata(s, final);
    };
    return DecodeUTF8;
}())));

/**
 * Streaming UTF-8 encoding
 */
var EncodeUTF8 = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates a UTF-8 decoding stream
     * @param cb The callback to call whenever data is encoded
     */
    function EncodeUTF8(cb) {
        this.ondata = cb;
    }
    /**
     * Pushes a chunk to be encoded to UTF-8
     * @param chunk The string data to push
     * @param final Whether this is the last chunk
     */
    EncodeUTF8.prototype.push = function (chunk, final) {
        if (!this.ondata)
            err(5);
        if (this.d)
            err(4);
        this.ondata(strToU8(chunk), this.d = final || false);
    };
    return EncodeUTF8;
}())));

/**
 * Converts a string into a Uint8Array for use with compression/decompression methods
 * @param str The string to encode
 * @param latin1 Whether or not to interpret the data as Latin-1. This should
 *               not need to be true unless decoding a binary string.
 * @returns The string encoded in UTF-8/Latin-1 binary
 */
function strToU8(str, latin1) {
    if (latin1) {
        var ar_1 = new u8(str.length);
        for (var i = 0; i < str.length; ++i)
            ar_1[i] = str.charCodeAt(i);
        return ar_1;
    }
    if (te)
        return te.encode(str);
    var l = str.length;
    var ar = new u8(str.length + (str.length >> 1));
    var ai = 0;
    var w = function (v) { ar[ai++] = v; };
    for (var i = 0; i < l; ++i) {
        if (ai + 5 > ar.length) {
            var n = new u8(ai + 8 + ((l - i) << 1));
            n.set(ar);
            ar = n;
        }
        var c = str.charCodeAt(i);
        if (c < 128 || latin1)
            w(c);
        else if (c < 2048)
            w(192 | (c >> 6)), w(128 | (c & 63));
        else if (c > 55295 && c < 57344)
            c = 65536 + (c & 1023 << 10) | (str.charCodeAt(++i) & 1023),
                w(240 | (c >> 18)), w(128 | ((c >> 12) & 63)), w(128 | ((c >> 6) & 63)), w(128 | (c & 63));
        else
            w(224 | (c >> 12)), w(128 | ((c >> 6) & 63)), w(128 | (c & 63));
    }
    return slc(ar, 0, ai);
}
/**
 * Converts a Uint8Array to a string
 * @param dat The data to decode to string
 * @param latin1 Whether or not to interpret the data as Latin-1. This should
 *               not need to be true unless encoding to binary string.
 * @returns The original UTF-8/Latin-1 string
 */
function strFromU8(dat, latin1) {
    if (latin1) {
        var r = '';
        for (var i = 0; i < dat.length; i += 16384)
            r += String.fromCharCode.apply(null, dat.subarray(i, i + 16384));
        return r;
    }
    else if (td) {
        return td.decode(dat);
    }
    else {
        var _a = dutf8(dat), s = _a.s, r = _a.r;
        if (r.length)
            err(8);
        return s;
    }
}
;
// deflate bit flag
var dbf = function (l) { return l == 1 ? 3 : l < 6 ? 2 : l == 9 ? 1 : 0; };
// skip local zip header
var slzh = function (d, b) { return b + 30 + b2(d, b + 26) + b2(d, b + 28); };
// read zip header
var zh = function (d, b, z) {
    var fnl = b2(d, b + 28), efl = b2(d, b + 30), fn = strFromU8(d.subarray(b + 46, b + 46 + fnl), !(b2(d, b + 8) & 2048)), es = b + 46 + fnl;
    var _a = z64hs(d, es, efl, z, b4(d, b + 20), b4(d, b + 24), b4(d, b + 42)), sc = _a[0], su = _a[1], off = _a[2];
    return [b2(d, b + 10), sc, su, fn, es + efl + b2(d, b + 32), off];
};
// read zip64 header sizes
var z64hs = function (d, b, l, z, sc, su, off) {
    var nsc = sc == 4294967295, nsu = su == 4294967295, noff = off == 4294967295, e = b + l;
    var nf = nsc + nsu + noff;
    if (z && nf) {
        for (; b + 4 < e; b += 4 + b2(d, b + 2)) {
            if (b2(d, b) == 1) {
                return [
                    nsc ? b8(d, b + 4 + 8 * nsu) : sc,
                    nsu ? b8(d, b + 4) : su,
                    noff ? b8(d, b + 4 + 8 * (nsu + nsc)) : off,
                    1
                ];
            }
        }
        // z == 2 for unknown whether or not zip64
        if (z < 2)
            err(13);
    }
    return [sc, su, off, 0];
};
// extra field length
var exfl = function (ex) {
    var le = 0;
    if (ex) {
        for (var k in ex) {
            var l = ex[k].length;
            if (l > 65535)
                err(9);
            le += l + 4;
        }
    }
    return le;
};
// write zip header
var wzh = function (d, b, f, fn, u, c, ce, co) {
    var fl = fn.length, ex = f.extra, col = co && co.length;
    var exl = exfl(ex);
    wbytes(d, b, ce != null ? 0x2014B50 : 0x4034B50), b += 4;
    if (ce != null)
        d[b++] = 20, d[b++] = f.os;
    d[b] = 20, b += 2; // spec compliance? what's that?
    d[b++] = (f.flag << 1) | (c < 0 && 8), d[b++] = u && 8;
    d[b++] = f.compression & 255, d[b++] = f.compression >> 8;
    var dt = new Date(f.mtime == null ? Date.now() : f.mtime), y = dt.getFullYear() - 1980;
    if (y < 0 || y > 119)
        err(10);
    wbytes(d, b, (y << 25) | ((dt.getMonth() + 1) << 21) | (dt.getDate() << 16) | (dt.getHours() << 11) | (dt.getMinutes() << 5) | (dt.getSeconds() >> 1)), b += 4;
    if (c != -1) {
        wbytes(d, b, f.crc);
        wbytes(d, b + 4, c < 0 ? -c - 2 : c);
        wbytes(d, b + 8, f.size);
    }
    wbytes(d, b + 12, fl);
    wbytes(d, b + 14, exl), b += 16;
    if (ce != null) {
        wbytes(d, b, col);
        wbytes(d, b + 6, f.attrs);
        wbytes(d, b + 10, ce), b += 14;
    }
    d.set(fn, b);
    b += fl;
    if (exl) {
        for (var k in ex) {
            var exf = ex[k], l = exf.length;
            wbytes(d, b, +k);
            wbytes(d, b + 2, l);
            d.set(exf, b + 4), b += 4 + l;
        }
    }
    if (col)
        d.set(co, b), b += col;
    return b;
};
// write zip footer (end of central directory)
var wzf = function (o, b, c, d, e) {
    wbytes(o, b, 0x6054B50); // skip disk
    wbytes(o, b + 8, c);
    wbytes(o, b + 10, c);
    wbytes(o, b + 12, d);
    wbytes(o, b + 16, e);
};
/**
 * A pass-through stream to keep data uncompressed in a ZIP archive.
 */
var ZipPassThrough = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates a pass-through stream that can be added to ZIP archives
     * @param filename The filename to associate with this data stream
     */
    function ZipPassThrough(filename) {
        this.filename = filename;
        this.c = crc();
        this.size = 0;
        this.compression = 0;
    }
    /**
     * Processes a chunk and pushes to the output stream. You can override this
     * method in a subclass for custom behavior, but by default this passes
     * the data through. You must call this.ondata(err, chunk, final) at some
     * point in this method.
     * @param chunk The chunk to process
     * @param final Whether this is the last chunk
     */
    ZipPassThrough.prototype.process = function (chunk, final) {
        this.ondata(null, chunk, final);
    };
    /**
     * Pushes a chunk to be added. If you are subclassing this with a custom
     * compression algorithm, note that you must push data from the source
     * file only, pre-compression.
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    ZipPassThrough.prototype.push = function (chunk, final) {
        if (!this.ondata)
            err(5);
        this.c.p(chunk);
        this.size += chunk.length;
        if (final)
            this.crc = this.c.d();
        // we shouldn't really do this cast, but properly handling ArrayBufferLike
        // makes the API unergonomic with Buffer
        this.process(chunk, final || false);
    };
    return ZipPassThrough;
}())));

// I don't extend because TypeScript extension adds 1kB of runtime bloat
/**
 * Streaming DEFLATE compression for ZIP archives. Prefer using AsyncZipDeflate
 * for better performance
 */
var ZipDeflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates a DEFLATE stream that can be added to ZIP archives
     * @param filename The filename to associate with this data stream
     * @param opts The compression options
     */
    function ZipDeflate(filename, opts) {
        var _this = this;
        if (!opts)
            opts = {};
        ZipPassThrough.call(this, filename);
        this.d = new Deflate(opts, function (dat, final) {
            _this.ondata(null, dat, final);
        });
        this.compression = 8;
        this.flag = dbf(opts.level);
    }
    ZipDeflate.prototype.process = function (chunk, final) {
        try {
            this.d.push(chunk, final);
        }
        catch (e) {
            this.ondata(e, null, final);
        }
    };
    /**
     * Pushes a chunk to be deflated
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    ZipDeflate.prototype.push = function (chunk, final) {
        ZipPassThrough.prototype.push.call(this, chunk, final);
    };
    return ZipDeflate;
}())));

/**
 * Asynchronous streaming DEFLATE compression for ZIP archives
 */
var AsyncZipDeflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates an asynchronous DEFLATE stream that can be added to ZIP archives
     * @param filename The filename to associate with this data stream
     * @param opts The compression options
     */
    function AsyncZipDeflate(filename, opts) {
        var _this = this;
        if (!opts)
            opts = {};
        ZipPassThrough.call(this, filename);
        this.d = new AsyncDeflate(opts, function (err, dat, final) {
            _this.ondata(err, dat, final);
        });
        this.compression = 8;
        this.flag = dbf(opts.level);
        this.terminate = this.d.terminate;
    }
    AsyncZipDeflate.prototype.process = function (chunk, final) {
        this.d.push(chunk, final);
    };
    /**
     * Pushes a chunk to be deflated
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    AsyncZipDeflate.prototype.push = function (chunk, final) {
        ZipPassThrough.prototype.push.call(this, chunk, final);
    };
    return AsyncZipDeflate;
}())));

// TODO: Better tree shaking
/**
 * A zippable archive to which files can incrementally be added
 */
var Zip = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates an empty ZIP archive to which files can be added
     * @param cb The callback to call whenever data for the generated ZIP archive
     *           is available
     */
    function Zip(cb) {
        this.ondata = cb;
        this.u = [];
        this.d = 1;
    }
    /**
     * Adds a file to the ZIP archive
     * @param file The file stream to add
     */
    Zip.prototype.add = function (file) {
        var _this = this;
        if (!this.ondata)
            err(5);
        // finishing or finished
        if (this.d & 2)
            this.ondata(err(4 + (this.d & 1) * 8, 0, 1), null, false);
        else {
            var f = strToU8(file.filename), fl_1 = f.length;
            var com = file.comment, o = com && strToU8(com);
            var u = fl_1 != file.filename.length || (o && (com.length != o.length));
            var hl_1 = fl_1 + exfl(file.extra) + 30;
            if (fl_1 > 65535)
                this.ondata(err(11, 0, 1), null, false);
            var header = new u8(hl_1);
            wzh(header, 0, file, f, u, -1);
            var chks_1 = [header];
            var pAll_1 = function () {
                for (var _i = 0, chks_2 = chks_1; _i < chks_2.length; _i++) {
                    var chk = chks_2[_i];
                    _this.ondata(null, chk, false);
                }
                chks_1 = [];
            };
            var tr_1 = this.d;
            this.d = 0;
            var ind_1 = this.u.length;
            var uf_1 = mrg(file, {
                f: f,
                u: u,
                o: o,
                t: function () {
                    if (file.terminate)
                        file.terminate();
                },
                r: function () {
                    pAll_1();
                    if (tr_1) {
                        var nxt = _this.u[ind_1 + 1];
                        if (nxt)
                            nxt.r();
                        else
                            _this.d = 1;
                    }
                    tr_1 = 1;
                }
            });
            var cl_1 = 0;
            file.ondata = function (err, dat, final) {
                if (err) {
                    _this.ondata(err, dat, final);
                    _this.terminate();
                }
                else {
                    cl_1 += dat.length;
                    chks_1.push(dat);
                    if (final) {
                        var dd = new u8(16);
                        wbytes(dd, 0, 0x8074B50);
                        wbytes(dd, 4, file.crc);
                        wbytes(dd, 8, cl_1);
                        wbytes(dd, 12, file.size);
                        chks_1.push(dd);
                        uf_1.c = cl_1, uf_1.b = hl_1 + cl_1 + 16, uf_1.crc = file.crc, uf_1.size = file.size;
                        if (tr_1)
                            uf_1.r();
                        tr_1 = 1;
                    }
                    else if (tr_1)
                        pAll_1();
                }
            };
            this.u.push(uf_1);
        }
    };
    /**
     * Ends the process of adding files and prepares to emit the final chunks.
     * This *must* be called after adding all desired files for the resulting
     * ZIP file to work properly.
     */
    Zip.prototype.end = function () {
        var _this = this;
        if (this.d & 2) {
            this.ondata(err(4 + (this.d & 1) * 8, 0, 1), null, true);
            return;
        }
        if (this.d)
            this.e();
        else
            this.u.push({
                r: function () {
                    if (!(_this.d & 1))
                        return;
                    _this.u.splice(-1, 1);
                    _this.e();
                },
                t: function () { }
            });
        this.d = 3;
    };
    Zip.prototype.e = function () {
        var bt = 0, l = 0, tl = 0;
        for (var _i = 0, _a = this.u; _i < _a.length; _i++) {
            var f = _a[_i];
            tl += 46 + f.f.length + exfl(f.extra) + (f.o ? f.o.length : 0);
        }
        var out = new u8(tl + 22);
        for (var _b = 0, _c = this.u; _b < _c.length; _b++) {
            var f = _c[_b];
            wzh(out, bt, f, f.f, f.u, -f.c - 2, l, f.o);
            bt += 46 + f.f.length + exfl(f.extra) + (f.o ? f.o.length : 0), l += f.b;
        }
        wzf(out, bt, this.u.length, tl, l);
        this.ondata(null, out, true);
        this.d = 2;
    };
    /**
     * A method to terminate any internal workers used by the stream. Subsequent
     * calls to add() will fail.
     */
    Zip.prototype.terminate = function () {
        for (var _i = 0, _a = this.u; _i < _a.length; _i++) {
            var f = _a[_i];
            f.t();
        }
        this.d = 2;
    };
    return Zip;
}())));

function zip(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    var r = {};
    fltn(data, '', r, opts);
    var k = Object.keys(r);
    var lft = k.length, o = 0, tot = 0;
    var slft = lft, files = new Array(lft);
    var term = [];
    var tAll = function () {
        for (var i = 0; i < term.length; ++i)
            term[i]();
    };
    var cbd = function (a, b) {
        mt(function () { cb(a, b); });
    };
    mt(function () { cbd = cb; });
    var cbf = function () {
        var out = new u8(tot + 22), oe = o, cdl = tot - o;
        tot = 0;
        for (var i = 0; i < slft; ++i) {
            var f = files[i];
            try {
                var l = f.c.length;
                wzh(out, tot, f, f.f, f.u, l);
                var badd = 30 + f.f.length + exfl(f.extra);
                var loc = tot + badd;
                out.set(f.c, loc);
                wzh(out, o, f, f.f, f.u, l, tot, f.m), o += 16 + badd + (f.m ? f.m.length : 0), tot = loc + l;
            }
            catch (e) {
                return cbd(e, null);
            }
        }
        wzf(out, o, files.length, cdl, oe);
        cbd(null, out);
    };
    if (!lft)
        cbf();
    var _loop_1 = function (i) {
        var fn = k[i];
        var _a = r[fn], file = _a[0], p = _a[1];
        var c = crc(), size = file.length;
        c.p(file);
        var f = strToU8(fn), s = f.length;
        var com = p.comment, m = com && strToU8(com), ms = m && m.length;
        var exl = exfl(p.extra);
        var compression = p.level == 0 ? 0 : 8;
        var cbl = function (e, d) {
            if (e) {
                tAll();
                cbd(e, null);
            }
            else {
                var l = d.length;
                files[i] = mrg(p, {
                    size: size,
                    crc: c.d(),
                    c: d,
                    f: f,
                    m: m,
                    u: s != fn.length || (m && (com.length != ms)),
                    compression: compression
                });
                o += 30 + s + exl + l;
                tot += 76 + 2 * (s + exl) + (ms || 0) + l;
                if (!--lft)
                    cbf();
            }
        };
        if (s > 65535)
            cbl(err(11, 0, 1), null);
        if (!compression)
            cbl(null, file);
        else if (size < 160000) {
            try {
                cbl(null, deflateSync(file, p));
            }
            catch (e) {
                cbl(e, null);
            }
        }
        else
            term.push(deflate(file, p, cbl));
    };
    // Cannot use lft because it can decrease
    for (var i = 0; i < slft; ++i) {
        _loop_1(i);
    }
    return tAll;
}
/**
 * Synchronously creates a ZIP file. Prefer using `zip` for better performance
 * with more than one file.
 * @param data The directory structure for the ZIP archive
 * @param opts The main options, merged with per-file options
 * @returns The generated ZIP archive
 */
function zipSync(data, opts) {
    if (!opts)
        opts = {};
    var r = {};
    var files = [];
    fltn(data, '', r, opts);
    var o = 0;
    var tot = 0;
    for (var fn in r) {
        var _a = r[fn], file = _a[0], p = _a[1];
        var compression = p.level == 0 ? 0 : 8;
        var f = strToU8(fn), s = f.length;
        var com = p.comment, m = com && strToU8(com), ms = m && m.length;
        var exl = exfl(p.extra);
        if (s > 65535)
            err(11);
        var d = compression ? deflateSync(file, p) : file, l = d.length;
        var c = crc();
        c.p(file);
        files.push(mrg(p, {
            size: file.length,
            crc: c.d(),
            c: d,
            f: f,
            m: m,
            u: s != fn.length || (m && (com.length != ms)),
            o: o,
            compression: compression
        }));
        o += 30 + s + exl + l;
        tot += 76 + 2 * (s + exl) + (ms || 0) + l;
    }
    var out = new u8(tot + 22), oe = o, cdl = tot - o;
    for (var i = 0; i < files.length; ++i) {
        var f = files[i];
        wzh(out, f.o, f, f.f, f.u, f.c.length);
        var badd = 30 + f.f.length + exfl(f.extra);
        out.set(f.c, f.o + badd);
        wzh(out, o, f, f.f, f.u, f.c.length, f.o, f.m), o += 16 + badd + (f.m ? f.m.length : 0);
    }
    wzf(out, o, files.length, cdl, oe);
    return out;
}
/**
 * Streaming pass-through decompression for ZIP archives
 */
var UnzipPassThrough = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    function UnzipPassThrough() {
    }
    UnzipPassThrough.prototype.push = function (chunk, final) {
        // same as ZipPassThrough: cast to retain Buffer ergonomics
        this.ondata(null, chunk, final);
    };
    UnzipPassThrough.compression = 0;
    return UnzipPassThrough;
}())));

/**
 * Streaming DEFLATE decompression for ZIP archives. Prefer AsyncZipInflate for
 * better performance.
 */
var UnzipInflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates a DEFLATE decompression that can be used in ZIP archives
     */
    function UnzipInflate() {
        var _this = this;
        this.i = new Inflate(function (dat, final) {
            _this.ondata(null, dat, final);
        });
    }
    UnzipInflate.prototype.push = function (chunk, final) {
        try {
            this.i.push(chunk, final);
        }
        catch (e) {
            this.ondata(e, null, final);
        }
    };
    UnzipInflate.compression = 8;
    return UnzipInflate;
}())));

/**
 * Asynchronous streaming DEFLATE decompression for ZIP archives
 */
var AsyncUnzipInflate = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates a DEFLATE decompression that can be used in ZIP archives
     */
    function AsyncUnzipInflate(_, sz) {
        var _this = this;
        if (sz < 320000) {
            this.i = new Inflate(function (dat, final) {
                _this.ondata(null, dat, final);
            });
        }
        else {
            this.i = new AsyncInflate(function (err, dat, final) {
                _this.ondata(err, dat, final);
            });
            this.terminate = this.i.terminate;
        }
    }
    AsyncUnzipInflate.prototype.push = function (chunk, final) {
        if (this.i.terminate)
            chunk = slc(chunk, 0);
        this.i.push(chunk, final);
    };
    AsyncUnzipInflate.compression = 8;
    return AsyncUnzipInflate;
}())));

/**
 * A ZIP archive decompression stream that emits files as they are discovered
 */
var Unzip = /*#__PURE__*/ ((/* unused pure expression or super */ null && (function () {
    /**
     * Creates a ZIP decompression stream
     * @param cb The callback to call whenever a file in the ZIP archive is found
     */
    function Unzip(cb) {
        this.onfile = cb;
        this.k = [];
        this.o = {
            0: UnzipPassThrough
        };
        this.p = et;
    }
    /**
     * Pushes a chunk to be unzipped
     * @param chunk The chunk to push
     * @param final Whether this is the last chunk
     */
    Unzip.prototype.push = function (chunk, final) {
        var _this = this;
        if (!this.onfile)
            err(5);
        if (!this.p)
            err(4);
        if (this.c > 0) {
            var len = Math.min(this.c, chunk.length);
            var toAdd = chunk.subarray(0, len);
            this.c -= len;
            if (this.d)
                this.d.push(toAdd, !this.c);
            else
                this.k[0].push(toAdd);
            chunk = chunk.subarray(len);
            if (chunk.length)
                return this.push(chunk, final);
        }
        else {
            var f = 0, i = 0, is = void 0, buf = void 0;
            if (!this.p.length)
                buf = chunk;
            else if (!chunk.length)
                buf = this.p;
            else {
                buf = new u8(this.p.length + chunk.length);
                buf.set(this.p), buf.set(chunk, this.p.length);
            }
            var l = buf.length, oc = this.c, add = oc && this.d;
            var _loop_2 = function () {
                var sig = b4(buf, i);
                if (sig == 0x4034B50) {
                    f = 1, is = i;
                    this_1.d = null;
                    this_1.c = 0;
                    var bf = b2(buf, i + 6), cmp_1 = b2(buf, i + 8), u = bf & 2048, dd = bf & 8, fnl = b2(buf, i + 26), es = b2(buf, i + 28);
                    if (l > i + 30 + fnl + es) {
                        var chks_3 = [];
                        this_1.k.unshift(chks_3);
                        f = 2;
                        var lsc = b4(buf, i + 18), lsu = b4(buf, i + 22);
                        var fn_1 = strFromU8(buf.subarray(i + 30, i += 30 + fnl), !u);
                        var _a = z64hs(buf, i, es, 2, lsc, lsu, 0), sc_1 = _a[0], su_1 = _a[1], z64 = _a[3];
                        if (dd)
                            sc_1 = -1 - z64;
                        i += es;
                        this_1.c = sc_1;
                        var d_1;
                        var file_1 = {
                            name: fn_1,
                            compression: cmp_1,
                            start: function () {
                                if (!file_1.ondata)
                                    err(5);
                                if (!sc_1)
                                    file_1.ondata(null, et, true);
                                else {
                                    var ctr = _this.o[cmp_1];
                                    if (!ctr)
                                        file_1.ondata(err(14, 'unknown compression type ' + cmp_1, 1), null, false);
                                    d_1 = sc_1 < 0 ? new ctr(fn_1) : new ctr(fn_1, sc_1, su_1);
                                    d_1.ondata = function (err, dat, final) { file_1.ondata(err, dat, final); };
                                    for (var _i = 0, chks_4 = chks_3; _i < chks_4.length; _i++) {
                                        var dat = chks_4[_i];
                                        d_1.push(dat, false);
                                    }
                                    if (_this.k[0] == chks_3 && _this.c)
                                        _this.d = d_1;
                                    else
                                        d_1.push(et, true);
                                }
                            },
                            terminate: function () {
                                if (d_1 && d_1.terminate)
                                    d_1.terminate();
                            }
                        };
                        if (sc_1 >= 0)
                            file_1.size = sc_1, file_1.originalSize = su_1;
                        this_1.onfile(file_1);
                    }
                    return "break";
                }
                else if (oc) {
                    if (sig == 0x8074B50) {
                        is = i += 12 + (oc == -2 && 8), f = 3, this_1.c = 0;
                        return "break";
                    }
                    else if (sig == 0x2014B50) {
                        is = i -= 4, f = 3, this_1.c = 0;
                        return "break";
                    }
                }
            };
            var this_1 = this;
            for (; i < l - 4; ++i) {
                var state_1 = _loop_2();
                if (state_1 === "break")
                    break;
            }
            this.p = et;
            if (oc < 0) {
                var dat = f ? buf.subarray(0, is - 12 - (oc == -2 && 8) - (b4(buf, is - 16) == 0x8074B50 && 4)) : buf.subarray(0, i);
                if (add)
                    add.push(dat, !!f);
                else
                    this.k[+(f == 2)].push(dat);
            }
            if (f & 2)
                return this.push(buf.subarray(i), final);
            this.p = buf.subarray(i);
        }
        if (final) {
            if (this.c)
                err(13);
            this.p = null;
        }
    };
    /**
     * Registers a decoder with the stream, allowing for files compressed with
     * the compression type provided to be expanded correctly
     * @param decoder The decoder constructor
     */
    Unzip.prototype.register = function (decoder) {
        this.o[decoder.compression] = decoder;
    };
    return Unzip;
}())));

var mt = typeof queueMicrotask == 'function' ? queueMicrotask : typeof setTimeout == 'function' ? setTimeout : function (fn) { fn(); };
function unzip(data, opts, cb) {
    if (!cb)
        cb = opts, opts = {};
    if (typeof cb != 'function')
        err(7);
    var term = [];
    var tAll = function () {
        for (var i = 0; i < term.length; ++i)
            term[i]();
    };
    var files = {};
    var cbd = function (a, b) {
        mt(function () { cb(a, b); });
    };
    mt(function () { cbd = cb; });
    var e = data.length - 22;
    for (; b4(data, e) != 0x6054B50; --e) {
        if (!e || data.length - e > 65558) {
            cbd(err(13, 0, 1), null);
            return tAll;
        }
    }
    ;
    var lft = b2(data, e + 8);
    if (lft) {
        var c = lft;
        var o = b4(data, e + 16);
        var z = b4(data, e - 20) == 0x7064B50;
        if (z) {
            var ze = b4(data, e - 12);
            z = b4(data, ze) == 0x6064B50;
            if (z) {
                c = lft = b4(data, ze + 32);
                o = b4(data, ze + 48);
            }
        }
        var fltr = opts && opts.filter;
        var _loop_3 = function (i) {
            var _a = zh(data, o, z), c_1 = _a[0], sc = _a[1], su = _a[2], fn = _a[3], no = _a[4], off = _a[5], b = slzh(data, off);
            o = no;
            var cbl = function (e, d) {
                if (e) {
                    tAll();
                    cbd(e, null);
                }
                else {
                    if (d)
                        files[fn] = d;
                    if (!--lft)
                        cbd(null, files);
                }
            };
            if (!fltr || fltr({
                name: fn,
                size: sc,
                originalSize: su,
                compression: c_1
            })) {
                if (!c_1)
                    cbl(null, slc(data, b, b + sc));
                else if (c_1 == 8) {
                    var infl = data.subarray(b, b + sc);
                    // Synchronously decompress under 512KB, or barely-compressed data
                    if (su < 524288 || sc > 0.8 * su) {
                        try {
                            cbl(null, inflateSync(infl, { out: new u8(su) }));
                        }
                        catch (e) {
                            cbl(e, null);
                        }
                    }
                    else
                        term.push(inflate(infl, { size: su }, cbl));
                }
                else
                    cbl(err(14, 'unknown compression type ' + c_1, 1), null);
            }
            else
                cbl(null, null);
        };
        for (var i = 0; i < c; ++i) {
            _loop_3(i);
        }
    }
    else
        cbd(null, {});
    return tAll;
}
/**
 * Synchronously decompresses a ZIP archive. Prefer using `unzip` for better
 * performance with more than one file.
 * @param data The raw compressed ZIP file
 * @param opts The ZIP extraction options
 * @returns The decompressed files
 */
function unzipSync(data, opts) {
    var files = {};
    var e = data.length - 22;
    for (; b4(data, e) != 0x6054B50; --e) {
        if (!e || data.length - e > 65558)
            err(13);
    }
    ;
    var c = b2(data, e + 8);
    if (!c)
        return {};
    var o = b4(data, e + 16);
    var z = b4(data, e - 20) == 0x7064B50;
    if (z) {
        var ze = b4(data, e - 12);
        z = b4(data, ze) == 0x6064B50;
        if (z) {
            c = b4(data, ze + 32);
            o = b4(data, ze + 48);
        }
    }
    var fltr = opts && opts.filter;
    for (var i = 0; i < c; ++i) {
        var _a = zh(data, o, z), c_2 = _a[0], sc = _a[1], su = _a[2], fn = _a[3], no = _a[4], off = _a[5], b = slzh(data, off);
        o = no;
        if (!fltr || fltr({
            name: fn,
            size: sc,
            originalSize: su,
            compression: c_2
        })) {
            if (!c_2)
                files[fn] = slc(data, b, b + sc);
            else if (c_2 == 8)
                files[fn] = inflateSync(data.subarray(b, b + sc), { out: new u8(su) });
            else
                err(14, 'unknown compression type ' + c_2);
        }
    }
    return files;
}

;// CONCATENATED MODULE: ./lib/src/sources/unzip.js


/**
 * The entries of a hostile zip. Every entry must be allowed by `capOf` and be named once; sizes are checked before a
 * byte is inflated, and fflate inflates into a buffer of the announced size, so a lying entry cannot grow.
 * @throws TraceError TOO_LARGE or SCHEMA_MISMATCH.
 */
const unzipCapped = (zip, capOf, maxEntries) => {
    const seen = new Set();
    const check = (entry) => {
        const cap = capOf(entry.name);
        if (cap === undefined || seen.has(entry.name))
            throw new model_error/* TraceError */.y('SCHEMA_MISMATCH', 'the zip holds an entry that does not belong there');
        if (entry.originalSize > cap || entry.size > cap)
            throw new model_error/* TraceError */.y('TOO_LARGE', `entry over ${cap} bytes`);
        seen.add(entry.name);
        // A forged entry count would otherwise loop for billions of rounds.
        if (seen.size > maxEntries)
            throw new model_error/* TraceError */.y('TOO_LARGE', `more than ${maxEntries} entries`);
        return true;
    };
    try {
        return new Map(Object.entries(unzipSync(zip, { filter: check })));
    }
    catch (cause) {
        if (cause instanceof model_error/* TraceError */.y)
            throw cause;
        throw new model_error/* TraceError */.y('SCHEMA_MISMATCH', 'not a readable zip', { cause });
    }
};

;// CONCATENATED MODULE: ./lib/src/report/unpack-artifact.js




/** The one or two files of a job artifact. @throws TraceError TOO_LARGE or SCHEMA_MISMATCH. */
const unpackJobArtifact = (zip) => {
    const files = unzipCapped(zip, jobEntryCap, 2);
    const manifest = files.get(artifact_name_JOB_MANIFEST_FILE);
    if (manifest === undefined)
        throw new model_error/* TraceError */.y('SCHEMA_MISMATCH', `the artifact holds no ${artifact_name_JOB_MANIFEST_FILE}`);
    return { manifest, bundle: files.get(JOB_BUNDLE_FILE) };
};
/** The job files inside the run artifact of an earlier attempt, by the id in their name. */
const unpackRunArtifact = (zip) => {
    const files = unzipCapped(zip, runEntryCap, 2 * LIMITS.jobsInReport + 3);
    const names = [...files.keys()].filter(name => /^jobs\/[0-9A-Za-z-]+\.json$/.test(name));
    return {
        runManifest: files.get(artifact_name_RUN_MANIFEST_FILE),
        runBundle: files.get(RUN_BUNDLE_FILE),
        jobs: names.flatMap(name => {
            const manifest = files.get(name);
            return manifest === undefined ? [] : [{ manifest, bundle: files.get(name.replace(/\.json$/, '.sigstore.json')) }];
        }),
    };
};
const jobEntryCap = (name) => name === artifact_name_JOB_MANIFEST_FILE ? LIMITS.jobManifest : name === JOB_BUNDLE_FILE ? LIMITS.bundle : undefined;
const runEntryCap = (name) => {
    if (name === artifact_name_RUN_MANIFEST_FILE)
        return LIMITS.runManifest;
    if (name === RUN_BUNDLE_FILE)
        return LIMITS.bundle;
    if (name === RUN_REPORT_FILE)
        return LIMITS.stepSummary;
    return /^jobs\/[0-9A-Za-z-]{1,80}(?:\.sigstore)?\.json$/.test(name) ? LIMITS.jobManifest : undefined;
};

;// CONCATENATED MODULE: ./lib/src/report/collect-manifests.js









/** Milliseconds for all downloads together, and how many run at a time. */
const ALL_DOWNLOADS = 60_000;
const WIDTH = 6;
/** Run artifacts of earlier attempts that are opened at most, newest first. */
const EARLIER_RUNS = 5;
/**
 * Downloads, unpacks, reads and verifies every manifest artifact of the run. An artifact that cannot be taken becomes a
 * stranger with one reason; no fault of one artifact touches another.
 */
const collectManifests = async (world, listed, verifier, now) => {
    const end = now() + ALL_DOWNLOADS;
    const ours = listed.filter(artifact => artifact.name.startsWith('pipeline-trace-job-'));
    const direct = await inParallel(ours, WIDTH, artifact => collectOne(world, artifact, verifier, end - now()));
    const earlier = await inParallel(earlierRunArtifacts(world, listed), WIDTH, artifact => collectEarlier(world, artifact, verifier, end - now()));
    return gather([...direct, ...earlier]);
};
const NOTHING = { candidates: [], strangers: [] };
const gather = (parts) => ({
    candidates: parts.flatMap(part => part.candidates),
    strangers: parts.flatMap(part => part.strangers),
});
const collectOne = async (world, artifact, verifier, leftMs) => {
    const name = parseJobArtifactName(artifact.name);
    if (name === undefined)
        return refused(artifact.name, 'forged-name', 'not a name that the recorder gives');
    if (name.runId !== world.runId)
        return refused(artifact.name, 'other-run', `named for run ${name.runId}`);
    if (name.attempt > world.attempt)
        return refused(artifact.name, 'other-attempt', `named for attempt ${name.attempt}`);
    try {
        const unpacked = unpackJobArtifact(await download(world, artifact, leftMs));
        return { ...NOTHING, candidates: [await readCandidate(artifact, unpacked, verifier, undefined)] };
    }
    catch (error) {
        return unreadable(artifact.name, error);
    }
};
const earlierRunArtifacts = (world, listed) => Array.from({ length: Math.min(world.attempt - 1, EARLIER_RUNS) }, (_, index) => listed.find(artifact => artifact.name === runArtifactName(world.runId, world.attempt - 1 - index))).filter(artifact => artifact !== undefined);
/** The manifests inside an earlier attempt's run artifact: its clean-up deleted their own artifacts. */
const collectEarlier = async (world, artifact, verifier, leftMs) => {
    try {
        const unpacked = unpackRunArtifact(await download(world, artifact, leftMs));
        const covers = await verifier.verifyRun(unpacked.runManifest, unpacked.runBundle);
        return gather(await inParallel(unpacked.jobs, WIDTH, job => collectInner(world, artifact, job, verifier, covers)));
    }
    catch (error) {
        return unreadable(artifact.name, error);
    }
};
const collectInner = async (world, artifact, job, verifier, covers) => {
    try {
        const { value } = readJobManifest(job.manifest);
        const { id, backendId } = value.job;
        const identity = id === undefined ? { backendJobId: backendId?.value ?? '' } : { jobId: id.value };
        const name = jobArtifactName(world.runId, value.run.attempt.value, identity);
        const { digest: _, ...inner } = artifact;
        const place = { ...inner, name, backendJobId: '', sizeBytes: job.manifest.byteLength };
        return { ...NOTHING, candidates: [await readCandidate(place, job, verifier, covers)] };
    }
    catch (error) {
        return unreadable(artifact.name, error);
    }
};
const download = async (world, artifact, leftMs) => {
    const deadlineMs = Math.min(BUDGETS.download, leftMs);
    if (deadlineMs <= 0)
        throw new model_error/* TraceError */.y('DEADLINE', 'no time left for downloads');
    if (world.results !== undefined && artifact.backendRunId !== '')
        return fetchArtifactZip(world.results, artifact, deadlineMs);
    const answer = await readRestArtifactZip(world.rest, world.repository, artifact.id);
    if (!answer.ok)
        throw new model_error/* TraceError */.y(answer.reason === 'too-large' ? 'TOO_LARGE' : 'HTTP', answer.detail);
    return answer.value;
};
/** @throws TraceError when the manifest cannot be read; a bad bundle only costs the signature. */
const readCandidate = async (artifact, files, verifier, covers) => {
    const { value: manifest, unknownFields } = readJobManifest(files.manifest);
    const hex = sha256Hex(files.manifest);
    const countersigned = covers?.digests.has(`sha256:${hex}`) === true ? covers : undefined;
    return {
        artifact,
        manifest,
        digest: `sha256:${hex}`,
        sizeBytes: files.manifest.byteLength,
        bytes: files.manifest,
        ...(files.bundle === undefined ? {} : { bundle: files.bundle }),
        verdict: await verifier.verifyJob(manifest, hex, files.bundle),
        unknownFields,
        ...(countersigned === undefined
            ? {}
            : { countersigned: { mode: countersigned.mode, attempt: countersigned.attempt } }),
    };
};
const refused = (artifact, reason, detail) => ({
    ...NOTHING,
    strangers: [{ artifact, reason, detail: detail.slice(0, 300) }],
});
const unreadable = (artifact, error) => {
    const code = error instanceof model_error/* TraceError */.y ? error.code : 'INTERNAL';
    const detail = error instanceof model_error/* TraceError */.y ? error.message : 'unexpected fault';
    return refused(artifact, REASONS[code] ?? 'unreadable', detail);
};
const REASONS = {
    TOO_LARGE: 'too-large',
    NOT_JSON: 'not-json',
    SCHEMA_MISMATCH: 'schema-mismatch',
    SCHEMA_MAJOR: 'schema-major',
};

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
;// CONCATENATED MODULE: ./lib/src/sources/runner-file.js


/**
 * Whole text of a small file of the runner, without a byte order mark; bytes that are no UTF-8 become U+FFFD. Only
 * regular files of at most `cap` bytes are read. O_NONBLOCK: an earlier step may have put a pipe in the file's place,
 * and opening that would wait for ever.
 */
const readRunnerFile = async (path, cap) => {
    try {
        const file = await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NONBLOCK ?? 0));
        try {
            const { size } = await file.stat().then(stat => (stat.isFile() ? stat : { size: -1 }));
            if (size < 0)
                return unread('not-readable');
            if (size > cap)
                return unread('too-large');
            const bytes = Buffer.alloc(size);
            const { bytesRead } = await file.read(bytes, 0, size, 0);
            return { kind: 'text', text: new TextDecoder().decode(bytes.subarray(0, bytesRead)) };
        }
        finally {
            await file.close();
        }
    }
    catch (error) {
        return unread(runner_file_reasonOf(error));
    }
};
const unread = (reason) => ({ kind: 'unread', reason });
/** Why a file of the runner could not be opened: absent, or there and closed to us. */
const runner_file_reasonOf = (error) => {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'not-readable';
};
/** The JSON value of a text; undefined for a text that is none. `__proto__` is dropped. */
const runner_file_parseJson = (text) => {
    try {
        return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/event-file.js



/** Payloads of webhooks end at 25 MB (docs.github.com/webhooks). */
const MAX_EVENT = 26 * 1_048_576;
/** An odd member of the payload costs itself: the rest of the event is still read. */
const lenient = (schema) => schemas/* catch */.MfU(schemas/* optional */.lqM(schema), undefined);
const ref = lenient(schemas/* string */.YjP().check(api/* _maxLength */.Eb(1_024)));
const repository = schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* object */.Ikc({ id: schemas/* optional */.lqM(schemas/* int */.Whr()) })));
const event_file_event = schemas/* object */.Ikc({
    pull_request: lenient(schemas/* object */.Ikc({
        head: schemas/* object */.Ikc({ sha: commitSha, ref, repo: repository }),
        base: schemas/* object */.Ikc({ ref, repo: repository }),
    })),
    workflow_run: lenient(schemas/* object */.Ikc({ head_sha: commitSha })),
    /** What somebody typed into the form of a workflow_dispatch; read for `runs-on` alone, never recorded. */
    inputs: lenient(schemas/* record */.g1P(schemas/* string */.YjP().check(api/* _maxLength */.Eb(100)), schemas/* string */.YjP().check(api/* _maxLength */.Eb(65_535)))),
    repository: lenient(schemas/* object */.Ikc({
        visibility: lenient(schemas/* enum */.k5n(['public', 'private', 'internal'])),
        private: lenient(schemas/* boolean */.zMY()),
    })),
});
/** Reads GITHUB_EVENT_PATH, the webhook payload as the runner wrote it. An absent or odd file is a gap. */
const readEventFile = async (path) => {
    if (path === undefined || path === '')
        return nothing('not-provided');
    const file = await readRunnerFile(path, MAX_EVENT);
    if (file.kind === 'unread')
        return nothing(file.reason);
    const raw = runner_file_parseJson(file.text);
    const parsed = parse/* safeParse */.xL(event_file_event, raw);
    if (!parsed.success)
        return nothing('malformed');
    const odd = MEMBERS.filter(([name]) => parsed.data[name] === undefined && isThere(raw, name));
    return {
        facts: toEventFacts(parsed.data),
        gaps: odd.map(([, field]) => ({ field, source: 'runner', reason: 'malformed' })),
    };
};
/** Members of the payload, and the field of the manifest that is lost with an odd one. */
const MEMBERS = [
    ['pull_request', 'run.headSha'],
    ['workflow_run', 'run.headSha'],
    ['repository', 'run.visibility'],
];
const isThere = (raw, name) => typeof raw === 'object' &&
    raw !== null &&
    (raw[name] ?? undefined) !== undefined;
const nothing = (reason) => ({
    facts: {},
    gaps: [{ field: 'run.visibility', source: 'runner', reason }],
});
/** A deleted head repository reads as null: it was another one. */
const toEventFacts = (payload) => {
    const { pull_request: pull, workflow_run: followed, repository: repo, inputs } = payload;
    const headSha = pull?.head.sha ?? followed?.head_sha;
    const visibility = repo?.visibility ?? (repo?.private === false ? 'public' : undefined);
    return {
        ...(headSha === undefined ? {} : { headSha }),
        ...(pull?.head.ref === undefined ? {} : { headRef: pull.head.ref }),
        ...(pull?.base.ref === undefined ? {} : { baseRef: pull.base.ref }),
        ...(pull === undefined ? {} : { fork: pull.head.repo?.id !== pull.base.repo?.id }),
        ...(visibility === undefined ? {} : { visibility }),
        ...(inputs === undefined ? {} : { inputs }),
    };
};

;// CONCATENATED MODULE: ./lib/src/sources/rest/client.js




/** Share of the repository's remaining requests that reading leaves alone: all its workflows draw from one pool. */
const KEEP_SHARE = 0.3;
const client_RETRY_PAUSE_MS = 500;
/**
 * A REST client for one report: version pinned, one deadline per call, a byte cap per answer, a budget over all calls
 * and a bounded patience with rate limits. It never throws for what the world does.
 * Limits: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
const createRestClient = (options) => {
    const ledger = { allowed: options.budget, used: 0, firstRemaining: undefined, exhausted: false };
    let patienceLeft = options.patienceMs;
    const observe = (headers) => {
        const remaining = readCount(headers.get('x-ratelimit-remaining'));
        if (remaining === undefined)
            return;
        if (ledger.firstRemaining === undefined) {
            ledger.firstRemaining = remaining;
            const spare = Math.floor(remaining * (1 - KEEP_SHARE));
            ledger.allowed = Math.min(ledger.allowed, ledger.used + spare);
        }
        // Other workflows spend from the same pool while we read.
        ledger.exhausted = remaining <= ledger.firstRemaining * KEEP_SHARE;
    };
    const once = async (url, request, maxBytes) => {
        ledger.used += 1;
        try {
            const what = `${request.method ?? 'GET'} ${new URL(url).pathname}`;
            const answer = await exchange(what, url, request, { deadlineMs: options.callMs, maxBytes });
            observe(answer.headers);
            return answer;
        }
        catch (error) {
            return refusalOf(error);
        }
    };
    const headers = () => ({
        accept: 'application/vnd.github+json',
        // The version GitHub's published description matches; supported to at least 2028-03.
        'x-github-api-version': '2022-11-28',
        'user-agent': options.userAgent,
        ...(options.token === '' ? {} : { authorization: `Bearer ${options.token}` }),
    });
    const read = async (path, maxBytes) => {
        if (ledger.exhausted || ledger.used >= ledger.allowed)
            return OVER_BUDGET;
        return patiently(true, () => once(`${options.apiUrl}${path}`, { headers: headers() }, maxBytes));
    };
    /** Octokit makes the request, our transport carries it: the same deadline, cap and ledger hold for writes. */
    const write = (method, path, body) => patiently(false, async () => {
        let answer;
        try {
            const { getOctokit } = await __nccwpck_require__.e(/* import() */ 351).then(__nccwpck_require__.bind(__nccwpck_require__, 61351));
            const carry = async (url, request) => {
                answer = await once(url, request, LIMITS.restBody);
                if ('ok' in answer)
                    throw new model_error/* TraceError */.y('HTTP', answer.detail);
                const { status } = answer;
                return new Response(status === 204 ? null : Buffer.from(answer.body), { status, headers: answer.headers });
            };
            const octokit = getOctokit(options.token, { baseUrl: options.apiUrl, request: { fetch: carry } });
            await octokit.request({ ...body, method, url: path, headers: headers() });
        }
        catch (error) {
            // Octokit throws on every refusal; ours is the reading of the answer. Without one, it never went out.
            answer ??= refusalOf(error);
        }
        return answer ?? refusalOf(undefined);
    });
    const patiently = async (reading, ask) => {
        const first = await ask();
        const pause = pauseBeforeRetry(first, reading);
        if (pause === undefined || pause > patienceLeft)
            return client_readAnswer(first);
        patienceLeft -= pause;
        await options.sleep(pause);
        return client_readAnswer(await ask());
    };
    const asJson = (path, answer) => {
        if (!answer.ok)
            return answer;
        try {
            return { ...answer, value: parseBody(path.split('?')[0] ?? '', answer.value) };
        }
        catch (error) {
            return refusalOf(error);
        }
    };
    return {
        get: async (path) => asJson(path, await read(path, LIMITS.restBody)),
        getBytes: (path, maxBytes) => read(path, maxBytes),
        send: async (method, path, body) => asJson(path, await write(method, path, body)),
        spent: () => ({ allowed: ledger.allowed, used: ledger.used }),
    };
};
const OVER_BUDGET = {
    ok: false,
    reason: 'budget',
    status: undefined,
    detail: 'not checked: budget',
    permission: undefined,
};
/**
 * Milliseconds to wait before the one repetition, undefined for none. 403 and 429 with `retry-after` are secondary
 * limits; with `x-ratelimit-remaining: 0` the hour's pool is empty and no wait of ours helps. A sick server is asked
 * once more, but a write is not: it may have been done.
 */
const pauseBeforeRetry = (answer, reading) => {
    if ('ok' in answer)
        return reading && answer.reason === 'service-error' ? client_RETRY_PAUSE_MS : undefined;
    if (answer.status === 403 || answer.status === 429) {
        if (answer.headers.get('x-ratelimit-remaining') === '0')
            return undefined;
        const seconds = readCount(answer.headers.get('retry-after'));
        return seconds === undefined ? undefined : seconds * 1000;
    }
    return answer.status >= 500 && reading ? client_RETRY_PAUSE_MS : undefined;
};
const client_readAnswer = (answer) => {
    if ('ok' in answer)
        return answer;
    if (answer.status >= 200 && answer.status < 300)
        return { ok: true, value: answer.body, headers: answer.headers };
    return { ok: false, status: answer.status, ...meaningOf(answer) };
};
const meaningOf = (answer) => {
    const { status, headers } = answer;
    const permission = headers.get('x-accepted-github-permissions')?.slice(0, 200);
    const limited = headers.get('retry-after') !== null || headers.get('x-ratelimit-remaining') === '0';
    if (status === 429 || (status === 403 && limited))
        return { reason: 'budget', detail: `rate limit: HTTP ${status}`, permission: undefined };
    switch (status) {
        case 401:
        case 403:
            return { reason: 'permission-denied', detail: `HTTP ${status}`, permission };
        case 404:
            return { reason: 'not-found', detail: 'HTTP 404: not there, or not visible to the token', permission };
        case 410:
            return { reason: 'not-found', detail: 'HTTP 410: past its retention', permission };
        default:
            return { reason: 'service-error', detail: `HTTP ${status}`, permission: undefined };
    }
};
const refusalOf = (error) => {
    const { reason, detail = '' } = gapOf('', 'api', error);
    return { ok: false, reason, status: undefined, detail, permission: undefined };
};
const readCount = (value) => value !== null && /^\d{1,9}$/.test(value) ? Number(value) : undefined;

;// CONCATENATED MODULE: ./lib/src/sources/runtime-token.js
/**
 * The results service's names of this run and job, out of the runtime token's `scp` claim: one part is
 * `Actions.Results:<run>:<job>` (actions/toolkit packages/artifact/src/internal/shared/util.ts). The token itself is a
 * credential: nothing else of it is read, and it is not kept. Undefined for any other text.
 */
const parseRuntimeToken = (jwt) => {
    try {
        const claims = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
        const scopes = typeof claims === 'object' && claims !== null && 'scp' in claims ? claims.scp : undefined;
        const scope = String(scopes)
            .split(' ')
            .find(part => part.startsWith('Actions.Results:'));
        const [, backendRunId, backendJobId, more] = scope?.split(':') ?? [];
        if (backendRunId === undefined || backendJobId === undefined || more !== undefined)
            return undefined;
        return ID.test(backendRunId) && ID.test(backendJobId) ? { backendRunId, backendJobId } : undefined;
    }
    catch {
        return undefined;
    }
};
const ID = /^[\w-]{1,64}$/;

;// CONCATENATED MODULE: ./lib/src/report/connect.js






/** @throws TraceError INPUT_INVALID outside a GitHub Actions job: without these there is no run to report. */
const connect = async (inputs, environment) => {
    const need = (name, pattern) => {
        const value = environment[name] ?? '';
        if (pattern.test(value))
            return value;
        throw new model_error/* TraceError */.y('INPUT_INVALID', `${name} is not set as GitHub Actions sets it`, {
            hint: 'Run the report as a step of a workflow',
        });
    };
    const sleep = (millis) => new Promise(resolve => setTimeout(resolve, millis));
    return {
        inputs,
        environment,
        serverUrl: need('GITHUB_SERVER_URL', /^https?:\/\/[^\s/]{1,250}\/?$/).replace(/\/$/, ''),
        repository: need('GITHUB_REPOSITORY', /^[\w.-]{1,100}\/[\w.-]{1,100}$/),
        repositoryId: need('GITHUB_REPOSITORY_ID', /^\d{1,20}$/),
        runId: need('GITHUB_RUN_ID', /^\d{1,20}$/),
        attempt: Number(need('GITHUB_RUN_ATTEMPT', /^\d{1,5}$/)),
        event: (await readEventFile(environment['GITHUB_EVENT_PATH'])).facts,
        results: readResultsService(environment),
        sleep,
        rest: createRestClient({
            apiUrl: need('GITHUB_API_URL', /^https?:\/\/\S{1,250}$/).replace(/\/$/, ''),
            token: inputs.token,
            userAgent: `pipeline-trace/${VERSION}`,
            budget: inputs.apiBudget,
            callMs: BUDGETS.restCall,
            patienceMs: BUDGETS.waitForNeeds,
            sleep,
        }),
    };
};
const readResultsService = (environment) => {
    const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = environment;
    if (url === undefined || token === undefined || !URL.canParse(url))
        return undefined;
    const ids = parseRuntimeToken(token);
    return ids === undefined ? undefined : { url, token, ...ids };
};

;// CONCATENATED MODULE: ./lib/src/model/ids.js
/** `<server host>/<repository id>/<run id>`: names a run for ever, constant over its attempts. */
const correlationId = (serverUrl, repositoryId, runId) => `${new URL(serverUrl).host}/${repositoryId}/${runId}`;
/*
 * Trace and span ids by the contract of the OpenTelemetry Collector's githubreceiver with UseCheckRunID (its default
 * since v0.151.0), so that an organisation which runs the receiver gets one trace:
 * open-telemetry/opentelemetry-collector-contrib receiver/githubreceiver. A hashed id is not random, so the W3C
 * flags are `01` (sampled) and never `03`.
 */
const traceId = (sha256, runId, attempt) => sha256(`${runId}${attempt}t`).slice(0, 32);
const runSpanId = (sha256, runId, attempt) => sha256(`${runId}${attempt}s`).slice(16, 32);
const jobSpanId = (sha256, jobId) => sha256(`${jobId}-j`).slice(16, 32);
/** W3C `traceparent` of a span of ours. */
const traceparent = (trace, span) => `00-${trace}-${span}-01`;
/** Trace and span of a valid W3C `traceparent` (version 00, ids not all zero), else undefined. */
const parseTraceparent = (value) => {
    const match = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(value);
    const [, trace, span] = match ?? [];
    if (trace === undefined || span === undefined)
        return undefined;
    return /^0+$/.test(trace) || /^0+$/.test(span) ? undefined : { traceId: trace, spanId: span };
};

;// CONCATENATED MODULE: ./lib/src/report/merge/job-timing.js

/**
 * Milliseconds per phase from GitHub's account of a job, absent where it was not observed. `created_at` of a job lags
 * behind `started_at` by up to 29 s in recorded runs: such a queue becomes 0 and is said to be clamped.
 */
const apiTiming = (job, approval, record) => {
    if (job.conclusion === 'skipped' || job.startedAt === undefined)
        return { clamped: [] };
    const stages = stagesOf(job.steps, record);
    const begin = earliest([job.startedAt, stages.first]);
    const end = job.completedAt;
    const approvalMs = approval === undefined ? undefined : millisBetween(approval.from, approval.to);
    return withClamps({
        queueMs: millisBetween(approval?.to ?? job.createdAt, job.startedAt),
        setupMs: millisBetween(begin, stages.mainStart),
        workMs: millisBetween(stages.mainStart, stages.mainEnd),
        totalMs: millisBetween(begin, end),
        ...(approvalMs === undefined ? {} : { approvalMs }),
    });
};
/** The same from the recorder alone, runner's clock: no queue, since the runner cannot know it. */
const recordTiming = (record) => {
    const stages = stagesOf(record.steps, record);
    return withClamps({
        setupMs: millisBetween(stages.first, stages.mainStart),
        workMs: millisBetween(stages.mainStart, stages.mainEnd),
    });
};
const withClamps = (raw) => {
    const known = Object.entries(raw).filter((entry) => entry[1] !== undefined);
    return {
        ...Object.fromEntries(known.map(([phase, millis]) => [phase, Math.max(0, Math.round(millis))])),
        clamped: known
            .filter(([, millis]) => millis < 0)
            .map(([phase]) => phase)
            .filter(phase => phase !== 'approvalMs'),
    };
};
/** Set-up ends where the first main step starts; work ends with the last main step (steps may overlap). */
const stagesOf = (steps, record) => {
    const known = new Map((record?.steps ?? []).flatMap(step => (step.number === undefined ? [] : [[step.number, step.stage]])));
    const ran = steps.filter(step => step.outcome !== 'skipped' && step.startedAt !== undefined);
    const main = ran.filter(step => (step.stage ?? known.get(step.number ?? -1) ?? guessStage(step.name)) === 'main');
    const first = earliest(ran.map(step => step.startedAt));
    const mainStart = earliest(main.map(step => step.startedAt));
    const mainEnd = latest(main.map(step => step.finishedAt));
    return {
        ...(first === undefined ? {} : { first }),
        ...(mainStart === undefined ? {} : { mainStart }),
        ...(mainEnd === undefined ? {} : { mainEnd }),
    };
};
/**
 * REST gives no stage. These are the runner's own names (actions/runner src/Runner.Worker/JobExtension.cs and
 * ActionRunner.cs); a user's step of such a name is misread, which the recorder's numbers correct.
 */
const guessStage = (name) => {
    if (/^(Set up job$|Set up runner$|Initialize containers$|Pull )/.test(name))
        return 'setup';
    if (name.startsWith('Pre '))
        return 'pre';
    if (name.startsWith('Post '))
        return 'post';
    return /^(Complete job|Complete runner|Stop containers)$/.test(name) ? 'complete' : 'main';
};
const earliest = (times) => byTime(times)[0];
const latest = (times) => byTime(times).at(-1);
const byTime = (times) => times.filter(time => time !== undefined).sort((a, b) => (toMillis(a) ?? 0) - (toMillis(b) ?? 0));

;// CONCATENATED MODULE: ./lib/src/report/merge/headline.js


/** Conclusions that make a run red. */
const FAILED = new Set(['failure', 'timed_out', 'startup_failure', 'action_required']);
const headline_conclusionOf = (job) => job.api?.conclusion ?? job.record?.job.status?.value ?? job.needsResult;
/** Failed, and the workflow does not tolerate it: `needs` reads `success` for a job with `continue-on-error`. */
const hasFailed = (job) => FAILED.has(headline_conclusionOf(job) ?? '') && job.needsResult !== 'success';
/**
 * The one-line answer: the hand-off that failed first (later failures may be its echo), else the longest stretch of any
 * job, else that nothing was observed. Jobs of an earlier attempt and the report's own do not take part.
 */
const headlineOf = (jobs, ownJobId) => {
    const current = jobs.filter(job => job.id !== ownJobId && job.presence !== 'carried-over');
    const failed = current.filter(hasFailed).sort((a, b) => endOf(a) - endOf(b))[0];
    return failed === undefined ? slowest(current) : failure(failed);
};
const endOf = (job) => toMillis(job.api?.completedAt ?? '') ?? Number.MAX_SAFE_INTEGER;
const failure = (job) => {
    const step = headline_stepsOf(job).find(one => one.outcome === 'failure' || one.outcome === 'timed_out');
    const neverStarted = step === undefined && job.api !== undefined && job.api.startedAt === undefined;
    const durationMs = step === undefined ? job.timing.totalMs : lengthOf(step);
    return {
        kind: 'failed',
        handOff: neverStarted ? 'queue' : step === undefined ? 'work' : handOffOf(step, job),
        job: job.name,
        ...(step === undefined ? {} : { step: step.name }),
        ...(durationMs === undefined ? {} : { durationMs }),
        source: job.api === undefined ? 'runner' : 'api',
    };
};
const slowest = (jobs) => {
    const stretches = jobs.flatMap(job => [
        { job, handOff: 'approval', millis: job.timing.approvalMs ?? 0 },
        { job, handOff: 'queue', millis: job.timing.queueMs ?? 0 },
        { job, handOff: 'set-up', millis: job.timing.setupMs ?? 0 },
        { job, handOff: 'work', millis: job.timing.workMs ?? 0 },
    ]);
    const longest = stretches.sort((a, b) => b.millis - a.millis)[0];
    if (longest === undefined || longest.millis === 0)
        return { kind: 'nothing-observed' };
    const step = longest.handOff === 'work' ? longestStep(longest.job) : undefined;
    return {
        kind: 'slowest',
        handOff: longest.handOff,
        job: longest.job.name,
        ...(step === undefined ? {} : { step: step.name }),
        durationMs: longest.millis,
        source: longest.job.api === undefined ? 'runner' : 'api',
    };
};
/** REST's steps, else the recorder's. */
const headline_stepsOf = (job) => job.api !== undefined && job.api.steps.length > 0 ? job.api.steps : (job.record?.steps ?? []);
const longestStep = (job) => headline_stepsOf(job)
    .filter(step => (step.stage ?? guessStage(step.name)) === 'main')
    .sort((a, b) => (lengthOf(b) ?? 0) - (lengthOf(a) ?? 0))[0];
const lengthOf = (step) => {
    const millis = millisBetween(step.startedAt, step.finishedAt);
    return millis === undefined || millis < 0 ? undefined : Math.round(millis);
};
const handOffOf = (step, job) => {
    const recorded = job.record?.steps.find(one => one.number === step.number && one.name === step.name);
    const action = (recorded?.action ?? step.action ?? step.name).toLowerCase();
    const stage = recorded?.stage ?? step.stage ?? guessStage(step.name);
    if (stage === 'setup')
        return 'set-up';
    if (action.includes('actions/cache'))
        return 'cache';
    return action.includes('upload-artifact') || action.includes('download-artifact') ? 'artifact' : 'work';
};

;// CONCATENATED MODULE: ./lib/src/report/merge/match-manifests.js
/**
 * Joins manifests to jobs by job id. A manifest without one (an old runner) is joined by its display name if that is
 * unique among the jobs, and marked inferred: names repeat inside real runs.
 */
const matchManifests = (jobs, candidates, logs) => {
    const owners = candidates.map(candidate => ({ candidate, ...ownerOf(jobs, candidate) }));
    const byJobId = new Map();
    const strangers = [];
    for (const job of jobs) {
        const claims = owners.filter(owner => owner.jobId === job.id);
        const first = claims[0];
        if (first === undefined)
            continue;
        const chosen = claims.every(claim => claim.candidate.digest === first.candidate.digest)
            ? first
            : claims.find(claim => isInLog(claim.candidate, logs.get(job.id)));
        byJobId.set(job.id, chosen === undefined
            ? { kind: 'conflict' }
            : { kind: 'one', candidate: chosen.candidate, inferred: chosen.inferred });
        for (const claim of claims.filter(claim => claim !== chosen))
            strangers.push({
                artifact: claim.candidate.artifact.name,
                reason: 'duplicate',
                detail: `another manifest claims job ${job.id}`,
            });
    }
    return { byJobId, unmatched: owners.filter(owner => owner.jobId === undefined).map(o => o.candidate), strangers };
};
const isInLog = (candidate, log) => log?.digestLines.some(line => line.digest === candidate.digest) ?? false;
const ownerOf = (jobs, { manifest }) => {
    const id = manifest.job.id?.value;
    if (id !== undefined)
        return { jobId: jobs.find(job => job.id === id)?.id, inferred: false };
    const named = jobs.filter(job => job.name === manifest.job.name?.value);
    return { jobId: named.length === 1 ? named[0]?.id : undefined, inferred: true };
};

;// CONCATENATED MODULE: ./lib/src/report/merge/field-agreement.js
/** Each field that a manifest and somebody else both can know, with every value where they differ. */
const fieldAgreements = (candidate, others) => {
    const { manifest } = candidate;
    const { run, job, runner } = manifest;
    const api = others.job?.api;
    const backendJobId = candidate.artifact.backendJobId === '' ? undefined : candidate.artifact.backendJobId;
    return [
        compare('manifest.digest', ['runner', candidate.digest], ['log', digestInLog(candidate, others.log)]),
        compare('job.id', [job.id?.source, job.id?.value], ['api', others.job?.id]),
        compare('job.backendId', [job.backendId?.source, job.backendId?.value], ['results', backendJobId]),
        statusAgreement(manifest, api?.conclusion),
        compare('run.attempt', [run.attempt.source, run.attempt.value], ['api', api?.attempt]),
        compare('run.headSha', headOf(manifest), ['api', others.job?.headSha]),
        compare('runner.labels', [runner.labels?.source, sortedLabels(runner.labels?.value)], ['api', sortedLabels(api?.labels)]),
        compare('runner.name', [runner.name?.source, runner.name?.value], ['api', api?.runnerName]),
        compare('runner.group', [runner.group?.source, runner.group?.value], ['api', api?.runnerGroup]),
        compare('steps.outcomes', ...stepOutcomes(manifest, others.job)),
        ...manifest.artifacts.slice(0, 80).flatMap(artifact => {
            const listed = others.artifacts.find(other => other.id === artifact.id) ?? soleByName(others.artifacts, artifact.name);
            return [
                compare(`artifacts.${artifact.name}.digest`.slice(0, 200), [artifact.source, artifact.digest], ['results', listed?.digest]),
            ];
        }),
    ].filter(field => field !== undefined);
};
/**
 * The job as a whole. Only the job itself writes its log, so the log's digest line is what ties the bytes to the job:
 * without it the fields may all agree and still be a sibling's forgery.
 */
const jobAgreement = (fields) => {
    if (fields.some(field => field.agreement === 'contradicted'))
        return 'contradicted';
    const anchor = fields.find(field => field.field === 'manifest.digest');
    return anchor?.agreement === 'confirmed' ? 'confirmed' : 'unconfirmed';
};
const compare = (field, ours, theirs) => {
    const [source, value] = ours;
    const [otherSource, other] = theirs;
    if (value === undefined || source === undefined)
        return undefined;
    if (other === undefined)
        return { field, agreement: 'unconfirmed', values: [{ source, value }] };
    // The same source on both sides is one witness, not two.
    const agreement = !same(value, other) ? 'contradicted' : source === otherSource ? 'unconfirmed' : 'confirmed';
    return {
        field,
        agreement,
        values: [
            { source, value },
            { source: otherSource, value: other },
        ],
    };
};
/** Post sees the job before its end: a success so far that GitHub then counts as failed is late, not a lie. */
const statusAgreement = ({ job }, conclusion) => {
    const field = compare('job.status', [job.status?.source, job.status?.value], ['api', conclusion]);
    return field?.agreement === 'contradicted' && job.status?.value === 'success'
        ? { ...field, agreement: 'unconfirmed' }
        : field;
};
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const sortedLabels = (labels) => labels === undefined || labels.length === 0 ? undefined : labels.map(label => label.toLowerCase()).sort();
/** The digest the log names for this job and attempt; the last line, as a step before ours may print a decoy. */
const digestInLog = ({ manifest }, log) => {
    const identity = manifest.job.id?.value;
    return log?.digestLines.findLast(line => line.attempt === manifest.run.attempt.value && (identity === undefined || line.jobId === identity))?.digest;
};
/** Events whose run has GITHUB_SHA as its `head_sha`. Others (`pull_request_target`, `workflow_run`) mix two commits. */
const PLAIN_EVENTS = new Set([
    'push',
    'schedule',
    'workflow_dispatch',
    'repository_dispatch',
    'merge_group',
]);
const headOf = ({ run }) => {
    const event = run.event?.value ?? '';
    if (event === 'pull_request')
        return [run.headSha?.source, run.headSha?.value];
    return PLAIN_EVENTS.has(event) ? [run.sha?.source, run.sha?.value] : [undefined, undefined];
};
const soleByName = (artifacts, name) => {
    const named = artifacts.filter(artifact => artifact.name === name);
    return named.length === 1 ? named[0] : undefined;
};
/** Outcomes of the steps that both list under one number and name, or under a name that both use once. */
const stepOutcomes = (manifest, job) => {
    const pairs = manifest.steps.flatMap(step => {
        if (step.outcome === undefined || job === undefined)
            return [];
        const named = job.api.steps.filter(other => other.name === step.name);
        const other = named.find(one => one.number === step.number) ?? (named.length === 1 ? named[0] : undefined);
        return other?.outcome === undefined ? [] : [[step, other]];
    });
    if (pairs.length === 0)
        return [
            [undefined, undefined],
            ['api', undefined],
        ];
    const differing = pairs.filter(([step, other]) => step.outcome !== other.outcome).slice(0, 20);
    const say = (step) => `${step.name.slice(0, 200)}: ${step.outcome}`;
    return differing.length === 0
        ? [
            [pairs[0]?.[0].source, `${pairs.length} steps`],
            ['api', `${pairs.length} steps`],
        ]
        : [
            [pairs[0]?.[0].source, differing.map(([step]) => say(step))],
            ['api', differing.map(([, other]) => say(other))],
        ];
};

;// CONCATENATED MODULE: ./lib/src/report/merge/job-key.js
/**
 * The key of `needs` that a job belongs to. A nested job `caller / inner` is waited for through its caller; a matrix leg
 * `build (a, b)` through its job. A name match is an inference: a job's display name is free text.
 */
const needsKeyOf = (name, manifestKey, needs) => {
    if (manifestKey !== undefined && needs.has(manifestKey))
        return manifestKey;
    const [first = ''] = name.split(' / ');
    if (needs.has(first))
        return first;
    const bracket = first.indexOf(' (');
    const bare = bracket > 0 ? first.slice(0, bracket) : first;
    return needs.has(bare) ? bare : undefined;
};

;// CONCATENATED MODULE: ./lib/src/report/merge/presence.js

/**
 * A job that "re-run failed jobs" did not run again: the list of the new attempt shows it with its old attempt or with
 * a start before this attempt began.
 */
const isCarriedOver = (job, { attempt, startedAt }) => {
    if (attempt === 1)
        return false;
    if (job.api.attempt !== undefined && job.api.attempt < attempt)
        return true;
    const early = millisBetween(job.api.startedAt, startedAt);
    return early !== undefined && early > 0;
};
/** What a job of the list left behind. The report's own job is running while it writes. */
const presenceOf = (job, match, attempt, ownJobId) => {
    if (job.id === ownJobId)
        return 'in-progress';
    if (job.api.conclusion === 'skipped')
        return 'skipped';
    if (match?.kind === 'conflict')
        return 'conflict';
    if (match?.kind === 'one')
        return 'recorded';
    if (isCarriedOver(job, attempt))
        return 'carried-over';
    switch (job.api.status) {
        case 'completed':
            return job.hasRunner || job.api.steps.length > 0 ? 'not-recorded' : 'not-started';
        case 'in_progress':
            return 'in-progress';
        default:
            return 'not-started';
    }
};

;// CONCATENATED MODULE: ./lib/src/report/merge/report-job.js




/** A job of the API's list, with what was found for it. */
const reportListedJob = (context, job, evidence) => {
    const presence = presenceOf(job, evidence.match, context.attempt, context.ownJobId);
    const candidate = evidence.match?.kind === 'one'
        ? evidence.match.candidate
        : presence === 'carried-over'
            ? evidence.earlier
            : undefined;
    const inferred = evidence.match?.kind === 'one' && evidence.match.inferred;
    const fields = candidate === undefined ? [] : fieldAgreements(candidate, { job, log: evidence.log, artifacts: context.artifacts });
    const key = keyOf(context, job, candidate);
    const waited = waitedFor(context, job.name, key);
    return {
        ...(candidate === undefined ? {} : { candidate }),
        job: {
            ...key,
            ...waited,
            id: job.id,
            name: job.name,
            presence,
            signature: candidate === undefined ? unsigned('no manifest') : signatureOf(context, candidate),
            agreement: jobAgreement(fields),
            fields: [...(inferred ? [INFERRED] : []), ...fields].slice(0, 100),
            api: job.api,
            // An earlier attempt's waiting is not this attempt's.
            timing: presence === 'carried-over' ? { clamped: [] } : apiTiming(job.api, evidence.approval, candidate?.manifest),
            ...(candidate === undefined ? {} : report_job_recorded(candidate)),
        },
    };
};
/** A job that only its manifest shows: the job list was refused or cut. */
const reportUnlistedJob = (context, candidate) => {
    const { manifest } = candidate;
    const name = manifest.job.name?.value ?? manifest.job.key.value;
    const fields = fieldAgreements(candidate, {
        job: undefined,
        log: undefined,
        artifacts: context.artifacts,
    });
    const key = { key: manifest.job.key.value };
    return {
        candidate,
        job: {
            ...key,
            ...waitedFor(context, name, key),
            ...(manifest.job.id === undefined ? {} : { id: manifest.job.id.value }),
            name,
            presence: manifest.run.attempt.value < context.attempt.attempt ? 'carried-over' : 'recorded',
            signature: signatureOf(context, candidate),
            agreement: jobAgreement(fields),
            fields: fields.slice(0, 100),
            timing: recordTiming(manifest),
            ...report_job_recorded(candidate),
        },
    };
};
/** A job key of `needs` for which nothing was found, where the job list was refused. */
const reportUnrecordedKey = (key, result) => ({
    job: {
        key,
        name: key,
        presence: result === 'skipped' ? 'skipped' : 'not-recorded',
        signature: unsigned('no manifest'),
        agreement: 'unconfirmed',
        fields: [],
        waitedFor: true,
        needsResult: readResult(result),
        timing: { clamped: [] },
    },
});
const report_job_recorded = (candidate) => {
    const { artifact, verdict } = candidate;
    return {
        record: candidate.manifest,
        manifest: {
            digest: candidate.digest,
            sizeBytes: candidate.sizeBytes,
            ...(verdict.kind === 'none' ? {} : { bundleDigest: verdict.digest }),
            ...(verdict.kind === 'none' || verdict.payloadDigest === undefined
                ? {}
                : { payloadDigest: verdict.payloadDigest }),
            artifact: {
                name: artifact.name,
                id: artifact.id,
                sizeBytes: artifact.sizeBytes,
                ...(artifact.digest === undefined ? {} : { digest: artifact.digest }),
                ...(artifact.createdAt === undefined ? {} : { createdAt: artifact.createdAt }),
                ...(artifact.backendJobId === '' ? {} : { backendJobId: artifact.backendJobId.slice(0, 64) }),
            },
            checks: verdict.kind === 'none' ? [] : verdict.checks.slice(0, 60),
        },
    };
};
/** The job's own verified signature first; else the report's, which covers the bytes by digest; else none, and why. */
const signatureOf = (context, { verdict, countersigned }) => {
    if (verdict.kind === 'verified' && verdict.mode !== 'none')
        return { mode: verdict.mode, by: 'job', reason: verdict.reason };
    const why = verdict.kind === 'none' ? 'not signed by the job' : verdict.reason;
    if (countersigned !== undefined)
        return {
            mode: countersigned.mode,
            by: 'report',
            reason: `countersigned in attempt ${countersigned.attempt}; ${why}`.slice(0, 300),
        };
    return context.signing.mode === 'none' || context.signing.mode === 'other'
        ? unsigned(`${why}; report unsigned: ${context.signing.reason}`)
        : { mode: context.signing.mode, by: 'report', reason: `countersigned; ${why}`.slice(0, 300) };
};
const unsigned = (reason) => ({ mode: 'none', by: null, reason: reason.slice(0, 300) });
const INFERRED = {
    field: 'job.id',
    agreement: 'unconfirmed',
    values: [{ source: 'api', value: 'inferred from the display name' }],
};
/** The YAML key: the manifest's, else one that the display name suggests and `needs` has. */
const keyOf = (context, job, candidate) => {
    const stated = candidate?.manifest.job.key.value;
    const key = stated ??
        (job.id === context.ownJobId && context.ownJobKey !== ''
            ? context.ownJobKey
            : context.needs && needsKeyOf(job.name, undefined, context.needs));
    return key === undefined ? {} : { key };
};
const waitedFor = (context, name, key) => {
    if (context.needs === undefined)
        return {};
    const found = needsKeyOf(name, key.key, context.needs);
    const result = found === undefined ? undefined : context.needs.get(found);
    return { waitedFor: found !== undefined, ...(result === undefined ? {} : { needsResult: readResult(result) }) };
};
const readResult = (result) => result === 'success' || result === 'failure' || result === 'cancelled' || result === 'skipped' ? result : 'other';

;// CONCATENATED MODULE: ./lib/src/report/merge/join-jobs.js


/**
 * Every job of the API's list with its manifest, joined by job id. A list that was not read to its end cannot tell a
 * stranger from a job it does not show, so then unmatched manifests stay as jobs of their own.
 */
const joinById = (context, listed, listComplete, { sorted, logs, approvals }) => {
    const matches = matchManifests(listed, sorted.accepted, logs);
    const jobs = listed.map(job => reportListedJob(context, job, {
        match: matches.byJobId.get(job.id),
        earlier: earlierRecord(sorted.earlier, job),
        log: logs.get(job.id),
        approval: approvals.get(job.id),
    }));
    const unknown = matches.unmatched.map(({ artifact }) => ({ artifact: artifact.name, reason: 'unknown-job' }));
    return listComplete
        ? { jobs, strangers: [...matches.strangers, ...unknown] }
        : {
            jobs: [...jobs, ...matches.unmatched.map(candidate => reportUnlistedJob(context, candidate))],
            strangers: matches.strangers,
        };
};
/** Without the list: every manifest, and every key of `needs` that none of them bears. */
const joinByKey = (context, { accepted, earlier }) => {
    const unique = accepted.filter((one, index) => accepted.findIndex(other => isSameJob(one, other)) === index);
    const keys = new Set(accepted.map(join_jobs_keyOf));
    const carried = earlier.filter(candidate => !keys.has(join_jobs_keyOf(candidate)));
    const recorded = [...unique, ...carried].map(candidate => reportUnlistedJob(context, candidate));
    const seen = new Set(recorded.map(({ job }) => job.key));
    const missing = [...(context.needs ?? [])].filter(([key]) => !seen.has(key));
    return {
        jobs: [...recorded, ...missing.map(([key, result]) => reportUnrecordedKey(key, result)), ...ownJob(context)],
        strangers: accepted
            .filter(candidate => !unique.includes(candidate))
            .map(({ artifact }) => ({ artifact: artifact.name, reason: 'duplicate' })),
    };
};
const join_jobs_keyOf = ({ manifest }) => manifest.job.key.value;
const isSameJob = (a, b) => {
    const [id, other] = [a.manifest.job.id?.value, b.manifest.job.id?.value];
    return id === undefined ? a === b : id === other;
};
const ownJob = (context) => {
    if (context.ownJobId === '')
        return [];
    const { job } = reportUnrecordedKey(context.ownJobKey, '');
    const { needsResult: _, waitedFor: __, ...own } = job;
    return [{ job: { ...own, id: context.ownJobId, presence: 'in-progress' } }];
};
/** The newest manifest of an earlier attempt for a job that did not run again: by id, else by display name. */
const earlierRecord = (earlier, job) => {
    const byId = earlier.filter(candidate => candidate.manifest.job.id?.value === job.id);
    const byName = earlier.filter(candidate => candidate.manifest.job.name?.value === job.name);
    const newest = (byId.length > 0 ? byId : byName).sort((a, b) => b.manifest.run.attempt.value - a.manifest.run.attempt.value);
    return newest[0];
};

;// CONCATENATED MODULE: ./lib/src/report/merge/pseudo-job.js
/** Prefix of the name of our own check runs. */
const CHECK_RUN_PREFIX = 'pipeline-trace / ';
/**
 * A check run written with GITHUB_TOKEN comes back in the job list as a job without labels, runner and steps
 * (grafana/grafana-ci-otel-collector#151, actions/actions-runner-controller#2118). A skipped, cancelled or waiting job
 * may have that form too and is kept.
 */
const isPseudoJob = (job) => {
    if (job.hasRunner || job.api.labels.length > 0 || job.api.steps.length > 0)
        return false;
    if (job.name.startsWith(CHECK_RUN_PREFIX))
        return true;
    const { status, conclusion } = job.api;
    if (status === 'in_progress')
        return true;
    return status === 'completed' && conclusion !== 'skipped' && conclusion !== 'cancelled';
};

;// CONCATENATED MODULE: ./lib/src/report/merge/run-artifacts.js

/** The run's artifacts but ours, with the job that made each where a manifest ties its backend id to a job id. */
const artifactsOf = (listed, jobs) => {
    const jobIds = new Map(jobs.flatMap(job => {
        const backendId = job.record?.job.backendId?.value;
        return backendId === undefined || job.id === undefined ? [] : [[backendId, job.id]];
    }));
    return listed
        .filter(artifact => !artifact.name.startsWith(ARTIFACT_PREFIX))
        .slice(0, 2_000)
        .map(artifact => {
        const jobId = jobIds.get(artifact.backendJobId);
        return {
            name: artifact.name,
            id: artifact.id,
            sizeBytes: artifact.sizeBytes,
            ...(artifact.digest === undefined ? {} : { digest: artifact.digest }),
            ...(artifact.createdAt === undefined ? {} : { createdAt: artifact.createdAt }),
            ...(jobId === undefined ? {} : { jobId }),
            source: artifact.backendRunId === '' ? 'api' : 'results',
        };
    });
};

;// CONCATENATED MODULE: ./lib/src/report/merge/run-notes.js

/** What a reader of the report should act on, found in the joined jobs. */
const jobWarnings = (jobs, input, total) => [
    ...(input.signing.mode === 'none' ? [{ code: 'unsigned', subject: input.signing.reason }] : []),
    ...jobs.flatMap((job) => {
        const subject = job.name.slice(0, 300);
        const log = job.id === undefined ? undefined : input.logs.get(job.id);
        const running = job.api?.status !== undefined && job.api.status !== 'completed';
        return [
            ...(log?.downloadsOurs === true ? [{ code: 'downloads-all-artifacts', subject }] : []),
            ...(job.waitedFor === false ? [{ code: 'not-waited-for', subject }] : []),
            ...(running ? [{ code: 'still-running', subject }] : []),
        ];
    }),
    ...(total > LIMITS.jobsInReport ? [{ code: 'truncated', subject: `${total} jobs` }] : []),
];
/** What is missing of single jobs, and why. */
const jobGaps = (jobs, logs, strangers) => {
    const refused = new Set(strangers.map(one => one.artifact.split('-').at(-1)));
    return jobs.flatMap((job) => {
        if (job.record !== undefined)
            return [];
        const field = `jobs.${job.id ?? job.key ?? ''}.manifest`.slice(0, 200);
        if (job.id !== undefined && refused.has(job.id))
            return [{ field, reason: 'not-readable', detail: 'uploaded, but not taken' }];
        if (job.presence === 'carried-over')
            return [{ field, reason: 'not-found', detail: 'carried over, manifest not found' }];
        const log = job.id === undefined ? undefined : logs.get(job.id);
        if (job.presence !== 'not-recorded' || log === undefined || log.digestLines.length === 0)
            return [];
        return log.uploadFailed
            ? [{ field, reason: 'service-error', source: 'log', detail: 'recorded, but the upload failed' }]
            : [{ field, reason: 'not-asked', source: 'log', detail: 'not uploaded by choice' }];
    });
};

;// CONCATENATED MODULE: ./lib/src/report/merge/run-result.js


/** Worst of the jobs: failure, then cancelled, then incomplete (a job has no conclusion yet), then success. */
const resultOf = (jobs) => {
    if (jobs.some(hasFailed))
        return 'failure';
    if (jobs.some(job => headline_conclusionOf(job) === 'cancelled' && job.needsResult !== 'success'))
        return 'cancelled';
    return jobs.some(job => headline_conclusionOf(job) === undefined) ? 'incomplete' : 'success';
};
/** How many jobs ran and how many of them left a manifest. Skipped jobs and those that never started leave none. */
const completenessOf = (jobs, list) => {
    const ran = jobs.filter(job => job.presence !== 'skipped' && job.presence !== 'not-started');
    const recorded = ran.filter(job => job.record !== undefined);
    const listed = list.jobs !== undefined;
    return {
        by: listed ? 'job-id' : 'job-key',
        complete: recorded.length === ran.length && (!listed || list.jobsComplete),
        known: ran.length,
        recorded: recorded.length,
        notWaitedFor: jobs
            .filter(job => job.waitedFor === false)
            .map(job => job.name)
            .slice(0, LIMITS.jobsInReport),
    };
};

;// CONCATENATED MODULE: ./lib/src/report/merge/merge-run.js










/** One account of the whole run: every job of the list, or of `needs` and the manifests where the list was refused. */
const mergeRun = (input) => {
    const joined = join(input);
    const reported = [...joined.jobs].sort((a, b) => inOrder(a.job, b.job)).slice(0, LIMITS.jobsInReport);
    const jobs = reported.map(({ job }) => job);
    const others = jobs.filter(job => input.ownJobId === '' || job.id !== input.ownJobId);
    const { run, sha256 } = input;
    const strangers = [...input.strangers, ...input.sorted.strangers, ...joined.strangers].slice(0, 1_000);
    const manifest = {
        kind: 'run-manifest',
        schemaVersion: SCHEMA_VERSION,
        tool: { name: 'pipeline-trace', version: VERSION },
        correlationId: correlationId(run.serverUrl.value, run.repositoryId.value, run.runId.value),
        trace: {
            traceId: traceId(sha256, run.runId.value, run.attempt.value),
            runSpanId: runSpanId(sha256, run.runId.value, run.attempt.value),
            links: [],
        },
        run,
        result: resultOf(others),
        completeness: completenessOf(others, input),
        jobs,
        strangers,
        artifacts: artifactsOf(input.artifacts, jobs),
        headline: headlineOf(jobs, input.ownJobId),
        warnings: [...input.warnings, ...jobWarnings(others, input, joined.jobs.length)].slice(0, 500),
        apiBudget: input.apiBudget,
        signing: input.signing,
        reportedAt: input.reportedAt,
        gaps: [...input.gaps, ...jobGaps(others, input.logs, strangers)].slice(0, LIMITS.gaps),
        redacted: 0,
    };
    return {
        manifest,
        records: reported.flatMap(({ job, candidate }) => (candidate === undefined ? [] : [{ job, candidate }])),
    };
};
const join = (input) => {
    const context = {
        attempt: { attempt: input.run.attempt.value, startedAt: input.run.startedAt?.value },
        ownJobId: input.ownJobId,
        ownJobKey: input.ownJobKey,
        needs: input.needs,
        signing: input.signing,
        artifacts: input.artifacts,
    };
    if (input.jobs === undefined)
        return joinByKey(context, input.sorted);
    const listed = input.jobs.filter(job => job.id === input.ownJobId || !isPseudoJob(job));
    return joinById(context, listed, input.jobsComplete, input);
};
/** As the run went: by start, then creation; then by id, since ids grow. */
const inOrder = (a, b) => startOf(a) - startOf(b) || Number(a.id ?? 0) - Number(b.id ?? 0) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
const startOf = ({ api, record }) => toMillis(api?.startedAt ?? api?.createdAt ?? record?.recorder.preAt ?? record?.recorder.postAt ?? '') ??
    Number.MAX_SAFE_INTEGER;

;// CONCATENATED MODULE: ./lib/src/report/merge/sort-candidates.js

/** Takes the manifests of this run and attempt, keeps earlier attempts apart, and names every other one with its reason. */
const sortCandidates = (run, candidates) => {
    const accepted = [];
    const earlier = [];
    const strangers = [];
    for (const candidate of candidates) {
        const problem = strangeness(run, candidate);
        if (problem !== undefined)
            strangers.push({ artifact: candidate.artifact.name, ...problem });
        else if (candidate.manifest.run.attempt.value === run.attempt)
            accepted.push(candidate);
        else
            earlier.push(candidate);
    }
    return { accepted, earlier, strangers };
};
const strangeness = (run, { artifact, manifest, verdict }) => {
    const name = parseJobArtifactName(artifact.name);
    const attempt = manifest.run.attempt.value;
    if (manifest.run.repositoryId.value !== run.repositoryId)
        return { reason: 'other-repository' };
    if (manifest.run.runId.value !== run.runId)
        return { reason: 'other-run', detail: `made by run ${manifest.run.runId.value}` };
    if (name === undefined || name.runId !== run.runId || name.attempt !== attempt)
        return { reason: 'forged-name', detail: 'the name states another run or attempt than the manifest' };
    if ('jobId' in name.job
        ? name.job.jobId !== manifest.job.id?.value
        : name.job.backendJobId !== manifest.job.backendId?.value)
        return { reason: 'forged-name', detail: 'the name states another job than the manifest' };
    if (attempt > run.attempt)
        return { reason: 'other-attempt', detail: `made by attempt ${attempt}` };
    if (madeByOther(artifact.backendJobId, manifest.job.backendId?.value))
        return { reason: 'forged-name', detail: 'uploaded by another job than the manifest states' };
    if (verdict.kind === 'invalid')
        return { reason: 'signature-invalid', detail: verdict.reason.slice(0, 300) };
    return undefined;
};
/** The results service knows which job uploaded; a manifest that states another job's backend id is not that job's. */
const madeByOther = (uploader, stated) => uploader !== '' && stated !== undefined && uploader.toLowerCase() !== stated.toLowerCase();

;// CONCATENATED MODULE: ./lib/src/sources/rest/deployments.js



/** Deployments of one commit that are looked at; each costs a request. */
const MAX_DEPLOYMENTS = 20;
const deployment = schemas/* object */.Ikc({ id: schemas/* int */.Whr() });
const deployments_status = schemas/* object */.Ikc({
    id: schemas/* int */.Whr(),
    state: schemas/* string */.YjP().check(api/* _maxLength */.Eb(40)),
    created_at: schemas/* string */.YjP().check(api/* _maxLength */.Eb(60)),
    log_url: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(1_024)))),
});
/**
 * How long environments held jobs of this run, by job id. Approvals carry no time; deployment statuses do: `waiting`
 * (sent, though REST's enum lacks it: CloudSnorkel/cdk-github-runners#416), then `queued` or `in_progress`. `log_url`
 * ends in `/actions/runs/<run>/job/<job>`. Needs `deployments: read` on a private repository; a refusal tells nothing.
 */
const readWaiting = async (client, repository, sha, runId) => {
    const found = new Map();
    const answer = await client.get(`/repos/${repository}/deployments?sha=${sha}&per_page=${MAX_DEPLOYMENTS}`);
    const list = answer.ok ? parse/* safeParse */.xL(schemas/* array */.YOg(deployment), answer.value) : undefined;
    for (const { id } of list?.success === true ? list.data.slice(0, MAX_DEPLOYMENTS) : []) {
        const statuses = await readPages(client, {
            path: `/repos/${repository}/deployments/${id}/statuses`,
            member: undefined,
            item: deployments_status,
            idOf: item => String(item.id),
            field: 'deployments',
        });
        const waiting = waitingOf(statuses.items, runId);
        if (waiting !== undefined)
            found.set(waiting.jobId, { from: waiting.from, to: waiting.to });
    }
    return found;
};
const waitingOf = (statuses, runId) => {
    const inOrder = [...statuses].sort((a, b) => (toMillis(a.created_at) ?? 0) - (toMillis(b.created_at) ?? 0) || a.id - b.id);
    const jobId = inOrder.map(item => jobOf(item.log_url ?? '', runId)).find(id => id !== undefined);
    const begin = inOrder.findIndex(item => item.state === 'waiting');
    const end = inOrder.slice(begin + 1).find(item => item.state === 'queued' || item.state === 'in_progress');
    const from = toUtc(inOrder[begin]?.created_at ?? '');
    const to = toUtc(end?.created_at ?? '');
    return jobId === undefined || from === undefined || to === undefined ? undefined : { jobId, from, to };
};
const jobOf = (logUrl, runId) => {
    const match = /\/actions\/runs\/(\d{1,20})\/job\/(\d{1,20})$/.exec(logUrl);
    return match?.[1] === runId ? match[2] : undefined;
};

;// CONCATENATED MODULE: ./lib/src/sources/rest/run.js



const maybe = schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(1_024))));
const run_repository = schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* object */.Ikc({ id: schemas/* optional */.lqM(schemas/* int */.Whr()) })));
const runResponse = schemas/* object */.Ikc({
    head_sha: maybe,
    created_at: maybe,
    run_started_at: maybe,
    html_url: maybe,
    path: maybe,
    repository: run_repository,
    head_repository: run_repository,
});
/** GET /repos/{repo}/actions/runs/{id}/attempts/{n}. */
const readRun = async (client, repositoryName, runId, attempt) => {
    const answer = await client.get(`/repos/${repositoryName}/actions/runs/${runId}/attempts/${attempt}?exclude_pull_requests=true`);
    if (!answer.ok)
        return { facts: {}, refusal: answer };
    const parsed = parse/* safeParse */.xL(runResponse, answer.value);
    if (!parsed.success)
        return { facts: {}, refusal: { ok: false, reason: 'malformed', status: 200, detail: 'run', permission: undefined } };
    return { facts: toRunFacts(parsed.data) };
};
const toRunFacts = (raw) => {
    const sha = parse/* safeParse */.xL(commitSha, raw.head_sha);
    const createdAt = toUtc(raw.created_at ?? '');
    const startedAt = toUtc(raw.run_started_at ?? '');
    const base = raw.repository?.id;
    const head = raw.head_repository?.id;
    return {
        ...(sha.success ? { headSha: sha.data } : {}),
        ...(createdAt === undefined ? {} : { createdAt }),
        ...(startedAt === undefined ? {} : { startedAt }),
        ...(typeof raw.html_url === 'string' ? { url: raw.html_url } : {}),
        ...(typeof raw.path === 'string' ? { path: raw.path } : {}),
        ...(base === undefined || head === undefined ? {} : { fork: base !== head }),
    };
};

;// CONCATENATED MODULE: ./lib/src/sources/rest/job.js





const job_maybe = (max) => schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(max))));
const id = schemas/* int */.Whr().check(api/* _gte */.qm(0));
/** Tolerant on purpose: null times, unknown words and new fields occur (recorded responses of 557 jobs). */
const jobResponse = schemas/* object */.Ikc({
    id,
    name: schemas/* string */.YjP().check(api/* _maxLength */.Eb(4_096)),
    status: job_maybe(40),
    conclusion: job_maybe(40),
    created_at: job_maybe(60),
    started_at: job_maybe(60),
    completed_at: job_maybe(60),
    labels: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* array */.YOg(schemas/* string */.YjP().check(api/* _maxLength */.Eb(256))))),
    runner_id: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* number */.aig())),
    runner_name: job_maybe(1_024),
    runner_group_name: job_maybe(1_024),
    run_attempt: schemas/* optional */.lqM(schemas/* nullable */.mee(id)),
    head_sha: job_maybe(64),
    html_url: job_maybe(1_024),
    steps: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* array */.YOg(schemas/* object */.Ikc({
        number: schemas/* optional */.lqM(schemas/* nullable */.mee(id)),
        name: schemas/* string */.YjP().check(api/* _maxLength */.Eb(8_192)),
        status: job_maybe(40),
        conclusion: job_maybe(40),
        started_at: job_maybe(60),
        completed_at: job_maybe(60),
    })))),
});
/** The jobs of one attempt: `attempts/{n}/jobs`, since `filter=latest` has changed its meaning over time. */
const readJobs = (client, repository, runId, attempt) => readPages(client, {
    path: `/repos/${repository}/actions/runs/${runId}/attempts/${attempt}/jobs`,
    member: 'jobs',
    item: schemas/* pipe */.FsL(jobResponse, schemas/* transform */.pdi(toListedJob)),
    idOf: job => job.id,
    field: 'jobs',
});
/** A job as recorded or fetched, or undefined when it has no job's form. Pure: tests read recorded responses with it. */
const readJobResponse = (raw) => {
    const parsed = z.safeParse(jobResponse, raw);
    return parsed.success ? toListedJob(parsed.data) : undefined;
};
const toListedJob = (raw) => {
    const hasRunner = (raw.runner_id ?? 0) !== 0 || (raw.runner_name ?? '') !== '';
    return {
        id: String(raw.id),
        name: raw.name.slice(0, 1_024),
        hasRunner,
        headSha: /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(raw.head_sha ?? '') ? (raw.head_sha ?? undefined) : undefined,
        api: {
            ...defined('status', raw.status),
            ...defined('conclusion', readOutcome(raw.conclusion)),
            ...defined('createdAt', toUtc(raw.created_at ?? '')),
            // While no runner has the job this is a placeholder equal to created_at (sgl-project/sglang#26509).
            ...(hasRunner ? defined('startedAt', toUtc(raw.started_at ?? '')) : {}),
            ...(raw.status === 'completed' ? defined('completedAt', toUtc(raw.completed_at ?? '')) : {}),
            labels: (raw.labels ?? []).slice(0, 50),
            ...(hasRunner ? defined('runnerName', raw.runner_name) : {}),
            ...(hasRunner ? defined('runnerGroup', raw.runner_group_name) : {}),
            ...defined('attempt', raw.run_attempt),
            ...defined('url', raw.html_url),
            steps: (raw.steps ?? []).slice(0, LIMITS.steps).map(toStep),
        },
    };
};
const toStep = (raw) => ({
    ...defined('number', raw.number),
    name: raw.name.slice(0, 1_024),
    ...defined('startedAt', toUtc(raw.started_at ?? '')),
    ...defined('finishedAt', toUtc(raw.completed_at ?? '')),
    ...defined('outcome', readOutcome(raw.conclusion)),
    source: 'api',
});
const readOutcome = (value) => {
    const parsed = parse/* safeParse */.xL(outcome, value);
    return parsed.success ? parsed.data : undefined;
};
const defined = (key, value) => value === null || value === undefined || value === '' ? {} : { [key]: value };

;// CONCATENATED MODULE: ./lib/src/report/await-jobs.js




/** Pauses between two readings in milliseconds: the API lags behind the end of a job by a second or a few. */
const PAUSES = [1_000, 1_000, 2_000, 3_000, 5_000, 8_000, 10_000];
/**
 * The attempt's jobs, read again for at most 30 s while a job named in `needs` still reads as running. Those have ended
 * by the meaning of `needs`; it is the API that lags (inception-health/otel-export-trace-action#9).
 */
const readSettledJobs = async (world, now) => {
    const end = now() + BUDGETS.waitForNeeds;
    for (let round = 0;; round += 1) {
        const list = await readOnce(world);
        const pause = PAUSES[round];
        if (list.jobs === undefined || pause === undefined || now() + pause > end)
            return list;
        if (!isNeededRunning(list.jobs, world.inputs.needs, world.inputs.jobId))
            return list;
        await world.sleep(pause);
    }
};
const readOnce = async ({ rest, repository, runId, attempt }) => {
    const pages = await readJobs(rest, repository, runId, attempt);
    const refused = pages.items.length === 0 && pages.refusal !== undefined;
    return {
        jobs: refused ? undefined : pages.items,
        complete: pages.gaps.length === 0,
        gaps: pages.gaps,
        ...(pages.refusal === undefined ? {} : { refusal: pages.refusal }),
    };
};
/** A running job counts when its name leads to a key of `needs`, or when some key has no job that bears it. */
const isNeededRunning = (jobs, needs, ownJobId) => {
    if (needs === undefined)
        return false;
    const others = jobs.filter(job => job.id !== ownJobId && !isPseudoJob(job));
    const keys = others.map(job => ({ job, key: needsKeyOf(job.name, undefined, needs) }));
    const unclaimed = [...needs.keys()].some(key => !keys.some(entry => entry.key === key));
    return keys.some(({ job, key }) => job.api.status !== 'completed' && (key !== undefined || unclaimed));
};

;// CONCATENATED MODULE: ./lib/src/report/observe-run.js







/** Reads run, jobs, artifacts and deployments in this order, as far as the API budget goes. */
const observeRun = async (world, now) => {
    const { rest, repository, runId, attempt } = world;
    const run = await readRun(rest, repository, runId, attempt);
    const list = await readSettledJobs(world, now);
    const artifacts = await readArtifacts(world, list.jobs !== undefined);
    const sha = world.environment['GITHUB_SHA'] ?? '';
    const approvals = list.jobs !== undefined && /^[0-9a-f]{40,64}$/.test(sha)
        ? await readWaiting(rest, repository, sha, runId)
        : new Map();
    const refusals = [run.refusal, list.refusal].filter(refusal => refusal !== undefined);
    return {
        run: run.facts,
        jobs: list.jobs,
        jobsComplete: list.complete,
        artifacts: artifacts.facts,
        approvals,
        gaps: [...(run.refusal === undefined ? [] : [observe_run_gapOf('run', run.refusal)]), ...list.gaps, ...artifacts.gaps],
        warnings: warningsOf(refusals),
    };
};
/**
 * The results service first: it needs no permission and knows which job made what. Whether it lists what earlier
 * attempts made is not documented, so REST is asked for those when it shows none.
 */
const readArtifacts = async (world, apiAnswers) => {
    const listed = world.results === undefined
        ? { facts: [], gaps: [{ field: 'artifacts', reason: 'not-provided', source: 'results' }] }
        : await listArtifacts(world.results, BUDGETS.results);
    const refused = listed.facts.length === 0 && listed.gaps.length > 0;
    const lacksEarlier = world.attempt > 1 && !listed.facts.some(artifact => isOfEarlierAttempt(world, artifact.name));
    if (!apiAnswers || !(refused || lacksEarlier))
        return listed;
    const pages = await readRestArtifacts(world.rest, world.repository, world.runId);
    const known = new Set(listed.facts.map(artifact => artifact.id));
    return {
        facts: [...listed.facts, ...pages.items.filter(artifact => !known.has(artifact.id))],
        gaps: [...listed.gaps, ...pages.gaps],
    };
};
const isOfEarlierAttempt = ({ runId, attempt }, name) => {
    const job = parseJobArtifactName(name);
    if (job !== undefined)
        return job.runId === runId && job.attempt < attempt;
    return Array.from({ length: attempt - 1 }, (_, index) => runArtifactName(runId, index + 1)).includes(name);
};
const observe_run_gapOf = (field, refusal) => ({
    field,
    source: 'api',
    reason: refusal.reason,
    detail: refusal.detail.slice(0, 300),
});
const warningsOf = (refusals) => [
    ...(refusals.some(refusal => refusal.reason === 'permission-denied')
        ? [{ code: 'permission-missing', subject: 'actions: read' }]
        : []),
    ...(refusals.some(refusal => refusal.reason === 'budget')
        ? [{ code: 'budget', subject: 'run and jobs' }]
        : []),
];

;// CONCATENATED MODULE: ./lib/src/github/check-run.js

/**
 * Posts the check run, or updates the one this run and attempt posted before. A refused look-up only costs the update.
 * POST /repos/{repo}/check-runs, PATCH /repos/{repo}/check-runs/{id}: `checks: write`.
 */
const postCheckRun = async (client, repository, run) => {
    const existing = await findOwn(client, repository, run);
    const body = {
        name: run.name,
        status: 'completed',
        conclusion: run.conclusion,
        external_id: run.externalId,
        details_url: run.detailsUrl,
        output: { title: run.title, summary: run.summary },
    };
    return existing === undefined
        ? readPosted(await client.send('POST', `/repos/${repository}/check-runs`, {
            ...body,
            output: { ...body.output, annotations: run.annotations },
            head_sha: run.headSha,
        }))
        : readPosted(await client.send('PATCH', `/repos/${repository}/check-runs/${existing}`, body));
};
/**
 * Writes title and summary onto a job's own check run, which stands in the right suite; status and conclusion stay
 * GitHub's (JetBrains/qodana-action#599, mikepenz/action-junit-report `update_check`).
 */
const writeOnJob = async (client, repository, jobId, output) => {
    const { title, summary, annotations } = output;
    const body = { output: { title, summary, annotations } };
    return readPosted(await client.send('PATCH', `/repos/${repository}/check-runs/${jobId}`, body));
};
const posted = schemas/* object */.Ikc({ html_url: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(1_024)))) });
const listed = schemas/* object */.Ikc({
    check_runs: schemas/* array */.YOg(schemas/* object */.Ikc({ id: schemas/* int */.Whr(), external_id: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP())) })),
});
const readPosted = (answer) => {
    if (!answer.ok)
        return answer;
    const parsed = parse/* safeParse */.xL(posted, answer.value);
    return { ok: true, url: parsed.success ? (parsed.data.html_url ?? undefined) : undefined };
};
const findOwn = async (client, repository, run) => {
    const query = new URLSearchParams({ check_name: run.name, filter: 'all', per_page: '100' });
    const answer = await client.get(`/repos/${repository}/commits/${run.headSha}/check-runs?${query.toString()}`);
    if (!answer.ok)
        return undefined;
    const parsed = parse/* safeParse */.xL(listed, answer.value);
    if (!parsed.success)
        return undefined;
    return parsed.data.check_runs.find(other => other.external_id === run.externalId)?.id;
};

;// CONCATENATED MODULE: ./lib/src/render/check-run.js






/** Title, summary and annotations of the check run: at most 255 characters, 65 535 bytes and 50. */
const renderCheckRun = (manifest) => ({
    annotations: annotationsOf(manifest).slice(0, LIMITS.checkRunAnnotations),
    title: title(manifest),
    summary: assemble([{ title: '', blocks: [answer(manifest)] }, ...coreSections(manifest), gapSection(manifest)], LIMITS.checkRunText),
});
/** Contradictions and manifests that were not taken, beside the workflow file: the only file all of them concern. */
const annotationsOf = (manifest) => {
    const path = workflowFile(manifest.run.workflowRef?.value);
    if (path === undefined)
        return [];
    const place = { path, start_line: 1, end_line: 1 };
    return [
        ...manifest.jobs
            .filter(job => job.agreement === 'contradicted' || job.presence === 'conflict')
            .map((job) => {
            const fields = job.fields.filter(field => field.agreement === 'contradicted').map(field => field.field);
            const message = fields.length === 0 ? 'Two manifests claim this job.' : `Witnesses differ in: ${fields.join(', ')}.`;
            return { ...place, annotation_level: 'failure', title: plain(job.name, 200), message: plain(message, 2_000) };
        }),
        ...manifest.strangers.map((one) => ({
            ...place,
            annotation_level: 'warning',
            title: 'Manifest not taken',
            message: plain(`${one.artifact}: ${one.reason}${one.detail === undefined ? '' : `, ${one.detail}`}`, 2_000),
        })),
    ];
};
/** `owner/repo/.github/workflows/ci.yml@ref` without what is around the path. */
const workflowFile = (ref) => /^[^/@]+\/[^/@]+\/(\.github\/workflows\/[^@]{1,200})@/.exec(ref ?? '')?.[1];

;// CONCATENATED MODULE: ./lib/src/report/run-facts.js
/** The run's own facts: the runner's environment first, what REST adds after it. */
const runFactsOf = (world, api) => {
    const { environment, event } = world;
    const headSha = event.headSha ?? api.headSha;
    const fork = event.fork ?? api.fork;
    const number = Number(environment['GITHUB_RUN_NUMBER']);
    return {
        serverUrl: run_facts_fact(world.serverUrl),
        repository: run_facts_fact(world.repository),
        repositoryId: run_facts_fact(world.repositoryId),
        runId: run_facts_fact(world.runId),
        attempt: run_facts_fact(world.attempt),
        ...(Number.isInteger(number) && number > 0 ? { number: run_facts_fact(number) } : {}),
        ...fromEnvironment(environment, 'event', 'GITHUB_EVENT_NAME', /^\w{1,100}$/),
        ...fromEnvironment(environment, 'ref', 'GITHUB_REF', /^.{1,1024}$/),
        ...fromEnvironment(environment, 'sha', 'GITHUB_SHA', /^[0-9a-f]{40}([0-9a-f]{24})?$/),
        ...(headSha === undefined ? {} : { headSha: run_facts_fact(headSha, event.headSha === undefined ? 'api' : 'runner') }),
        ...fromEnvironment(environment, 'workflow', 'GITHUB_WORKFLOW', /^.{1,1024}$/),
        ...fromEnvironment(environment, 'workflowRef', 'GITHUB_WORKFLOW_REF', /^.{1,1024}$/),
        ...fromEnvironment(environment, 'workflowSha', 'GITHUB_WORKFLOW_SHA', /^[0-9a-f]{40}([0-9a-f]{24})?$/),
        ...(api.createdAt === undefined ? {} : { createdAt: run_facts_fact(api.createdAt, 'api') }),
        ...(api.startedAt === undefined ? {} : { startedAt: run_facts_fact(api.startedAt, 'api') }),
        url: run_facts_fact(attemptUrl(world)),
        ...(fork === undefined ? {} : { fork: run_facts_fact(fork, event.fork === undefined ? 'api' : 'runner') }),
        ...(event.visibility === undefined ? {} : { visibility: run_facts_fact(event.visibility) }),
    };
};
/** Page of the attempt: a check run's `details_url`. */
const attemptUrl = ({ serverUrl, repository, runId, attempt }) => `${serverUrl}/${repository}/actions/runs/${runId}/attempts/${attempt}`;
const run_facts_fact = (value, source = 'runner') => ({ value, source });
const fromEnvironment = (environment, key, name, pattern) => {
    const value = environment[name] ?? '';
    return (pattern.test(value) ? { [key]: run_facts_fact(value) } : {});
};

;// CONCATENATED MODULE: ./lib/src/report/present-run.js






/** Shows the report where the token allows: check run, job summary, log. */
const presentRun = async (world, manifest, report) => {
    const tries = await postAsAsked(world, manifest);
    const faults = tries.flatMap(({ what, posted }) => (posted.ok ? [] : [faultOf(what, posted)]));
    const summary = faults.length === 0 ? report : `${report}\n### Not posted\n\n${faults.map(toItem).join('\n')}\n`;
    const summarised = await writeSummary(world.environment['GITHUB_STEP_SUMMARY'], summary);
    return {
        checkRunUrl: tries.flatMap(({ posted }) => (posted.ok && posted.url !== undefined ? [posted.url] : []))[0],
        faults,
        toLog: !summarised && !tries.some(({ posted }) => posted.ok),
    };
};
const postAsAsked = async (world, manifest) => {
    // The token of a fork's pull request is read-only: asking would only be refused.
    if (manifest.run.fork?.value === true && manifest.run.event?.value === 'pull_request')
        return [];
    switch (world.inputs.checkRun) {
        case 'off':
            return [];
        case 'separate':
            return [await postSeparate(world, manifest)];
        case 'own-job': {
            const own = await postOnOwnJob(world, manifest);
            return own.posted.ok ? [own] : [own, await postSeparate(world, manifest)];
        }
        case 'both':
            return [await postSeparate(world, manifest), await postOnOwnJob(world, manifest)];
    }
};
const postSeparate = async (world, manifest) => ({
    what: 'no check run was posted',
    posted: await postCheckRun(world.rest, world.repository, {
        name: `${CHECK_RUN_PREFIX}${manifest.run.workflow?.value ?? 'workflow'}`.slice(0, 200),
        headSha: world.event.headSha ?? world.environment['GITHUB_SHA'] ?? '',
        conclusion: manifest.result === 'success' ? 'success' : 'neutral',
        externalId: `${manifest.correlationId}/${world.attempt}`,
        detailsUrl: attemptUrl(world),
        ...renderCheckRun(manifest),
    }),
});
const postOnOwnJob = async (world, manifest) => ({
    what: "nothing was written on the report job's own check run",
    posted: world.inputs.jobId === ''
        ? NO_JOB_ID
        : await writeOnJob(world.rest, world.repository, world.inputs.jobId, renderCheckRun(manifest)),
});
const NO_JOB_ID = {
    ok: false,
    reason: 'not-provided',
    status: undefined,
    detail: 'this runner gives no job id',
    permission: undefined,
};
/** A summary without a check run says what the report job lacks; the answer's text is the world's, so it is code. */
const toItem = (fault) => `- ${code(fault)}`;
const faultOf = (what, refusal) => refusal.reason === 'permission-denied' || refusal.status === 404
    ? `${what}: add \`checks: write\` to the permissions of the report job (${refusal.detail})`
    : `${what}: ${refusal.detail}`;

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
;// CONCATENATED MODULE: ./lib/src/github/delete-artifact.js

/**
 * Deletes an artifact of this run through the results service: no permission needed, the runtime token of any job of the
 * run suffices (actions/toolkit packages/artifact/src/internal/delete/delete-artifact.ts).
 * @throws TraceError HTTP, DEADLINE or PERMISSION.
 */
const deleteArtifact = (service, artifact, deadlineMs) => deleteListedArtifact(service, artifact, deadlineMs);

;// CONCATENATED MODULE: ./lib/src/github/upload-artifact.js



/**
 * Uploads files as one zip artifact with @actions/artifact, loaded only here. `path` is absolute and must be
 * `<rootDirectory>/<name>`; `name` is the path inside the zip. `retentionDays` undefined takes the repository's default.
 * The client retries a sick service for 30 s by itself (actions/toolkit
 * packages/artifact/src/internal/shared/artifact-twirp-client.ts), so it runs under our deadline and is left behind
 * when that passes: the caller ends the process. Its lines on stdout go into one folded log group.
 * The returned digest is `sha256:<hex>` of the zip; the client itself gives bare hex.
 * @throws TraceError UPLOAD or DEADLINE.
 */
const uploadArtifact = async (name, files, rootDirectory, retentionDays, deadlineMs) => {
    const misplaced = files.find(file => (0,external_node_path_.join)(rootDirectory, file.name) !== file.path);
    if (misplaced !== undefined)
        throw new model_error/* TraceError */.y('INTERNAL', `${misplaced.name} is not at its place under the root`);
    process.stdout.write(`::group::pipeline-trace: upload of ${name}\n`);
    try {
        const uploaded = await withDeadline(`upload of ${name}`, deadlineMs, async () => {
            const { DefaultArtifactClient } = await loadUploader();
            const paths = files.map(file => file.path);
            const options = retentionDays === undefined ? {} : { retentionDays };
            return new DefaultArtifactClient().uploadArtifact(name, paths, rootDirectory, options);
        });
        return readUploaded(uploaded);
    }
    catch (cause) {
        if (cause instanceof model_error/* TraceError */.y)
            throw cause;
        throw new model_error/* TraceError */.y('UPLOAD', `upload of ${name} failed: ${cause instanceof Error ? cause.message : ''}`, {
            cause,
        });
    }
    finally {
        process.stdout.write('::endgroup::\n');
    }
};
/** Loads the client, a tenth of a second of work: whoever will upload calls this while something else is awaited. */
const loadUploader = () => Promise.all(/* import() */[__nccwpck_require__.e(351), __nccwpck_require__.e(562), __nccwpck_require__.e(820)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7820));
const readUploaded = (uploaded) => {
    if (uploaded.id === undefined || uploaded.digest === undefined)
        throw new model_error/* TraceError */.y('UPLOAD', 'the upload gave back no id or no digest');
    const hex = uploaded.digest.replace(/^sha256:/, '').toLowerCase();
    return { id: String(uploaded.id), sizeBytes: uploaded.size ?? 0, digest: `sha256:${hex}` };
};

;// CONCATENATED MODULE: ./lib/src/trust/run-files.js

/** Media type of a manifest as a ResourceDescriptor names it. */
const MANIFEST_MEDIA_TYPE = 'application/json';
/** `<job id>`, or `k-<backend job id>` where the runner gave no id; undefined for a job without a manifest. */
const jobFileStem = (job) => {
    if (job.manifest === undefined)
        return undefined;
    if (job.id !== undefined)
        return job.id;
    const backendJobId = job.record?.job.backendId?.value ?? job.manifest.artifact?.backendJobId;
    return backendJobId === undefined || !/^[0-9a-fA-F-]{1,64}$/.test(backendJobId) ? undefined : `k-${backendJobId}`;
};
/** Paths inside the run artifact of a job's manifest and of its bundle. */
const jobManifestPath = (stem) => `jobs/${stem}.json`;
const jobBundlePath = (stem) => `jobs/${stem}.sigstore.json`;
/** A path that a run statement may name: anything else could lead out of the folder. */
const isRunFilePath = (path) => path === RUN_MANIFEST_FILE || /^jobs\/(\d{1,20}|k-[0-9a-fA-F-]{1,64})(\.sigstore)?\.json$/.test(path);
/** The files of one job that the run statement covers, manifest first; hex digests. */
const jobFiles = (job) => {
    const stem = jobFileStem(job);
    if (stem === undefined || job.manifest === undefined)
        return [];
    const manifest = { name: jobManifestPath(stem), sha256: hex(job.manifest.digest) };
    const { bundleDigest } = job.manifest;
    return bundleDigest === undefined ? [manifest] : [manifest, { name: jobBundlePath(stem), sha256: hex(bundleDigest) }];
};
const hex = (digest) => digest.replace(/^sha256:/, '');

;// CONCATENATED MODULE: ./lib/src/report/publish-run.js











/** Writes the run artifact's files, uploads them, and cleans up what they make redundant. */
const publishRun = async (world, sealed, report) => {
    const root = (0,external_node_path_.join)(world.environment['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)(), `pipeline-trace-run-${world.runId}-${world.attempt}`);
    const files = filesOf(sealed, report);
    for (const { name, bytes } of files) {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)((0,external_node_path_.join)(root, name)), { recursive: true });
        await (0,promises_.writeFile)((0,external_node_path_.join)(root, name), bytes);
    }
    const manifestPath = (0,external_node_path_.join)(root, artifact_name_RUN_MANIFEST_FILE);
    const name = runArtifactName(world.runId, world.attempt);
    try {
        const paths = files.map(file => ({ name: file.name, path: (0,external_node_path_.join)(root, file.name) }));
        const done = await uploadArtifact(name, paths, root, world.inputs.retentionDays, BUDGETS.upload);
        const clean = await cleanUp(world, sealed, name, done.digest);
        return { manifestPath, uploaded: true, ...clean };
    }
    catch (error) {
        return { manifestPath, uploaded: false, deleted: 0, faults: [(0,model_error/* toOneLine */.G)(error)] };
    }
};
const filesOf = (sealed, report) => {
    const encoder = new TextEncoder();
    return [
        { name: artifact_name_RUN_MANIFEST_FILE, bytes: sealed.bytes },
        ...(sealed.bundleText === undefined ? [] : [{ name: RUN_BUNDLE_FILE, bytes: encoder.encode(sealed.bundleText) }]),
        { name: RUN_REPORT_FILE, bytes: encoder.encode(report) },
        ...sealed.records.flatMap(({ job, candidate }) => {
            const stem = jobFileStem(job);
            if (stem === undefined)
                return [];
            const manifest = { name: jobManifestPath(stem), bytes: candidate.bytes };
            return candidate.bundle === undefined
                ? [manifest]
                : [manifest, { name: jobBundlePath(stem), bytes: candidate.bundle }];
        }),
    ];
};
/**
 * Deletes the per-job artifacts whose bytes are in the run artifact: only when the server lists ours with our digest,
 * the run manifest is signed, and the run is not a fork's.
 */
const cleanUp = async (world, sealed, name, digest) => {
    const { results, inputs } = world;
    const nothing = { deleted: 0, faults: [] };
    if (results === undefined || inputs.keepJobManifests || sealed.bundleText === undefined)
        return nothing;
    if (sealed.manifest.run.fork?.value === true)
        return nothing;
    const listed = await listArtifacts(results, BUDGETS.results);
    if (listed.facts.find(artifact => artifact.name === name)?.digest !== digest)
        return { deleted: 0, faults: ['the uploaded run artifact was not found again: per-job artifacts are kept'] };
    // A record out of an earlier run artifact has no artifact of its own any more.
    const redundant = sealed.records.flatMap(({ candidate: { artifact } }) => listed.facts.filter(other => other.id === artifact.id && other.name === artifact.name));
    const outcomes = await inParallel(redundant, 6, artifact => deleteArtifact(results, artifact, BUDGETS.results).then(() => true, () => false));
    const deleted = outcomes.filter(done => done).length;
    const left = outcomes.length - deleted;
    return { deleted, faults: left === 0 ? [] : [`${left} per-job artifacts could not be deleted`] };
};

;// CONCATENATED MODULE: ./lib/src/sources/rest/job-log.js

const STAMP = /^\uFEFF?\d{4}-\d\d-\d\dT[0-9:.]{1,30}Z /;
const DIGEST_LINE = /^pipeline-trace manifest sha256:([0-9a-f]{64}) job=([0-9A-Za-z-]{1,100}) attempt=(\d{1,5})$/;
// actions/download-artifact src/download-artifact.ts: "- <name> (ID: <id>, Size: <n>, Expected Digest: …)"
const DOWNLOADED = /^- pipeline-trace-(?:job|run)-[0-9A-Za-z-]{1,200} \(ID: /;
const FAILED_UPLOAD = /upload of pipeline-trace-job-[0-9A-Za-z-]{1,200} (?:failed|did not finish)/;
/** GET /repos/{repo}/actions/jobs/{id}/logs, at most LIMITS.jobLogTail bytes. 404 while the job runs, 410 past retention. */
const readJobLog = async (client, repository, jobId) => {
    const answer = await client.getBytes(`/repos/${repository}/actions/jobs/${jobId}/logs`, LIMITS.jobLogTail);
    return answer.ok ? scanLog(new TextDecoder().decode(answer.value)) : answer;
};
/** Pure: the facts of a whole log text. */
const scanLog = (text) => {
    const lines = text.split('\n').map(line => line.slice(0, 1_000).replace(STAMP, '').trimEnd());
    const digestLines = lines
        .map(line => DIGEST_LINE.exec(line))
        .filter(match => match !== null)
        .slice(0, 20)
        .map(([, hex = '', jobId = '', attempt = '0']) => ({ digest: `sha256:${hex}`, jobId, attempt: Number(attempt) }));
    return {
        digestLines,
        downloadsOurs: lines.some(line => DOWNLOADED.test(line)),
        uploadFailed: lines.some(line => FAILED_UPLOAD.test(line)),
    };
};

;// CONCATENATED MODULE: ./lib/src/report/read-logs.js


const read_logs_WIDTH = 4;
/**
 * The logs of finished jobs, which alone tie a manifest to its job: failed jobs that left one first, then the others
 * that did, then those that did not (a digest line there says that the upload was off). Each costs a request of the
 * budget; what was not read is never called confirmed.
 */
const readLogs = async (world, jobs, candidates) => {
    const recorded = new Set(candidates.map(({ manifest }) => manifest.job.id?.value));
    const finished = jobs.filter(job => job.api.status === 'completed' && job.hasRunner && job.id !== world.inputs.jobId);
    const rank = (job) => (recorded.has(job.id) ? 0 : 2) + (job.api.conclusion === 'success' ? 1 : 0);
    const inOrder = [...finished].sort((a, b) => rank(a) - rank(b));
    const answers = await inParallel(inOrder, read_logs_WIDTH, async (job) => ({
        id: job.id,
        answer: await readJobLog(world.rest, world.repository, job.id),
    }));
    const facts = new Map(answers.flatMap(({ id, answer }) => ('ok' in answer ? [] : [[id, answer]])));
    const reasons = answers.flatMap(({ answer }) => ('ok' in answer ? [answer.reason] : []));
    return { facts, gaps: countReasons(reasons), unread: reasons.filter(reason => reason === 'budget').length };
};
const countReasons = (reasons) => [...new Set(reasons)].sort().map(reason => {
    const count = reasons.filter(one => one === reason).length;
    return {
        field: 'logs',
        source: 'api',
        reason,
        detail: reason === 'budget' ? `${count} not checked: budget` : `${count} not read`,
    };
});

;// CONCATENATED MODULE: ./lib/src/model/canonical-json.js
/**
 * Deterministic text of a JSON value: keys sorted by UTF-16 code unit (keys that are array indexes first, by number, as
 * JavaScript enumerates them), two spaces, one trailing newline, undefined members left out. The manifest digest is
 * SHA-256 of the UTF-8 bytes of this text.
 */
const toCanonicalJson = (value) => `${JSON.stringify(sorted(value), null, 2)}\n`;
const sorted = (value) => {
    if (Array.isArray(value))
        return value.map(sorted);
    if (value === null || typeof value !== 'object')
        return value;
    return Object.fromEntries(Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        .map(([key, member]) => [key, sorted(member)]));
};

;// CONCATENATED MODULE: ./lib/src/trust/choose-signing.js
/**
 * Decides how to sign, and says why. Modes are never mixed silently: what was asked for by name and cannot be done
 * becomes `none` with the reason, not another mode.
 *
 * `auto` in a recorder means a given key, and keyless only where a private Sigstore is set: with `id-token: write` in a
 * build job every step of it can sign with the same identity (actions/runner src/Runner.Worker/Handlers/
 * ScriptHandler.cs puts the request token into the environment of run steps). In the report it means keyless where that
 * can be done, else a given key.
 */
const chooseSigning = (request) => {
    switch (request.signing) {
        case 'none':
            return choose_signing_unsigned('switched-off');
        case 'key':
            return withKey(request, 'requested') ?? choose_signing_unsigned('key-unusable');
        case 'keyless':
            return keyless(request, 'requested');
        case 'auto':
            return request.where === 'recorder' ? automaticInJob(request) : automaticInReport(request);
    }
};
const automaticInJob = (request) => withKey(request, 'automatic') ??
    (request.fulcioUrl === '' ? choose_signing_unsigned('not-asked-in-build-job') : keyless(request, 'automatic'));
const automaticInReport = (request) => {
    const plan = keyless(request, 'automatic');
    return plan.mode === 'keyless' ? plan : (withKey(request, 'automatic') ?? plan);
};
const withKey = (request, reason) => request.key === '' ? undefined : { mode: 'key', state: { mode: 'key', reason }, key: request.key };
const keyless = (request, reason) => {
    if (!request.idTokenAvailable)
        return choose_signing_unsigned('no-id-token-permission');
    const instance = chooseInstance(request);
    if (instance === undefined)
        return choose_signing_unsigned('no-private-sigstore');
    const isPublic = request.visibility === 'public' || request.publicLog;
    if (!isPublic && Object.values(instance).some(publishesIdentity))
        return choose_signing_unsigned('private-identity-not-for-public-log');
    return { mode: 'keyless', state: { mode: 'keyless', reason }, ...instance };
};
const PUBLIC_GOOD = { fulcioUrl: 'https://fulcio.sigstore.dev', rekorUrl: 'https://rekor.sigstore.dev' };
/**
 * Explicit addresses, else the public good for a public repository, else GitHub's own instance, which has a timestamp
 * authority and no log (actions/toolkit packages/attest/src/endpoints.ts). An unknown or internal visibility counts as
 * private. undefined: explicit addresses that cannot give a certificate with a time, or a server that GitHub's instance
 * does not serve (GHES, the lab).
 */
const chooseInstance = (request) => {
    const { fulcioUrl, rekorUrl, tsaUrl } = request;
    if (fulcioUrl !== '' || rekorUrl !== '' || tsaUrl !== '') {
        if (fulcioUrl === '' || (rekorUrl === '' && tsaUrl === ''))
            return undefined;
        return { fulcioUrl, ...(rekorUrl === '' ? {} : { rekorUrl }), ...(tsaUrl === '' ? {} : { tsaUrl }) };
    }
    const host = hostOf(request.serverUrl);
    if (host.endsWith('.ghe.com'))
        return { fulcioUrl: `https://fulcio.${host}`, tsaUrl: `https://timestamp.${host}` };
    if (host !== 'github.com')
        return undefined;
    return request.visibility === 'public' || request.publicLog
        ? PUBLIC_GOOD
        : { fulcioUrl: 'https://fulcio.githubapp.com', tsaUrl: 'https://timestamp.githubapp.com' };
};
/** The public good's Rekor and also its Fulcio (through certificate transparency) publish the identity for ever. */
const publishesIdentity = (url) => /(^|\.)sigst(ore|age)\.dev$/.test(hostOf(url));
/** '' for what is no address. A root dot at the end is taken off: `rekor.sigstore.dev.` is the same host. */
const hostOf = (url) => {
    try {
        return new URL(url).hostname.replace(/\.$/, '');
    }
    catch {
        return '';
    }
};
const choose_signing_unsigned = (reason) => ({ mode: 'none', state: { mode: 'none', reason } });

;// CONCATENATED MODULE: ./lib/src/trust/predicate-types.js
/**
 * What a statement of ours is about, and the two constants around it. These identifiers are for ever: verifiers compare
 * them byte by byte, and nobody has to fetch them.
 *
 * They stand under w3id.org, the permanent-identifier service of the W3C community group of that name
 * (github.com/perma-id/w3id.org), because an identifier may name neither the owner of the repository nor a domain that
 * somebody has to keep paying for: where a name there leads can change, the name cannot. in-toto asks that a type URI
 * be versioned and SHOULD resolve (in-toto/attestation spec/v1/field_types.md, TypeURI).
 */
const predicate_types_JOB_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/job-manifest/v1';
const RUN_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/run-manifest/v1';
/** in-toto Statement v1 (in-toto/attestation spec/v1/statement.md). */
const predicate_types_STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** sigstore-go refuses every other payload type of an in-toto statement (pkg/bundle/signature_content.go). */
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

;// CONCATENATED MODULE: ./lib/src/trust/dsse.js



/** DSSE's pre-authentication encoding: the bytes that are signed (secure-systems-lab/dsse protocol.md). */
const preAuthEncoding = (payloadType, payload) => Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.byteLength} `),
    payload,
]);
/**
 * Bundle v0.3 with a signature by a key of the user's own: node:crypto only, no service. The key is named by
 * base64(SHA-256(SPKI)); the bundle does not carry it, and a verifier must know it from elsewhere.
 * @param pem PKCS#8 PEM of an ECDSA P-256 key: Ed25519 is ambiguous outside DSSE (pure or pre-hashed), and cosign reads
 * the others only in part.
 * @throws TraceError SIGNING for any other key. The key itself is in no message.
 */
const signWithKey = (payload, pem) => {
    const key = readPrivateKey(pem);
    const keyid = keyHint((0,external_node_crypto_.createPublicKey)(key));
    const sig = (0,external_node_crypto_.sign)('sha256', preAuthEncoding(PAYLOAD_TYPE, payload), key).toString('base64');
    return JSON.stringify({
        mediaType: BUNDLE_MEDIA_TYPE,
        verificationMaterial: { publicKey: { hint: keyid } },
        dsseEnvelope: {
            payload: Buffer.from(payload).toString('base64'),
            payloadType: PAYLOAD_TYPE,
            signatures: [{ sig, keyid }],
        },
    });
};
/** base64(SHA-256(SPKI)): the hint that names a key in a bundle (sigstore-conformance, managed-key bundles). */
const keyHint = (publicKey) => (0,external_node_crypto_.createHash)('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('base64');
const readPrivateKey = (pem) => {
    if (!pem.includes('-----BEGIN PRIVATE KEY-----'))
        throw unusableKey('is not an unencrypted PKCS#8 PEM');
    let key;
    try {
        key = (0,external_node_crypto_.createPrivateKey)(pem);
    }
    catch {
        throw unusableKey('cannot be read');
    }
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
        throw unusableKey('is not ECDSA P-256');
    return key;
};
const unusableKey = (what) => new model_error/* TraceError */.y('SIGNING', `the signing key ${what}`, {
    hint: 'Make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256',
});

;// CONCATENATED MODULE: ./lib/src/trust/id-token.js


const MAX_ANSWER = 65_536;
const id_token_answer = schemas/* object */.Ikc({ value: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[\w-]+\.[\w-]+\.[\w-]+$/)) });
/**
 * An OIDC token of this job for one audience, by one GET (actions/toolkit packages/core/src/oidc-utils.ts).
 * @throws TraceError SIGNING. Neither of the two tokens is in a message or a cause.
 */
const requestIdToken = async (request, audience, signal) => {
    let status;
    let body;
    try {
        const url = new URL(request.url);
        url.searchParams.set('audience', audience);
        const headers = { accept: 'application/json', authorization: `Bearer ${request.token}` };
        const response = await fetch(url, { headers, signal, redirect: 'error' });
        status = response.status;
        body = response.ok ? await response.text() : '';
    }
    catch {
        throw id_token_refused('the id-token service did not answer');
    }
    if (status !== 200)
        throw id_token_refused(`the id-token service answered ${status}`);
    const parsed = body.length > MAX_ANSWER ? undefined : parse/* safeParse */.xL(id_token_answer, id_token_parseJson(body));
    if (parsed?.success !== true)
        throw id_token_refused('the id-token service gave no token');
    return parsed.data.value;
};
const id_token_refused = (message) => new model_error/* TraceError */.y('SIGNING', message, { hint: 'Keyless signing needs `permissions: id-token: write` in this job' });
const id_token_parseJson = (text) => {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/sign.js





/** Fulcio's audience for GitHub's tokens (sigstore/fulcio config/identity/config.yaml, client-id). */
const AUDIENCE = 'sigstore';
/** One quick second try; @actions/attest's three cost 7 s on a refused connection. The deadline rules over both. */
const RETRY = { retries: 1, minTimeout: 200, maxTimeout: 400 };
/**
 * Signs a statement as the plan says, in at most `deadlineMs`, loading of the signing library included.
 * @param payload bytes of an in-toto statement (statement.ts)
 * @param idToken how to ask for the job's OIDC token; needed for a keyless plan
 * @returns the Sigstore bundle v0.3 as JSON text
 * @throws TraceError SIGNING (which service, which status) or DEADLINE. No token or key is in a message.
 */
const signStatement = async (payload, plan, idToken, deadlineMs) => {
    switch (plan.mode) {
        case 'key':
            return signWithKey(payload, plan.key);
        case 'keyless': {
            if (idToken === undefined)
                throw new model_error/* TraceError */.y('SIGNING', 'this job cannot ask for an id-token', {
                    hint: 'Keyless signing needs `permissions: id-token: write` in this job',
                });
            return withDeadline('signing', deadlineMs, signal => signKeyless(payload, plan, idToken, deadlineMs, signal));
        }
    }
};
const signKeyless = async (payload, plan, idToken, timeout, signal) => {
    // The token first, while the library loads: nothing else is worth doing without it.
    const [token, { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness }, { bundleToJSON }] = await Promise.all([
        requestIdToken(idToken, AUDIENCE, signal),
        Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(562), __nccwpck_require__.e(463), __nccwpck_require__.e(179)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 15179, 19)),
        Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(40)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 61040, 19)),
    ]);
    const http = { retry: RETRY, timeout };
    const rekor = plan.rekorUrl === undefined ? [] : [new RekorWitness({ rekorBaseURL: withoutSlash(plan.rekorUrl), ...http })];
    const tsa = plan.tsaUrl === undefined ? [] : [new TSAWitness({ tsaBaseURL: withoutSlash(plan.tsaUrl), ...http })];
    const signer = new FulcioSigner({
        fulcioBaseURL: withoutSlash(plan.fulcioUrl),
        identityProvider: { getToken: async () => token },
        ...http,
    });
    try {
        const builder = new DSSEBundleBuilder({ signer, witnesses: [...rekor, ...tsa] });
        const bundle = await builder.create({ data: Buffer.from(payload), type: PAYLOAD_TYPE });
        return JSON.stringify(bundleToJSON(bundle));
    }
    catch (error) {
        throw new model_error/* TraceError */.y('SIGNING', describe(error, plan));
    }
};
/** The library's own messages are not used: one of them quotes the token. Its codes and statuses are enough. */
const describe = (error, plan) => {
    const code = field(error, 'code');
    const status = field(field(error, 'cause'), 'statusCode');
    const said = typeof status === 'number' ? `answered ${status}` : 'did not answer';
    switch (code) {
        case 'CA_CREATE_SIGNING_CERTIFICATE_ERROR':
            return `the certificate authority ${plan.fulcioUrl} ${said}`;
        case 'TLOG_CREATE_ENTRY_ERROR':
        case 'TLOG_FETCH_ENTRY_ERROR':
            return `the transparency log ${plan.rekorUrl ?? ''} ${said}`;
        case 'TSA_CREATE_TIMESTAMP_ERROR':
            return `the timestamp authority ${plan.tsaUrl ?? ''} ${said}`;
        default:
            return 'keyless signing failed';
    }
};
const field = (value, name) => typeof value === 'object' && value !== null ? value[name] : undefined;
const withoutSlash = (url) => (url.endsWith('/') ? url.slice(0, -1) : url);

;// CONCATENATED MODULE: ./lib/src/trust/statement.js




/**
 * Payload of the statement about one job manifest: its file by digest, and a short index as predicate. Ids are strings:
 * sigstore-go reads a predicate into a protobuf Struct, whose numbers are doubles.
 */
const jobStatement = (manifest, manifestDigestHex, sizeBytes) => {
    const file = { name: JOB_MANIFEST_FILE, sha256: manifestDigestHex };
    return toBytes({
        _type: STATEMENT_TYPE,
        subject: [toSubject(file)],
        predicateType: JOB_PREDICATE_TYPE,
        predicate: {
            schemaVersion: manifest.schemaVersion,
            signing: manifest.signing,
            run: runIndex(manifest.run),
            job: { key: manifest.job.key.value, id: manifest.job.id?.value },
            manifest: toDescriptor(file, sizeBytes),
        },
    });
};
/**
 * Payload of the statement about a run manifest. Subjects: the run manifest, then every job's files. The tools that read
 * statements stop at 1,024 subjects (sigstore-go pkg/verify/signature.go); what is over that is in the predicate alone,
 * which names every job, also those that left nothing: a list that may drop entries proves nothing.
 */
const runStatement = (manifest, manifestDigestHex, sizeBytes) => {
    const file = { name: artifact_name_RUN_MANIFEST_FILE, sha256: manifestDigestHex };
    const files = [file, ...manifest.jobs.flatMap(jobFiles)];
    return toBytes({
        _type: predicate_types_STATEMENT_TYPE,
        subject: files.slice(0, LIMITS.statementSubjects).map(toSubject),
        predicateType: RUN_PREDICATE_TYPE,
        predicate: {
            schemaVersion: manifest.schemaVersion,
            signing: manifest.signing,
            run: runIndex(manifest.run),
            manifest: toDescriptor(file, sizeBytes),
            jobs: manifest.jobs.map(job => ({
                id: job.id,
                key: job.key,
                presence: job.presence,
                signature: { mode: job.signature.mode, by: job.signature.by },
                files: jobFiles(job).map(each => toDescriptor(each)),
                payload: job.manifest?.payloadDigest,
            })),
        },
    });
};
const runIndex = (run) => ({
    serverUrl: run.serverUrl?.value,
    repository: run.repository.value,
    repositoryId: run.repositoryId.value,
    runId: run.runId.value,
    runAttempt: String(run.attempt.value),
    event: run.event?.value,
    ref: run.ref?.value,
    sha: run.sha?.value,
    workflowRef: run.workflowRef?.value,
    workflowSha: run.workflowSha?.value,
});
/** Only sha256, 384, 512 and sha3 may stand in a subject: sigstore-python refuses the statement otherwise. */
const toSubject = (file) => ({ name: file.name, digest: { sha256: file.sha256 } });
/** in-toto ResourceDescriptor (in-toto/attestation spec/v1/resource_descriptor.md). */
const toDescriptor = (file, sizeBytes) => ({
    ...toSubject(file),
    mediaType: file.name.endsWith('.sigstore.json') ? BUNDLE_MEDIA_TYPE : MANIFEST_MEDIA_TYPE,
    annotations: sizeBytes === undefined ? undefined : { sizeBytes: String(sizeBytes) },
});
const toBytes = (statement) => new TextEncoder().encode(JSON.stringify(statement));

;// CONCATENATED MODULE: ./lib/src/report/sign-run.js







/**
 * Builds the manifest for the signing that is planned and signs it. The manifest states how it was signed, so where
 * signing fails it is built once more as unsigned, with the reason. An outage costs BUDGETS.signing at most.
 */
const sealRun = async (world, build) => {
    const plan = planOf(world);
    const merged = build(plan.state);
    const bytes = sign_run_toBytes(merged);
    if (plan.mode === 'none')
        return { ...merged, bytes, bundleText: undefined, fault: undefined };
    try {
        const payload = runStatement(merged.manifest, sha256Hex(bytes), bytes.byteLength);
        const bundleText = await signStatement(payload, plan, idTokenOf(world), BUDGETS.signing);
        return { ...merged, bytes, bundleText, fault: undefined };
    }
    catch (error) {
        const reason = plan.mode === 'key' ? 'key-unusable' : 'service-unavailable';
        const unsigned = build({ mode: 'none', reason });
        return { ...unsigned, bytes: sign_run_toBytes(unsigned), bundleText: undefined, fault: `unsigned: ${(0,model_error/* toOneLine */.G)(error)}` };
    }
};
const planOf = (world) => {
    const { inputs, event, serverUrl } = world;
    return chooseSigning({
        where: 'report',
        signing: inputs.signing,
        key: inputs.signingKey,
        idTokenAvailable: idTokenOf(world) !== undefined,
        visibility: event.visibility,
        serverUrl,
        fulcioUrl: inputs.fulcioUrl,
        rekorUrl: inputs.rekorUrl,
        tsaUrl: inputs.tsaUrl,
        publicLog: inputs.publicLog,
    });
};
const idTokenOf = ({ environment }) => {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment;
    return url === undefined || token === undefined ? undefined : { url, token };
};
const sign_run_toBytes = ({ manifest }) => new TextEncoder().encode(toCanonicalJson(manifest));

;// CONCATENATED MODULE: ./lib/src/trust/verdict.js
/** Shorthands for the three outcomes of a check; ids are stable and documented in docs/verify.md. */
const pass = (id, reason) => ({ id, result: 'pass', reason: verdict_cut(reason) });
const fail = (id, reason) => ({ id, result: 'fail', reason: verdict_cut(reason) });
const notApplicable = (id, reason) => ({
    id,
    result: 'not-applicable',
    reason: verdict_cut(reason),
});
/** Pass when what is claimed is what was proven, else fail with both. */
const equal = (id, what, claimed, proven) => claimed === proven ? pass(id, `${what} ${proven}`) : fail(id, `${what}: claimed ${claimed}, proven ${proven}`);
/** Nothing failed. An empty list proves nothing. */
const allPass = (checks) => checks.length > 0 && checks.every(({ result }) => result === 'pass' || result === 'not-applicable');
const verdict_cut = (reason) => (reason.length > 500 ? `${reason.slice(0, 499)}…` : reason);

;// CONCATENATED MODULE: ./lib/src/trust/claims.js

/**
 * Every claim of a manifest that the certificate also holds must be equal to it: a perfect signature over a document
 * about another run is a real thing (sigstore-conformance happy-path-intoto-in-dsse-v3). Which extension holds which
 * claim: sigstore/fulcio docs/oid-info.md. No extension names the job, so a job's identity is not confirmed here.
 */
const checkClaims = (manifest, identity) => checkRunClaims(toClaims(manifest), identity);
/** The same for claims that were read from elsewhere, such as a statement's predicate. */
const checkRunClaims = (claims, identity) => {
    const server = (claims.serverUrl ?? 'https://github.com').replace(/\/$/, '');
    const at = (path) => (path === undefined ? undefined : `${server}/${path}`);
    const run = `${server}/${claims.repository}/actions/runs/${claims.runId}/attempts/${claims.attempt}`;
    return [
        equal('claim-issuer', 'token issuer', issuerOf(server), identity.issuer),
        claims_compare('claim-run', 'run', run, identity.runInvocationUri),
        claims_compare('claim-repository', 'repository', at(claims.repository), identity.sourceRepositoryUri),
        claims_compare('claim-repository-id', 'repository id', claims.repositoryId, identity.sourceRepositoryId),
        claims_compare('claim-owner-id', 'owner id', claims.ownerId, identity.sourceRepositoryOwnerId),
        claims_compare('claim-commit', 'commit', claims.sha, identity.sourceRepositoryDigest),
        claims_compare('claim-ref', 'ref', claims.ref, identity.sourceRepositoryRef),
        claims_compare('claim-workflow', 'workflow', at(claims.workflowRef), identity.buildConfigUri),
        claims_compare('claim-workflow-commit', 'workflow commit', claims.workflowSha, identity.buildConfigDigest),
        claims_compare('claim-event', 'event', claims.event, identity.buildTrigger),
        claims_compare('claim-visibility', 'visibility', claims.visibility, identity.sourceRepositoryVisibility),
        claims_compare('claim-job-workflow', 'called workflow', at(claims.jobWorkflowRef), identity.buildSignerUri),
        claims_compare('claim-job-workflow-commit', 'called workflow commit', claims.jobWorkflowSha, identity.buildSignerDigest),
        claims_compare('claim-runner-environment', 'runner environment', claims.runnerEnvironment, identity.runnerEnvironment),
    ];
};
/** What is claimed and not certified fails; what is not claimed is nobody's contradiction. */
const claims_compare = (id, what, claimed, proven) => {
    if (claimed === undefined)
        return notApplicable(id, `no ${what} is claimed`);
    if (proven === undefined)
        return fail(id, `${what} ${claimed} is claimed, the certificate names none`);
    return equal(id, what, claimed, proven);
};
/**
 * GitHub's issuer, or that of a *.ghe.com tenant. An enterprise's own issuer path (`…com/<slug>`) is not accepted: who
 * configured one has to say so, and nothing here can be configured from a manifest.
 */
const issuerOf = (server) => {
    const host = URL.canParse(server) ? new URL(server).hostname : '';
    return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : 'https://token.actions.githubusercontent.com';
};
const toClaims = (manifest) => {
    const { run } = manifest;
    const common = {
        serverUrl: run.serverUrl?.value,
        repository: run.repository.value,
        repositoryId: run.repositoryId.value,
        runId: run.runId.value,
        attempt: String(run.attempt.value),
        event: run.event?.value,
        ref: run.ref?.value,
        sha: run.sha?.value,
        workflowRef: run.workflowRef?.value,
        workflowSha: run.workflowSha?.value,
        visibility: run.visibility?.value,
    };
    if (manifest.kind === 'run-manifest')
        return common;
    return {
        ...common,
        ownerId: manifest.run.ownerId?.value,
        jobWorkflowRef: manifest.job.workflowRef?.value,
        jobWorkflowSha: manifest.job.workflowSha?.value,
        runnerEnvironment: manifest.runner.environment?.value,
    };
};

;// CONCATENATED MODULE: ./lib/src/trust/trusted-roots.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});



const MAX_ROOT_FILE = 4 * 1_048_576;
const MAX_ROOTS = 50;
const trustedRoot = schemas/* looseObject */._H3({
    mediaType: schemas/* string */.YjP().check(api/* _regex */.Fk(/^application\/vnd\.dev\.sigstore\.trustedroot[.+]/)),
    certificateAuthorities: schemas/* optional */.lqM(schemas/* array */.YOg(schemas/* unknown */.L5J())),
});
/** The roots in `src/trust/roots/`, made by scripts/update-roots.ts. */
const readShippedRoots = async () => {
    const [{ PUBLIC_GOOD }, { GITHUB }] = await Promise.all([
        __nccwpck_require__.e(/* import() */ 456).then(__nccwpck_require__.bind(__nccwpck_require__, 96456)),
        __nccwpck_require__.e(/* import() */ 730).then(__nccwpck_require__.bind(__nccwpck_require__, 67730)),
    ]);
    return [PUBLIC_GOOD, GITHUB];
};
/**
 * Trusted roots from a file of the user's, one JSON value or one per line (`gh attestation trusted-root` prints lines);
 * without a file the shipped ones. Never both: who names a root means that one.
 * @throws TraceError FILE_UNREADABLE, TOO_LARGE, NOT_JSON or SCHEMA_MISMATCH.
 */
const readTrustedRoots = async (file) => {
    if (file === undefined || file === '')
        return (await readShippedRoots()).map(({ root }) => root);
    const values = parseValues(await trusted_roots_readCapped(file), file);
    if (values.length === 0 ||
        values.length > MAX_ROOTS ||
        values.some(value => !parse/* safeParse */.xL(trustedRoot, value).success))
        throw new model_error/* TraceError */.y('SCHEMA_MISMATCH', `${file} holds no Sigstore trusted root`, {
            hint: 'Give the trusted_root.json of your instance, or the output of `gh attestation trusted-root`',
        });
    return values;
};
const trusted_roots_readCapped = async (file) => {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const handle = __addDisposableResource(env_1, await (0,promises_.open)(file), true);
            const { size } = await handle.stat();
            if (size > MAX_ROOT_FILE)
                throw new model_error/* TraceError */.y('TOO_LARGE', `${file} has ${size} bytes, limit ${MAX_ROOT_FILE}`);
            return await handle.readFile('utf8');
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (cause) {
        if (cause instanceof model_error/* TraceError */.y)
            throw cause;
        throw new model_error/* TraceError */.y('FILE_UNREADABLE', `cannot read the trusted root ${file}`, { cause });
    }
};
const parseValues = (text, file) => {
    try {
        return [JSON.parse(text)];
    }
    catch {
        try {
            return text
                .split('\n')
                .filter(line => line.trim() !== '')
                .map(line => JSON.parse(line));
        }
        catch (cause) {
            throw new model_error/* TraceError */.y('NOT_JSON', `${file} is neither JSON nor JSON lines`, { cause });
        }
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/certificate-identity.js
const EXTENSIONS = {
    9: 'buildSignerUri',
    10: 'buildSignerDigest',
    11: 'runnerEnvironment',
    12: 'sourceRepositoryUri',
    13: 'sourceRepositoryDigest',
    14: 'sourceRepositoryRef',
    15: 'sourceRepositoryId',
    16: 'sourceRepositoryOwnerUri',
    17: 'sourceRepositoryOwnerId',
    18: 'buildConfigUri',
    19: 'buildConfigDigest',
    20: 'buildTrigger',
    21: 'runInvocationUri',
    22: 'sourceRepositoryVisibility',
    23: 'deploymentEnvironment',
    24: 'tokenSubject',
};
const FULCIO_ARC = '1.3.6.1.4.1.57264.1.';
const ISSUER_RAW = 1;
const ISSUER = 8;
/** Reads the identity of a leaf that was verified before. A value that is no UTF-8 string of DER is left out. */
const readCertificateIdentity = (san, extensions) => {
    const find = (arc) => extensions.find(({ oid }) => oid === `${FULCIO_ARC}${arc}`)?.value;
    const issuer = readUtf8String(find(ISSUER)) ?? decode(find(ISSUER_RAW));
    if (san === undefined || issuer === undefined)
        return undefined;
    const named = Object.entries(EXTENSIONS).flatMap(([arc, name]) => {
        const value = readUtf8String(find(Number(arc)));
        return value === undefined ? [] : [[name, value]];
    });
    return { san, issuer, ...Object.fromEntries(named) };
};
const DER_UTF8_STRING = 0x0c;
/** DER UTF8String whose length is exactly what it says (X.690 §8.1.3; short form, and long form of one or two bytes). */
const readUtf8String = (der) => {
    if (der === undefined || der[0] !== DER_UTF8_STRING)
        return undefined;
    const [, first = 0, second = 0, third = 0] = der;
    const [start, length] = first < 0x80 ? [2, first] : first === 0x81 ? [3, second] : first === 0x82 ? [4, second * 256 + third] : [0, -1];
    return der.byteLength === start + length ? decode(der.subarray(start)) : undefined;
};
const decode = (bytes) => {
    if (bytes === undefined)
        return undefined;
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/trust-material.js


/** A TrustedRoot from its JSON value. @throws for a malformed one. */
const readRoot = async (value) => {
    const { TrustedRoot } = await __nccwpck_require__.e(/* import() */ 654).then(__nccwpck_require__.t.bind(__nccwpck_require__, 19654, 19));
    return TrustedRoot.fromJSON(value);
};
/**
 * The roots that hold the issuer of this leaf, by issuer name and key id; no signature is checked here. A root that
 * cannot be read is no root.
 */
const findRoots = async (leafDer, roots) => {
    const leaf = readCertificate(leafDer);
    if (leaf === undefined)
        return [];
    const found = [];
    for (const value of roots) {
        const root = await readRoot(value).catch(() => undefined);
        const authorities = root?.certificateAuthorities.flatMap(({ certChain }) => certChain?.certificates ?? []) ?? [];
        const isIssuer = authorities.some(({ rawBytes }) => {
            const authority = readCertificate(rawBytes);
            return authority !== undefined && leaf.checkIssued(authority);
        });
        if (root !== undefined && isIssuer)
            found.push(root);
    }
    return found;
};
/** The given key that a bundle's hint names; the hint only chooses among given keys. */
const findKey = (hint, keys) => {
    for (const pem of keys) {
        const key = (0,external_node_crypto_.createPublicKey)(pem);
        if (keyHint(key) === hint)
            return key;
    }
    return undefined;
};
const readCertificate = (der) => {
    try {
        return new external_node_crypto_.X509Certificate(der);
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/proof.js


/** The checks that the cryptography makes, in the order in which it makes them. */
const PROOF_CHECKS = ['trust-root', 'timestamp', 'certificate', 'transparency-log', 'signature'];
/**
 * Verifies timestamps, certificate, log entries and signature with @sigstore/verify. The thresholds are those of the
 * root: one log entry where it has logs, one certificate timestamp where it has certificate logs, always one time.
 */
const prove = async (bundle, material) => {
    const content = bundle.verificationMaterial.content;
    if (content.$case === 'publicKey')
        return proveWithKey(bundle, content.publicKey.hint, material);
    const leaf = content.$case === 'certificate' ? content.certificate : content.x509CertificateChain.certificates[0];
    const roots = leaf === undefined ? [] : await findRoots(leaf.rawBytes, material.roots);
    if (roots.length === 0)
        return { checks: [fail('trust-root', 'no trust root: none of the given roots issued this certificate')] };
    const { toSignedEntity, toTrustMaterial, Verifier } = await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(463), __nccwpck_require__.e(187)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 54187, 19));
    let last = { checks: [] };
    for (const root of roots) {
        const needsLog = root.tlogs.length > 0;
        const thresholds = {
            tlogThreshold: needsLog ? 1 : 0,
            ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
            timestampThreshold: 1,
        };
        const trusted = pass('trust-root', `certificate authority ${root.certificateAuthorities.map(({ uri }) => uri).join(', ')}`);
        try {
            const entity = toSignedEntity(bundle);
            const signer = new Verifier(toTrustMaterial(root), thresholds).verify(entity);
            const signedAt = signingTime(entity.timestamps);
            return {
                signer,
                ...(signedAt === undefined ? {} : { signedAt }),
                checks: [
                    trusted,
                    pass('timestamp', `signed at ${signedAt ?? 'an unknown time'}`),
                    pass('certificate', 'chains to the root and was valid when signed'),
                    needsLog ? pass('transparency-log', 'in the log') : notApplicable('transparency-log', 'this root has no log'),
                    pass('signature', 'matches certificate and payload'),
                ],
            };
        }
        catch (error) {
            last = { checks: [trusted, ...explain(error)] };
        }
    }
    return last;
};
const proveWithKey = async (bundle, hint, material) => {
    const key = findKey(hint, material.keys);
    if (key === undefined)
        return { checks: [fail('trust-root', 'no trust root: none of the given keys has this name')] };
    const trusted = pass('trust-root', `key ${hint}`);
    try {
        const { toSignedEntity, toTrustMaterial, Verifier } = await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(463), __nccwpck_require__.e(187)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 54187, 19));
        const anchors = toTrustMaterial(await readRoot({}), () => ({ publicKey: key, validFor: () => true }));
        const thresholds = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 };
        const signer = new Verifier(anchors, thresholds).verify(toSignedEntity(bundle));
        return {
            signer,
            keyHint: hint,
            checks: [
                trusted,
                notApplicable('timestamp', 'a key signature has no time'),
                notApplicable('certificate', 'a key signature has no certificate'),
                notApplicable('transparency-log', 'a key signature is in no log'),
                pass('signature', 'matches key and payload'),
            ],
        };
    }
    catch {
        return { checks: [trusted, fail('signature', 'does not match key and payload')] };
    }
};
/** Only after verification. Rekor's time counts only with its signed promise: a mere inclusion proof does not cover it. */
const signingTime = (timestamps) => {
    const authority = timestamps.find(each => each.$case === 'timestamp-authority');
    if (authority?.$case === 'timestamp-authority')
        return authority.timestamp.signingTime.toISOString();
    const log = timestamps.find(each => each.$case === 'transparency-log' && each.tlogEntry.inclusionPromise !== undefined);
    return log?.$case === 'transparency-log'
        ? new Date(Number(log.tlogEntry.integratedTime) * 1000).toISOString()
        : undefined;
};
/** The verifier checks in the order of PROOF_CHECKS and throws at the first failure; a code of its own tells which one. */
const explain = (error) => {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    const failed = code.startsWith('TIMESTAMP')
        ? 'timestamp'
        : code.startsWith('CERTIFICATE') || code.startsWith('PUBLIC_KEY')
            ? 'certificate'
            : code.startsWith('TLOG')
                ? 'transparency-log'
                : 'signature';
    const reason = /^[A-Z_]{1,60}$/.test(code)
        ? code.toLowerCase().replaceAll('_', ' ')
        : 'malformed verification material';
    const before = PROOF_CHECKS.slice(1, PROOF_CHECKS.indexOf(failed));
    return [...(code === '' ? [] : before.map(id => pass(id, 'no objection'))), fail(failed, reason)];
};

;// CONCATENATED MODULE: ./lib/src/trust/statement-reading.js



/** An in-toto statement as far as a verifier of ours reads it; the predicate is read by its own schema. */
const statement = schemas/* object */.Ikc({
    _type: scalar_text(200),
    subject: list(schemas/* object */.Ikc({ name: scalar_text(1_024), digest: schemas/* object */.Ikc({ sha256: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{64}$/)) }) }), LIMITS.statementSubjects).check(api/* _minLength */.m9(1)),
    predicateType: scalar_text(500),
    predicate: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()),
});
/** undefined for bytes that are no statement with at least one sha256 subject. */
const readStatement = (payload) => {
    try {
        const parsed = parse/* safeParse */.xL(statement, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)));
        return parsed.success ? parsed.data : undefined;
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-bundle.js






const CHECKS = [
    'bundle-size',
    'bundle-form',
    'signature-count',
    ...PROOF_CHECKS,
    'payload-type',
    'statement',
    'predicate-type',
];
/**
 * Verifies a Sigstore bundle with a DSSE envelope. Root, key and thresholds come from `material`, never from the bundle:
 * a bundle from which an entry was dropped must not lower the bar. Whatever the libraries throw is a rejection.
 *
 * This says who signed which bytes and when. Whether the bytes are about the run in the certificate is for claims.ts,
 * whether the signer is the wanted one is for the caller.
 */
const verifyBundle = async (bundleText, material) => {
    const size = Buffer.byteLength(bundleText);
    if (size > LIMITS.bundle)
        return rejected('none', [fail('bundle-size', `${size} bytes, limit ${LIMITS.bundle}`)]);
    const sized = pass('bundle-size', `${size} bytes`);
    const bundle = await parseBundle(bundleText);
    if (typeof bundle === 'string')
        return rejected('none', [sized, fail('bundle-form', bundle)]);
    const mode = bundle.verificationMaterial.content.$case === 'publicKey' ? 'key' : 'keyless';
    const formed = [sized, pass('bundle-form', bundle.mediaType)];
    if (bundle.content.$case !== 'dsseEnvelope')
        return rejected(mode, [...formed, fail('signature-count', 'no DSSE envelope')]);
    const envelope = bundle.content.dsseEnvelope;
    if (envelope.signatures.length !== 1)
        return rejected(mode, [...formed, fail('signature-count', `${envelope.signatures.length} signatures, not one`)]);
    const counted = [...formed, pass('signature-count', 'one signature')];
    const proof = await prove(bundle, material);
    const checks = [...counted, ...proof.checks];
    if (proof.signer === undefined)
        return rejected(mode, checks);
    const statement = readStatement(envelope.payload);
    checks.push(...checkContent(envelope.payloadType, statement));
    const identity = readCertificateIdentity(proof.signer.identity?.subjectAlternativeName, (proof.signer.identity?.oids ?? []).map(({ oid, value }) => ({ oid: oid?.id.join('.') ?? '', value })));
    if (mode === 'keyless' && identity === undefined)
        return rejected(mode, [...counted, fail('certificate', 'the certificate names no subject or no issuer')]);
    return {
        checks: complete(checks),
        ok: allPass(checks),
        mode,
        payload: new Uint8Array(envelope.payload),
        ...(identity === undefined ? {} : { identity }),
        ...(proof.keyHint === undefined ? {} : { keyHint: proof.keyHint }),
        ...(statement === undefined ? {} : { statement }),
        ...(proof.signedAt === undefined ? {} : { signedAt: proof.signedAt }),
    };
};
const parseBundle = async (text) => {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return 'not JSON';
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return 'not a JSON object';
    try {
        const { bundleFromJSON } = await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(40)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 61040, 19));
        return bundleFromJSON(value);
    }
    catch {
        return 'not a Sigstore bundle, or parts are missing';
    }
};
const checkContent = (payloadType, statement) => {
    const type = payloadType === PAYLOAD_TYPE
        ? pass('payload-type', payloadType)
        : fail('payload-type', `${payloadType} is not ${PAYLOAD_TYPE}`);
    if (statement === undefined)
        return [type, fail('statement', 'the payload is no in-toto statement with a sha256 subject')];
    const isOurs = statement.predicateType === predicate_types_JOB_PREDICATE_TYPE || statement.predicateType === RUN_PREDICATE_TYPE;
    return [
        type,
        statement._type === predicate_types_STATEMENT_TYPE
            ? pass('statement', predicate_types_STATEMENT_TYPE)
            : fail('statement', `${statement._type} is not ${predicate_types_STATEMENT_TYPE}`),
        isOurs
            ? pass('predicate-type', statement.predicateType)
            : fail('predicate-type', `${statement.predicateType} is not about a manifest`),
    ];
};
const rejected = (mode, checks) => ({
    checks: complete(checks),
    ok: false,
    mode,
});
const complete = (checks) => CHECKS.map(id => checks.find(check => check.id === id) ?? notApplicable(id, 'not reached'));

;// CONCATENATED MODULE: ./lib/src/report/verify-manifest.js









/**
 * A verifier with the given trusted root (a file; '' = the shipped ones) and the public half of our own signing key:
 * never with anything that a manifest brings along. A root that cannot be read leaves every bundle unverified.
 */
const createVerifier = async (trustedRoot, signingKey) => {
    const read = await readTrustedRoots(trustedRoot).then(roots => ({ roots, fault: undefined }), (error) => ({ roots: [], fault: (0,model_error/* toOneLine */.G)(error) }));
    const material = { roots: read.roots, keys: publicHalf(signingKey) };
    return {
        fault: read.fault,
        verifyJob: (manifest, digestHex, bundle) => verifyJob(material, manifest, digestHex, bundle),
        verifyRun: (manifest, bundle) => verifyRun(material, manifest, bundle),
    };
};
const publicHalf = (signingKey) => {
    try {
        return signingKey === '' ? [] : [(0,external_node_crypto_.createPublicKey)(signingKey).export({ type: 'spki', format: 'pem' }).toString()];
    }
    catch {
        return [];
    }
};
const verifyJob = async (material, manifest, digestHex, bundle) => {
    if (bundle === undefined)
        return { kind: 'none' };
    const verified = await verifyBundle(new TextDecoder().decode(bundle), material);
    const common = { mode: verified.mode, digest: `sha256:${sha256Hex(bundle)}` };
    // A bundle that proves nothing is worth as much as none: whoever wrote it could have left it out.
    if (!verified.ok)
        return {
            ...common,
            kind: 'unverified',
            reason: `not verified: ${whyNot(verified.checks)}`,
            checks: verified.checks,
        };
    const checks = [...verified.checks, ...bindings(verified, manifest, predicate_types_JOB_PREDICATE_TYPE, digestHex)];
    const payloadDigest = `sha256:${sha256Hex(verified.payload ?? '')}`;
    const contradicts = checks.some(check => check.result === 'fail');
    return {
        ...common,
        kind: contradicts ? 'invalid' : 'verified',
        reason: contradicts ? `signed for something else: ${whyNot(checks)}` : 'attested by the job',
        payloadDigest,
        checks,
    };
};
const verifyRun = async (material, manifestBytes, bundle) => {
    if (manifestBytes === undefined || bundle === undefined)
        return undefined;
    const { value: manifest } = readRunManifest(manifestBytes);
    const verified = await verifyBundle(new TextDecoder().decode(bundle), material);
    const failed = bindings(verified, manifest, RUN_PREDICATE_TYPE, sha256Hex(manifestBytes)).some(check => check.result === 'fail');
    if (!verified.ok || failed || verified.mode === 'none')
        return undefined;
    const digests = manifest.jobs.flatMap(job => (job.manifest === undefined ? [] : [job.manifest.digest]));
    return { mode: verified.mode, attempt: manifest.run.attempt.value, digests: new Set(digests) };
};
/** Statement is about these bytes, is of this type, and the certificate is of the run that the manifest claims. */
const bindings = (verified, manifest, type, digestHex) => [
    verified.statement?.subject[0]?.digest.sha256 === digestHex
        ? pass('subject', 'the statement is about this file')
        : fail('subject', 'the statement is about another file'),
    verified.statement?.predicateType === type
        ? pass('subject-type', type)
        : fail('subject-type', 'the statement is about another kind of document'),
    ...(verified.identity === undefined ? [] : checkClaims(manifest, verified.identity)),
];
const whyNot = (checks) => {
    const failed = checks.find(check => check.result === 'fail');
    return failed === undefined ? 'no check passed' : `${failed.id}: ${failed.reason}`.slice(0, 200);
};

;// CONCATENATED MODULE: ./lib/src/report/run.js
















/**
 * Observes the run, collects and verifies its manifests, merges both into the run manifest, seals, publishes and shows
 * it. What the world refuses is a line in the report. @throws TraceError INPUT_INVALID outside a job.
 */
const runReport = async (inputs, environment, now) => {
    const world = await connect(inputs, environment);
    const observed = await observeRun(world, now);
    const verifier = await createVerifier(inputs.trustedRoot, inputs.signingKey);
    const collected = await collectManifests(world, observed.artifacts, verifier, now);
    const identity = { runId: world.runId, attempt: world.attempt, repositoryId: world.repositoryId };
    const sorted = sortCandidates(identity, collected.candidates);
    const logs = await readLogs(world, observed.jobs ?? [], [...sorted.accepted, ...sorted.earlier]);
    const reportedAt = fromMillis(now());
    const build = (signing) => mergeRun({
        ...observed,
        run: runFactsOf(world, observed.run),
        ownJobId: inputs.jobId,
        ownJobKey: environment['GITHUB_JOB'] ?? '',
        needs: inputs.needs,
        sorted,
        logs: logs.facts,
        strangers: collected.strangers,
        gaps: [...observed.gaps, ...logs.gaps],
        warnings: [
            ...observed.warnings,
            ...(logs.unread > 0 ? [{ code: 'budget', subject: `${logs.unread} job logs` }] : []),
        ],
        apiBudget: world.rest.spent(),
        signing,
        reportedAt,
        sha256: sha256Hex,
    });
    const sealed = await sealRun(world, build);
    const report = renderRunReport(sealed.manifest);
    const published = await publishRun(world, sealed, report);
    const presented = await presentRun(world, sealed.manifest, report);
    await writeValues(environment['GITHUB_OUTPUT'], {
        'correlation-id': sealed.manifest.correlationId,
        result: sealed.manifest.result,
        'run-manifest': published.manifestPath,
        'check-run-url': presented.checkRunUrl,
    });
    return {
        faults: [verifier.fault, sealed.fault, ...published.faults, ...presented.faults].filter(fault => fault !== undefined),
        toLog: presented.toLog ? report : undefined,
        headline: title(sealed.manifest),
    };
};


/***/ }),

/***/ 73305:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  _L: () => (/* binding */ _boolean),
  qm: () => (/* binding */ _gte),
  LK: () => (/* binding */ _int),
  Zm: () => (/* binding */ _lte),
  Eb: () => (/* binding */ _maxLength),
  m9: () => (/* binding */ _minLength),
  jw: () => (/* binding */ _null),
  F7: () => (/* binding */ _number),
  Fk: () => (/* binding */ _regex),
  Rl: () => (/* binding */ _string),
  em: () => (/* binding */ _unknown),
  q0: () => (/* binding */ describe),
  mI: () => (/* binding */ meta)
});

// UNUSED EXPORTS: TimePrecision, _any, _array, _base64, _base64url, _bigint, _catch, _check, _cidrv4, _cidrv6, _coercedBigint, _coercedBoolean, _coercedDate, _coercedNumber, _coercedString, _creditCard, _cuid, _cuid2, _custom, _date, _default, _discriminatedUnion, _e164, _email, _emoji, _endsWith, _enum, _file, _float32, _float64, _gt, _guid, _iban, _includes, _int32, _int64, _intersection, _ipv4, _ipv6, _isoDate, _isoDateTime, _isoDuration, _isoTime, _jwt, _ksuid, _lazy, _length, _literal, _lowercase, _lt, _mac, _map, _max, _maxSize, _mime, _min, _minSize, _multipleOf, _nan, _nanoid, _nativeEnum, _negative, _never, _nonnegative, _nonoptional, _nonpositive, _normalize, _nullable, _optional, _overwrite, _pipe, _positive, _promise, _properties, _property, _readonly, _record, _refine, _set, _size, _slugify, _startsWith, _stringFormat, _stringbool, _success, _superRefine, _symbol, _templateLiteral, _toLowerCase, _toUpperCase, _transform, _trim, _tuple, _uint32, _uint64, _ulid, _undefined, _union, _uppercase, _url, _uuid, _uuidv4, _uuidv6, _uuidv7, _void, _xid, _xor

// EXTERNAL MODULE: ./node_modules/zod/v4/core/checks.js
var core_checks = __nccwpck_require__(44890);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/registries.js
var _a;
const $output = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("ZodOutput")));
const $input = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("ZodInput")));
class $ZodRegistry {
    constructor() {
        this._map = new WeakMap();
        this._idmap = new Map();
    }
    add(schema, ..._meta) {
        const meta = _meta[0];
        this._map.set(schema, meta);
        if (meta && typeof meta === "object" && "id" in meta) {
            this._idmap.set(meta.id, schema);
        }
        return this;
    }
    clear() {
        this._map = new WeakMap();
        this._idmap = new Map();
        return this;
    }
    remove(schema) {
        const meta = this._map.get(schema);
        if (meta && typeof meta === "object" && "id" in meta) {
            this._idmap.delete(meta.id);
        }
        this._map.delete(schema);
        return this;
    }
    get(schema) {
        // return this._map.get(schema) as any;
        // inherit metadata
        const p = schema._zod.parent;
        if (p) {
            const pm = { ...(this.get(p) ?? {}) };
            delete pm.id; // do not inherit id
            const f = { ...pm, ...this._map.get(schema) };
            return Object.keys(f).length ? f : undefined;
        }
        return this._map.get(schema);
    }
    has(schema) {
        return this._map.has(schema);
    }
}
// registries
function registry() {
    return new $ZodRegistry();
}
(_a = globalThis).__zod_globalRegistry ?? (_a.__zod_globalRegistry = registry());
const globalRegistry = globalThis.__zod_globalRegistry;

// EXTERNAL MODULE: ./node_modules/zod/v4/core/util.js
var core_util = __nccwpck_require__(54723);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/api.js




function snapshotChecks(def) {
    if (def.checks)
        def.checks = [...def.checks];
    return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class, params) {
    return new Class(snapshotChecks({ type: "string", ...core_util/* normalizeParams */.A2(params) }));
}
// @__NO_SIDE_EFFECTS__
function _coercedString(Class, params) {
    return new Class(snapshotChecks({ type: "string", coerce: true, ...util.normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _email(Class, params) {
    return new Class({
        type: "string",
        format: "email",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _guid(Class, params) {
    return new Class({
        type: "string",
        format: "guid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuid(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv4(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v4",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv6(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v6",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv7(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v7",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _url(Class, params) {
    return new Class({
        type: "string",
        format: "url",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _emoji(Class, params) {
    return new Class({
        type: "string",
        format: "emoji",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _nanoid(Class, params) {
    return new Class({
        type: "string",
        format: "nanoid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link _cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
// @__NO_SIDE_EFFECTS__
function _cuid(Class, params) {
    return new Class({
        type: "string",
        format: "cuid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cuid2(Class, params) {
    return new Class({
        type: "string",
        format: "cuid2",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ulid(Class, params) {
    return new Class({
        type: "string",
        format: "ulid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _xid(Class, params) {
    return new Class({
        type: "string",
        format: "xid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ksuid(Class, params) {
    return new Class({
        type: "string",
        format: "ksuid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ipv4(Class, params) {
    return new Class({
        type: "string",
        format: "ipv4",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ipv6(Class, params) {
    return new Class({
        type: "string",
        format: "ipv6",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _mac(Class, params) {
    return new Class({
        type: "string",
        format: "mac",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cidrv4(Class, params) {
    return new Class({
        type: "string",
        format: "cidrv4",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cidrv6(Class, params) {
    return new Class({
        type: "string",
        format: "cidrv6",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _base64(Class, params) {
    return new Class({
        type: "string",
        format: "base64",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _base64url(Class, params) {
    return new Class({
        type: "string",
        format: "base64url",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _e164(Class, params) {
    return new Class({
        type: "string",
        format: "e164",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _creditCard(Class, params) {
    return new Class({
        type: "string",
        format: "credit_card",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _iban(Class, params) {
    return new Class({
        type: "string",
        format: "iban",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _jwt(Class, params) {
    return new Class({
        type: "string",
        format: "jwt",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
const TimePrecision = {
    Any: null,
    Minute: -1,
    Second: 0,
    Millisecond: 3,
    Microsecond: 6,
};
// @__NO_SIDE_EFFECTS__
function _isoDateTime(Class, params) {
    return new Class({
        type: "string",
        format: "datetime",
        check: "string_format",
        offset: false,
        local: false,
        precision: null,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoDate(Class, params) {
    return new Class({
        type: "string",
        format: "date",
        check: "string_format",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoTime(Class, params) {
    return new Class({
        type: "string",
        format: "time",
        check: "string_format",
        precision: null,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoDuration(Class, params) {
    return new Class({
        type: "string",
        format: "duration",
        check: "string_format",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _number(Class, params) {
    return new Class(snapshotChecks({ type: "number", checks: [], ...core_util/* normalizeParams */.A2(params) }));
}
// @__NO_SIDE_EFFECTS__
function _coercedNumber(Class, params) {
    return new Class(snapshotChecks({ type: "number", coerce: true, checks: [], ...util.normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _int(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "safeint",
        ...core_util/* normalizeParams */.A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _float32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "float32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _float64(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "float64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _int32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "int32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uint32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "uint32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class, params) {
    return new Class({
        type: "boolean",
        ...core_util/* normalizeParams */.A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedBoolean(Class, params) {
    return new Class({
        type: "boolean",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _bigint(Class, params) {
    return new Class({
        type: "bigint",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedBigint(Class, params) {
    return new Class({
        type: "bigint",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _int64(Class, params) {
    return new Class({
        type: "bigint",
        check: "bigint_format",
        abort: false,
        format: "int64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uint64(Class, params) {
    return new Class({
        type: "bigint",
        check: "bigint_format",
        abort: false,
        format: "uint64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _symbol(Class, params) {
    return new Class({
        type: "symbol",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _undefined(Class, params) {
    return new Class({
        type: "undefined",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _null(Class, params) {
    return new Class({
        type: "null",
        ...core_util/* normalizeParams */.A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _any(Class) {
    return new Class({
        type: "any",
    });
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class) {
    return new Class({
        type: "unknown",
    });
}
// @__NO_SIDE_EFFECTS__
function _never(Class, params) {
    return new Class({
        type: "never",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _void(Class, params) {
    return new Class({
        type: "void",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _date(Class, params) {
    return new Class({
        type: "date",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedDate(Class, params) {
    return new Class({
        type: "date",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _nan(Class, params) {
    return new Class({
        type: "nan",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _lt(value, params) {
    return new checks.$ZodCheckLessThan({
        check: "less_than",
        ...util.normalizeParams(params),
        value,
        inclusive: false,
    });
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
    return new core_checks/* $ZodCheckLessThan */.sm({
        check: "less_than",
        ...core_util/* normalizeParams */.A2(params),
        value,
        inclusive: true,
    });
}

// @__NO_SIDE_EFFECTS__
function _gt(value, params) {
    return new checks.$ZodCheckGreaterThan({
        check: "greater_than",
        ...util.normalizeParams(params),
        value,
        inclusive: false,
    });
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
    return new core_checks/* $ZodCheckGreaterThan */.J_({
        check: "greater_than",
        ...core_util/* normalizeParams */.A2(params),
        value,
        inclusive: true,
    });
}

// @__NO_SIDE_EFFECTS__
function _positive(params) {
    return _gt(0, params);
}
// negative
// @__NO_SIDE_EFFECTS__
function _negative(params) {
    return _lt(0, params);
}
// nonpositive
// @__NO_SIDE_EFFECTS__
function _nonpositive(params) {
    return _lte(0, params);
}
// nonnegative
// @__NO_SIDE_EFFECTS__
function _nonnegative(params) {
    return _gte(0, params);
}
// @__NO_SIDE_EFFECTS__
function _multipleOf(value, params) {
    return new checks.$ZodCheckMultipleOf({
        check: "multiple_of",
        ...util.normalizeParams(params),
        value,
    });
}
// @__NO_SIDE_EFFECTS__
function _maxSize(maximum, params) {
    return new checks.$ZodCheckMaxSize({
        check: "max_size",
        ...util.normalizeParams(params),
        maximum,
    });
}
// @__NO_SIDE_EFFECTS__
function _minSize(minimum, params) {
    return new checks.$ZodCheckMinSize({
        check: "min_size",
        ...util.normalizeParams(params),
        minimum,
    });
}
// @__NO_SIDE_EFFECTS__
function _size(size, params) {
    return new checks.$ZodCheckSizeEquals({
        check: "size_equals",
        ...util.normalizeParams(params),
        size,
    });
}
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
    const ch = new core_checks/* $ZodCheckMaxLength */.Yk({
        check: "max_length",
        ...core_util/* normalizeParams */.A2(params),
        maximum,
    });
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
    return new core_checks/* $ZodCheckMinLength */.Kk({
        check: "min_length",
        ...core_util/* normalizeParams */.A2(params),
        minimum,
    });
}
// @__NO_SIDE_EFFECTS__
function _length(length, params) {
    return new checks.$ZodCheckLengthEquals({
        check: "length_equals",
        ...util.normalizeParams(params),
        length,
    });
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
    return new core_checks/* $ZodCheckRegex */.DG({
        check: "string_format",
        format: "regex",
        ...core_util/* normalizeParams */.A2(params),
        pattern,
    });
}
// @__NO_SIDE_EFFECTS__
function _lowercase(params) {
    return new checks.$ZodCheckLowerCase({
        check: "string_format",
        format: "lowercase",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uppercase(params) {
    return new checks.$ZodCheckUpperCase({
        check: "string_format",
        format: "uppercase",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _includes(includes, params) {
    return new checks.$ZodCheckIncludes({
        check: "string_format",
        format: "includes",
        ...util.normalizeParams(params),
        includes,
    });
}
// @__NO_SIDE_EFFECTS__
function _startsWith(prefix, params) {
    return new checks.$ZodCheckStartsWith({
        check: "string_format",
        format: "starts_with",
        ...util.normalizeParams(params),
        prefix,
    });
}
// @__NO_SIDE_EFFECTS__
function _endsWith(suffix, params) {
    return new checks.$ZodCheckEndsWith({
        check: "string_format",
        format: "ends_with",
        ...util.normalizeParams(params),
        suffix,
    });
}
// @__NO_SIDE_EFFECTS__
function _property(property, schema, params) {
    return new checks.$ZodCheckProperty({
        check: "property",
        property,
        schema,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _properties(shape, params) {
    return new checks.$ZodCheckProperties({
        check: "properties",
        shape,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _mime(types, params) {
    return new checks.$ZodCheckMimeType({
        check: "mime_type",
        mime: types,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _overwrite(tx) {
    return new checks.$ZodCheckOverwrite({
        check: "overwrite",
        tx,
    });
}
// normalize
// @__NO_SIDE_EFFECTS__
function _normalize(form) {
    return _overwrite((input) => input.normalize(form));
}
// trim
// @__NO_SIDE_EFFECTS__
function _trim() {
    return _overwrite((input) => input.trim());
}
// toLowerCase
// @__NO_SIDE_EFFECTS__
function _toLowerCase() {
    return _overwrite((input) => input.toLowerCase());
}
// toUpperCase
// @__NO_SIDE_EFFECTS__
function _toUpperCase() {
    return _overwrite((input) => input.toUpperCase());
}
// slugify
// @__NO_SIDE_EFFECTS__
function _slugify() {
    return _overwrite((input) => util.slugify(input));
}
// @__NO_SIDE_EFFECTS__
function _array(Class, element, params) {
    return new Class({
        type: "array",
        element,
        // get element() {
        //   return element;
        // },
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _union(Class, options, params) {
    return new Class({
        type: "union",
        options,
        ...util.normalizeParams(params),
    });
}
function _xor(Class, options, params) {
    return new Class({
        type: "union",
        options,
        inclusive: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _discriminatedUnion(Class, discriminator, options, params) {
    return new Class({
        type: "union",
        options: options,
        discriminator,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _intersection(Class, left, right) {
    return new Class({
        type: "intersection",
        left,
        right,
    });
}
// export function _tuple(
//   Class: util.SchemaClass<schemas.$ZodTuple>,
//   items: [],
//   params?: string | $ZodTupleParams
// ): schemas.$ZodTuple<[], null>;
// @__NO_SIDE_EFFECTS__
function _tuple(Class, items, _paramsOrRest, _params) {
    const hasRest = _paramsOrRest instanceof schemas.$ZodType;
    const params = hasRest ? _params : _paramsOrRest;
    const rest = hasRest ? _paramsOrRest : null;
    return new Class({
        type: "tuple",
        items,
        rest,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _record(Class, keyType, valueType, params) {
    return new Class({
        type: "record",
        keyType,
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _map(Class, keyType, valueType, params) {
    return new Class({
        type: "map",
        keyType,
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _set(Class, valueType, params) {
    return new Class({
        type: "set",
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _enum(Class, values, params) {
    const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
    // if (Array.isArray(values)) {
    //   for (const value of values) {
    //     entries[value] = value;
    //   }
    // } else {
    //   Object.assign(entries, values);
    // }
    // const entries: util.EnumLike = {};
    // for (const val of values) {
    //   entries[val] = val;
    // }
    return new Class({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
/** @deprecated This API has been merged into `z.enum()`. Use `z.enum()` instead.
 *
 * ```ts
 * enum Colors { red, green, blue }
 * z.enum(Colors);
 * ```
 */
function _nativeEnum(Class, entries, params) {
    return new Class({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _literal(Class, value, params) {
    return new Class({
        type: "literal",
        values: Array.isArray(value) ? value : [value],
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _file(Class, params) {
    return new Class({
        type: "file",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _transform(Class, fn) {
    return new Class({
        type: "transform",
        transform: fn,
    });
}
// @__NO_SIDE_EFFECTS__
function _optional(Class, innerType) {
    return new Class({
        type: "optional",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _nullable(Class, innerType) {
    return new Class({
        type: "nullable",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _default(Class, innerType, defaultValue) {
    return new Class({
        type: "default",
        innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : util.shallowClone(defaultValue);
        },
    });
}
// @__NO_SIDE_EFFECTS__
function _nonoptional(Class, innerType, params) {
    return new Class({
        type: "nonoptional",
        innerType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _success(Class, innerType) {
    return new Class({
        type: "success",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _catch(Class, innerType, catchValue) {
    return new Class({
        type: "catch",
        innerType,
        catchValue: (typeof catchValue === "function" ? catchValue : util.constantCatch(catchValue)),
    });
}
// @__NO_SIDE_EFFECTS__
function _pipe(Class, in_, out) {
    return new Class({
        type: "pipe",
        in: in_,
        out,
    });
}
// @__NO_SIDE_EFFECTS__
function _readonly(Class, innerType) {
    return new Class({
        type: "readonly",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _templateLiteral(Class, parts, params) {
    return new Class({
        type: "template_literal",
        parts,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _lazy(Class, getter) {
    return new Class({
        type: "lazy",
        getter,
    });
}
// @__NO_SIDE_EFFECTS__
function _promise(Class, innerType) {
    return new Class({
        type: "promise",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _custom(Class, fn, _params) {
    const norm = util.normalizeParams(_params);
    norm.abort ?? (norm.abort = true); // default to abort:false
    const schema = new Class({
        type: "custom",
        check: "custom",
        fn: fn,
        ...norm,
    });
    return schema;
}
// same as _custom but defaults to abort:false
// @__NO_SIDE_EFFECTS__
function _refine(Class, fn, _params) {
    const schema = new Class({
        type: "custom",
        check: "custom",
        fn: fn,
        ...util.normalizeParams(_params),
    });
    return schema;
}
// @__NO_SIDE_EFFECTS__
function _superRefine(fn, params) {
    const ch = _check((payload) => {
        payload.addIssue = (issue) => {
            if (typeof issue === "string") {
                payload.issues.push(util.issue(issue, payload.value, ch._zod.def));
            }
            else {
                // for Zod 3 backwards compatibility
                const _issue = issue;
                if (_issue.fatal)
                    _issue.continue = false;
                _issue.code ?? (_issue.code = "custom");
                if (!("input" in _issue))
                    _issue.input = payload.value;
                _issue.inst ?? (_issue.inst = ch);
                _issue.continue ?? (_issue.continue = !ch._zod.def.abort); // abort is always undefined, so this is always true...
                payload.issues.push(util.issue(_issue));
            }
        };
        return fn(payload.value, payload);
    }, params);
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _check(fn, params) {
    const ch = new checks.$ZodCheck({
        check: "custom",
        ...util.normalizeParams(params),
    });
    ch._zod.check = fn;
    return ch;
}
// @__NO_SIDE_EFFECTS__
function describe(description) {
    const ch = new core_checks/* $ZodCheck */.QP({ check: "describe" });
    ch._zod.onattach = [
        (inst) => {
            const existing = globalRegistry.get(inst) ?? {};
            globalRegistry.add(inst, { ...existing, description });
        },
    ];
    ch._zod.check = () => { }; // no-op check
    return ch;
}
// @__NO_SIDE_EFFECTS__
function meta(metadata) {
    const ch = new core_checks/* $ZodCheck */.QP({ check: "meta" });
    ch._zod.onattach = [
        (inst) => {
            const existing = globalRegistry.get(inst) ?? {};
            globalRegistry.add(inst, { ...existing, ...metadata });
        },
    ];
    ch._zod.check = () => { }; // no-op check
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _stringbool(Classes, _params) {
    const params = util.normalizeParams(_params);
    let truthyArray = params.truthy ?? ["true", "1", "yes", "on", "y", "enabled"];
    let falsyArray = params.falsy ?? ["false", "0", "no", "off", "n", "disabled"];
    if (params.case !== "sensitive") {
        truthyArray = truthyArray.map((v) => (typeof v === "string" ? v.toLowerCase() : v));
        falsyArray = falsyArray.map((v) => (typeof v === "string" ? v.toLowerCase() : v));
    }
    const truthySet = new Set(truthyArray);
    const falsySet = new Set(falsyArray);
    const _Codec = Classes.Codec ?? schemas.$ZodCodec;
    const _Boolean = Classes.Boolean ?? schemas.$ZodBoolean;
    const _String = Classes.String ?? schemas.$ZodString;
    const stringSchema = new _String({ type: "string", error: params.error });
    const booleanSchema = new _Boolean({ type: "boolean", error: params.error });
    const codec = new _Codec({
        type: "pipe",
        in: stringSchema,
        out: booleanSchema,
        transform: ((input, payload) => {
            let data = input;
            if (params.case !== "sensitive")
                data = data.toLowerCase();
            if (truthySet.has(data)) {
                return true;
            }
            else if (falsySet.has(data)) {
                return false;
            }
            else {
                payload.issues.push({
                    code: "invalid_value",
                    expected: "stringbool",
                    values: [...truthySet, ...falsySet],
                    input: payload.value,
                    inst: codec,
                    continue: false,
                });
                return {};
            }
        }),
        reverseTransform: ((input, _payload) => {
            if (input === true) {
                return truthyArray[0] || "true";
            }
            else {
                return falsyArray[0] || "false";
            }
        }),
        error: params.error,
    });
    codec._zod.bag.truthy = truthyArray;
    codec._zod.bag.falsy = falsyArray;
    codec._zod.bag.case = params.case ?? "insensitive";
    return codec;
}
// @__NO_SIDE_EFFECTS__
function _stringFormat(Class, format, fnOrRegex, _params = {}) {
    const params = util.normalizeParams(_params);
    const def = {
        check: "string_format",
        type: "string",
        format,
        fn: typeof fnOrRegex === "function" ? fnOrRegex : (val) => fnOrRegex.test(val),
        ...params,
    };
    if (fnOrRegex instanceof RegExp) {
        def.pattern = fnOrRegex;
    }
    const inst = new Class(def);
    return inst;
}


/***/ }),

/***/ 44890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DG: () => (/* binding */ $ZodCheckRegex),
/* harmony export */   J_: () => (/* binding */ $ZodCheckGreaterThan),
/* harmony export */   KH: () => (/* binding */ $ZodCheckNumberFormat),
/* harmony export */   Kk: () => (/* binding */ $ZodCheckMinLength),
/* harmony export */   QP: () => (/* binding */ $ZodCheck),
/* harmony export */   Yk: () => (/* binding */ $ZodCheckMaxLength),
/* harmony export */   sm: () => (/* binding */ $ZodCheckLessThan)
/* harmony export */ });
/* unused harmony exports $ZodCheckMultipleOf, $ZodCheckBigIntFormat, $ZodCheckMaxSize, $ZodCheckMinSize, $ZodCheckSizeEquals, $ZodCheckLengthEquals, $ZodCheckStringFormat, $ZodCheckLowerCase, $ZodCheckUpperCase, $ZodCheckIncludes, $ZodCheckStartsWith, $ZodCheckEndsWith, $ZodCheckProperty, $ZodCheckProperties, $ZodCheckMimeType, $ZodCheckOverwrite */
/* harmony import */ var _core_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(88532);
/* harmony import */ var _util_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(54723);
// import { $ZodType } from "./schemas.js";



const $ZodCheck = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheck", (inst, def) => {
    var _a;
    inst._zod ?? (inst._zod = {});
    inst._zod.def = def;
    (_a = inst._zod).onattach ?? (_a.onattach = []);
});
/** Default `when` for size-based checks: run only on non-nullish values with a `size`. */
const _whenHasSize = (payload) => {
    const val = payload.value;
    return !util.nullish(val) && val.size !== undefined;
};
/** Default `when` for length-based checks: run only on non-nullish values with a `length`. */
const _whenHasLength = (payload) => {
    const val = payload.value;
    return !_util_js__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl(val) && val.length !== undefined;
};
const numericOriginMap = {
    number: "number",
    bigint: "bigint",
    object: "date",
};
const $ZodCheckLessThan = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckLessThan", (inst, def) => {
    $ZodCheck.init(inst, def);
    const origin = numericOriginMap[typeof def.value];
    inst._zod.check = (payload) => {
        if (def.inclusive ? payload.value <= def.value : payload.value < def.value) {
            return;
        }
        payload.issues.push({
            origin: numericOriginMap[typeof payload.value] ?? origin,
            code: "too_big",
            maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
            input: payload.value,
            inclusive: def.inclusive,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckGreaterThan = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckGreaterThan", (inst, def) => {
    $ZodCheck.init(inst, def);
    const origin = numericOriginMap[typeof def.value];
    inst._zod.check = (payload) => {
        if (def.inclusive ? payload.value >= def.value : payload.value > def.value) {
            return;
        }
        payload.issues.push({
            origin: numericOriginMap[typeof payload.value] ?? origin,
            code: "too_small",
            minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
            input: payload.value,
            inclusive: def.inclusive,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckMultipleOf = 
/*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMultipleOf", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        if (typeof payload.value !== typeof def.value)
            throw new Error("Cannot mix number and bigint in multiple_of check.");
        const isMultiple = typeof payload.value === "bigint"
            ? // `value % 0n` throws, and nothing is a multiple of zero — the number branch already fails this way via NaN
                def.value !== BigInt(0) && payload.value % def.value === BigInt(0)
            : util.floatSafeRemainder(payload.value, def.value) === 0;
        if (isMultiple)
            return;
        payload.issues.push({
            origin: typeof payload.value,
            code: "not_multiple_of",
            divisor: def.value,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckNumberFormat = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckNumberFormat", (inst, def) => {
    $ZodCheck.init(inst, def); // no format checks
    def.format = def.format || "float64";
    const isInt = def.format?.includes("int");
    const origin = isInt ? "int" : "number";
    const [minimum, maximum] = _util_js__WEBPACK_IMPORTED_MODULE_1__/* .NUMBER_FORMAT_RANGES */ .zH[def.format];
    inst._zod.check = (payload) => {
        const input = payload.value;
        if (isInt) {
            if (!Number.isInteger(input)) {
                // invalid_format issue
                // payload.issues.push({
                //   expected: def.format,
                //   format: def.format,
                //   code: "invalid_format",
                //   input,
                //   inst,
                // });
                // invalid_type issue
                payload.issues.push({
                    expected: origin,
                    format: def.format,
                    code: "invalid_type",
                    continue: false,
                    input,
                    inst,
                });
                return;
                // not_multiple_of issue
                // payload.issues.push({
                //   code: "not_multiple_of",
                //   origin: "number",
                //   input,
                //   inst,
                //   divisor: 1,
                // });
            }
            if (!Number.isSafeInteger(input)) {
                if (input > 0) {
                    // too_big
                    payload.issues.push({
                        input,
                        code: "too_big",
                        maximum: Number.MAX_SAFE_INTEGER,
                        note: "Integers must be within the safe integer range.",
                        inst,
                        origin,
                        inclusive: true,
                        continue: !def.abort,
                    });
                }
                else {
                    // too_small
                    payload.issues.push({
                        input,
                        code: "too_small",
                        minimum: Number.MIN_SAFE_INTEGER,
                        note: "Integers must be within the safe integer range.",
                        inst,
                        origin,
                        inclusive: true,
                        continue: !def.abort,
                    });
                }
                return;
            }
        }
        if (input < minimum) {
            payload.issues.push({
                origin: "number",
                input,
                code: "too_small",
                minimum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
        if (input > maximum) {
            payload.issues.push({
                origin: "number",
                input,
                code: "too_big",
                maximum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
    };
});
const $ZodCheckBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckBigIntFormat", (inst, def) => {
    $ZodCheck.init(inst, def); // no format checks
    const [minimum, maximum] = util.BIGINT_FORMAT_RANGES[def.format];
    inst._zod.check = (payload) => {
        const input = payload.value;
        if (input < minimum) {
            payload.issues.push({
                origin: "bigint",
                input,
                code: "too_small",
                minimum: minimum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
        if (input > maximum) {
            payload.issues.push({
                origin: "bigint",
                input,
                code: "too_big",
                maximum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
const $ZodCheckMaxSize = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMaxSize", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size <= def.maximum)
            return;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            code: "too_big",
            maximum: def.maximum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckMinSize = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMinSize", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size >= def.minimum)
            return;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            code: "too_small",
            minimum: def.minimum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckSizeEquals = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckSizeEquals", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size === def.size)
            return;
        const tooBig = size > def.size;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            ...(tooBig ? { code: "too_big", maximum: def.size } : { code: "too_small", minimum: def.size }),
            inclusive: true,
            exact: true,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckMaxLength = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckMaxLength", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // Strings are measured in Unicode code points, not UTF-16 units. A code point is at most two units, so a string that already fits in units fits in code points; only an overflow has to be counted.
        const length = typeof input === "string" && units > def.maximum ? _util_js__WEBPACK_IMPORTED_MODULE_1__/* .codePointLength */ .O7(input) : units;
        if (length <= def.maximum)
            return;
        const origin = _util_js__WEBPACK_IMPORTED_MODULE_1__/* .getLengthableOrigin */ .Rc(input);
        payload.issues.push({
            origin,
            code: "too_big",
            maximum: def.maximum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckMinLength = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckMinLength", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // A code point is one or two UTF-16 units, so fewer units than the floor can never reach it and twice the floor always clears it. Only in between is the exact count in doubt.
        const length = typeof input === "string" && units >= def.minimum && units < def.minimum * 2
            ? _util_js__WEBPACK_IMPORTED_MODULE_1__/* .codePointLength */ .O7(input)
            : units;
        if (length >= def.minimum)
            return;
        const origin = _util_js__WEBPACK_IMPORTED_MODULE_1__/* .getLengthableOrigin */ .Rc(input);
        payload.issues.push({
            origin,
            code: "too_small",
            minimum: def.minimum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckLengthEquals = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckLengthEquals", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // A code point is one or two UTF-16 units, so outside `[length, length * 2]` units the target is missed either way — and missed in the same direction in both measures.
        const length = typeof input === "string" && units >= def.length && units <= def.length * 2
            ? util.codePointLength(input)
            : units;
        if (length === def.length)
            return;
        const origin = util.getLengthableOrigin(input);
        const tooBig = length > def.length;
        payload.issues.push({
            origin,
            ...(tooBig ? { code: "too_big", maximum: def.length } : { code: "too_small", minimum: def.length }),
            inclusive: true,
            exact: true,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckStringFormat = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckStringFormat", (inst, def) => {
    var _a, _b;
    $ZodCheck.init(inst, def);
    if (def.pattern)
        (_a = inst._zod).check ?? (_a.check = (payload) => {
            def.pattern.lastIndex = 0;
            if (def.pattern.test(payload.value))
                return;
            payload.issues.push({
                origin: "string",
                code: "invalid_format",
                format: def.format,
                input: payload.value,
                ...(def.pattern ? { pattern: def.pattern.toString() } : {}),
                inst,
                continue: !def.abort,
            });
        });
    else
        (_b = inst._zod).check ?? (_b.check = () => { });
});
const $ZodCheckRegex = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckRegex", (inst, def) => {
    $ZodCheckStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        def.pattern.lastIndex = 0;
        if (def.pattern.test(payload.value))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "regex",
            input: payload.value,
            pattern: def.pattern.toString(),
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckLowerCase = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckLowerCase", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.lowercase);
    $ZodCheckStringFormat.init(inst, def);
})));
const $ZodCheckUpperCase = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckUpperCase", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.uppercase);
    $ZodCheckStringFormat.init(inst, def);
})));
const $ZodCheckIncludes = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckIncludes", (inst, def) => {
    $ZodCheck.init(inst, def);
    const escapedRegex = util.escapeRegex(def.includes);
    // `String.prototype.includes(sub, position)` matches `sub` at `position`
    // OR LATER, so the pattern must allow at least `position` leading chars
    // (`{N,}`), not exactly `position` chars (`{N}`).
    const pattern = new RegExp(typeof def.position === "number" ? `^.{${def.position},}${escapedRegex}` : escapedRegex);
    def.pattern = pattern;
    inst._zod.check = (payload) => {
        if (payload.value.includes(def.includes, def.position))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "includes",
            includes: def.includes,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckStartsWith = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckStartsWith", (inst, def) => {
    $ZodCheck.init(inst, def);
    const pattern = new RegExp(`^${util.escapeRegex(def.prefix)}.*`);
    def.pattern ?? (def.pattern = pattern);
    inst._zod.check = (payload) => {
        if (payload.value.startsWith(def.prefix))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "starts_with",
            prefix: def.prefix,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckEndsWith = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckEndsWith", (inst, def) => {
    $ZodCheck.init(inst, def);
    const pattern = new RegExp(`.*${util.escapeRegex(def.suffix)}$`);
    def.pattern ?? (def.pattern = pattern);
    inst._zod.check = (payload) => {
        if (payload.value.endsWith(def.suffix))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "ends_with",
            suffix: def.suffix,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
///////////////////////////////////
/////    $ZodCheckProperty    /////
///////////////////////////////////
function handleCheckPropertyResult(result, payload, property) {
    if (result.issues.length) {
        payload.issues.push(...util.prefixIssues(property, result.issues));
    }
}
const $ZodCheckProperty = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckProperty", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        const result = def.schema._zod.run({
            value: payload.value[def.property],
            issues: [],
        }, {});
        if (result instanceof Promise) {
            return result.then((result) => handleCheckPropertyResult(result, payload, def.property));
        }
        handleCheckPropertyResult(result, payload, def.property);
        return;
    };
})));
const $ZodCheckProperties = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckProperties", (inst, def) => {
    $ZodCheck.init(inst, def);
    util.hide(inst, Symbol.iterator, function* () {
        yield inst;
    });
    // key and schema snapshotted together: reading one live and the other cached lets a later mutation of the caller's shape object pair a stale key with a missing schema
    let entries;
    inst._zod.check = (payload) => {
        // the base schema already typed the value, so only a nullish one is rejected here: the properties read on a primitive too, matching z.property() on a string's length
        if (payload.value == null) {
            payload.issues.push({ expected: "object", code: "invalid_type", input: payload.value, inst });
            return undefined;
        }
        entries ?? (entries = Reflect.ownKeys(def.shape).map((key) => [key, def.shape[key]]));
        const input = payload.value;
        let proms;
        for (const [key, schema] of entries) {
            const result = schema._zod.run({ value: input[key], issues: [] }, {});
            if (result instanceof Promise) {
                proms ?? (proms = []);
                proms.push(result.then((result) => handleCheckPropertyResult(result, payload, key)));
            }
            else {
                handleCheckPropertyResult(result, payload, key);
            }
        }
        if (proms)
            return Promise.all(proms).then(() => undefined);
        return undefined;
    };
})));
const $ZodCheckMimeType = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMimeType", (inst, def) => {
    $ZodCheck.init(inst, def);
    const mimeSet = new Set(def.mime);
    inst._zod.check = (payload) => {
        if (mimeSet.has(payload.value.type))
            return;
        payload.issues.push({
            code: "invalid_value",
            values: def.mime,
            input: payload.value.type,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckOverwrite = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckOverwrite", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        payload.value = def.tx(payload.value);
    };
})));


/***/ }),

/***/ 88532:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $W: () => (/* binding */ config),
/* harmony export */   GT: () => (/* binding */ $ZodAsyncError),
/* harmony export */   cV: () => (/* binding */ $ZodEncodeError),
/* harmony export */   cr: () => (/* binding */ globalConfig),
/* harmony export */   xI: () => (/* binding */ $constructor)
/* harmony export */ });
/* unused harmony exports NEVER, $brand */
/* harmony import */ var _util_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(54723);
var _a;

/** A special constant with type `never` */
const NEVER = /*@__PURE__*/ Object.freeze({
    status: "aborted",
});
/* Shared descriptor for installing `_zod`; defineProperty reads it
 * synchronously, so reusing one object avoids a per-instance allocation. */
const _zodDesc = { value: undefined, enumerable: false };
// null where suppressing the capture would be unrecoverable: `parse()` puts the frames back with `captureStackTrace`, so without it the throw would lose its stack. also latched to null once `stackTraceLimit` proves unassignable, which a realm can do at any point by hardening Error
let _E = "captureStackTrace" in Error ? Error : null;
// v8 captures a stack trace inside the Error constructor, which dominates a failed parse; costs only the frames, and parse() restores those. the constructor must RUN: Object.create is cheaper and passes instanceof, but Error.isError and util.types.isNativeError check an internal slot
function newError(Definition) {
    const E = _E;
    if (E) {
        const saved = E.stackTraceLimit;
        if (typeof saved === "number") {
            try {
                E.stackTraceLimit = 0;
            }
            catch {
                _E = null;
                return new Definition();
            }
            try {
                return new Definition();
            }
            finally {
                E.stackTraceLimit = saved;
            }
        }
    }
    return new Definition();
}
function $constructor(name, initializer, 
/** This trait's members, installed once on every prototype that composes it. They cannot be declared in the initializer above: that runs per instance, and the prototype is shared. */
proto, params) {
    // Prototype for this constructor's `_zod` internals. Lazily-derived fields (`values`, `pattern`, `optin`, …) install here once rather than as an accessor on every instance.
    const zodProto = {};
    // Assigning the fields in the constructor body is what gives instances in-object slots; building the object literally and reparenting it costs a second allocation and a generic property copy.
    function Internals(def) {
        this.def = def;
        this.constr = _;
        this.traits = new Set();
    }
    Internals.prototype = zodProto;
    const protoMembers = proto;
    // One trait's members land on every prototype whose chain composes it, so the answer is per prototype rather than per trait.
    const initialized = protoMembers && new WeakSet();
    function init(inst, def) {
        if (!inst._zod) {
            _zodDesc.value = new Internals(def);
            try {
                Object.defineProperty(inst, "_zod", _zodDesc);
            }
            finally {
                // Cleared even on throw, so the shared descriptor never leaks one instance's internals into the next.
                _zodDesc.value = undefined;
            }
        }
        else if (inst._zod.traits.has(name)) {
            return;
        }
        inst._zod.traits.add(name);
        initializer(inst, def);
        if (initialized) {
            // `super(def)` from a user subclass gives `this` a prototype the subclass owns, and installing there would overwrite whatever the subclass declared. `constr` built the instance, so its prototype is the one below the subclass's that should carry the members. A receiver whose chain never reaches that prototype installs on its own, which for a plain object handed straight to `init` means `Object.prototype` — unchanged from before.
            const own = Object.getPrototypeOf(inst);
            const ctorProto = inst._zod.constr.prototype;
            let up = own;
            while (up && up !== ctorProto)
                up = Object.getPrototypeOf(up);
            const target = up ?? own;
            if (!initialized.has(target)) {
                initialized.add(target);
                (0,_util_js__WEBPACK_IMPORTED_MODULE_0__/* .members */ .ol)(target, protoMembers);
            }
        }
        // support prototype modifications; for-in avoids the array allocation of Object.keys on the (usually empty) prototype
        const proto = _.prototype;
        for (const k in proto) {
            if (!Object.prototype.hasOwnProperty.call(proto, k))
                continue;
            if (!(k in inst)) {
                inst[k] = proto[k].bind(inst);
            }
        }
    }
    // doesn't work if Parent has a constructor with arguments
    const Parent = params?.Parent ?? Object;
    class Definition extends Parent {
    }
    Object.defineProperty(Definition, "name", { value: name });
    function _(def) {
        const inst = params?.Parent ? newError(Definition) : this;
        init(inst, def);
        const deferred = inst._zod.deferred;
        if (deferred) {
            for (const fn of deferred) {
                fn();
            }
            // Released: initializers run once, and the list would otherwise be retained for the schema's lifetime.
            inst._zod.deferred = undefined;
        }
        // Global post-processor hook. Internal: installed by `import "zod/compile"` to enable AOT compilation for every constructed schema. Runs last, once the instance is fully built, because it hands the instance to compile(). The post-processor is expected to be reentrancy-guarded by its own implementation.
        const pp = globalThis.__zod_globalConfig?.postProcessor;
        if (pp)
            pp(inst);
        return inst;
    }
    Object.defineProperty(_, "init", { value: init });
    Object.defineProperty(_, Symbol.hasInstance, {
        value: (inst) => {
            if (params?.Parent && inst instanceof params.Parent)
                return true;
            return inst?._zod?.traits?.has(name);
        },
    });
    Object.defineProperty(_, "name", { value: name });
    return _;
}
//////////////////////////////   UTILITIES   ///////////////////////////////////////
const $brand = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("zod_brand")));
class $ZodAsyncError extends Error {
    constructor() {
        super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
    }
}
class $ZodEncodeError extends Error {
    constructor(name) {
        super(`Encountered unidirectional transform during encode: ${name}`);
        this.name = "ZodEncodeError";
    }
}
(_a = globalThis).__zod_globalConfig ?? (_a.__zod_globalConfig = {});
const globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
    if (newConfig)
        Object.assign(globalConfig, newConfig);
    return globalConfig;
}


/***/ }),

/***/ 23945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  qg: () => (/* binding */ parse),
  EJ: () => (/* binding */ parseAsync),
  xL: () => (/* binding */ safeParse),
  bp: () => (/* binding */ safeParseAsync)
});

// UNUSED EXPORTS: _decode, _decodeAsync, _encode, _encodeAsync, _parse, _parseAsync, _safeDecode, _safeDecodeAsync, _safeEncode, _safeEncodeAsync, _safeParse, _safeParseAsync, decode, decodeAsync, encode, encodeAsync, safeDecode, safeDecodeAsync, safeEncode, safeEncodeAsync, validate, validateAsync

// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core_core = __nccwpck_require__(88532);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/util.js
var util = __nccwpck_require__(54723);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/errors.js


/* Computing the message eagerly is expensive (pretty-printed JSON of all
 * issues), so defer it until first read. The accessor functions and
 * descriptors are shared across instances to keep error construction
 * cheap; the computed message is cached on the internals object. The
 * setter preserves plain assignment semantics for consumers that
 * overwrite `message`. */
function _getMessage() {
    const internals = this._zod;
    internals.message ?? (internals.message = JSON.stringify(internals.def, util/* jsonStringifyReplacer */.k8, 2));
    return internals.message;
}
function _setMessage(value) {
    this._zod.message = value;
}
const _messageDesc = {
    get: _getMessage,
    set: _setMessage,
    enumerable: true,
    configurable: true,
};
const _issuesDesc = { value: undefined, enumerable: false };
/* Prototypes that already carry the lazy `toString`. Seeded with the
 * intrinsics so that `init` on a foreign object — it accepts any object —
 * can never install an accessor onto a prototype we do not own. */
const _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
const initializer = (inst, def) => {
    inst.name = "$ZodError";
    // `_zod` is already non-enumerable: $constructor's init defined it with this same descriptor
    _issuesDesc.value = def;
    Object.defineProperty(inst, "issues", _issuesDesc);
    // Clear the shared slot; a retained `value` pins the last error's issues.
    _issuesDesc.value = undefined;
    Object.defineProperty(inst, "message", _messageDesc);
    /* `toString` lives as a non-enumerable lazy getter on the shared
     * prototype; on first access it caches a per-instance closure so
     * detached usage still works. */
    const proto = Object.getPrototypeOf(inst);
    if (!_installedToString.has(proto)) {
        _installedToString.add(proto);
        Object.defineProperty(proto, "toString", {
            configurable: true,
            enumerable: false,
            get() {
                const value = () => this.message;
                Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
                return value;
            },
            set(value) {
                Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
            },
        });
    }
};
const $ZodError = (0,core_core/* $constructor */.xI)("$ZodError", initializer);
const $ZodRealError = (0,core_core/* $constructor */.xI)("$ZodError", initializer, undefined, {
    Parent: Error,
});
/** Get-or-create `obj[key]` as an own data property. A path segment naming an inherited member
 * ("toString", "constructor") would otherwise read through to the prototype, and assigning
 * "__proto__" would hit the setter instead of creating a key. */
function node(obj, key, make) {
    if (!Object.prototype.hasOwnProperty.call(obj, key)) {
        if (key === "__proto__") {
            Object.defineProperty(obj, key, { value: make(), writable: true, enumerable: true, configurable: true });
        }
        else {
            obj[key] = make();
        }
    }
    return obj[key];
}
function flattenError(error, mapper = (issue) => issue.message) {
    const fieldErrors = {};
    const formErrors = [];
    for (const sub of error.issues) {
        if (sub.path.length > 0) {
            node(fieldErrors, sub.path[0], () => []).push(mapper(sub));
        }
        else {
            formErrors.push(mapper(sub));
        }
    }
    return { formErrors, fieldErrors };
}
function formatError(error, mapper = (issue) => issue.message) {
    const fieldErrors = { _errors: [] };
    const processError = (error, path = []) => {
        for (const issue of error.issues) {
            if (issue.code === "invalid_union" && issue.errors.length) {
                issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
            }
            else if (issue.code === "invalid_key") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else if (issue.code === "invalid_element") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else {
                const fullpath = [...path, ...issue.path];
                if (fullpath.length === 0) {
                    fieldErrors._errors.push(mapper(issue));
                }
                else {
                    let curr = fieldErrors;
                    let i = 0;
                    while (i < fullpath.length) {
                        const el = fullpath[i];
                        const terminal = i === fullpath.length - 1;
                        // `_errors` is reserved by this legacy format, so merge a matching path segment into the current node instead of treating its array as a child.
                        if (el === "_errors") {
                            if (terminal)
                                curr._errors.push(mapper(issue));
                            i++;
                            continue;
                        }
                        // A path element may collide with an inherited property name such as
                        // "__proto__" or "constructor". Truthiness checks read the prototype
                        // (so no node is created, then ._errors.push throws), and bracket
                        // assignment of "__proto__" hits the setter instead of creating an
                        // own key. Guard the read with hasOwnProperty and create the node
                        // with defineProperty so any path element becomes a real own key.
                        if (!Object.prototype.hasOwnProperty.call(curr, el)) {
                            Object.defineProperty(curr, el, {
                                value: { _errors: [] },
                                enumerable: true,
                                writable: true,
                                configurable: true,
                            });
                        }
                        const node = curr[el];
                        if (terminal) {
                            node._errors.push(mapper(issue));
                        }
                        curr = node;
                        i++;
                    }
                }
            }
        }
    };
    processError(error);
    return fieldErrors;
}
function treeifyError(error, mapper = (issue) => issue.message) {
    const result = { errors: [] };
    const processError = (error, path = []) => {
        var _a;
        for (const issue of error.issues) {
            if (issue.code === "invalid_union" && issue.errors.length) {
                // regular union error
                issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
            }
            else if (issue.code === "invalid_key") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else if (issue.code === "invalid_element") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else {
                const fullpath = [...path, ...issue.path];
                if (fullpath.length === 0) {
                    result.errors.push(mapper(issue));
                    continue;
                }
                let curr = result;
                let i = 0;
                while (i < fullpath.length) {
                    const el = fullpath[i];
                    const terminal = i === fullpath.length - 1;
                    if (typeof el === "string") {
                        curr.properties ?? (curr.properties = {});
                        // el may collide with an inherited property name ("__proto__",
                        // "constructor", ...); ??= reads the prototype so the node is never
                        // created and curr.errors.push throws. Guard with hasOwnProperty and
                        // create the node with defineProperty so "__proto__" becomes a real
                        // own key rather than invoking the prototype setter.
                        if (!Object.prototype.hasOwnProperty.call(curr.properties, el)) {
                            Object.defineProperty(curr.properties, el, {
                                value: { errors: [] },
                                enumerable: true,
                                writable: true,
                                configurable: true,
                            });
                        }
                        curr = curr.properties[el];
                    }
                    else {
                        curr.items ?? (curr.items = []);
                        (_a = curr.items)[el] ?? (_a[el] = { errors: [] });
                        curr = curr.items[el];
                    }
                    if (terminal) {
                        curr.errors.push(mapper(issue));
                    }
                    i++;
                }
            }
        }
    };
    processError(error);
    return result;
}
/** Format a ZodError as a human-readable string in the following form.
 *
 * From
 *
 * ```ts
 * ZodError {
 *   issues: [
 *     {
 *       expected: 'string',
 *       code: 'invalid_type',
 *       path: [ 'username' ],
 *       message: 'Invalid input: expected string'
 *     },
 *     {
 *       expected: 'number',
 *       code: 'invalid_type',
 *       path: [ 'favoriteNumbers', 1 ],
 *       message: 'Invalid input: expected number'
 *     }
 *   ];
 * }
 * ```
 *
 * to
 *
 * ```
 * username
 *   ✖ Expected number, received string at "username
 * favoriteNumbers[0]
 *   ✖ Invalid input: expected number
 * ```
 */
function toDotPath(_path) {
    const segs = [];
    const path = _path.map((seg) => (typeof seg === "object" ? seg.key : seg));
    for (const seg of path) {
        if (typeof seg === "number")
            segs.push(`[${seg}]`);
        else if (typeof seg === "symbol")
            segs.push(`[${JSON.stringify(String(seg))}]`);
        else if (/[^\w$]/.test(seg))
            segs.push(`[${JSON.stringify(seg)}]`);
        else {
            if (segs.length)
                segs.push(".");
            segs.push(seg);
        }
    }
    return segs.join("");
}
function prettifyError(error) {
    const lines = [];
    // sort by path length
    const issues = [...error.issues].sort((a, b) => (a.path ?? []).length - (b.path ?? []).length);
    // Process each issue
    for (const issue of issues) {
        lines.push(`✖ ${issue.message}`);
        if (issue.path?.length)
            lines.push(`  → at ${toDotPath(issue.path)}`);
    }
    // Convert Map to formatted string
    return lines.join("\n");
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/parse.js



// Always both keys, so the `_params` read site in `_parse` sees one object shape rather than two.
function finalizeParams(callee, params) {
    return { callee: params?.callee ?? callee, Err: params?.Err };
}
const _parse = (_Err) => {
    const fn = (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
        const result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise) {
            throw new core_core/* $ZodAsyncError */.GT();
        }
        if (result.issues.length) {
            const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())));
            util/* captureStackTrace */.gx(e, _params?.callee ?? fn);
            throw e;
        }
        return result.value;
    };
    return fn;
};
const parse = /* @__PURE__*/ _parse($ZodRealError);
const _parseAsync = (_Err) => {
    const fn = async (schema, value, _ctx, params) => {
        const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
        let result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise)
            result = await result;
        if (result.issues.length) {
            const e = new (params?.Err ?? _Err)(result.issues.map((iss) => util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())));
            util/* captureStackTrace */.gx(e, params?.callee ?? fn);
            throw e;
        }
        return result.value;
    };
    return fn;
};
const parseAsync = /* @__PURE__*/ _parseAsync($ZodRealError);
const _safeParse = (_Err) => (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
    const result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise) {
        throw new core_core/* $ZodAsyncError */.GT();
    }
    return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
const safeParse = /* @__PURE__*/ _safeParse($ZodRealError);
// the error is built on the first read of `error`: finalizing the issues and constructing the instance is most of a failing parse, and a caller that only branches on `success` never pays it. a getter in the literal keeps this small; the alternative, one shared accessor descriptor plus a hidden state slot, reads ~15% faster but costs ~75 B gzipped in every bundle
function failure(Err, issues, ctx) {
    let error;
    return {
        success: false,
        get error() {
            if (!error) {
                error = new Err(issues.map((iss) => util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())));
                // finalizeIssue drops `input`, so the built error holds nothing; keeping the raw issues past this point pins the parsed value for the life of the result
                issues = undefined;
                ctx = undefined;
            }
            return error;
        },
        set error(e) {
            error = e;
            // a replacement makes the getter's branch unreachable, so the captures have to go here too
            issues = undefined;
            ctx = undefined;
        },
    };
}
const _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
        result = await result;
    return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
const safeParseAsync = /* @__PURE__*/ _safeParseAsync($ZodRealError);
// registry mirrors of the compiler's sentinels, so this module never imports the compiler
const COMPILE_INVALID = /* @__PURE__ */ (/* unused pure expression or super */ null && (Symbol.for("zod.compile.invalid")));
const COMPILE_FALLBACK = /* @__PURE__ */ (/* unused pure expression or super */ null && (Symbol.for("zod.compile.fallback")));
// Deliberately tiny, because v8 will not inline a body carrying the fallback's object literals and throw. Everything that is not the compiled happy path lives in validateFallback, and that split is worth ~35% on a compiled schema.
const validate = ((schema, value, _ctx) => {
    const validator = schema._zod.bag.validator;
    if (validator !== undefined) {
        if (validator(value) !== COMPILE_INVALID)
            return true;
        // a definite sentinel means the runtime would reject, so skip the re-parse; a ctx can still change the answer
        if (validator.definite === true && _ctx === undefined)
            return false;
    }
    return validateFallback(schema, value, _ctx);
});
function validateFallback(schema, value, _ctx) {
    const ctx = _ctx
        ? { ..._ctx, async: false, abortEarly: true }
        : { async: false, abortEarly: true };
    const fallbackRun = schema._zod.bag.fallbackRun;
    let result;
    if (fallbackRun) {
        // skip nested fast paths on the fallback, so user callbacks keep the at-most-twice bound
        ctx[COMPILE_FALLBACK] = true;
        result = fallbackRun({ value, issues: [] }, ctx);
    }
    else {
        result = schema._zod.run({ value, issues: [] }, ctx);
    }
    if (result instanceof Promise) {
        throw new core.$ZodAsyncError();
    }
    return result.issues.length === 0;
}
// no fast path: the compiler keeps async parses on the runtime, because a promise-returning callback that is not declared async compiles to a throw
const validateAsync = async (schema, value, _ctx) => {
    const ctx = _ctx
        ? { ..._ctx, async: true, abortEarly: true }
        : { async: true, abortEarly: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
        result = await result;
    return result.issues.length === 0;
};
const _encode = (_Err) => {
    const parse = _parse(_Err);
    const fn = (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
        return parse(schema, value, ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const encode = /* @__PURE__*/ _encode($ZodRealError);
const _decode = (_Err) => {
    const parse = _parse(_Err);
    const fn = (schema, value, _ctx, _params) => {
        return parse(schema, value, _ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const decode = /* @__PURE__*/ _decode($ZodRealError);
const _encodeAsync = (_Err) => {
    const parseAsync = _parseAsync(_Err);
    const fn = async (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
        return (await parseAsync(schema, value, ctx, finalizeParams(fn, _params)));
    };
    return fn;
};
const encodeAsync = /* @__PURE__*/ _encodeAsync($ZodRealError);
const _decodeAsync = (_Err) => {
    const parseAsync = _parseAsync(_Err);
    const fn = async (schema, value, _ctx, _params) => {
        return await parseAsync(schema, value, _ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const decodeAsync = /* @__PURE__*/ _decodeAsync($ZodRealError);
const _safeEncode = (_Err) => (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return _safeParse(_Err)(schema, value, ctx);
};
const safeEncode = /* @__PURE__*/ _safeEncode($ZodRealError);
const _safeDecode = (_Err) => (schema, value, _ctx) => {
    return _safeParse(_Err)(schema, value, _ctx);
};
const safeDecode = /* @__PURE__*/ _safeDecode($ZodRealError);
const _safeEncodeAsync = (_Err) => async (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return _safeParseAsync(_Err)(schema, value, ctx);
};
const safeEncodeAsync = /* @__PURE__*/ _safeEncodeAsync($ZodRealError);
const _safeDecodeAsync = (_Err) => async (schema, value, _ctx) => {
    return _safeParseAsync(_Err)(schema, value, _ctx);
};
const safeDecodeAsync = /* @__PURE__*/ _safeDecodeAsync($ZodRealError);


/***/ }),

/***/ 54723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A2: () => (/* binding */ normalizeParams),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   NM: () => (/* binding */ optionalKeys),
/* harmony export */   O7: () => (/* binding */ codePointLength),
/* harmony export */   PO: () => (/* binding */ cached),
/* harmony export */   QH: () => (/* binding */ aborted),
/* harmony export */   Qd: () => (/* binding */ isPlainObject),
/* harmony export */   Rc: () => (/* binding */ getLengthableOrigin),
/* harmony export */   SS: () => (/* binding */ constantCatch),
/* harmony export */   Vy: () => (/* binding */ assignProp),
/* harmony export */   X: () => (/* binding */ installLazyProp),
/* harmony export */   cl: () => (/* binding */ nullish),
/* harmony export */   d3: () => (/* binding */ attachSchema),
/* harmony export */   gx: () => (/* binding */ captureStackTrace),
/* harmony export */   hi: () => (/* binding */ sizeCaps),
/* harmony export */   iR: () => (/* binding */ finalizeIssue),
/* harmony export */   jD: () => (/* binding */ hide),
/* harmony export */   k8: () => (/* binding */ jsonStringifyReplacer),
/* harmony export */   lQ: () => (/* binding */ prefixIssues),
/* harmony export */   o8: () => (/* binding */ clone),
/* harmony export */   ol: () => (/* binding */ members),
/* harmony export */   p6: () => (/* binding */ cleanRegex),
/* harmony export */   qQ: () => (/* binding */ propertyKeyTypes),
/* harmony export */   qh: () => (/* binding */ own),
/* harmony export */   rL: () => (/* binding */ explicitlyAborted),
/* harmony export */   sD: () => (/* binding */ escapeRegex),
/* harmony export */   v5: () => (/* binding */ defineLazyInternal),
/* harmony export */   w5: () => (/* binding */ getEnumValues),
/* harmony export */   zH: () => (/* binding */ NUMBER_FORMAT_RANGES)
/* harmony export */ });
/* unused harmony exports assertEqual, assertNotEqual, toZod, assertIs, assertNever, assert, joinValues, floatSafeRemainder, defineLazy, objectClone, rawShape, mergeDefs, cloneDef, getElementAtPath, promiseAllObject, randomString, esc, slugify, allowsEval, shallowClone, numKeys, getParsedType, primitiveTypes, createTransparentProxy, stringifyPrimitive, BIGINT_FORMAT_RANGES, pick, omit, extend, safeExtend, merge, partial, required, unwrapMessage, getSizableOrigin, parsedType, issue, cleanEnum, base64ToUint8Array, uint8ArrayToBase64, base64urlToUint8Array, uint8ArrayToBase64url, hexToUint8Array, uint8ArrayToHex, Class, derived, CONSTANT_CATCH */

// functions
function assertEqual(val) {
    return val;
}
function assertNotEqual(val) {
    return val;
}
function toZod() {
    return (schema) => schema;
}
function assertIs(_arg) { }
function assertNever(_x) {
    throw new Error("Unexpected value in exhaustive check");
}
function assert(_) { }
function getEnumValues(entries) {
    const numericValues = Object.values(entries).filter((v) => typeof v === "number");
    const values = Object.entries(entries)
        .filter(([k, _]) => numericValues.indexOf(+k) === -1)
        .map(([_, v]) => v);
    return values;
}
function joinValues(array, separator = "|") {
    return array.map((val) => stringifyPrimitive(val)).join(separator);
}
function jsonStringifyReplacer(_, value) {
    if (typeof value === "bigint")
        return value.toString();
    return value;
}
// the accessor lives on a shared prototype: an own accessor makes every box a dictionary-mode object (~360 B and a slow load per read against ~100 B and an inlined getter here)
class Cached {
    constructor(getter) {
        this._getter = getter;
        this._value = undefined;
    }
    get value() {
        const getter = this._getter;
        if (getter !== undefined) {
            this._value = getter();
            this._getter = undefined;
        }
        return this._value;
    }
}
function cached(getter) {
    return new Cached(getter);
}
function nullish(input) {
    return input === null || input === undefined;
}
function cleanRegex(source) {
    const start = source.startsWith("^") ? 1 : 0;
    const end = source.endsWith("$") ? source.length - 1 : source.length;
    return source.slice(start, end);
}
function floatSafeRemainder(val, step) {
    const ratio = val / step;
    const roundedRatio = Math.round(ratio);
    // `val` and `step` each round to a double before the division rounds again, so a true decimal multiple's quotient can sit up to 1.5 of these scaled epsilons from the integer. A 1x tolerance therefore rejected 2.03 as a multiple of 0.07; 4x covers the worst case with margin.
    const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
    if (Math.abs(ratio - roundedRatio) < tolerance)
        return 0;
    return ratio - roundedRatio;
}
const EVALUATING = /* @__PURE__*/ (/* unused pure expression or super */ null && (Symbol("evaluating")));
function defineLazy(object, key, getter) {
    let value = undefined;
    Object.defineProperty(object, key, {
        get() {
            if (value === EVALUATING) {
                // Circular reference detected, return undefined to break the cycle
                return undefined;
            }
            if (value === undefined) {
                value = EVALUATING;
                value = getter();
            }
            return value;
        },
        set(v) {
            Object.defineProperty(object, key, {
                value: v,
                // configurable: true,
            });
            // object[key] = v;
        },
        configurable: true,
    });
}
function objectClone(obj) {
    return Object.create(Object.getPrototypeOf(obj), Object.getOwnPropertyDescriptors(obj));
}
function assignProp(target, prop, value) {
    Object.defineProperty(target, prop, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
    });
}
/**
 * Whichever object a def's `shape` currently answers from: the one the caller passed until the first read, the frozen copy after it.
 *
 * Its keys and descriptors read without invoking anything, which is what lets a discriminated union check its discriminator, and the cycle walk read a shape, without resolving a getter that references the schema being constructed. A def that answers `shape` from an accessor of its own has none.
 */
function rawShape(def) {
    const desc = Object.getOwnPropertyDescriptor(def, "shape");
    return desc?.get ? desc.get.raw : desc?.value;
}
// where a builder reads its source's keys and descriptors, resolving only a shape a def answers for itself. A shape resolves by object spread, so only its enumerable keys are ever part of it.
function sourceShape(schema) {
    return rawShape(schema._zod.def) ?? schema._zod.def.shape;
}
// a key whose value is not settled yet, self-caching so every read after the first gets the same one
function deferProp(target, key, getter) {
    Object.defineProperty(target, key, {
        get() {
            const value = getter();
            assignProp(this, key, value);
            return value;
        },
        enumerable: true,
        configurable: true,
    });
}
// Writes a settled key. A plain assignment is much cheaper than `defineProperty` and produces the same descriptor, but it runs whatever setter already answers to the key — an accessor this shape deferred, or an inherited one, which `__proto__` has on every object and prototype pollution can add for any name.
function putProp(target, key, value) {
    if (key in target)
        assignProp(target, key, value);
    else
        target[key] = value;
}
/**
 * Copies `keys` of `source`'s shape onto `target`, each value passed through `wrap`.
 *
 * A key the source has resolved is copied through now, so the derived shape states it outright and nothing has to resolve it to learn what it holds. A key the source still defers stays deferred, and reads back through the source's own `shape`, so it resolves once and both shapes get that one schema.
 */
function mirrorShape(target, source, keys, wrap) {
    const raw = sourceShape(source);
    for (const key of keys) {
        const desc = Object.getOwnPropertyDescriptor(raw, key);
        if (!desc.enumerable)
            continue;
        if (desc.get) {
            deferProp(target, key, () => {
                const value = source._zod.def.shape[key];
                return wrap ? wrap(value, key) : value;
            });
        }
        else
            putProp(target, key, wrap ? wrap(desc.value, key) : desc.value);
    }
}
// same, for a plain shape a caller passed rather than a schema's
function mirrorProps(target, source) {
    for (const key of Reflect.ownKeys(source)) {
        const desc = Object.getOwnPropertyDescriptor(source, key);
        if (!desc.enumerable)
            continue;
        if (desc.get)
            deferProp(target, key, () => source[key]);
        else
            putProp(target, key, desc.value);
    }
}
function mergeDefs(...defs) {
    const mergedDescriptors = {};
    for (const def of defs) {
        const descriptors = Object.getOwnPropertyDescriptors(def);
        Object.assign(mergedDescriptors, descriptors);
    }
    return Object.defineProperties({}, mergedDescriptors);
}
function cloneDef(schema) {
    return mergeDefs(schema._zod.def);
}
function getElementAtPath(obj, path) {
    if (!path)
        return obj;
    return path.reduce((acc, key) => acc?.[key], obj);
}
function promiseAllObject(promisesObj) {
    const keys = Object.keys(promisesObj);
    const promises = keys.map((key) => promisesObj[key]);
    return Promise.all(promises).then((results) => {
        const resolvedObj = {};
        for (let i = 0; i < keys.length; i++) {
            resolvedObj[keys[i]] = results[i];
        }
        return resolvedObj;
    });
}
function randomString(length = 10) {
    const chars = "abcdefghijklmnopqrstuvwxyz";
    let str = "";
    for (let i = 0; i < length; i++) {
        str += chars[Math.floor(Math.random() * chars.length)];
    }
    return str;
}
function esc(str) {
    return JSON.stringify(str);
}
function slugify(input) {
    return input
        .toLowerCase()
        .trim()
        .replace(/[^\w\s-]/g, "")
        .replace(/[\s_-]+/g, "-")
        .replace(/^-+|-+$/g, "");
}
const captureStackTrace = ("captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => { });
function isObject(data) {
    return typeof data === "object" && data !== null && !Array.isArray(data);
}
const allowsEval = /* @__PURE__*/ (/* unused pure expression or super */ null && (cached(() => {
    // Skip the probe under `jitless`: strict CSPs report the caught `new Function` as a `securitypolicyviolation` even though the throw is swallowed.
    if (globalConfig.jitless) {
        return false;
    }
    // @ts-ignore
    if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) {
        return false;
    }
    try {
        const F = Function;
        new F("");
        return true;
    }
    catch (_) {
        return false;
    }
})));
function isPlainObject(o) {
    if (isObject(o) === false)
        return false;
    // modified constructor
    const ctor = o.constructor;
    if (ctor === undefined)
        return true;
    if (typeof ctor !== "function")
        return true;
    // modified prototype
    const prot = ctor.prototype;
    if (isObject(prot) === false)
        return false;
    // ctor doesn't have static `isPrototypeOf`
    if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) {
        return false;
    }
    return true;
}
function shallowClone(o) {
    if (isPlainObject(o))
        return { ...o };
    if (Array.isArray(o))
        return [...o];
    if (o instanceof Map)
        return new Map(o);
    if (o instanceof Set)
        return new Set(o);
    return o;
}
function numKeys(data) {
    let keyCount = 0;
    for (const key in data) {
        if (Object.prototype.hasOwnProperty.call(data, key)) {
            keyCount++;
        }
    }
    return keyCount;
}
const getParsedType = (data) => {
    const t = typeof data;
    switch (t) {
        case "undefined":
            return "undefined";
        case "string":
            return "string";
        case "number":
            return Number.isNaN(data) ? "nan" : "number";
        case "boolean":
            return "boolean";
        case "function":
            return "function";
        case "bigint":
            return "bigint";
        case "symbol":
            return "symbol";
        case "object":
            if (Array.isArray(data)) {
                return "array";
            }
            if (data === null) {
                return "null";
            }
            if (data.then && typeof data.then === "function" && data.catch && typeof data.catch === "function") {
                return "promise";
            }
            if (typeof Map !== "undefined" && data instanceof Map) {
                return "map";
            }
            if (typeof Set !== "undefined" && data instanceof Set) {
                return "set";
            }
            if (typeof Date !== "undefined" && data instanceof Date) {
                return "date";
            }
            // @ts-ignore
            if (typeof File !== "undefined" && data instanceof File) {
                return "file";
            }
            return "object";
        default:
            throw new Error(`Unknown data type: ${t}`);
    }
};
const propertyKeyTypes = /* @__PURE__*/ new Set(["string", "number", "symbol"]);
const primitiveTypes = /* @__PURE__*/ new Set([
    "string",
    "number",
    "bigint",
    "boolean",
    "symbol",
    "undefined",
]);
function escapeRegex(str) {
    return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
// zod-specific utils
function clone(inst, def, params) {
    const cl = new inst._zod.constr(def ?? inst._zod.def);
    if (!def || params?.parent)
        cl._zod.parent = inst;
    return cl;
}
function normalizeParams(_params) {
    const params = _params;
    if (!params)
        return {};
    if (typeof params === "string")
        return { error: () => params };
    if (params?.message !== undefined) {
        if (params?.error !== undefined)
            throw new Error("Cannot specify both `message` and `error` params");
        params.error = params.message;
    }
    delete params.message;
    if (typeof params.error === "string")
        return { ...params, error: () => params.error };
    return params;
}
function createTransparentProxy(getter) {
    let target;
    return new Proxy({}, {
        get(_, prop, receiver) {
            target ?? (target = getter());
            return Reflect.get(target, prop, receiver);
        },
        set(_, prop, value, receiver) {
            target ?? (target = getter());
            return Reflect.set(target, prop, value, receiver);
        },
        has(_, prop) {
            target ?? (target = getter());
            return Reflect.has(target, prop);
        },
        deleteProperty(_, prop) {
            target ?? (target = getter());
            return Reflect.deleteProperty(target, prop);
        },
        ownKeys(_) {
            target ?? (target = getter());
            return Reflect.ownKeys(target);
        },
        getOwnPropertyDescriptor(_, prop) {
            target ?? (target = getter());
            return Reflect.getOwnPropertyDescriptor(target, prop);
        },
        defineProperty(_, prop, descriptor) {
            target ?? (target = getter());
            return Reflect.defineProperty(target, prop, descriptor);
        },
    });
}
function stringifyPrimitive(value) {
    if (typeof value === "bigint")
        return value.toString() + "n";
    if (typeof value === "string")
        return `"${value}"`;
    return `${value}`;
}
function optionalKeys(shape) {
    return Object.keys(shape).filter((k) => {
        return shape[k]._zod.optin !== undefined && shape[k]._zod.optout === "optional";
    });
}
// Wrapped in a `@__PURE__` IIFE: esbuild never tree-shakes a top-level initializer that contains a member access on `Number`, so the bare object literal survived into every bundle.
const NUMBER_FORMAT_RANGES = /*@__PURE__*/ (() => ({
    safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    int32: [-2147483648, 2147483647],
    uint32: [0, 4294967295],
    float32: [-3.4028234663852886e38, 3.4028234663852886e38],
    float64: [-Number.MAX_VALUE, Number.MAX_VALUE],
}))();
const BIGINT_FORMAT_RANGES = {
    int64: [/* @__PURE__*/ BigInt("-9223372036854775808"), /* @__PURE__*/ BigInt("9223372036854775807")],
    uint64: [/* @__PURE__*/ BigInt(0), /* @__PURE__*/ BigInt("18446744073709551615")],
};
function pick(schema, mask) {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(".pick() cannot be used on object schemas containing refinements");
    }
    const newShape = {};
    mirrorShape(newShape, schema, maskedKeys(schema, mask));
    return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
// the mask keys that select something, checked against the source's shape without resolving it
function maskedKeys(schema, mask) {
    const raw = sourceShape(schema);
    const keys = [];
    // `for...in` skips symbols, so a symbol in the mask would select nothing
    for (const key of Reflect.ownKeys(mask)) {
        if (!Object.getOwnPropertyDescriptor(raw, key)?.enumerable) {
            throw new Error(`Unrecognized key: "${String(key)}"`);
        }
        if (mask[key])
            keys.push(key);
    }
    return keys;
}
function omit(schema, mask) {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(".omit() cannot be used on object schemas containing refinements");
    }
    const omitted = new Set(maskedKeys(schema, mask));
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)).filter((key) => !omitted.has(key)));
    return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
function extend(schema, shape) {
    if (!isPlainObject(shape)) {
        throw new Error("Invalid input to extend: expected a plain object");
    }
    const checks = schema._zod.def.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        // Only throw if new shape overlaps with existing shape. Use getOwnPropertyDescriptor to check key existence without accessing values
        const existingShape = sourceShape(schema);
        for (const key of Reflect.ownKeys(shape)) {
            if (Object.getOwnPropertyDescriptor(existingShape, key) !== undefined) {
                throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
            }
        }
    }
    return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
// the source's keys, then the caller's overlaid on top
function extended(schema, shape) {
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)));
    mirrorProps(newShape, shape);
    return newShape;
}
function safeExtend(schema, shape) {
    if (!isPlainObject(shape)) {
        throw new Error("Invalid input to safeExtend: expected a plain object");
    }
    return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function merge(a, b) {
    if (!b?._zod?.def) {
        throw new Error("Invalid input to merge: expected an object schema. To merge a plain shape, use `.extend()`.");
    }
    if (a._zod.def.checks?.length) {
        throw new Error(".merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead.");
    }
    const newShape = {};
    mirrorShape(newShape, a, Reflect.ownKeys(sourceShape(a)));
    mirrorShape(newShape, b, Reflect.ownKeys(sourceShape(b)));
    const def = mergeDefs(a._zod.def, {
        shape: newShape,
        get catchall() {
            return b._zod.def.catchall;
        },
        checks: b._zod.def.checks ?? [],
    });
    return clone(a, def);
}
function partial(Class, schema, mask, name = "partial") {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(`.${name}() cannot be used on object schemas containing refinements`);
    }
    const selected = mask ? new Set(maskedKeys(schema, mask)) : undefined;
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), Class &&
        ((value, key) => (selected && !selected.has(key) ? value : new Class({ type: "optional", innerType: value }))));
    return clone(schema, mergeDefs(schema._zod.def, { shape: newShape, checks: [] }));
}
function required(Class, schema, mask) {
    const selected = mask ? new Set(maskedKeys(schema, mask)) : undefined;
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), (value, key) => 
    // overwrite with non-optional
    selected && !selected.has(key) ? value : new Class({ type: "nonoptional", innerType: value }));
    return clone(schema, mergeDefs(schema._zod.def, { shape: newShape }));
}
// invalid_type | too_big | too_small | invalid_format | not_multiple_of | unrecognized_keys | invalid_union | invalid_key | invalid_element | invalid_value | custom
function aborted(x, startIndex = 0) {
    if (x.aborted === true)
        return true;
    for (let i = startIndex; i < x.issues.length; i++) {
        if (x.issues[i]?.continue !== true) {
            return true;
        }
    }
    return false;
}
// Checks for explicit abort (continue === false), as opposed to implicit abort (continue === undefined). Used to respect `abort: true` in .refine() even for checks that have a `when` function.
function explicitlyAborted(x, startIndex = 0) {
    if (x.aborted === true)
        return true;
    for (let i = startIndex; i < x.issues.length; i++) {
        if (x.issues[i]?.continue === false) {
            return true;
        }
    }
    return false;
}
function prefixIssues(path, issues) {
    return issues.map((iss) => {
        var _a;
        (_a = iss).path ?? (_a.path = []);
        iss.path.unshift(path);
        return iss;
    });
}
function unwrapMessage(message) {
    return typeof message === "string" ? message : message?.message;
}
/* A check holds no link back to the schema it is attached to — the same check instance is shared by every clone of that schema — so the owner is stamped onto the issues a check just raised, at the only point where both are in scope. Runs on the failure path only; `start` is the issue count from before the check ran. */
/** The leading size checks of `defChecks` that set an upper bound, each paired with it. */
function sizeCaps(defChecks) {
    const caps = [];
    for (const ch of defChecks ?? []) {
        const d = ch._zod.def;
        // a later check may rewrite the value
        if (!/_(length|size)$|_equals$/.test(d.check))
            break;
        const max = d.maximum ?? d.length ?? d.size;
        if (max >= 0)
            caps.push([max, ch]);
    }
    return caps;
}
function attachSchema(issues, start, inst) {
    var _a;
    for (let i = start; i < issues.length; i++) {
        (_a = issues[i]).schema ?? (_a.schema = inst);
    }
}
function finalizeIssue(iss, ctx, config) {
    var _a;
    // A schema that raised an issue itself owns it outright, and outranks any stamp an enclosing check left in `attachSchema`. String formats and z.custom() are schema and check at once, so when they act as a check they defer to that stamp instead.
    const traits = iss.inst?._zod?.traits;
    if (traits?.has("$ZodType")) {
        if (traits.has("$ZodCheck"))
            (_a = iss).schema ?? (_a.schema = iss.inst);
        else
            iss.schema = iss.inst;
    }
    // Decreasing specificity, first map to return a message wins. `inst` is whatever raised the issue, so a check's own map outranks the owning schema's.
    const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : undefined;
    const message = iss.message
        ? iss.message
        : (unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ??
            unwrapMessage(schemaError?.(iss)) ??
            unwrapMessage(ctx?.error?.(iss)) ??
            unwrapMessage(config.customError?.(iss)) ??
            unwrapMessage(config.localeError?.(iss)) ??
            "Invalid input");
    // an explicit own-key copy beats object rest with excluded keys, which v8 routes through a generic runtime call; Object.keys rather than for-in so an issue pushed with a prototype does not leak inherited keys, and an own __proto__ key is dropped rather than assigned through the setter
    const full = {};
    for (const k of Object.keys(iss)) {
        if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__")
            continue;
        full[k] = iss[k];
    }
    full.path ?? (full.path = []);
    full.message = message;
    if (ctx?.reportInput) {
        full.input = iss.input;
    }
    return full;
}
function getSizableOrigin(input) {
    if (input instanceof Set)
        return "set";
    if (input instanceof Map)
        return "map";
    // @ts-ignore
    if (input instanceof File)
        return "file";
    return "unknown";
}
const highSurrogate = /[\uD800-\uDBFF]/;
// Code points in `str`: a surrogate pair counts once, a lone surrogate as itself. Hand-rolled because the string iterator allocates and runs ~250x slower on this path; the regex probe exits ~50x quicker for a string with no astral characters.
function codePointLength(str) {
    const units = str.length;
    if (!highSurrogate.test(str))
        return units;
    let count = units;
    for (let i = 0; i < units - 1; i++) {
        if ((str.charCodeAt(i) & 0xfc00) === 0xd800 && (str.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
            count--;
            i++;
        }
    }
    return count;
}
function getLengthableOrigin(input) {
    if (Array.isArray(input))
        return "array";
    if (typeof input === "string")
        return "string";
    return "unknown";
}
function parsedType(data) {
    const t = typeof data;
    switch (t) {
        case "number": {
            return Number.isNaN(data) ? "nan" : "number";
        }
        case "object": {
            if (data === null) {
                return "null";
            }
            if (Array.isArray(data)) {
                return "array";
            }
            const obj = data;
            if (obj && Object.getPrototypeOf(obj) !== Object.prototype && "constructor" in obj && obj.constructor) {
                return obj.constructor.name;
            }
        }
    }
    return t;
}
function issue(...args) {
    const [iss, input, inst] = args;
    if (typeof iss === "string") {
        return {
            message: iss,
            code: "custom",
            input,
            inst,
        };
    }
    return { ...iss };
}
function cleanEnum(obj) {
    return Object.entries(obj)
        .filter(([k, _]) => {
        // return true if NaN, meaning it's not a number, thus a string key
        return Number.isNaN(Number.parseInt(k, 10));
    })
        .map((el) => el[1]);
}
// Codec utility functions
function base64ToUint8Array(base64) {
    const binaryString = atob(base64);
    const bytes = new Uint8Array(binaryString.length);
    for (let i = 0; i < binaryString.length; i++) {
        bytes[i] = binaryString.charCodeAt(i);
    }
    return bytes;
}
function uint8ArrayToBase64(bytes) {
    let binaryString = "";
    for (let i = 0; i < bytes.length; i++) {
        binaryString += String.fromCharCode(bytes[i]);
    }
    return btoa(binaryString);
}
function base64urlToUint8Array(base64url) {
    const base64 = base64url.replace(/-/g, "+").replace(/_/g, "/");
    const padding = "=".repeat((4 - (base64.length % 4)) % 4);
    return base64ToUint8Array(base64 + padding);
}
function uint8ArrayToBase64url(bytes) {
    return uint8ArrayToBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
function hexToUint8Array(hex) {
    const cleanHex = hex.replace(/^0x/, "");
    if (cleanHex.length % 2 !== 0) {
        throw new Error("Invalid hex string length");
    }
    const bytes = new Uint8Array(cleanHex.length / 2);
    for (let i = 0; i < cleanHex.length; i += 2) {
        bytes[i / 2] = Number.parseInt(cleanHex.slice(i, i + 2), 16);
    }
    return bytes;
}
function uint8ArrayToHex(bytes) {
    return Array.from(bytes)
        .map((b) => b.toString(16).padStart(2, "0"))
        .join("");
}
// instanceof
class Class {
    constructor(..._args) { }
}
//////////    PROTOTYPE INSTALLERS     //////////
//
// Members live on the prototype and materialize per instance on first read, which keeps own-property count under the step where V8 stops using inline slots. Changing anything here means re-measuring runtime, memory and bundle size together — see "The three axes" in AGENTS.md.
/**
 * Installs a trait's members on its prototype. Each value builds that member for the instance on first read; the built value shadows the accessor as an own property, so a detached `const { parse } = schema` keeps working.
 *
 * Call this from a `proto` initializer, which runs once per prototype — never per instance.
 */
function members(proto, table) {
    for (const key in table) {
        const desc = Object.getOwnPropertyDescriptor(table, key);
        // a getter installs as written, so it stays live: `description` reads through to the registry on every access. not enumerable: an object literal's is, and a prototype member never was
        if (desc.get)
            Object.defineProperty(proto, key, { ...desc, enumerable: false });
        // a method materializes bound on first read, which is what keeps a detached member working: `const opt = schema.optional; opt()`
        else
            defineBound(proto, key, desc.value);
    }
}
/** Shadows a prototype member with an own value, so a getter that builds from the instance runs once. */
function own(inst, key, value, enumerable = true) {
    Object.defineProperty(inst, key, { configurable: true, writable: true, enumerable, value });
    return value;
}
/** Like {@link own}, for a member that was never an own data property and has to stay out of `Object.keys`. */
function hide(inst, key, value) {
    return own(inst, key, value, false);
}
/** Adds members a table derives from the instance: each builds on first read and shadows as own data, and assignment shadows the same way, as when these were own properties. */
function derived(computes, table) {
    for (const key in computes) {
        const compute = computes[key];
        // an object literal's accessor is configurable and enumerable, and `members` copies the descriptor as written
        Object.defineProperty(table, key, {
            configurable: true,
            enumerable: true,
            get() {
                return own(this, key, compute(this));
            },
            set(value) {
                own(this, key, value);
            },
        });
    }
    return table;
}
function defineBound(proto, key, fn) {
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // vitest's spyOn calls a prototype getter bare to find the function it wraps, so a nullish receiver answers the raw method
            return this == null ? fn : own(this, key, fn.bind(this));
        },
        set(value) {
            own(this, key, value);
        },
    });
}
/** Returns the prototype to install on, or `undefined` if this group is already installed on it. */
function claim(inst, sentinel) {
    const proto = Object.getPrototypeOf(inst);
    // Runs on every construction, so `in` rather than the costlier `hasOwnProperty.call`. Sentinels are keys the group itself defines.
    return sentinel in proto ? undefined : proto;
}
// The internals whose init chain is installing. A second call for the same one is a derived constructor overriding its base, so it must not construct another schema in between or the override is dropped.
let installing;
// Set while a getter is running, so a value that resolved through a recursion break is not memoized. One shared descriptor shadows the key for the duration, which costs no per-key allocation.
let broke = false;
const breaker = {
    configurable: true,
    get() {
        broke = true;
        return undefined;
    },
};
/**
 * Installs a lazily-derived internal on the `_zod` prototype of `inst`'s
 * constructor, computed from the internals object itself and cached there on
 * first read. One accessor per constructor rather than one per instance.
 */
function defineLazyInternal(inst, key, compute) {
    const proto = Object.getPrototypeOf(inst._zod);
    if (key in proto && installing !== inst._zod) {
        // A repeat construction: everything is installed already. Cleared here so the reference is not held past the first construction of every type.
        installing = undefined;
        return;
    }
    installing = inst._zod;
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // Shadowed before computing so a re-entrant read from a recursive schema resolves to undefined instead of running the getter again.
            Object.defineProperty(this, key, breaker);
            const outer = broke;
            broke = false;
            try {
                const value = compute(this);
                // A result that resolved through a recursion break is recomputed once the graph is complete; everything else memoizes, undefined included.
                if (broke)
                    delete this[key];
                else
                    Object.defineProperty(this, key, { configurable: true, writable: true, value });
                broke = broke || outer;
                return value;
            }
            catch (err) {
                // A compute that threw memoizes nothing, so a later read runs it again and fails the same way. The shadow goes with it, since leaving it installed would answer undefined for every later read.
                delete this[key];
                broke = broke || outer;
                throw err;
            }
        },
        set(value) {
            Object.defineProperty(this, key, { configurable: true, writable: true, value });
        },
    });
}
/**
 * Installs `key` on `inst`'s prototype, computed by `make` on first read and cached there as an own
 * data property. One accessor per constructor rather than one per instance, because an own accessor
 * puts every instance after the first into v8 dictionary mode. The key doubles as the sentinel.
 */
function installLazyProp(inst, key, make, enumerable) {
    const proto = claim(inst, key);
    if (!proto)
        return;
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // Shadowed before computing, so a re-entrant read from a self-referential shape resolves to undefined instead of running the getter again. A data property rather than an accessor: an own accessor is the dictionary-mode transition this exists to avoid.
            const desc = { configurable: true, writable: true, enumerable, value: undefined };
            Object.defineProperty(this, key, desc);
            // a compute that throws leaves the shadow behind, so later reads answer undefined instead of re-throwing; `defineLazy` did the same, and `defineLazyInternal`'s delete-on-catch would cost bytes in every bundle for a case only a throwing user getter reaches
            desc.value = make(this);
            Object.defineProperty(this, key, desc);
            return desc.value;
        },
        set(value) {
            Object.defineProperty(this, key, { configurable: true, writable: true, enumerable, value });
        },
    });
}
/** Marks the thunk `_catch` synthesises for a constant catch value. `Function.length` cannot tell that thunk from a user callback — rest and defaulted parameters both report arity 0 — and a user callback reads `ctx.error`, whose issues only finalize correctly against the caller's per-parse error map. Provenance can say what arity cannot. A plain string key rather than `Symbol.for`, whose call at module scope no bundler can prove pure — the same shape that anchored `urlCanParse` into every build. */
const CONSTANT_CATCH = "~constantCatch";
/** Wraps a constant catch value in a thunk tagged with {@link CONSTANT_CATCH}. */
function constantCatch(value) {
    const fn = () => value;
    fn[CONSTANT_CATCH] = true;
    return fn;
}


/***/ }),

/***/ 63619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  YOg: () => (/* binding */ array),
  zMY: () => (/* binding */ schemas_boolean),
  MfU: () => (/* binding */ _catch),
  k5n: () => (/* binding */ _enum),
  Whr: () => (/* binding */ schemas_int),
  euz: () => (/* binding */ literal),
  _H3: () => (/* binding */ looseObject),
  chJ: () => (/* binding */ schemas_null),
  mee: () => (/* binding */ nullable),
  aig: () => (/* binding */ schemas_number),
  Ikc: () => (/* binding */ object),
  lqM: () => (/* binding */ optional),
  FsL: () => (/* binding */ pipe),
  g1P: () => (/* binding */ record),
  YjP: () => (/* binding */ schemas_string),
  pdi: () => (/* binding */ transform),
  KCZ: () => (/* binding */ union),
  L5J: () => (/* binding */ unknown)
});

// UNUSED EXPORTS: ZodMiniAny, ZodMiniArray, ZodMiniBase64, ZodMiniBase64URL, ZodMiniBigInt, ZodMiniBigIntFormat, ZodMiniBoolean, ZodMiniCIDRv4, ZodMiniCIDRv6, ZodMiniCUID, ZodMiniCUID2, ZodMiniCatch, ZodMiniCodec, ZodMiniCreditCard, ZodMiniCustom, ZodMiniCustomStringFormat, ZodMiniDate, ZodMiniDefault, ZodMiniDiscriminatedUnion, ZodMiniE164, ZodMiniEmail, ZodMiniEmoji, ZodMiniEnum, ZodMiniExactOptional, ZodMiniFile, ZodMiniFunction, ZodMiniGUID, ZodMiniIBAN, ZodMiniIPv4, ZodMiniIPv6, ZodMiniIntersection, ZodMiniJWT, ZodMiniKSUID, ZodMiniLazy, ZodMiniLiteral, ZodMiniMAC, ZodMiniMap, ZodMiniNaN, ZodMiniNanoID, ZodMiniNever, ZodMiniNonOptional, ZodMiniNull, ZodMiniNullable, ZodMiniNumber, ZodMiniNumberFormat, ZodMiniObject, ZodMiniOptional, ZodMiniPipe, ZodMiniPrefault, ZodMiniPromise, ZodMiniReadonly, ZodMiniRecord, ZodMiniSet, ZodMiniString, ZodMiniStringFormat, ZodMiniSuccess, ZodMiniSymbol, ZodMiniTemplateLiteral, ZodMiniTransform, ZodMiniTuple, ZodMiniType, ZodMiniULID, ZodMiniURL, ZodMiniUUID, ZodMiniUndefined, ZodMiniUnion, ZodMiniUnknown, ZodMiniVoid, ZodMiniXID, ZodMiniXor, _default, _function, any, base64, base64url, bigint, catchall, check, cidrv4, cidrv6, codec, creditCard, cuid, cuid2, currencyCode, custom, date, describe, discriminatedUnion, e164, email, emoji, exactOptional, exactPartial, extend, file, float32, float64, function, guid, hash, hex, hostname, httpUrl, iban, instanceof, int32, int64, intersection, invertCodec, ipv4, ipv6, json, jwt, keyof, ksuid, lazy, looseRecord, mac, map, merge, meta, nan, nanoid, nativeEnum, never, nonoptional, nullish, omit, partial, partialRecord, pick, prefault, promise, readonly, refine, required, safeExtend, set, strictObject, stringFormat, stringbool, success, superRefine, symbol, templateLiteral, tuple, uint32, uint64, ulid, undefined, url, uuid, uuidv4, uuidv6, uuidv7, void, xid, xor

// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core_core = __nccwpck_require__(88532);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/checks.js
var core_checks = __nccwpck_require__(44890);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/regexes.js

/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const cuid = /^[cC][0-9a-z]{6,}$/;
const cuid2 = /^[0-9a-z]+$/;
const ulid = /^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$/;
const xid = /^[0-9a-vA-V]{20}$/;
const ksuid = /^[A-Za-z0-9]{27}$/;
const nanoid = /^[a-zA-Z0-9_-]{21}$/;
function nanoidOfLength(length) {
    return new RegExp(`^[a-zA-Z0-9_-]{${length}}$`);
}
/** ISO 8601-1 duration regex. Does not support the 8601-2 extensions like negative durations or fractional/negative components. */
const duration = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;
/** Implements ISO 8601-2 extensions like explicit +- prefixes, mixing weeks with other units, and fractional/negative components. */
const extendedDuration = /^[-+]?P(?!$)(?:(?:[-+]?\d+Y)|(?:[-+]?\d+[.,]\d+Y$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:(?:[-+]?\d+W)|(?:[-+]?\d+[.,]\d+W$))?(?:(?:[-+]?\d+D)|(?:[-+]?\d+[.,]\d+D$))?(?:T(?=[\d+-])(?:(?:[-+]?\d+H)|(?:[-+]?\d+[.,]\d+H$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:[-+]?\d+(?:[.,]\d+)?S)?)??$/;
/** A regex for any UUID-like identifier: 8-4-4-4-12 hex pattern */
const guid = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/;
/** Returns a regex for validating an RFC 9562/4122 UUID.
 *
 * @param version Optionally specify a version 1-8. If no version is specified, all versions are supported. */
const uuid = (version) => {
    if (!version)
        return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
    return new RegExp(`^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`);
};
const uuid4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(4)));
const uuid6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(6)));
const uuid7 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(7)));
/** Practical email validation */
const email = /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
/** Equivalent to the HTML5 input[type=email] validation implemented by browsers. Source: https://developer.mozilla.org/en-US/docs/Web/HTML/Element/input/email */
const html5Email = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
/** The classic emailregex.com regex for RFC 5322-compliant emails */
const rfc5322Email = /^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$/;
/** A loose regex that allows Unicode characters, enforces length limits, and that's about it. */
const unicodeEmail = /^[^\s@"]{1,64}@[^\s@]{1,255}$/u;
const idnEmail = (/* unused pure expression or super */ null && (unicodeEmail));
const browserEmail = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
// from https://thekevinscott.com/emojis-in-javascript/#writing-a-regular-expression
// Single character class, not an alternation: the two properties overlap (U+1F9B0-U+1F9B3), so `(A|B)+` backtracks exponentially on a failed match. The leading lookahead then demands one anchor — a pictograph, a regional indicator, or the enclosing keycap — because `\p{Emoji_Component}` on its own covers ASCII digits, `#`, `*`, ZWJ, variation selectors and skin tone modifiers, none of which is an emoji without a base.
const _emoji = (/* unused pure expression or super */ null && (`^(?=[\\s\\S]*[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3])[\\p{Extended_Pictographic}\\p{Emoji_Component}]+$`));
function emoji() {
    return new RegExp(_emoji, "u");
}
const ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/;
const ipv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/;
const mac = (delimiter) => {
    const escapedDelim = util.escapeRegex(delimiter ?? ":");
    return new RegExp(`^(?:[0-9A-F]{2}${escapedDelim}){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}${escapedDelim}){5}[0-9a-f]{2}$`);
};
const cidrv4 = /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/;
const cidrv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/;
// https://stackoverflow.com/questions/7860392/determine-if-string-is-in-base64-using-javascript
const base64 = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/;
const base64url = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/;
// based on https://stackoverflow.com/questions/106179/regular-expression-to-match-dns-hostname-or-ip-address
// export const hostname: RegExp = /^([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+$/;
const hostname = /^(?=.{1,253}\.?$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-0-9a-zA-Z]{0,61}[0-9a-zA-Z])?)*\.?$/;
const domain = /^(?=.{1,253}$)([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$/;
const httpProtocol = /^https?$/;
// https://blog.stevenlevithan.com/archives/validate-phone-number#r4-3 (regex sans spaces) E.164: leading digit must be 1-9; total digits (excluding '+') between 7-15
const e164 = /^\+[1-9]\d{6,14}$/;
// Credit card shape: 12–19 digits, optionally separated by single spaces or single hyphens. ISO/IEC 7812 caps the PAN at 19 digits; 12 is the shortest issued length (Maestro).
const creditCard = /^\d(?:[ -]?\d){11,18}$/;
// ISO 4217 alpha codes from the SIX list, regenerated by scripts/update-iso-4217.ts
const currencyCode = /^(?:AED|AFN|ALL|AMD|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BHD|BIF|BMD|BND|BOB|BOV|BRL|BSD|BTN|BWP|BYN|BZD|CAD|CDF|CHE|CHF|CHW|CLF|CLP|CNY|COP|COU|CRC|CUP|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|MWK|MXN|MXV|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SOS|SRD|SSP|STN|SVC|SYP|SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|TWD|TZS|UAH|UGX|USD|USN|UYI|UYU|UYW|UZS|VED|VES|VND|VUV|WST|XAD|XAF|XAG|XAU|XBA|XBB|XBC|XBD|XCD|XCG|XDR|XOF|XPD|XPF|XPT|XSU|XTS|XUA|XXX|YER|ZAR|ZMW|ZWG)$/;
// iban electronic format: 2-letter country, check digits 02-98 (the only values `98 - remainder` can produce), 11-30 bban characters
const iban = /^[A-Z]{2}(?!00|01|99)\d{2}[A-Z0-9]{11,30}$/;
const dateSource = (/* unused pure expression or super */ null && (`(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`));
/** Anchors a pattern source. The interpolation lives here rather than at the call site because
 * esbuild will not drop a `@__PURE__` call whose own argument interpolates a variable, but it
 * will drop `anchor(dateSource)`. Keeping it inline pinned `date` into every bundle. */
function regexes_anchor(source) {
    return new RegExp(`^${source}$`);
}
const date = /*@__PURE__*/ (/* unused pure expression or super */ null && (regexes_anchor(dateSource)));
function timeSource(args) {
    const hhmm = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
    const regex = typeof args.precision === "number"
        ? args.precision === -1
            ? `${hhmm}`
            : args.precision === 0
                ? `${hhmm}:[0-5]\\d`
                : `${hhmm}:[0-5]\\d\\.\\d{${args.precision}}`
        : args.seconds
            ? `${hhmm}:[0-5]\\d(?:\\.\\d+)?`
            : `${hhmm}(?::[0-5]\\d(?:\\.\\d+)?)?`;
    return regex;
}
function time(args) {
    return new RegExp(`^${timeSource(args)}$`);
}
// Adapted from https://stackoverflow.com/a/3143231
function datetime(args) {
    const opts = ["Z"];
    // if (args.offset) opts.push(`([+-]\\d{2}:\\d{2})`);
    if (args.offset)
        opts.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
    // RFC 3339 mandates seconds wherever the time carries a `Z` or an offset, so only the unqualified form `local` adds may omit them
    const qualified = `${timeSource({ precision: args.precision, seconds: true })}(?:${opts.join("|")})`;
    const timeRegex = args.local ? `${qualified}|${timeSource({ precision: args.precision })}` : qualified;
    return new RegExp(`^${dateSource}T(?:${timeRegex})$`);
}
// the unbounded form of `string()` as a literal, so every plain string shares one instance instead of building its own
const anyString = /^[\s\S]{0,}$/;
const string = (params) => {
    const regex = params ? `[\\s\\S]{${params?.minimum ?? 0},${params?.maximum ?? ""}}` : `[\\s\\S]*`;
    return new RegExp(`^${regex}$`);
};
const bigint = /^-?\d+n?$/;
const integer = /^-?\d+$/;
const number = /^-?\d+(?:\.\d+)?$/;
const regexes_boolean = /^(?:true|false)$/i;
const _null = /^null$/i;

const _undefined = /^undefined$/i;

// regex for string with no uppercase letters
const lowercase = /^[^A-Z]*$/;
// regex for string with no lowercase letters
const uppercase = /^[^a-z]*$/;
// regex for hexadecimal strings (any length)
const hex = /^[0-9a-fA-F]*$/;
// Hash regexes for different algorithms and encodings
// Helper function to create base64 regex with exact length and padding
function fixedBase64(bodyLength, padding) {
    return new RegExp(`^[A-Za-z0-9+/]{${bodyLength}}${padding}$`);
}
// Helper function to create base64url regex with exact length (no padding)
function fixedBase64url(length) {
    return new RegExp(`^[A-Za-z0-9_-]{${length}}$`);
}
// MD5 (16 bytes): base64 = 24 chars total (22 + "==")
const md5_hex = /^[0-9a-fA-F]{32}$/;
const md5_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(22, "==")));
const md5_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(22)));
// SHA1 (20 bytes): base64 = 28 chars total (27 + "=")
const sha1_hex = /^[0-9a-fA-F]{40}$/;
const sha1_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(27, "=")));
const sha1_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(27)));
// SHA256 (32 bytes): base64 = 44 chars total (43 + "=")
const sha256_hex = /^[0-9a-fA-F]{64}$/;
const sha256_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(43, "=")));
const sha256_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(43)));
// SHA384 (48 bytes): base64 = 64 chars total (no padding)
const sha384_hex = /^[0-9a-fA-F]{96}$/;
const sha384_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(64, "")));
const sha384_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(64)));
// SHA512 (64 bytes): base64 = 88 chars total (86 + "==")
const sha512_hex = /^[0-9a-fA-F]{128}$/;
const sha512_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(86, "==")));
const sha512_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(86)));

// EXTERNAL MODULE: ./node_modules/zod/v4/core/util.js
var core_util = __nccwpck_require__(54723);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/versions.js
const version = {
    major: 4,
    minor: 6,
    patch: 7,
};

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/schemas.js







const $ZodType = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodType", (inst, def) => {
    var _a;
    inst ?? (inst = {});
    inst._zod.def = def; // set _def property
    inst._zod.bag = inst._zod.bag || {}; // initialize _bag object
    inst._zod.version = version;
    const defChecks = inst._zod.def.checks;
    // if inst is itself a checks.$ZodCheck, run it as a check
    const checks = inst._zod.traits.has("$ZodCheck")
        ? [inst, ...(defChecks ?? [])]
        : defChecks?.length
            ? [...defChecks]
            : [];
    for (const ch of checks) {
        for (const fn of ch._zod.onattach) {
            fn(inst);
        }
    }
    if (checks.length === 0) {
        // deferred initializer inst._zod.parse is not yet defined
        (_a = inst._zod).deferred ?? (_a.deferred = []);
        inst._zod.deferred?.push(() => {
            inst._zod.run = inst._zod.parse;
        });
    }
    else {
        const runChecks = (payload, checks, ctx) => {
            if (payload.memo)
                return payload;
            let isAborted = core_util/* aborted */.QH(payload);
            let asyncResult;
            for (const ch of checks) {
                if (ch._zod.def.when) {
                    if (core_util/* explicitlyAborted */.rL(payload))
                        continue;
                    const shouldRun = ch._zod.def.when(payload);
                    if (!shouldRun)
                        continue;
                }
                else if (isAborted) {
                    continue;
                }
                const currLen = payload.issues.length;
                const _ = ch._zod.check(payload);
                if (_ instanceof Promise && ctx?.async === false) {
                    throw new core_core/* $ZodAsyncError */.GT();
                }
                if (asyncResult || _ instanceof Promise) {
                    asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
                        await _;
                        const nextLen = payload.issues.length;
                        if (nextLen === currLen)
                            return;
                        core_util/* attachSchema */.d3(payload.issues, currLen, inst);
                        if (!isAborted)
                            isAborted = core_util/* aborted */.QH(payload, currLen);
                    });
                }
                else {
                    const nextLen = payload.issues.length;
                    if (nextLen === currLen)
                        continue;
                    core_util/* attachSchema */.d3(payload.issues, currLen, inst);
                    if (!isAborted)
                        isAborted = core_util/* aborted */.QH(payload, currLen);
                }
            }
            if (asyncResult) {
                return asyncResult.then(() => {
                    return payload;
                });
            }
            return payload;
        };
        const handleCanaryResult = (canary, payload, ctx) => {
            // abort if the canary is aborted
            if (core_util/* aborted */.QH(canary)) {
                canary.aborted = true;
                return canary;
            }
            // run checks first, then
            const checkResult = runChecks(payload, checks, ctx);
            if (checkResult instanceof Promise) {
                if (ctx.async === false)
                    throw new core_core/* $ZodAsyncError */.GT();
                return checkResult.then((checkResult) => inst._zod.parse(checkResult, ctx));
            }
            return inst._zod.parse(checkResult, ctx);
        };
        inst._zod.run = (payload, ctx) => {
            if (ctx.skipChecks) {
                return inst._zod.parse(payload, ctx);
            }
            if (ctx.direction === "backward") {
                // run canary initial pass (no checks)
                const canary = inst._zod.parse({ value: payload.value, issues: [] }, { ...ctx, skipChecks: true });
                if (canary instanceof Promise) {
                    return canary.then((canary) => {
                        return handleCanaryResult(canary, payload, ctx);
                    });
                }
                return handleCanaryResult(canary, payload, ctx);
            }
            // forward
            const result = inst._zod.parse(payload, ctx);
            if (result instanceof Promise) {
                if (ctx.async === false)
                    throw new core_core/* $ZodAsyncError */.GT();
                return result.then((result) => runChecks(result, checks, ctx));
            }
            return runChecks(result, checks, ctx);
        };
    }
}, {
    // Wrappers extend this by installing a richer factory over it; reading it eagerly would defeat the laziness.
    get "~standard"() {
        return core_util/* hide */.jD(this, "~standard", standardProps(this));
    },
    set "~standard"(value) {
        core_util/* own */.qh(this, "~standard", value);
    },
});
/** The Standard Schema surface for `inst`. Shared so wrappers can extend it without forcing it. */
// a Standard Schema result only reports issues, so a failure finalizes them straight off the raw payload: no ZodError, and no lazy result to read through
const toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())) } : { value: r.value };
async function validateAsync(inst, value) {
    const ctx = { async: true };
    return toStandardResult((await inst._zod.run({ value, issues: [] }, ctx)), ctx);
}
function standardProps(inst) {
    return {
        validate: (value) => {
            const ctx = { async: false };
            try {
                const r = inst._zod.run({ value, issues: [] }, ctx);
                if (!(r instanceof Promise))
                    return toStandardResult(r, ctx);
            }
            catch (_) { }
            // async function so a synchronously throwing check rejects instead of escaping validate
            return validateAsync(inst, value);
        },
        vendor: "zod",
        version: 1,
    };
}

const $ZodString = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodString", (inst, def) => {
    $ZodType.init(inst, def);
    // a format's own pattern, else unbounded; a template literal derives the check-aware form itself
    inst._zod.pattern = def.pattern ?? anyString;
    inst._zod.parse = (payload, _) => {
        if (def.coerce)
            try {
                payload.value = String(payload.value);
            }
            catch (_) { }
        if (typeof payload.value === "string")
            return payload;
        payload.issues.push({
            expected: "string",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
});
const $ZodStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodStringFormat", (inst, def) => {
    // check initialization must come first
    checks.$ZodCheckStringFormat.init(inst, def);
    $ZodString.init(inst, def);
})));
const $ZodGUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodGUID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.guid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodUUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodUUID", (inst, def) => {
    if (def.version) {
        const versionMap = {
            v1: 1,
            v2: 2,
            v3: 3,
            v4: 4,
            v5: 5,
            v6: 6,
            v7: 7,
            v8: 8,
        };
        const v = versionMap[def.version];
        if (v === undefined)
            throw new Error(`Invalid UUID version: "${def.version}"`);
        def.pattern ?? (def.pattern = regexes.uuid(v));
    }
    else
        def.pattern ?? (def.pattern = regexes.uuid());
    $ZodStringFormat.init(inst, def);
})));
const $ZodEmail = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodEmail", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.email);
    $ZodStringFormat.init(inst, def);
})));
/** The `://` guard rejected the input before the URL constructor saw it. */
const URL_BAD_FORMAT = 1;
/** The URL parser rejected the input. */
const URL_UNPARSEABLE = 2;
function canParseURL(input) {
    try {
        if (typeof URL !== "undefined" && typeof URL.canParse === "function")
            return URL.canParse(input);
        new URL(input);
        return true;
    }
    catch {
        return false;
    }
}
function validateURL(trimmed, def) {
    if (!("normalize" in def) && !("hostname" in def) && !("protocol" in def)) {
        return canParseURL(trimmed) || URL_UNPARSEABLE;
    }
    return parseURLObject(trimmed, def);
}
/** Parses a URL while preserving the non-normalizing HTTP guard. */
function parseURLObject(trimmed, def) {
    // When normalize is off, require :// for http/https URLs. This prevents strings like "http:example.com" or "https:/path" from being silently accepted
    if (!def.normalize && def.protocol?.source === regexes.httpProtocol.source && !/^https?:\/\//i.test(trimmed)) {
        return URL_BAD_FORMAT;
    }
    try {
        if (typeof URL !== "undefined") {
            const URLStatic = URL;
            if (typeof URLStatic.parse === "function")
                return URLStatic.parse(trimmed) ?? URL_UNPARSEABLE;
        }
        // @ts-ignore
        return new URL(trimmed);
    }
    catch {
        return URL_UNPARSEABLE;
    }
}
const asciiTabOrNewline = /[\t\n\r]/g;
/** The URL parser deletes every ASCII tab, LF and CR from its input before it parses, so `new URL("https://exa\nmple.com")` reports on `example.com`. Applying the same deletion to the returned value closes the half of that divergence which can move the host; the parser's other rewrite, stripping C0 controls at the edges, cannot. */
function stripTabAndNewline(value) {
    return value.replace(asciiTabOrNewline, "");
}
function urlHostnameOk(url, hostname) {
    hostname.lastIndex = 0;
    return hostname.test(url.hostname);
}
function urlProtocolOk(url, protocol) {
    protocol.lastIndex = 0;
    return protocol.test(url.protocol.endsWith(":") ? url.protocol.slice(0, -1) : url.protocol);
}
const $ZodURL = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodURL", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        try {
            // Trim whitespace from input
            const trimmed = payload.value.trim();
            const url = validateURL(trimmed, def);
            if (url === URL_BAD_FORMAT) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid URL format",
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
                return;
            }
            if (url === URL_UNPARSEABLE) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
                return;
            }
            if (url === true) {
                payload.value = stripTabAndNewline(trimmed);
                return;
            }
            if (def.hostname && !urlHostnameOk(url, def.hostname)) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid hostname",
                    pattern: def.hostname.source,
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
            }
            if (def.protocol && !urlProtocolOk(url, def.protocol)) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid protocol",
                    pattern: def.protocol.source,
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
            }
            // Set the output value based on normalize flag
            payload.value = def.normalize ? url.href : stripTabAndNewline(trimmed);
            return;
        }
        catch (_) {
            payload.issues.push({
                code: "invalid_format",
                format: "url",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
const $ZodEmoji = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodEmoji", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.emoji());
    $ZodStringFormat.init(inst, def);
})));
const $ZodNanoID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNanoID", (inst, def) => {
    if (def.length !== undefined && (!Number.isInteger(def.length) || def.length < 1))
        throw new Error(`Invalid nanoid length: ${def.length}`);
    def.pattern ?? (def.pattern = def.length === undefined ? regexes.nanoid : regexes.nanoidOfLength(def.length));
    $ZodStringFormat.init(inst, def);
})));
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link $ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const $ZodCUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCUID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.cuid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodCUID2 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCUID2", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.cuid2);
    $ZodStringFormat.init(inst, def);
})));
const $ZodULID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodULID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.ulid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodXID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodXID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.xid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodKSUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodKSUID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.ksuid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodISODateTime = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodISODateTime", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.datetime(def));
    $ZodStringFormat.init(inst, def);
})));
const $ZodISODate = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodISODate", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.date);
    $ZodStringFormat.init(inst, def);
})));
const $ZodISOTime = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodISOTime", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.time(def));
    $ZodStringFormat.init(inst, def);
})));
const $ZodISODuration = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodISODuration", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.duration);
    $ZodStringFormat.init(inst, def);
})));
const $ZodIPv4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIPv4", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.ipv4);
    $ZodStringFormat.init(inst, def);
})));
/** An IPv6 address is written with hex digits, colons and dots, and nothing else. The guard is what makes the check below an IPv6 check: `new URL("http://[...]")` parses an authority, not an address, so `@` and `\` re-delimit it and `"::@1\\"` validates against the host `0.0.0.1`. The URL parser also deletes ASCII tab, LF and CR rather than failing, which is how `"::1\n"` validated as `::1`. */
const ipv6Alphabet = /^[0-9a-fA-F:.]+$/;
function isValidIPv6(value) {
    if (!ipv6Alphabet.test(value))
        return false;
    return canParseURL(`http://[${value}]`);
}
const $ZodIPv6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIPv6", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.ipv6);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (!isValidIPv6(payload.value)) {
            payload.issues.push({
                code: "invalid_format",
                format: "ipv6",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
const $ZodMAC = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodMAC", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.mac(def.delimiter));
    $ZodStringFormat.init(inst, def);
})));
const $ZodCIDRv4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCIDRv4", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.cidrv4);
    $ZodStringFormat.init(inst, def);
})));
function isValidCIDRv6(value) {
    const parts = value.split("/");
    if (parts.length !== 2)
        return false;
    const [address, prefix] = parts;
    if (!prefix)
        return false;
    const prefixNum = Number(prefix);
    if (`${prefixNum}` !== prefix)
        return false;
    if (prefixNum < 0 || prefixNum > 128)
        return false;
    return isValidIPv6(address);
}
const $ZodCIDRv6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCIDRv6", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.cidrv6); // not used for validation
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (!isValidCIDRv6(payload.value)) {
            payload.issues.push({
                code: "invalid_format",
                format: "cidrv6",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
//////////////////////////////   ZodBase64   //////////////////////////////
function isValidBase64(data) {
    if (data === "")
        return true;
    // atob ignores whitespace, so reject it up front.
    if (/\s/.test(data))
        return false;
    if (data.length % 4 !== 0)
        return false;
    try {
        // @ts-ignore
        atob(data);
        return true;
    }
    catch {
        return false;
    }
}
// lax on purpose: the quantified regexes.base64 overflows the regex stack on multi-MB input and its leading ^$| alternation leaks through template-literal composition; isValidBase64 enforces length and padding
const base64Charset = /^[0-9a-zA-Z+/]*={0,2}$/;
const $ZodBase64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBase64", (inst, def) => {
    def.pattern ?? (def.pattern = base64Charset);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidBase64(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "base64",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodBase64URL   //////////////////////////////
// lax on purpose: the quantified regexes.base64url overflows the regex stack on multi-MB input; isValidBase64 enforces length on the padded string
const base64urlCharset = /^[A-Za-z0-9_-]*$/;
function isValidBase64URL(data) {
    if (!base64urlCharset.test(data))
        return false;
    const base64 = data.replace(/[-_]/g, (c) => (c === "-" ? "+" : "/"));
    const padded = base64.padEnd(Math.ceil(base64.length / 4) * 4, "=");
    return isValidBase64(padded);
}
const $ZodBase64URL = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBase64URL", (inst, def) => {
    def.pattern ?? (def.pattern = base64urlCharset);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidBase64URL(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "base64url",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodE164 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodE164", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.e164);
    $ZodStringFormat.init(inst, def);
})));
//////////////////////////////   ZodCreditCard   //////////////////////////////
const CC_SANITIZE = /[- ]/g;
/** Luhn checksum on a digit-only string. Adapted from valibot (MIT). */
function isLuhnAlgo(digits) {
    let length = digits.length;
    let bit = 1;
    let sum = 0;
    while (length) {
        const value = digits.charCodeAt(--length) - 48;
        bit ^= 1;
        sum += bit ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][value] : value;
    }
    return sum % 10 === 0;
}
function isValidCreditCard(input) {
    if (!regexes.creditCard.test(input))
        return false;
    return isLuhnAlgo(input.replace(CC_SANITIZE, ""));
}
const $ZodCreditCard = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCreditCard", (inst, def) => {
    // Shape only — the Luhn check below is not expressible as a pattern, so consumers of `pattern` (JSON Schema, template literals) get the length and separator rules alone.
    def.pattern ?? (def.pattern = regexes.creditCard);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidCreditCard(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "credit_card",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodIBAN   //////////////////////////////
// iso 7064 mod 97-10 checksum without BigInt
function isIso7064Mod97(iban) {
    let remainder = 0;
    const len = iban.length;
    for (let i = 4; i < len; i++) {
        const code = iban.charCodeAt(i);
        remainder = (code >= 65 ? remainder * 100 + (code - 55) : remainder * 10 + (code - 48)) % 97;
    }
    for (let i = 0; i < 4; i++) {
        const code = iban.charCodeAt(i);
        remainder = (code >= 65 ? remainder * 100 + (code - 55) : remainder * 10 + (code - 48)) % 97;
    }
    return remainder === 1;
}
function isValidIBAN(input) {
    if (!regexes.iban.test(input))
        return false;
    return isIso7064Mod97(input);
}
const $ZodIBAN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIBAN", (inst, def) => {
    // shape only — checksum is not expressible as a pattern
    def.pattern ?? (def.pattern = regexes.iban);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidIBAN(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "iban",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodJWT   //////////////////////////////
function isValidJWT(token, algorithm = null) {
    try {
        const tokensParts = token.split(".");
        if (tokensParts.length !== 3)
            return false;
        const [header] = tokensParts;
        if (!header)
            return false;
        // @ts-ignore
        const parsedHeader = JSON.parse(atob(header));
        if ("typ" in parsedHeader && parsedHeader?.typ !== "JWT")
            return false;
        if (!parsedHeader.alg)
            return false;
        if (algorithm && (!("alg" in parsedHeader) || parsedHeader.alg !== algorithm))
            return false;
        return true;
    }
    catch {
        return false;
    }
}
const $ZodJWT = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodJWT", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidJWT(payload.value, def.alg))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "jwt",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCustomStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCustomStringFormat", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (def.fn(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: def.format,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodNumber = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNumber", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = number;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = Number(payload.value);
            }
            catch (_) { }
        const input = payload.value;
        if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) {
            return payload;
        }
        const received = typeof input === "number"
            ? Number.isNaN(input)
                ? "NaN"
                : !Number.isFinite(input)
                    ? String(input)
                    : undefined
            : undefined;
        payload.issues.push({
            expected: "number",
            code: "invalid_type",
            input,
            inst,
            ...(received ? { received } : {}),
        });
        return payload;
    };
});
const $ZodNumberFormat = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNumberFormat", (inst, def) => {
    core_checks/* $ZodCheckNumberFormat */.KH.init(inst, def);
    $ZodNumber.init(inst, def); // no format checks
});
const $ZodBoolean = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodBoolean", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes_boolean;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = Boolean(payload.value);
            }
            catch (_) { }
        const input = payload.value;
        if (typeof input === "boolean")
            return payload;
        payload.issues.push({
            expected: "boolean",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
});
const $ZodBigInt = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBigInt", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes.bigint;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = BigInt(payload.value);
            }
            catch (_) { }
        if (typeof payload.value === "bigint")
            return payload;
        payload.issues.push({
            expected: "bigint",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
})));
const $ZodBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBigIntFormat", (inst, def) => {
    checks.$ZodCheckBigIntFormat.init(inst, def);
    $ZodBigInt.init(inst, def); // no format checks
})));
const $ZodSymbol = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSymbol", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "symbol")
            return payload;
        payload.issues.push({
            expected: "symbol",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodUndefined = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodUndefined", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes.undefined;
    inst._zod.values = new Set([undefined]);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "undefined")
            return payload;
        payload.issues.push({
            expected: "undefined",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodNull = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNull", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = _null;
    inst._zod.values = new Set([null]);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (input === null)
            return payload;
        payload.issues.push({
            expected: "null",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
});
const $ZodAny = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodAny", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload) => payload;
})));
const $ZodUnknown = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodUnknown", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload) => payload;
});
const $ZodNever = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNever", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        payload.issues.push({
            expected: "never",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
})));
const $ZodVoid = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodVoid", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "undefined")
            return payload;
        payload.issues.push({
            expected: "void",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodDate = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodDate", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce) {
            try {
                payload.value = new Date(payload.value);
            }
            catch (_err) { }
        }
        const input = payload.value;
        const isDate = input instanceof Date;
        const isValidDate = isDate && !Number.isNaN(input.getTime());
        if (isValidDate)
            return payload;
        payload.issues.push({
            expected: "date",
            code: "invalid_type",
            input,
            ...(isDate ? { received: "Invalid Date" } : {}),
            inst,
        });
        return payload;
    };
})));
// an oversized container fails its leading size checks before any element is parsed
function capSize(inst, size) {
    const caps = core_util/* sizeCaps */.hi(inst._zod.def.checks);
    if (!caps.length)
        return;
    const cap = Math.min(...caps.map((c) => c[0]));
    const parse = inst._zod.parse;
    inst._zod.parse = (payload, ctx) => {
        const n = size(payload.value);
        if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
            for (const [max, ch] of core_util/* sizeCaps */.hi(inst._zod.def.checks)) {
                if (n > max && ch._zod.def.when(payload)) {
                    const start = payload.issues.length;
                    ch._zod.check(payload);
                    // the value is still the raw input, so no later check may read it
                    payload.issues[start].continue = false;
                    core_util/* attachSchema */.d3(payload.issues, start, inst);
                    return payload;
                }
            }
        }
        return parse(payload, ctx);
    };
}
const arraySize = (input) => (Array.isArray(input) ? input.length : -1);
const mapSize = (input) => (input instanceof Map ? input.size : -1);
const setSize = (input) => (input instanceof Set ? input.size : -1);
function handleArrayResult(result, final, index) {
    if (result.issues.length) {
        final.issues.push(...core_util/* prefixIssues */.lQ(index, result.issues));
    }
    final.value[index] = result.value;
}
const $ZodArray = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodArray", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core_core/* globalConfig */.cr.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!Array.isArray(input)) {
            payload.issues.push({
                expected: "array",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
        const proms = [];
        const abortEarly = ctx?.abortEarly;
        for (let i = 0; i < input.length; i++) {
            const item = input[i];
            const result = def.element._zod.run({
                value: item,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                proms.push(result.then((result) => handleArrayResult(result, payload, i)));
            }
            else {
                handleArrayResult(result, payload, i);
                // the element's payload is authoritative here, since handleArrayResult forwards every issue; an object's is not, because it drops a failed absent optional
                if (abortEarly && result.issues.length !== 0 && core_util/* aborted */.QH(result))
                    break;
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => payload);
        }
        return payload; //handleArrayResultsAsync(parseResults, final);
    };
    capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
    const isPresent = key in input;
    const isOptionalOut = optout === "optional";
    // The middle rung means "absence permitted, nothing supplied in its place", so an absent key contributes nothing — whatever the schema made of `undefined` is invented, not substituted. Only `optional` reaches this with a value: `defaulted` substitutes, and a schema that isn't optional-out has to keep the key.
    if (!isPresent && isOptionalOut && optin === "optional") {
        return;
    }
    if (result.issues.length) {
        // For optional-in/out schemas, ignore errors on absent keys.
        if (optin !== undefined && isOptionalOut && !isPresent) {
            return;
        }
        final.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
    }
    if (!isPresent && optin === undefined) {
        if (!result.issues.length) {
            final.issues.push({
                code: "invalid_type",
                expected: "nonoptional",
                input: undefined,
                path: [key],
            });
        }
        return;
    }
    if (result.value === undefined) {
        if (isPresent || (optin === "defaulted" && !isOptionalOut)) {
            final.value[key] = undefined;
        }
    }
    else {
        final.value[key] = result.value;
    }
}
// one shared instance; a fresh [] per schema cost 56 bytes retained
const NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
    const keys = Object.keys(def.shape);
    const ownSymbols = Object.getOwnPropertySymbols(def.shape);
    const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
    // aliases `keys` when there are no symbols, so a string-only shape keeps one array
    const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
    for (const k of allKeys) {
        if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) {
            throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
        }
    }
    const okeys = core_util/* optionalKeys */.NM(def.shape);
    return {
        ...def,
        allKeys,
        symbolKeys,
        // string-only: handleCatchall matches it against `for...in`, which never yields a symbol
        keySet: new Set(keys),
        numKeys: keys.length,
        optionalKeys: new Set(okeys),
    };
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
    const unrecognized = [];
    const keySet = def.keySet;
    const _catchall = def.catchall._zod;
    const t = _catchall.def.type;
    const optin = _catchall.optin;
    const optout = _catchall.optout;
    // starts at 0, not the current length: the shape phase already ran and may have aborted
    let seen = 0;
    for (const key in input) {
        if (abortEarly && payload.issues.length !== seen) {
            if (core_util/* aborted */.QH(payload, seen))
                break;
            seen = payload.issues.length;
        }
        // Must precede the __proto__ branch: a declared key is not unrecognized, even though the shape loop deliberately strips __proto__ from the parsed output.
        if (keySet.has(key))
            continue;
        // Don't copy an undeclared __proto__ into the result; assignment to a plain {} would replace the result prototype. But in strict mode it is still an unknown key, so report it before skipping.
        if (key === "__proto__") {
            if (t === "never")
                unrecognized.push(key);
            continue;
        }
        if (t === "never") {
            unrecognized.push(key);
            continue;
        }
        const r = _catchall.run({ value: input[key], issues: [] }, ctx);
        if (r instanceof Promise) {
            proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
        }
        else {
            handlePropertyResult(r, payload, key, input, optin, optout);
        }
    }
    if (unrecognized.length) {
        payload.issues.push({
            code: "unrecognized_keys",
            keys: unrecognized,
            input,
            inst,
            // Describes the shape of the input, not the validity of the parsed value, so it never aborts. The parse still fails; the schema's own checks just get to run first, and an enclosing intersection can reconcile the key against a sibling operand.
            continue: true,
        });
    }
    if (!proms.length)
        return payload;
    return Promise.all(proms).then(() => {
        return payload;
    });
}
const $ZodObject = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodObject", (inst, def) => {
    // requires cast because technically $ZodObject doesn't extend
    $ZodType.init(inst, def);
    const desc = Object.getOwnPropertyDescriptor(def, "shape");
    // a cloned def carries its source's accessor, which knows the shape it answers from; adopting that keeps the clone's keys readable without running it
    const sh = desc?.get ? desc.get.raw : (def.shape ?? {});
    if (sh) {
        // Freezes the shape on first read, so its getters resolve once and every later read sees the same schemas.
        const get = () => {
            const newSh = { ...sh };
            Object.defineProperty(def, "shape", { value: newSh });
            get.raw = newSh;
            return newSh;
        };
        get.raw = sh;
        Object.defineProperty(def, "shape", { get });
    }
    const _normalized = core_util/* cached */.PO(() => normalizeDef(def));
    core_util/* defineLazyInternal */.v5(inst, "propValues", (zod) => {
        const shape = zod.def.shape;
        const propValues = {};
        for (const key in shape) {
            const field = shape[key]._zod;
            if (field.values) {
                if (!Object.prototype.hasOwnProperty.call(propValues, key)) {
                    core_util/* assignProp */.Vy(propValues, key, new Set());
                }
                for (const v of field.values)
                    propValues[key].add(v);
                // An omittable slot reads back as undefined at a discriminator lookup, so it has to claim undefined: two options that can both omit the key are not discriminable on it.
                if (field.optin !== undefined)
                    propValues[key].add(undefined);
            }
        }
        return propValues;
    });
    const isObject = core_util/* isObject */.Gv;
    const catchall = def.catchall;
    let value;
    const memo = core_core/* globalConfig */.cr.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        value ?? (value = _normalized.value);
        const input = payload.value;
        if (!isObject(input)) {
            payload.issues.push({
                expected: "object",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
        const proms = [];
        const shape = value.shape;
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const key of value.allKeys) {
            if (abortEarly && payload.issues.length !== seen) {
                if (core_util/* aborted */.QH(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            if (key === "__proto__")
                continue;
            const el = shape[key];
            const optin = el._zod.optin;
            const optout = el._zod.optout;
            const r = el._zod.run({ value: input[key], issues: [] }, ctx);
            if (r instanceof Promise) {
                proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
            }
            else {
                handlePropertyResult(r, payload, key, input, optin, optout);
            }
        }
        if (!catchall) {
            return proms.length ? Promise.all(proms).then(() => payload) : payload;
        }
        return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
    };
});
const $ZodObjectJIT = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodObjectJIT", (inst, def) => {
    // requires cast because technically $ZodObject doesn't extend
    $ZodObject.init(inst, def);
    const superParse = inst._zod.parse;
    const _normalized = util.cached(() => normalizeDef(def));
    const memo = core.globalConfig.memoizer;
    const generateFastpass = (shape) => {
        const normalized = _normalized.value;
        const syms = normalized.symbolKeys;
        // a symbol has no source literal, so it is read as `syms[i]` off the closed-over scope
        const doc = new Doc(["payload", "ctx"], { shape, inst, memo, syms });
        const parseStr = (k) => `shape[${k}]._zod.run({ value: input[${k}], issues: [] }, ctx)`;
        // prefixes in place, like util.prefixIssues. newResult must land before the early return: a catchall runs after this and would otherwise write onto the caller's input
        const prefixStr = (id, k) => `
          let ${id}_ab = false;
          for (let i = 0; i < ${id}.issues.length; i++) {
            const iss = ${id}.issues[i];
            iss.path = iss.path ? [${k}, ...iss.path] : [${k}];
            payload.issues.push(iss);
            if (iss.continue !== true) ${id}_ab = true;
          }
          if (${id}_ab && ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }`;
        doc.write(`const input = payload.value;`);
        const ids = Object.create(null);
        let counter = 0;
        for (const key of normalized.allKeys) {
            ids[key] = `key_${counter++}`;
        }
        // A: preserve key order {
        doc.write(memo ? `const newResult = memo.alloc(inst, payload, {}, ctx);` : `const newResult = {};`);
        for (const key of normalized.allKeys) {
            if (key === "__proto__")
                continue;
            const id = ids[key];
            const k = typeof key === "symbol" ? `syms[${syms.indexOf(key)}]` : util.esc(key);
            const isPresent = `${k} in input`;
            const schema = shape[key];
            const optin = schema?._zod?.optin;
            const isOptionalIn = optin !== undefined;
            const isOptionalOut = schema?._zod?.optout === "optional";
            doc.write(`const ${id} = ${parseStr(k)};`);
            if (isOptionalIn && isOptionalOut) {
                // For optional-in/out schemas, ignore errors on absent keys — and, like the interpreted path, drop the value produced alongside them. The middle rung goes further: it permits absence without supplying anything in its place, so an absent key contributes nothing at all.
                const assign = optin === "optional" ? `${id}_present` : `${id}.value !== undefined || ${id}_present`;
                doc.write(`
        const ${id}_present = ${isPresent};
        if (!${id}.issues.length || ${id}_present) {
          if (${id}.issues.length) {${prefixStr(id, k)}
          }

          if (${assign}) {
            newResult[${k}] = ${id}.value;
          }
        }

      `);
            }
            else if (!isOptionalIn) {
                doc.write(`
        const ${id}_present = ${isPresent};
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
        if (!${id}_present && !${id}.issues.length) {
          payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: undefined,
            path: [${k}]
          });
          if (ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }
        }

        if (${id}_present) {
          newResult[${k}] = ${id}.value;
        }

      `);
            }
            else {
                doc.write(`
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
      `);
                if (optin === "defaulted") {
                    doc.write(`newResult[${k}] = ${id}.value;`);
                }
                else {
                    doc.write(`
        if (${id}.value !== undefined || ${isPresent}) {
          newResult[${k}] = ${id}.value;
        }
      `);
                }
            }
        }
        doc.write(`payload.value = newResult;`);
        doc.write(`return payload;`);
        // closing `shape` in is what pays: turbofan specializes the parser against that one shape object, so every `shape[k]._zod.run` folds to a known callee. as a parameter it stays a generic load and measures 13% slower even with the forwarding frame gone
        return doc.compile();
    };
    let fastpass;
    const isObject = util.isObject;
    const jit = !core.globalConfig.jitless;
    const allowsEval = util.allowsEval;
    const fastEnabled = jit && allowsEval.value; // && !def.catchall;
    const catchall = def.catchall;
    let value;
    inst._zod.parse = (payload, ctx) => {
        value ?? (value = _normalized.value);
        const input = payload.value;
        if (!isObject(input)) {
            payload.issues.push({
                expected: "object",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true) {
            // always synchronous
            if (!fastpass)
                fastpass = generateFastpass(def.shape);
            payload = fastpass(payload, ctx);
            if (!catchall)
                return payload;
            return handleCatchall([], input, payload, ctx, value, inst, ctx?.abortEarly === true);
        }
        return superParse(payload, ctx);
    };
})));
function handleUnionResults(results, final, inst, ctx) {
    for (const result of results) {
        if (result.issues.length === 0) {
            final.value = result.value;
            return final;
        }
    }
    const nonaborted = results.filter((r) => !core_util/* aborted */.QH(r));
    if (nonaborted.length === 1) {
        final.value = nonaborted[0].value;
        return nonaborted[0];
    }
    final.issues.push({
        code: "invalid_union",
        input: final.value,
        inst,
        errors: results.map((result) => result.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W()))),
    });
    return final;
}
const $ZodUnion = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodUnion", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted")
        ? "defaulted"
        : zod.def.options.some((o) => o._zod.optin !== undefined)
            ? "optional"
            : undefined);
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : undefined);
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => {
        if (zod.def.options.every((o) => o._zod.values)) {
            return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
        }
        return undefined;
    });
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        if (zod.def.options.every((o) => o._zod.pattern)) {
            const patterns = zod.def.options.map((o) => o._zod.pattern);
            return new RegExp(`^(${patterns.map((p) => core_util/* cleanRegex */.p6(p.source)).join("|")})$`);
        }
        return undefined;
    });
    const first = def.options.length === 1 ? def.options[0]._zod.run : null;
    inst._zod.parse = (payload, ctx) => {
        if (first) {
            return first(payload, ctx);
        }
        let async = false;
        const results = [];
        for (const option of def.options) {
            const result = option._zod.run({
                value: payload.value,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                results.push(result);
                async = true;
            }
            else {
                if (result.issues.length === 0)
                    return result;
                results.push(result);
            }
        }
        if (!async)
            return handleUnionResults(results, payload, inst, ctx);
        return Promise.all(results).then((results) => {
            return handleUnionResults(results, payload, inst, ctx);
        });
    };
});
function handleExclusiveUnionResults(results, final, inst, ctx) {
    const matches = [];
    for (let i = 0; i < results.length; i++) {
        if (results[i].issues.length === 0)
            matches.push(i);
    }
    if (matches.length === 1) {
        final.value = results[matches[0]].value;
        return final;
    }
    if (matches.length === 0) {
        // No matches - same as regular union
        final.issues.push({
            code: "invalid_union",
            input: final.value,
            inst,
            errors: results.map((result) => result.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config()))),
        });
    }
    else {
        // Multiple matches - exclusive union failure
        final.issues.push({
            code: "invalid_union",
            input: final.value,
            inst,
            errors: [],
            inclusive: false,
            matches,
        });
    }
    return final;
}
const $ZodXor = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodXor", (inst, def) => {
    $ZodUnion.init(inst, def);
    def.inclusive = false;
    const first = def.options.length === 1 ? def.options[0]._zod.run : null;
    inst._zod.parse = (payload, ctx) => {
        if (first) {
            return first(payload, ctx);
        }
        let async = false;
        const results = [];
        for (const option of def.options) {
            const result = option._zod.run({
                value: payload.value,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                results.push(result);
                async = true;
            }
            else {
                results.push(result);
            }
        }
        if (!async)
            return handleExclusiveUnionResults(results, payload, inst, ctx);
        return Promise.all(results).then((results) => {
            return handleExclusiveUnionResults(results, payload, inst, ctx);
        });
    };
})));
/** Returns the option whose discriminator claims `value`, or throws if ambiguous. */
function getDiscriminatedOption(union, value) {
    const internals = union._zod;
    let map = internals.bag.optionsMap;
    if (!map) {
        map = discriminatorMap(internals.def);
        internals.bag.optionsMap = map;
    }
    const option = map.get(value);
    if (option === null)
        throw new Error(`Ambiguous discriminator value "${String(value)}"`);
    return option;
}
function discriminatorMap(def) {
    const map = new Map();
    for (const option of def.options) {
        const values = option._zod.propValues?.[def.discriminator];
        if (!values || values.size === 0)
            throw new Error(`Invalid discriminated union option at index "${def.options.indexOf(option)}"`);
        for (const value of values) {
            if (map.has(value)) {
                if (value !== undefined)
                    throw new Error(`Duplicate discriminator value "${String(value)}"`);
                // keep the collision marked so a later member cannot reclaim it
                map.set(value, null);
            }
            else {
                map.set(value, option);
            }
        }
    }
    return map;
}
const $ZodDiscriminatedUnion = 
/*@__PURE__*/
(/* unused pure expression or super */ null && (core.$constructor("$ZodDiscriminatedUnion", (inst, def) => {
    def.inclusive = false;
    $ZodUnion.init(inst, def);
    const _super = inst._zod.parse;
    util.defineLazyInternal(inst, "propValues", (zod) => {
        const propValues = {};
        let undefinedCount = 0;
        for (const option of zod.def.options) {
            const pv = option._zod.propValues;
            if (!pv || Object.keys(pv).length === 0)
                throw new Error(`Invalid discriminated union option at index "${zod.def.options.indexOf(option)}"`);
            if (pv[zod.def.discriminator]?.has(undefined))
                undefinedCount++;
            for (const [k, v] of Object.entries(pv)) {
                if (!Object.prototype.hasOwnProperty.call(propValues, k)) {
                    util.assignProp(propValues, k, new Set());
                }
                for (const val of v) {
                    propValues[k].add(val);
                }
            }
        }
        if (!zod.def.unionFallback && undefinedCount > 1)
            propValues[zod.def.discriminator]?.delete(undefined);
        return propValues;
    });
    // Checked now rather than in the lookup map below, so an option that lacks the discriminator fails at the `discriminatedUnion` call instead of on the first object parsed. Options whose shape cannot be enumerated without resolving it — pipes and lazies — are left to the map.
    def.options.forEach((option, i) => {
        const propShape = util.rawShape(option._zod.def);
        if (propShape && !Object.prototype.hasOwnProperty.call(propShape, def.discriminator)) {
            throw new Error(`Invalid discriminated union option at index "${i}"`);
        }
    });
    const disc = util.cached(() => discriminatorMap(def));
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!util.isObject(input)) {
            payload.issues.push({
                code: "invalid_type",
                expected: "object",
                input,
                inst,
            });
            return payload;
        }
        const value = input?.[def.discriminator];
        const opt = disc.value.get(value);
        // forward metadata cannot choose an encoder for an absent tag
        if (opt && (value !== undefined || ctx.direction !== "backward")) {
            return opt._zod.run(payload, ctx);
        }
        // Fall back to union matching when the fast discriminator path fails:
        // - explicitly enabled via unionFallback, or
        // - during backward direction (encode), since codec-based discriminators have different values in forward vs backward directions
        if (def.unionFallback || ctx.direction === "backward") {
            return _super(payload, ctx);
        }
        // no matching discriminator
        payload.issues.push({
            code: "invalid_union",
            errors: [],
            note: "No matching discriminator",
            discriminator: def.discriminator,
            options: Array.from(disc.value.keys()).filter((value) => disc.value.get(value) !== null),
            input,
            path: [def.discriminator],
            inst,
        });
        return payload;
    };
})));
const $ZodIntersection = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIntersection", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        const left = def.left._zod.run({ value: input, issues: [] }, ctx);
        const right = def.right._zod.run({ value: input, issues: [] }, ctx);
        const async = left instanceof Promise || right instanceof Promise;
        if (async) {
            return Promise.all([left, right]).then(([left, right]) => {
                return handleIntersectionResults(payload, left, right);
            });
        }
        return handleIntersectionResults(payload, left, right);
    };
})));
function mergeValues(a, b) {
    // const aType = parse.t(a);
    // const bType = parse.t(b);
    if (a === b) {
        return { valid: true, data: a };
    }
    if (a instanceof Date && b instanceof Date && +a === +b) {
        return { valid: true, data: a };
    }
    if (util.isPlainObject(a) && util.isPlainObject(b)) {
        const bKeys = Object.keys(b);
        const sharedKeys = Object.keys(a).filter((key) => bKeys.indexOf(key) !== -1);
        const newObj = { ...a, ...b };
        if (Object.prototype.hasOwnProperty.call(newObj, "__proto__"))
            delete newObj.__proto__;
        for (const key of sharedKeys) {
            if (key === "__proto__")
                continue;
            const sharedValue = mergeValues(a[key], b[key]);
            if (!sharedValue.valid) {
                return {
                    valid: false,
                    mergeErrorPath: [key, ...sharedValue.mergeErrorPath],
                };
            }
            newObj[key] = sharedValue.data;
        }
        return { valid: true, data: newObj };
    }
    if (Array.isArray(a) && Array.isArray(b)) {
        if (a.length !== b.length) {
            return { valid: false, mergeErrorPath: [] };
        }
        const newArray = [];
        for (let index = 0; index < a.length; index++) {
            const itemA = a[index];
            const itemB = b[index];
            const sharedValue = mergeValues(itemA, itemB);
            if (!sharedValue.valid) {
                return {
                    valid: false,
                    mergeErrorPath: [index, ...sharedValue.mergeErrorPath],
                };
            }
            newArray.push(sharedValue.data);
        }
        return { valid: true, data: newArray };
    }
    return { valid: false, mergeErrorPath: [] };
}
function handleIntersectionResults(result, left, right) {
    // Track which side(s) reject each key. A key rejection is reported only when BOTH sides reject it, so a key owned by one branch survives the other's key schema. strictObject reports these as unrecognized_keys; a record with an open key schema reports one invalid_key per key.
    const unrecKeys = new Map();
    let unrecIssue;
    const keyIssues = new Map();
    const collect = (iss, side) => {
        let keys;
        if (iss.code === "unrecognized_keys" && !iss.path?.length) {
            unrecIssue ?? (unrecIssue = iss);
            keys = iss.keys;
        }
        else if (iss.code === "invalid_key" && iss.origin === "record" && iss.path?.length === 1) {
            const k = String(iss.path[0]);
            if (!keyIssues.has(k))
                keyIssues.set(k, iss);
            keys = [k];
        }
        else {
            return false;
        }
        for (const k of keys) {
            if (!unrecKeys.has(k))
                unrecKeys.set(k, {});
            unrecKeys.get(k)[side] = true;
        }
        return true;
    };
    for (const iss of left.issues) {
        if (!collect(iss, "l"))
            result.issues.push(iss);
    }
    for (const iss of right.issues) {
        if (!collect(iss, "r"))
            result.issues.push(iss);
    }
    // Report only keys rejected by BOTH sides
    const bothKeys = [...unrecKeys].filter(([, f]) => f.l && f.r).map(([k]) => k);
    if (bothKeys.length) {
        const aggregated = unrecIssue ? bothKeys.filter((k) => unrecIssue.keys.includes(k)) : [];
        if (aggregated.length)
            result.issues.push({ ...unrecIssue, keys: aggregated });
        for (const k of bothKeys) {
            if (!aggregated.includes(k) && keyIssues.has(k))
                result.issues.push(keyIssues.get(k));
        }
    }
    const merged = mergeValues(left.value, right.value);
    if (!merged.valid) {
        if (util.aborted(result))
            return result;
        throw new Error(`Unmergable intersection. Error path: ` + `${JSON.stringify(merged.mergeErrorPath)}`);
    }
    result.value = merged.data;
    return result;
}
const $ZodTuple = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodTuple", (inst, def) => {
    $ZodType.init(inst, def);
    const items = def.items;
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!Array.isArray(input)) {
            payload.issues.push({
                input,
                inst,
                expected: "tuple",
                code: "invalid_type",
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, [], ctx) : [];
        const proms = [];
        const optinStart = getTupleOptStart(items, "optin");
        const optoutStart = getTupleOptStart(items, "optout");
        if (!def.rest) {
            if (input.length < optinStart) {
                payload.issues.push({
                    code: "too_small",
                    minimum: optinStart,
                    inclusive: true,
                    input,
                    inst,
                    origin: "array",
                });
                return payload;
            }
            if (input.length > items.length) {
                payload.issues.push({
                    code: "too_big",
                    maximum: items.length,
                    inclusive: true,
                    input,
                    inst,
                    origin: "array",
                });
            }
        }
        // Run every item in parallel, collecting results into an indexed array. The post-processing in `handleTupleResults` walks them in order so it can decide whether an absent optional-output error can truncate the tail or must be reported to preserve required output.
        const itemResults = new Array(items.length);
        // only tracked when there is a rest loop to skip
        const abortEarly = def.rest ? ctx?.abortEarly : undefined;
        let itemAborted = false;
        for (let i = 0; i < items.length; i++) {
            const r = items[i]._zod.run({ value: input[i], issues: [] }, ctx);
            if (r instanceof Promise) {
                proms.push(r.then((rr) => {
                    itemResults[i] = rr;
                }));
            }
            else {
                itemResults[i] = r;
                if (abortEarly && !itemAborted && r.issues.length)
                    itemAborted = util.aborted(r);
            }
        }
        // sound because rest is non-empty exactly when every fixed index is present, the one case handleTupleResults cannot discard an item's issues
        if (def.rest && !itemAborted) {
            let i = items.length - 1;
            const rest = input.slice(items.length);
            let seen = payload.issues.length;
            for (const el of rest) {
                if (abortEarly && payload.issues.length !== seen) {
                    if (util.aborted(payload, seen))
                        break;
                    seen = payload.issues.length;
                }
                i++;
                const result = def.rest._zod.run({ value: el, issues: [] }, ctx);
                if (result instanceof Promise) {
                    proms.push(result.then((r) => handleTupleResult(r, payload, i)));
                }
                else {
                    handleTupleResult(result, payload, i);
                }
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => handleTupleResults(itemResults, payload, items, input, optoutStart));
        }
        return handleTupleResults(itemResults, payload, items, input, optoutStart);
    };
})));
function getTupleOptStart(items, key) {
    for (let i = items.length - 1; i >= 0; i--) {
        // optin is a three-rung ladder so any rung above `undefined` permits an absent slot; optout stays two-valued.
        const omittable = key === "optin" ? items[i]._zod.optin !== undefined : items[i]._zod.optout === "optional";
        if (!omittable)
            return i + 1;
    }
    return 0;
}
function handleTupleResult(result, final, index) {
    if (result.issues.length) {
        final.issues.push(...util.prefixIssues(index, result.issues));
    }
    final.value[index] = result.value;
}
function handleTupleResults(itemResults, final, items, input, optoutStart) {
    // Walk results in order. Mirror $ZodObject's swallow-on-absent-optional rule, but only after `optoutStart`: the first index where the output tuple tail can be absent.
    for (let i = 0; i < items.length; i++) {
        const r = itemResults[i];
        const isPresent = i < input.length;
        // The array analog of `handlePropertyResult`'s absent-key early return: the middle rung permits absence without supplying anything in its place, so the tail truncates here instead of materializing whatever the item made of `undefined`.
        if (!isPresent && i >= optoutStart && items[i]._zod.optin === "optional") {
            final.value.length = i;
            break;
        }
        if (r.issues.length) {
            if (!isPresent && i >= optoutStart) {
                final.value.length = i;
                break;
            }
            final.issues.push(...util.prefixIssues(i, r.issues));
        }
        final.value[i] = r.value;
    }
    // Drop trailing slots that produced `undefined` for absent input
    // (the array analog of an absent optional key on an object). The
    // `i >= input.length` floor is critical: an explicit `undefined`
    // *inside* the input must be preserved even when the schema is
    // optional-out (e.g. `z.string().or(z.undefined())` accepting an
    // explicit undefined value).
    for (let i = final.value.length - 1; i >= input.length; i--) {
        if (items[i]._zod.optout === "optional" && final.value[i] === undefined) {
            final.value.length = i;
        }
        else {
            break;
        }
    }
    return final;
}
const $ZodRecord = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodRecord", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core_core/* globalConfig */.cr.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!core_util/* isPlainObject */.Qd(input)) {
            payload.issues.push({
                expected: "record",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        // no guard in either loop below: a record's invalid_key aborts but an enclosing intersection can reconcile it, so a stopped loop hides keys the sibling does not own and the intersection then rejects nothing
        const proms = [];
        const values = def.keyType._zod.values;
        if (values && !def.partial) {
            payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
            const recordKeys = new Set();
            for (const key of values) {
                if (typeof key === "string" || typeof key === "number" || typeof key === "symbol") {
                    recordKeys.add(typeof key === "number" ? key.toString() : key);
                    // A declared __proto__ is stripped but is not an unrecognized key.
                    if (key === "__proto__")
                        continue;
                    const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
                    if (keyResult instanceof Promise) {
                        throw new Error("Async schemas not supported in object keys currently");
                    }
                    if (keyResult.issues.length) {
                        payload.issues.push({
                            code: "invalid_key",
                            origin: "record",
                            issues: keyResult.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())),
                            input: key,
                            path: [key],
                            inst,
                        });
                        continue;
                    }
                    const outKey = keyResult.value;
                    if (outKey === "__proto__")
                        continue;
                    const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
                    if (result instanceof Promise) {
                        proms.push(result.then((result) => {
                            if (result.issues.length) {
                                payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                            }
                            payload.value[outKey] = result.value;
                        }));
                    }
                    else {
                        if (result.issues.length) {
                            payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                        }
                        payload.value[outKey] = result.value;
                    }
                }
            }
            let unrecognized;
            for (const key in input) {
                if (!recordKeys.has(key)) {
                    if (def.mode === "loose") {
                        // skip __proto__ so it can't replace the result prototype via the assignment setter on the plain {} we build into
                        if (key === "__proto__")
                            continue;
                        payload.value[key] = input[key];
                    }
                    else {
                        unrecognized = unrecognized ?? [];
                        unrecognized.push(key);
                    }
                }
            }
            if (unrecognized && unrecognized.length > 0) {
                payload.issues.push({
                    code: "unrecognized_keys",
                    input,
                    inst,
                    keys: unrecognized,
                    continue: true,
                });
            }
        }
        else {
            payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
            // An enumerable key schema declares which keys the record owns, so a key outside the set is unrecognized. A non-enumerable one (regex, refine) is a constraint every key must satisfy, so a failing key is invalid. Only the former is reconcilable against the other side of an intersection.
            let unrecognized;
            // Reflect.ownKeys for Symbol-key support; filter non-enumerable to match z.object()
            for (const key of Reflect.ownKeys(input)) {
                if (key === "__proto__")
                    continue;
                if (!Object.prototype.propertyIsEnumerable.call(input, key))
                    continue;
                let keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
                if (keyResult instanceof Promise) {
                    throw new Error("Async schemas not supported in object keys currently");
                }
                // Numeric string fallback: if key is a numeric string and failed, retry with Number(key). This handles z.number(), z.literal([1, 2, 3]), and unions containing numeric literals
                const checkNumericKey = typeof key === "string" && number.test(key) && keyResult.issues.length;
                if (checkNumericKey) {
                    const retryResult = def.keyType._zod.run({ value: Number(key), issues: [] }, ctx);
                    if (retryResult instanceof Promise) {
                        throw new Error("Async schemas not supported in object keys currently");
                    }
                    if (retryResult.issues.length === 0) {
                        keyResult = retryResult;
                    }
                }
                if (keyResult.issues.length) {
                    if (def.mode === "loose") {
                        // Pass through unchanged
                        payload.value[key] = input[key];
                    }
                    else if (values) {
                        unrecognized = unrecognized ?? [];
                        unrecognized.push(key);
                    }
                    else {
                        // Default "strict" behavior: error on invalid key
                        payload.issues.push({
                            code: "invalid_key",
                            origin: "record",
                            issues: keyResult.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())),
                            input: key,
                            path: [key],
                            inst,
                        });
                    }
                    continue;
                }
                // the guard above tests the raw input key, but the key schema can normalize an ordinary key into __proto__; re-check the key we actually write under
                const outKey = keyResult.value;
                if (outKey === "__proto__")
                    continue;
                const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
                if (result instanceof Promise) {
                    proms.push(result.then((result) => {
                        if (result.issues.length) {
                            payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                        }
                        payload.value[outKey] = result.value;
                    }));
                }
                else {
                    if (result.issues.length) {
                        payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                    }
                    payload.value[outKey] = result.value;
                }
            }
            if (unrecognized && unrecognized.length > 0) {
                payload.issues.push({
                    code: "unrecognized_keys",
                    input,
                    inst,
                    keys: unrecognized,
                    continue: true,
                });
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => payload);
        }
        return payload;
    };
});
const $ZodMap = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodMap", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!(input instanceof Map)) {
            payload.issues.push({
                expected: "map",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        const proms = [];
        payload.value = memo ? memo.alloc(inst, payload, new Map(), ctx) : new Map();
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const [key, value] of input) {
            if (abortEarly && payload.issues.length !== seen) {
                if (util.aborted(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
            const valueResult = def.valueType._zod.run({ value: value, issues: [] }, ctx);
            if (keyResult instanceof Promise || valueResult instanceof Promise) {
                proms.push(Promise.all([keyResult, valueResult]).then(([keyResult, valueResult]) => {
                    handleMapResult(keyResult, valueResult, payload, key, input, inst, ctx);
                }));
            }
            else {
                handleMapResult(keyResult, valueResult, payload, key, input, inst, ctx);
            }
        }
        if (proms.length)
            return Promise.all(proms).then(() => payload);
        return payload;
    };
    capSize(inst, mapSize);
})));
function handleMapResult(keyResult, valueResult, final, key, input, inst, ctx) {
    if (keyResult.issues.length) {
        if (util.propertyKeyTypes.has(typeof key)) {
            final.issues.push(...util.prefixIssues(key, keyResult.issues));
        }
        else {
            final.issues.push({
                code: "invalid_key",
                origin: "map",
                input,
                inst,
                issues: keyResult.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
            });
        }
    }
    if (valueResult.issues.length) {
        if (util.propertyKeyTypes.has(typeof key)) {
            final.issues.push(...util.prefixIssues(key, valueResult.issues));
        }
        else {
            final.issues.push({
                origin: "map",
                code: "invalid_element",
                input,
                inst,
                key: key,
                issues: valueResult.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
            });
        }
    }
    final.value.set(keyResult.value, valueResult.value);
}
const $ZodSet = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSet", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!(input instanceof Set)) {
            payload.issues.push({
                input,
                inst,
                expected: "set",
                code: "invalid_type",
            });
            return payload;
        }
        const proms = [];
        payload.value = memo ? memo.alloc(inst, payload, new Set(), ctx) : new Set();
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const item of input) {
            if (abortEarly && payload.issues.length !== seen) {
                if (util.aborted(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            const result = def.valueType._zod.run({ value: item, issues: [] }, ctx);
            if (result instanceof Promise) {
                proms.push(result.then((result) => handleSetResult(result, payload)));
            }
            else
                handleSetResult(result, payload);
        }
        if (proms.length)
            return Promise.all(proms).then(() => payload);
        return payload;
    };
    capSize(inst, setSize);
})));
function handleSetResult(result, final) {
    if (result.issues.length) {
        final.issues.push(...result.issues);
    }
    final.value.add(result.value);
}
const $ZodEnum = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodEnum", (inst, def) => {
    $ZodType.init(inst, def);
    const values = core_util/* getEnumValues */.w5(def.entries);
    const valuesSet = new Set(values);
    inst._zod.values = valuesSet;
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const patternValues = core_util/* getEnumValues */.w5(zod.def.entries).filter((k) => core_util/* propertyKeyTypes */.qQ.has(typeof k));
        // unmatchable fallback, RE2-safe: an empty alternation would compile to /^()$/, which matches ""
        return new RegExp(patternValues.length ? `^(${patternValues.map((o) => core_util/* escapeRegex */.sD(o.toString())).join("|")})$` : "^[^\\s\\S]$");
    });
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (valuesSet.has(input)) {
            return payload;
        }
        payload.issues.push({
            code: "invalid_value",
            values,
            input,
            inst,
        });
        return payload;
    };
});
const $ZodLiteral = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodLiteral", (inst, def) => {
    $ZodType.init(inst, def);
    const values = new Set(def.values);
    inst._zod.values = values;
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const vals = zod.def.values;
        // unmatchable fallback, RE2-safe: an empty alternation would compile to /^()$/, which matches ""
        return new RegExp(vals.length
            ? `^(${vals
                .map((o) => typeof o === "string" ? core_util/* escapeRegex */.sD(o) : o ? core_util/* escapeRegex */.sD(o.toString()) : String(o))
                .join("|")})$`
            : "^[^\\s\\S]$");
    });
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (values.has(input)) {
            return payload;
        }
        payload.issues.push({
            code: "invalid_value",
            values: def.values,
            input,
            inst,
        });
        return payload;
    };
});
const $ZodFile = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodFile", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        // @ts-ignore
        if (input instanceof File)
            return payload;
        payload.issues.push({
            expected: "file",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodTransform = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodTransform", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.optin = "optional";
    core_core/* globalConfig */.cr.memoizer?.guard(inst);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            throw new core_core/* $ZodEncodeError */.cV(inst.constructor.name);
        }
        const _out = def.transform(payload.value, payload);
        if (ctx.async) {
            const output = _out instanceof Promise ? _out : Promise.resolve(_out);
            return output.then((output) => {
                payload.value = output;
                return payload;
            });
        }
        if (_out instanceof Promise) {
            throw new core_core/* $ZodAsyncError */.GT();
        }
        payload.value = _out;
        return payload;
    };
});
function handleOptionalResult(payload, result) {
    // A substituting schema that still failed has no usable answer; yield undefined. Its issues are simply dropped: it ran on a payload of its own, so there is no shared array to truncate and nothing of the caller's to lose with it.
    payload.value = result.issues.length ? undefined : result.value;
    return payload;
}
const $ZodOptional = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodOptional", (inst, def) => {
    $ZodType.init(inst, def);
    // .optional() propagates absence rather than substituting for it, so a defaulted inner keeps its rung.
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
    inst._zod.optout = "optional";
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => {
        const values = zod.def.innerType._zod.values;
        return values ? new Set([...values, undefined]) : undefined;
    });
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${core_util/* cleanRegex */.p6(pattern.source)})?$`) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        if (payload.value === undefined) {
            // Only the top rung substitutes a value for absence; everything else leaves it intact, which is what .optional() means.
            if (def.innerType._zod.optin !== "defaulted")
                return payload;
            // Its own payload, for the same reason $ZodCatch gets one: a pipe forwards an unrecognized key through the caller's issues array, and this must not read that as the substituting schema failing and drop it.
            const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
            if (result instanceof Promise)
                return result.then((result) => handleOptionalResult(payload, result));
            return handleOptionalResult(payload, result);
        }
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodExactOptional = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodExactOptional", (inst, def) => {
    // Call parent init - inherits optin/optout = "optional"
    $ZodOptional.init(inst, def);
    // Override values/pattern to NOT add undefined
    util.defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    util.defineLazyInternal(inst, "pattern", (zod) => zod.def.innerType._zod.pattern);
    // Override parse to just delegate (no undefined handling)
    inst._zod.parse = (payload, ctx) => {
        return def.innerType._zod.run(payload, ctx);
    };
})));
const $ZodNullable = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNullable", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.innerType._zod.optin);
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.innerType._zod.optout);
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${core_util/* cleanRegex */.p6(pattern.source)}|null)$`) : undefined;
    });
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => {
        return zod.def.innerType._zod.values ? new Set([...zod.def.innerType._zod.values, null]) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        // Forward direction (decode): allow null to pass through
        if (payload.value === null)
            return payload;
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodDefault = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodDefault", (inst, def) => {
    $ZodType.init(inst, def);
    // inst._zod.qin = "true";
    inst._zod.optin = "defaulted";
    util.defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply defaults for undefined input
        if (payload.value === undefined) {
            payload.value = def.defaultValue;
            /**
             * $ZodDefault returns the default value immediately in forward direction.
             * It doesn't pass the default value into the validator ("prefault"). There's no reason to pass the default value through validation. The validity of the default is enforced by TypeScript statically. Otherwise, it's the responsibility of the user to ensure the default is valid. In the case of pipes with divergent in/out types, you can specify the default on the `in` schema of your ZodPipe to set a "prefault" for the pipe.   */
            return payload;
        }
        // Forward direction: continue with default handling
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleDefaultResult(result, def));
        }
        return handleDefaultResult(result, def);
    };
})));
function handleDefaultResult(payload, def) {
    if (payload.value === undefined) {
        payload.value = def.defaultValue;
    }
    return payload;
}
const $ZodPrefault = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPrefault", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.optin = "defaulted";
    util.defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply prefault for undefined input
        if (payload.value === undefined) {
            payload.value = def.defaultValue;
        }
        return def.innerType._zod.run(payload, ctx);
    };
})));
const $ZodNonOptional = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNonOptional", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "values", (zod) => {
        const v = zod.def.innerType._zod.values;
        return v ? new Set([...v].filter((x) => x !== undefined)) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleNonOptionalResult(result, inst));
        }
        return handleNonOptionalResult(result, inst);
    };
})));
function handleNonOptionalResult(payload, inst) {
    if (!payload.issues.length && payload.value === undefined) {
        payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: payload.value,
            inst,
        });
    }
    return payload;
}
const $ZodSuccess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSuccess", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            throw new core.$ZodEncodeError("ZodSuccess");
        }
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => {
                payload.value = result.issues.length === 0;
                return payload;
            });
        }
        payload.value = result.issues.length === 0;
        return payload;
    };
})));
function handleCatchResult(payload, result, def, ctx) {
    if (!result.issues.length) {
        payload.value = result.value;
        // The value carries up, so the flag describing it has to carry with it: a back-edge into a node still being parsed must not be frozen by an enclosing readonly, and its checks belong to the node itself. Guarded so the ordinary case adds no own property.
        if (result.memo)
            payload.memo = true;
        return payload;
    }
    // Spread the inner's own payload, not ours: `value` has to stay the input the catch was handed, and the inner ran on a payload of its own so its issues are already private to this call.
    payload.value = def.catchValue({
        ...result,
        value: payload.value,
        error: {
            issues: result.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())),
        },
        input: payload.value,
    });
    return payload;
}
const $ZodCatch = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodCatch", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.innerType._zod.optout);
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply catch logic
        const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleCatchResult(payload, result, def, ctx));
        }
        return handleCatchResult(payload, result, def, ctx);
    };
});
const $ZodNaN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNaN", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "number" || !Number.isNaN(payload.value)) {
            payload.issues.push({
                input: payload.value,
                inst,
                expected: "nan",
                code: "invalid_type",
            });
            return payload;
        }
        return payload;
    };
})));
const $ZodPipe = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodPipe", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => zod.def.in._zod.values);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.in._zod.optin);
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.out._zod.optout);
    core_util/* defineLazyInternal */.v5(inst, "propValues", (zod) => zod.def.in._zod.propValues);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            const right = def.out._zod.run(payload, ctx);
            if (right instanceof Promise) {
                return right.then((right) => handlePipeResult(right, def.in, ctx));
            }
            return handlePipeResult(right, def.in, ctx);
        }
        const left = def.in._zod.run(payload, ctx);
        if (left instanceof Promise) {
            return left.then((left) => handlePipeResult(left, def.out, ctx));
        }
        return handlePipeResult(left, def.out, ctx);
    };
});
function handlePipeResult(left, next, ctx) {
    // Any issue stops the pipe, so a failing refinement never feeds its transform. An unrecognized key is the exception: it describes the input's extra properties, not the value being piped, and an enclosing intersection may yet reconcile it.
    if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
        // prevent further checks
        left.aborted = true;
        return left;
    }
    return next._zod.run({ value: left.value, issues: left.issues }, ctx);
}
const $ZodCodec = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCodec", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
    util.defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
    util.defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
    util.defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
    inst._zod.parse = (payload, ctx) => {
        const direction = ctx.direction || "forward";
        if (direction === "forward") {
            const left = def.in._zod.run(payload, ctx);
            if (left instanceof Promise) {
                return left.then((left) => handleCodecAResult(left, def, ctx));
            }
            return handleCodecAResult(left, def, ctx);
        }
        else {
            const right = def.out._zod.run(payload, ctx);
            if (right instanceof Promise) {
                return right.then((right) => handleCodecAResult(right, def, ctx));
            }
            return handleCodecAResult(right, def, ctx);
        }
    };
})));
function handleCodecAResult(result, def, ctx) {
    if (result.issues.length) {
        // prevent further checks
        result.aborted = true;
        return result;
    }
    const direction = ctx.direction || "forward";
    if (direction === "forward") {
        const transformed = def.transform(result.value, result);
        if (transformed instanceof Promise) {
            return transformed.then((value) => handleCodecTxResult(result, value, def.out, ctx));
        }
        return handleCodecTxResult(result, transformed, def.out, ctx);
    }
    else {
        const transformed = def.reverseTransform(result.value, result);
        if (transformed instanceof Promise) {
            return transformed.then((value) => handleCodecTxResult(result, value, def.in, ctx));
        }
        return handleCodecTxResult(result, transformed, def.in, ctx);
    }
}
function handleCodecTxResult(left, value, nextSchema, ctx) {
    // Check if transform added any issues
    if (left.issues.length) {
        left.aborted = true;
        return left;
    }
    return nextSchema._zod.run({ value, issues: left.issues }, ctx);
}
const $ZodPreprocess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPreprocess", (inst, def) => {
    $ZodPipe.init(inst, def);
})));
const $ZodReadonly = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodReadonly", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "propValues", (zod) => zod.def.innerType._zod.propValues);
    util.defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    util.defineLazyInternal(inst, "optin", (zod) => zod.def.innerType?._zod?.optin);
    util.defineLazyInternal(inst, "optout", (zod) => zod.def.innerType?._zod?.optout);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then(handleReadonlyResult);
        }
        return handleReadonlyResult(result);
    };
})));
function handleReadonlyResult(payload) {
    // A repeat visit hands back a node that is still being built; freezing it here would make the rest of its keys fail to assign.
    if (!payload.memo)
        payload.value = Object.freeze(payload.value);
    return payload;
}
// a leaf's pattern source with its own checks folded in: the last pattern-carrying check wins, else length bounds narrow the catch-all, else an integer format narrows the number form. the fold lives here instead of on `_zod.pattern` so a bundle without template literals never pays for it
function leafPattern(schema) {
    const def = schema._zod.def;
    let pattern = def.pattern;
    let isInt = !!def.format?.includes("int");
    let minimum;
    let maximum;
    for (const ch of def.checks ?? []) {
        const d = ch._zod.def;
        if (d.pattern)
            pattern = d.pattern;
        isInt || (isInt = !!d.format?.includes("int"));
        const lo = d.minimum ?? d.length;
        const hi = d.maximum ?? d.length;
        if (lo !== undefined && (minimum === undefined || lo > minimum))
            minimum = lo;
        if (hi !== undefined && (maximum === undefined || hi < maximum))
            maximum = hi;
    }
    if (pattern)
        return pattern.source;
    // an empty range matches nothing at runtime, and `{8,5}` is not a legal quantifier
    if (minimum !== undefined && maximum !== undefined && minimum > maximum)
        return "(?!)";
    if (minimum !== undefined || maximum !== undefined)
        return regexes.string({ minimum, maximum }).source;
    const own = schema._zod.pattern;
    return (isInt && own === regexes.number ? regexes.integer : own)?.source;
}
// a part's pattern source. a wrapper's pattern embeds its inner pattern's source verbatim, so the folded form is substituted in place without knowing the wrapper's own composition; a union's options are joined the way the union builds its own pattern
function partPattern(schema) {
    const def = schema._zod.def;
    const own = schema._zod.pattern?.source;
    // lazy resolves its inner on the internals, not the def
    const inner = def.innerType ?? schema._zod.innerType;
    if (inner) {
        const before = inner._zod.pattern?.source;
        const after = partPattern(inner);
        if (own && before && after && after !== before) {
            return own.replace(util.cleanRegex(before), () => util.cleanRegex(after));
        }
        return own;
    }
    if (def.options) {
        const sources = def.options.map(partPattern);
        if (sources.every(Boolean))
            return `^(${sources.map((s) => util.cleanRegex(s)).join("|")})$`;
    }
    return leafPattern(schema);
}
const $ZodTemplateLiteral = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodTemplateLiteral", (inst, def) => {
    $ZodType.init(inst, def);
    const regexParts = [];
    for (const part of def.parts) {
        if (typeof part === "object" && part !== null) {
            // is Zod schema
            const source = partPattern(part);
            if (!source) {
                throw new Error(`Invalid template literal part, no pattern found: ${[...part._zod.traits].shift()}`);
            }
            regexParts.push(util.cleanRegex(source));
        }
        else if (part === null || util.primitiveTypes.has(typeof part)) {
            regexParts.push(util.escapeRegex(`${part}`));
        }
        else {
            throw new Error(`Invalid template literal part: ${part}`);
        }
    }
    inst._zod.pattern = new RegExp(`^${regexParts.join("")}$`);
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "string") {
            payload.issues.push({
                input: payload.value,
                inst,
                expected: "string",
                code: "invalid_type",
            });
            return payload;
        }
        inst._zod.pattern.lastIndex = 0;
        if (!inst._zod.pattern.test(payload.value)) {
            payload.issues.push({
                input: payload.value,
                inst,
                code: "invalid_format",
                format: def.format ?? "template_literal",
                pattern: inst._zod.pattern.source,
            });
            return payload;
        }
        return payload;
    };
})));
const $ZodFunction = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodFunction", (inst, def) => {
    $ZodType.init(inst, def);
    // Defined, not assigned: the classic prototype exposes `_def` as a getter with no setter.
    Object.defineProperty(inst, "_def", { value: def });
    inst._zod.def = def;
    inst.implement = (func) => {
        if (typeof func !== "function") {
            throw new Error("implement() must be called with a function");
        }
        // Defined inline so the closure stays anonymous: binding it to a `const` first names it, which costs 256 bytes per implemented function.
        return Object.defineProperty(function (...args) {
            const parsedArgs = inst._def.input ? parse(inst._def.input, args) : args;
            const result = Reflect.apply(func, this, parsedArgs);
            if (inst._def.output) {
                return parse(inst._def.output, result);
            }
            return result;
        }, "_zod", { value: inst._zod, enumerable: false });
    };
    inst.implementAsync = (func) => {
        if (typeof func !== "function") {
            throw new Error("implementAsync() must be called with a function");
        }
        return Object.defineProperty(async function (...args) {
            const parsedArgs = inst._def.input ? await parseAsync(inst._def.input, args) : args;
            const result = await Reflect.apply(func, this, parsedArgs);
            if (inst._def.output) {
                return await parseAsync(inst._def.output, result);
            }
            return result;
        }, "_zod", { value: inst._zod, enumerable: false });
    };
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "function") {
            payload.issues.push({
                code: "invalid_type",
                expected: "function",
                input: payload.value,
                inst,
            });
            return payload;
        }
        // Check if output is a promise type to determine if we should use async implementation
        const hasPromiseOutput = inst._def.output && inst._def.output._zod.def.type === "promise";
        if (hasPromiseOutput) {
            payload.value = inst.implementAsync(payload.value);
        }
        else {
            payload.value = inst.implement(payload.value);
        }
        return payload;
    };
    inst.input = (...args) => {
        const F = inst.constructor;
        if (Array.isArray(args[0])) {
            return new F({
                type: "function",
                input: new $ZodTuple({
                    type: "tuple",
                    items: args[0],
                    rest: args[1],
                }),
                output: inst._def.output,
            });
        }
        return new F({
            type: "function",
            input: args[0],
            output: inst._def.output,
        });
    };
    inst.output = (output) => {
        const F = inst.constructor;
        return new F({
            type: "function",
            input: inst._def.input,
            output,
        });
    };
    return inst;
})));
const $ZodPromise = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPromise", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        return Promise.resolve(payload.value).then((inner) => def.innerType._zod.run({ value: inner, issues: [] }, ctx));
    };
})));
const $ZodLazy = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodLazy", (inst, def) => {
    $ZodType.init(inst, def);
    // Cache the resolved inner type on the shared `def` so all clones of this lazy (e.g. via `.describe()`/`.meta()`) share the same inner instance, preserving identity for cycle detection on recursive schemas.
    util.defineLazy(inst._zod, "innerType", () => {
        const d = def;
        if (!d._cachedInner)
            d._cachedInner = def.getter();
        return d._cachedInner;
    });
    util.defineLazyInternal(inst, "pattern", (zod) => zod.innerType?._zod?.pattern);
    util.defineLazyInternal(inst, "propValues", (zod) => zod.innerType?._zod?.propValues);
    util.defineLazyInternal(inst, "optin", (zod) => zod.innerType?._zod?.optin ?? undefined);
    util.defineLazyInternal(inst, "optout", (zod) => zod.innerType?._zod?.optout ?? undefined);
    inst._zod.parse = (payload, ctx) => {
        const inner = inst._zod.innerType;
        return inner._zod.run(payload, ctx);
    };
})));
const $ZodCustom = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCustom", (inst, def) => {
    checks.$ZodCheck.init(inst, def);
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _) => {
        return payload;
    };
    inst._zod.check = (payload) => {
        const input = payload.value;
        const r = def.fn(input);
        if (r instanceof Promise) {
            return r.then((r) => handleRefineResult(r, payload, input, inst));
        }
        handleRefineResult(r, payload, input, inst);
        return;
    };
})));
function handleRefineResult(result, payload, input, inst) {
    if (!result) {
        const _iss = {
            code: "custom",
            input,
            inst, // incorporates params.error into issue reporting
            path: [...(inst._zod.def.path ?? [])], // incorporates params.error into issue reporting
            continue: !inst._zod.def.abort,
            // params: inst._zod.def.params,
        };
        if (inst._zod.def.params)
            _iss.params = inst._zod.def.params;
        payload.issues.push(util.issue(_iss));
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __nccwpck_require__(73305);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var core_parse = __nccwpck_require__(23945);
;// CONCATENATED MODULE: ./node_modules/zod/v4/mini/schemas.js




const ZodMiniType = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniType", (inst, def) => {
    if (!inst._zod)
        throw new Error("Uninitialized schema in ZodMiniType.");
    $ZodType.init(inst, def);
    inst.def = def;
    inst.type = def.type;
}, {
    // `with` is an alias for `check`: the same function object, not a wrapper.
    get with() {
        return this.check;
    },
    set with(value) {
        core_util/* own */.qh(this, "with", value);
    },
    parse(data, params) {
        return core_parse/* parse */.qg(this, data, params, { callee: this.parse });
    },
    parseAsync(data, params) {
        return core_parse/* parseAsync */.EJ(this, data, params, { callee: this.parseAsync });
    },
    safeParse(data, params) {
        return core_parse/* safeParse */.xL(this, data, params);
    },
    safeParseAsync(data, params) {
        return core_parse/* safeParseAsync */.bp(this, data, params);
    },
    check(...checks) {
        const def = this.def;
        return this.clone({
            ...def,
            checks: [
                ...(def.checks ?? []),
                ...checks.map((ch) => typeof ch === "function" ? { _zod: { check: ch, def: { check: "custom" }, onattach: [] } } : ch),
            ],
        }, { parent: true });
    },
    clone(_def, params) {
        return core_util/* clone */.o8(this, _def, params);
    },
    brand() {
        return this;
    },
    register(reg, meta) {
        reg.add(this, meta);
        return this;
    },
    apply(fn, ...args) {
        return args.length === 0 ? fn(this) : fn(this, ...args);
    },
});
const ZodMiniString = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniString", (inst, def) => {
    $ZodString.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function schemas_string(params) {
    return api/* _string */.Rl(ZodMiniString, params);
}
const ZodMiniStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniStringFormat", (inst, def) => {
    core.$ZodStringFormat.init(inst, def);
    ZodMiniString.init(inst, def);
})));
const ZodMiniEmail = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniEmail", (inst, def) => {
    core.$ZodEmail.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_email(params) {
    return core._email(ZodMiniEmail, params);
}
const ZodMiniGUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniGUID", (inst, def) => {
    core.$ZodGUID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_guid(params) {
    return core._guid(ZodMiniGUID, params);
}
const ZodMiniUUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniUUID", (inst, def) => {
    core.$ZodUUID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_uuid(params) {
    return core._uuid(ZodMiniUUID, params);
}
// @__NO_SIDE_EFFECTS__
function uuidv4(params) {
    return core._uuidv4(ZodMiniUUID, params);
}
// ZodMiniUUIDv6
// @__NO_SIDE_EFFECTS__
function uuidv6(params) {
    return core._uuidv6(ZodMiniUUID, params);
}
// ZodMiniUUIDv7
// @__NO_SIDE_EFFECTS__
function uuidv7(params) {
    return core._uuidv7(ZodMiniUUID, params);
}
const ZodMiniURL = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniURL", (inst, def) => {
    core.$ZodURL.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function url(params) {
    return core._url(ZodMiniURL, params);
}
// @__NO_SIDE_EFFECTS__
function httpUrl(params) {
    return core._url(ZodMiniURL, {
        protocol: regexes.httpProtocol,
        hostname: regexes.domain,
        ...util.normalizeParams(params),
    });
}
const ZodMiniEmoji = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniEmoji", (inst, def) => {
    core.$ZodEmoji.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_emoji(params) {
    return core._emoji(ZodMiniEmoji, params);
}
const ZodMiniNanoID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniNanoID", (inst, def) => {
    core.$ZodNanoID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_nanoid(params) {
    return core._nanoid(ZodMiniNanoID, params);
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link ZodMiniCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const ZodMiniCUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCUID", (inst, def) => {
    core.$ZodCUID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
/**
 * Validates a CUID v1 string.
 *
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link cuid2 | `z.cuid2()`} instead.
 * See https://github.com/paralleldrive/cuid.
 */
// @__NO_SIDE_EFFECTS__
function schemas_cuid(params) {
    return core._cuid(ZodMiniCUID, params);
}
const ZodMiniCUID2 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCUID2", (inst, def) => {
    core.$ZodCUID2.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_cuid2(params) {
    return core._cuid2(ZodMiniCUID2, params);
}
const ZodMiniULID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniULID", (inst, def) => {
    core.$ZodULID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_ulid(params) {
    return core._ulid(ZodMiniULID, params);
}
const ZodMiniXID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniXID", (inst, def) => {
    core.$ZodXID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_xid(params) {
    return core._xid(ZodMiniXID, params);
}
const ZodMiniKSUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniKSUID", (inst, def) => {
    core.$ZodKSUID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_ksuid(params) {
    return core._ksuid(ZodMiniKSUID, params);
}
const ZodMiniIPv4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniIPv4", (inst, def) => {
    core.$ZodIPv4.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_ipv4(params) {
    return core._ipv4(ZodMiniIPv4, params);
}
const ZodMiniIPv6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniIPv6", (inst, def) => {
    core.$ZodIPv6.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_ipv6(params) {
    return core._ipv6(ZodMiniIPv6, params);
}
const ZodMiniCIDRv4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCIDRv4", (inst, def) => {
    core.$ZodCIDRv4.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_cidrv4(params) {
    return core._cidrv4(ZodMiniCIDRv4, params);
}
const ZodMiniCIDRv6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCIDRv6", (inst, def) => {
    core.$ZodCIDRv6.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_cidrv6(params) {
    return core._cidrv6(ZodMiniCIDRv6, params);
}
const ZodMiniMAC = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniMAC", (inst, def) => {
    core.$ZodMAC.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_mac(params) {
    return core._mac(ZodMiniMAC, params);
}
const ZodMiniBase64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniBase64", (inst, def) => {
    core.$ZodBase64.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_base64(params) {
    return core._base64(ZodMiniBase64, params);
}
const ZodMiniBase64URL = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniBase64URL", (inst, def) => {
    core.$ZodBase64URL.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_base64url(params) {
    return core._base64url(ZodMiniBase64URL, params);
}
const ZodMiniE164 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniE164", (inst, def) => {
    core.$ZodE164.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_e164(params) {
    return core._e164(ZodMiniE164, params);
}
const ZodMiniCreditCard = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCreditCard", (inst, def) => {
    core.$ZodCreditCard.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_creditCard(params) {
    return core._creditCard(ZodMiniCreditCard, params);
}
const ZodMiniIBAN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniIBAN", (inst, def) => {
    core.$ZodIBAN.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_iban(params) {
    return core._iban(ZodMiniIBAN, params);
}
const ZodMiniJWT = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniJWT", (inst, def) => {
    core.$ZodJWT.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function jwt(params) {
    return core._jwt(ZodMiniJWT, params);
}
const ZodMiniCustomStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCustomStringFormat", (inst, def) => {
    core.$ZodCustomStringFormat.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function stringFormat(format, fnOrRegex, _params = {}) {
    return core._stringFormat(ZodMiniCustomStringFormat, format, fnOrRegex, _params);
}
// @__NO_SIDE_EFFECTS__
function schemas_hostname(_params) {
    return core._stringFormat(ZodMiniCustomStringFormat, "hostname", regexes.hostname, _params);
}
// @__NO_SIDE_EFFECTS__
function schemas_hex(_params) {
    return core._stringFormat(ZodMiniCustomStringFormat, "hex", regexes.hex, _params);
}
// @__NO_SIDE_EFFECTS__
function schemas_currencyCode(_params) {
    return core._stringFormat(ZodMiniCustomStringFormat, "currency_code", regexes.currencyCode, _params);
}
// @__NO_SIDE_EFFECTS__
function hash(alg, params) {
    const enc = params?.enc ?? "hex";
    const format = `${alg}_${enc}`;
    const regex = core.regexes[format];
    // check for unrecognized format
    if (!regex)
        throw new Error(`Unrecognized hash format: ${format}`);
    return core._stringFormat(ZodMiniCustomStringFormat, format, regex, params);
}
const ZodMiniNumber = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniNumber", (inst, def) => {
    $ZodNumber.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function schemas_number(params) {
    return api/* _number */.F7(ZodMiniNumber, params);
}
const ZodMiniNumberFormat = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniNumberFormat", (inst, def) => {
    $ZodNumberFormat.init(inst, def);
    ZodMiniNumber.init(inst, def);
});
function schemas_int(params) {
    return api/* _int */.LK(ZodMiniNumberFormat, params);
}
function float32(params) {
    return core._float32(ZodMiniNumberFormat, params);
}
function float64(params) {
    return core._float64(ZodMiniNumberFormat, params);
}
function int32(params) {
    return core._int32(ZodMiniNumberFormat, params);
}
function uint32(params) {
    return core._uint32(ZodMiniNumberFormat, params);
}
const ZodMiniBoolean = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniBoolean", (inst, def) => {
    $ZodBoolean.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function schemas_boolean(params) {
    return api/* _boolean */._L(ZodMiniBoolean, params);
}
const ZodMiniBigInt = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniBigInt", (inst, def) => {
    core.$ZodBigInt.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_bigint(params) {
    return core._bigint(ZodMiniBigInt, params);
}
const ZodMiniBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniBigIntFormat", (inst, def) => {
    core.$ZodBigIntFormat.init(inst, def);
    ZodMiniBigInt.init(inst, def);
})));
function int64(params) {
    return core._int64(ZodMiniBigIntFormat, params);
}
function uint64(params) {
    return core._uint64(ZodMiniBigIntFormat, params);
}
const ZodMiniSymbol = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniSymbol", (inst, def) => {
    core.$ZodSymbol.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function symbol(params) {
    return core._symbol(ZodMiniSymbol, params);
}
const ZodMiniUndefined = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniUndefined", (inst, def) => {
    core.$ZodUndefined.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_undefined(params) {
    return core._undefined(ZodMiniUndefined, params);
}

const ZodMiniNull = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniNull", (inst, def) => {
    $ZodNull.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function schemas_null(params) {
    return api/* _null */.jw(ZodMiniNull, params);
}

const ZodMiniAny = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniAny", (inst, def) => {
    core.$ZodAny.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function any() {
    return core._any(ZodMiniAny);
}
const ZodMiniUnknown = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniUnknown", (inst, def) => {
    $ZodUnknown.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function unknown() {
    return api/* _unknown */.em(ZodMiniUnknown);
}
const ZodMiniNever = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniNever", (inst, def) => {
    core.$ZodNever.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function never(params) {
    return core._never(ZodMiniNever, params);
}
const ZodMiniVoid = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniVoid", (inst, def) => {
    core.$ZodVoid.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function _void(params) {
    return core._void(ZodMiniVoid, params);
}

const ZodMiniDate = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniDate", (inst, def) => {
    core.$ZodDate.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_date(params) {
    return core._date(ZodMiniDate, params);
}
const ZodMiniArray = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniArray", (inst, def) => {
    $ZodArray.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function array(element, params) {
    return new ZodMiniArray({
        type: "array",
        element: element,
        ...core_util/* normalizeParams */.A2(params),
    });
}
// .keyof
// @__NO_SIDE_EFFECTS__
function keyof(schema) {
    const shape = schema._zod.def.shape;
    return _enum(Object.keys(shape));
}
const ZodMiniObject = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniObject", (inst, def) => {
    $ZodObject.init(inst, def);
    ZodMiniType.init(inst, def);
    core_util/* installLazyProp */.X(inst, "shape", (self) => self._zod.def.shape, false);
});
// @__NO_SIDE_EFFECTS__
function object(shape, params) {
    const def = {
        type: "object",
        shape: shape ?? {},
        ...core_util/* normalizeParams */.A2(params),
    };
    return new ZodMiniObject(def);
}
// strictObject
// @__NO_SIDE_EFFECTS__
function strictObject(shape, params) {
    return new ZodMiniObject({
        type: "object",
        shape,
        catchall: never(),
        ...util.normalizeParams(params),
    });
}
// looseObject
// @__NO_SIDE_EFFECTS__
function looseObject(shape, params) {
    return new ZodMiniObject({
        type: "object",
        shape,
        catchall: unknown(),
        ...core_util/* normalizeParams */.A2(params),
    });
}
// object methods
// @__NO_SIDE_EFFECTS__
function extend(schema, shape) {
    return util.extend(schema, shape);
}
// @__NO_SIDE_EFFECTS__
function safeExtend(schema, shape) {
    return util.safeExtend(schema, shape);
}
/**
 * @deprecated Use [`z.extend(A, B.shape)`](https://zod.dev/api?id=extend) instead.
 */
// @__NO_SIDE_EFFECTS__
function merge(a, b) {
    return util.merge(a, b);
}
// @__NO_SIDE_EFFECTS__
function pick(schema, mask) {
    return util.pick(schema, mask);
}
// .omit
// @__NO_SIDE_EFFECTS__
function omit(schema, mask) {
    return util.omit(schema, mask);
}
// @__NO_SIDE_EFFECTS__
function partial(schema, mask) {
    const def = schema._zod.def;
    if (def.type !== "tuple")
        return util.partial(ZodMiniOptional, schema, mask);
    // a refinement was authored against the full arity; partialing would run it on a shorter array
    if (def.checks?.length)
        throw new Error(".partial() cannot be used on tuple schemas containing refinements");
    return util.clone(schema, {
        ...def,
        items: def.items.map((item) => new ZodMiniOptional({ type: "optional", innerType: item })),
    });
}
// @__NO_SIDE_EFFECTS__
function exactPartial(schema, mask) {
    return util.partial(ZodMiniExactOptional, schema, mask, "exactPartial");
}
// @__NO_SIDE_EFFECTS__
function required(schema, mask) {
    return util.required(ZodMiniNonOptional, schema, mask);
}
// @__NO_SIDE_EFFECTS__
function catchall(inst, catchall) {
    // `mergeDefs` rather than a spread: spreading reads `shape`, and resolving it can mint a whole fresh subtree
    return inst.clone(util.mergeDefs(inst._zod.def, { catchall: catchall }));
}
const ZodMiniUnion = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniUnion", (inst, def) => {
    $ZodUnion.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function union(options, params) {
    return new ZodMiniUnion({
        type: "union",
        options: options,
        ...core_util/* normalizeParams */.A2(params),
    });
}
const ZodMiniXor = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniXor", (inst, def) => {
    ZodMiniUnion.init(inst, def);
    core.$ZodXor.init(inst, def);
})));
/** Creates an exclusive union (XOR) where exactly one option must match.
 * Unlike regular unions that succeed when any option matches, xor fails if
 * zero or more than one option matches the input. */
function xor(options, params) {
    return new ZodMiniXor({
        type: "union",
        options: options,
        inclusive: false,
        ...util.normalizeParams(params),
    });
}
const ZodMiniDiscriminatedUnion = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniDiscriminatedUnion", (inst, def) => {
    core.$ZodDiscriminatedUnion.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function discriminatedUnion(discriminator, options, params) {
    return new ZodMiniDiscriminatedUnion({
        type: "union",
        options: options,
        discriminator,
        ...util.normalizeParams(params),
    });
}
const ZodMiniIntersection = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniIntersection", (inst, def) => {
    core.$ZodIntersection.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function intersection(left, right) {
    return new ZodMiniIntersection({
        type: "intersection",
        left: left,
        right: right,
    });
}
const ZodMiniTuple = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniTuple", (inst, def) => {
    core.$ZodTuple.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function tuple(items, _paramsOrRest, _params) {
    const hasRest = _paramsOrRest instanceof core.$ZodType;
    const params = hasRest ? _params : _paramsOrRest;
    const rest = hasRest ? _paramsOrRest : null;
    return new ZodMiniTuple({
        type: "tuple",
        items: items,
        rest,
        ...util.normalizeParams(params),
    });
}
const ZodMiniRecord = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniRecord", (inst, def) => {
    $ZodRecord.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function record(keyType, valueType, params) {
    // v3-compat: z.record(valueType, params?) — defaults keyType to z.string()
    if (!valueType || !valueType._zod) {
        return new ZodMiniRecord({
            type: "record",
            keyType: schemas_string(),
            valueType: keyType,
            ...core_util/* normalizeParams */.A2(valueType),
        });
    }
    return new ZodMiniRecord({
        type: "record",
        keyType,
        valueType: valueType,
        ...core_util/* normalizeParams */.A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function partialRecord(keyType, valueType, params) {
    return new ZodMiniRecord({
        type: "record",
        keyType,
        valueType: valueType,
        ...util.normalizeParams(params),
        partial: true,
    });
}
function looseRecord(keyType, valueType, params) {
    return new ZodMiniRecord({
        type: "record",
        keyType,
        valueType: valueType,
        mode: "loose",
        ...util.normalizeParams(params),
    });
}
const ZodMiniMap = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniMap", (inst, def) => {
    core.$ZodMap.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function map(keyType, valueType, params) {
    return new ZodMiniMap({
        type: "map",
        keyType: keyType,
        valueType: valueType,
        ...util.normalizeParams(params),
    });
}
const ZodMiniSet = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniSet", (inst, def) => {
    core.$ZodSet.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function set(valueType, params) {
    return new ZodMiniSet({
        type: "set",
        valueType: valueType,
        ...util.normalizeParams(params),
    });
}
const ZodMiniEnum = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniEnum", (inst, def) => {
    $ZodEnum.init(inst, def);
    ZodMiniType.init(inst, def);
    // reuse the parsed value set so a numeric TS enum's reverse-mapping keys stay out
    inst.options = [...inst._zod.values];
});
// @__NO_SIDE_EFFECTS__
function _enum(values, params) {
    const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
    return new ZodMiniEnum({
        type: "enum",
        entries,
        ...core_util/* normalizeParams */.A2(params),
    });
}

// @__NO_SIDE_EFFECTS__
/** @deprecated This API has been merged into `z.enum()`. Use `z.enum()` instead.
 *
 * ```ts
 * enum Colors { red, green, blue }
 * z.enum(Colors);
 * ```
 */
function nativeEnum(entries, params) {
    return new ZodMiniEnum({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
const ZodMiniLiteral = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniLiteral", (inst, def) => {
    $ZodLiteral.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function literal(value, params) {
    return new ZodMiniLiteral({
        type: "literal",
        values: Array.isArray(value) ? value : [value],
        ...core_util/* normalizeParams */.A2(params),
    });
}
const ZodMiniFile = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniFile", (inst, def) => {
    core.$ZodFile.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function file(params) {
    return core._file(ZodMiniFile, params);
}
const ZodMiniTransform = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniTransform", (inst, def) => {
    $ZodTransform.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function transform(fn) {
    return new ZodMiniTransform({
        type: "transform",
        transform: fn,
    });
}
const ZodMiniOptional = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniOptional", (inst, def) => {
    $ZodOptional.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function optional(innerType) {
    return new ZodMiniOptional({
        type: "optional",
        innerType: innerType,
    });
}
const ZodMiniExactOptional = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniExactOptional", (inst, def) => {
    core.$ZodExactOptional.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function exactOptional(innerType) {
    return new ZodMiniExactOptional({
        type: "optional",
        innerType: innerType,
    });
}
const ZodMiniNullable = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniNullable", (inst, def) => {
    $ZodNullable.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function nullable(innerType) {
    return new ZodMiniNullable({
        type: "nullable",
        innerType: innerType,
    });
}
// nullish
// @__NO_SIDE_EFFECTS__
function nullish(innerType) {
    return optional(nullable(innerType));
}
const ZodMiniDefault = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniDefault", (inst, def) => {
    core.$ZodDefault.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function _default(innerType, defaultValue) {
    return new ZodMiniDefault({
        type: "default",
        innerType: innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : util.shallowClone(defaultValue);
        },
    });
}
const ZodMiniPrefault = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniPrefault", (inst, def) => {
    core.$ZodPrefault.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function prefault(innerType, defaultValue) {
    return new ZodMiniPrefault({
        type: "prefault",
        innerType: innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : util.shallowClone(defaultValue);
        },
    });
}
const ZodMiniNonOptional = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniNonOptional", (inst, def) => {
    core.$ZodNonOptional.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function nonoptional(innerType, params) {
    return new ZodMiniNonOptional({
        type: "nonoptional",
        innerType: innerType,
        ...util.normalizeParams(params),
    });
}
const ZodMiniSuccess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniSuccess", (inst, def) => {
    core.$ZodSuccess.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function success(innerType) {
    return new ZodMiniSuccess({
        type: "success",
        innerType: innerType,
    });
}
const ZodMiniCatch = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniCatch", (inst, def) => {
    $ZodCatch.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function _catch(innerType, catchValue) {
    return new ZodMiniCatch({
        type: "catch",
        innerType: innerType,
        catchValue: (typeof catchValue === "function" ? catchValue : core_util/* constantCatch */.SS(catchValue)),
    });
}

const ZodMiniNaN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniNaN", (inst, def) => {
    core.$ZodNaN.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function nan(params) {
    return core._nan(ZodMiniNaN, params);
}
const ZodMiniPipe = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniPipe", (inst, def) => {
    $ZodPipe.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function pipe(in_, out) {
    return new ZodMiniPipe({
        type: "pipe",
        in: in_,
        out: out,
    });
}
const ZodMiniCodec = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCodec", (inst, def) => {
    ZodMiniPipe.init(inst, def);
    core.$ZodCodec.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function codec(in_, out, params) {
    return new ZodMiniCodec({
        type: "pipe",
        in: in_,
        out: out,
        transform: params.decode,
        reverseTransform: params.encode,
    });
}
// @__NO_SIDE_EFFECTS__
function invertCodec(codec) {
    const def = codec._zod.def;
    return new ZodMiniCodec({
        type: "pipe",
        in: def.out,
        out: def.in,
        transform: def.reverseTransform,
        reverseTransform: def.transform,
    });
}
const ZodMiniReadonly = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniReadonly", (inst, def) => {
    core.$ZodReadonly.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function readonly(innerType) {
    return new ZodMiniReadonly({
        type: "readonly",
        innerType: innerType,
    });
}
const ZodMiniTemplateLiteral = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniTemplateLiteral", (inst, def) => {
    core.$ZodTemplateLiteral.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function templateLiteral(parts, params) {
    return new ZodMiniTemplateLiteral({
        type: "template_literal",
        parts,
        ...util.normalizeParams(params),
    });
}
const ZodMiniLazy = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniLazy", (inst, def) => {
    core.$ZodLazy.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// export function lazy<T extends object>(getter: () => T): T {
//   return util.createTransparentProxy<T>(getter);
// }
// @__NO_SIDE_EFFECTS__
function _lazy(getter) {
    return new ZodMiniLazy({
        type: "lazy",
        getter: getter,
    });
}

const ZodMiniPromise = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniPromise", (inst, def) => {
    core.$ZodPromise.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function promise(innerType) {
    return new ZodMiniPromise({
        type: "promise",
        innerType: innerType,
    });
}
const ZodMiniCustom = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCustom", (inst, def) => {
    core.$ZodCustom.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// custom checks
// @__NO_SIDE_EFFECTS__
function check(fn, params) {
    const ch = new core.$ZodCheck({
        check: "custom",
        ...util.normalizeParams(params),
    });
    ch._zod.check = fn;
    return ch;
}
// ZodCustom custom schema
// @__NO_SIDE_EFFECTS__
function custom(fn, _params) {
    return core._custom(ZodMiniCustom, fn ?? (() => true), _params);
}
// refine
// @__NO_SIDE_EFFECTS__
function refine(fn, _params = {}) {
    return core._refine(ZodMiniCustom, fn, _params);
}
// superRefine
// @__NO_SIDE_EFFECTS__
function superRefine(fn, params) {
    return core._superRefine(fn, params);
}
// Re-export describe and meta from core
const describe = api/* describe */.q0;
const meta = api/* meta */.mI;
// instanceof
class Class {
    constructor(..._args) { }
}
// @__NO_SIDE_EFFECTS__
function _instanceof(cls, params = {}) {
    const inst = custom((data) => data instanceof cls, params);
    inst._zod.bag.Class = cls;
    // Override check to emit invalid_type instead of custom
    inst._zod.check = (payload) => {
        if (!(payload.value instanceof cls)) {
            payload.issues.push({
                code: "invalid_type",
                expected: cls.name,
                input: payload.value,
                inst,
                path: [...(inst._zod.def.path ?? [])],
            });
        }
    };
    return inst;
}

// stringbool
const stringbool = (...args) => core._stringbool({
    Codec: ZodMiniCodec,
    Boolean: ZodMiniBoolean,
    String: ZodMiniString,
}, ...args);
// @__NO_SIDE_EFFECTS__
function json() {
    const jsonSchema = _lazy(() => {
        return union([schemas_string(), schemas_number(), schemas_boolean(), schemas_null(), array(jsonSchema), record(schemas_string(), jsonSchema)]);
    });
    return jsonSchema;
}
const ZodMiniFunction = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniFunction", (inst, def) => {
    core.$ZodFunction.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function _function(params) {
    return new ZodMiniFunction({
        type: "function",
        input: Array.isArray(params?.input) ? tuple(params?.input) : (params?.input ?? array(unknown())),
        output: params?.output ?? unknown(),
    });
}



/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		id: moduleId,
/******/ 		loaded: false,
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Flag the module as loaded
/******/ 	module.loaded = true;
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/node module decorator */
/******/ (() => {
/******/ 	__nccwpck_require__.nmd = (module) => {
/******/ 		module.paths = [];
/******/ 		if (!module.children) module.children = [];
/******/ 		return module;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(28316);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
