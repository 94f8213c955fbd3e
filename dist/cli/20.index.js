export const id = 20;
export const ids = [20];
export const modules = {

/***/ 4880:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ sha256Hex)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** SHA-256 as 64 lower-case hex digits, of bytes or of the UTF-8 bytes of a text. */
const sha256Hex = (data) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(data).digest('hex');


/***/ }),

/***/ 5491:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vj: () => (/* binding */ fromMillis),
/* harmony export */   kB: () => (/* binding */ time),
/* harmony export */   kE: () => (/* binding */ toMillis),
/* harmony export */   lO: () => (/* binding */ millisBetween),
/* harmony export */   tO: () => (/* binding */ toMicros),
/* harmony export */   yT: () => (/* binding */ toUtc)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3619);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3305);

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;
/** RFC 3339 in UTC with as many decimals as the source gave: 7 (100 ns) from runner files and logs, 0 from REST. */
const time = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._regex */ .Fk(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/));
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
/** Epoch microseconds, an integer: the seventh decimal (100 ns) is dropped. Undefined when it is no RFC 3339 time. */
const toMicros = (value) => {
    if (!PATTERN.test(value))
        return undefined;
    // Timelines read ten thousands of these, nearly all in UTC: counting the digits is several times faster than a Date.
    const isUtc = value.endsWith('Z');
    const zone = isUtc ? 'Z' : value.slice(-6);
    const whole = isUtc ? utcMillis(value) : Date.parse(`${value.slice(0, 19)}${zone}`);
    if (Number.isNaN(whole))
        return undefined;
    // Those of REST have no fraction.
    if (value.length === WHOLE_SECONDS)
        return whole * 1_000;
    const fraction = value.slice(20, -zone.length);
    return whole * 1_000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
};
const WHOLE_SECONDS = '2026-03-01T10:00:00Z'.length;
const utcMillis = (value) => {
    const number = (from, to) => {
        let sum = 0;
        for (let at = from; at < to; at += 1)
            sum = sum * 10 + value.charCodeAt(at) - 48;
        return sum;
    };
    const month = number(5, 7);
    const day = number(8, 10);
    const hour = number(11, 13);
    const minute = number(14, 16);
    const second = number(17, 19);
    // Date.UTC would carry a thirteenth month or a 61st second over; Date.parse refuses both.
    return month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59
        ? Number.NaN
        : Date.UTC(number(0, 4), month - 1, day, hour, minute, second);
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


/***/ }),

/***/ 3414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verifyBundleFile: () => (/* binding */ verifyBundleFile)
});

// EXTERNAL MODULE: ./lib/src/digest.js
var src_digest = __webpack_require__(4880);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(2350);
// EXTERNAL MODULE: ./lib/src/trust/verdict.js
var verdict = __webpack_require__(3706);
// EXTERNAL MODULE: ./lib/src/trust/bound-artifact.js
var bound_artifact = __webpack_require__(6986);
// EXTERNAL MODULE: ./lib/src/trust/claims.js
var trust_claims = __webpack_require__(9358);
// EXTERNAL MODULE: ./lib/src/trust/expectations.js + 1 modules
var expectations = __webpack_require__(1832);
// EXTERNAL MODULE: ./lib/src/trust/index-checks.js
var index_checks = __webpack_require__(2653);
// EXTERNAL MODULE: ./lib/src/trust/platform-job-checks.js
var platform_job_checks = __webpack_require__(3298);
// EXTERNAL MODULE: ./lib/src/trust/platform-run-checks.js + 2 modules
var platform_run_checks = __webpack_require__(8866);
// EXTERNAL MODULE: ./lib/src/trust/predicate.js
var predicate = __webpack_require__(9730);
// EXTERNAL MODULE: ./lib/src/trust/predicate-types.js
var predicate_types = __webpack_require__(7502);
// EXTERNAL MODULE: ./lib/src/trust/verify-bundle.js + 6 modules
var verify_bundle = __webpack_require__(1643);
;// CONCATENATED MODULE: ./lib/src/trust/verify-lone-bundle.js










/**
 * A bundle alone: who signed, and whether the statement's own words agree with the certificate. The claims of GitHub's
 * provenance are compared too, also where its type was not asked for: what contradicts its certificate is worth knowing.
 */
const verifyLoneBundle = async (text, subject, material, expected, platform) => {
    const types = expected.predicateType === undefined ? undefined : [expected.predicateType];
    const main = await (0,verify_bundle/* verifyBundle */.I)(text, material, types);
    const checks = [
        ...main.checks,
        ...(main.statement === undefined ? [] : checkPredicate(main, expected)),
        ...(expected.artifact === undefined ? [(0,bound_artifact/* notCompared */.vK)(main.statement)] : []),
        ...(main.ok ? await askPlatform(main, platform) : []),
        ...(main.payload === undefined ? [] : (0,expectations/* checkExpectations */.E)(expected, main)),
        ...(0,bound_artifact/* checkArtifact */.fr)(expected, main.statement),
    ];
    return { section: { subject, checks }, main };
};
const checkPredicate = (main, expected) => {
    const { statement } = main;
    const claims = statement === undefined ? undefined : (0,predicate/* readPredicateClaims */.ZH)(statement);
    // A type of ours is held to its schema, whoever asks for it; of another one the form is not known.
    const isOurs = statement !== undefined && predicate_types/* OUR_PREDICATE_TYPES */.hQ.includes(statement.predicateType);
    if (claims === undefined)
        return [
            expected.predicateType === undefined || isOurs
                ? (0,verdict/* fail */.fJ)('predicate', 'the predicate is not in the form of this version')
                : (0,verdict/* notApplicable */.hH)('predicate', 'what this type claims is not known here: no claim was compared'),
        ];
    const jobs = statement === undefined || !isOurs ? [] : (0,index_checks/* checkJobsForm */.J_)(statement);
    if (main.identity === undefined)
        return [(0,verdict/* notApplicable */.hH)('predicate', 'a key confirms no claim'), ...jobs];
    return [
        (0,verdict/* pass */.IX)('predicate', `names run ${claims.runId} of ${claims.repository}`),
        ...jobs,
        ...(0,trust_claims/* checkRunClaims */.j1)(claims, main.identity, expected.issuer),
    ];
};
const askPlatform = async (main, platform) => {
    const { statement } = main;
    const claims = statement === undefined ? undefined : (0,predicate/* readPredicateClaims */.ZH)(statement);
    if (statement === undefined || claims === undefined)
        return (0,platform_job_checks/* none */.dv)(['api-run'], 'the statement names no run');
    const run = await (0,platform_run_checks/* checkRunOnPlatform */.Ec)(platform, claims, undefined);
    if (statement.predicateType !== predicate_types/* JOB_PREDICATE_TYPE */.H_)
        return run;
    const job = await (0,platform_job_checks/* checkJobOnPlatform */.yi)(platform, {
        ...(0,platform_run_checks/* addressOf */.ci)(claims),
        jobId: (0,predicate/* readIndex */.vY)(statement)?.job?.id,
        digestHex: statement.subject[0]?.digest.sha256 ?? '',
        signedAt: main.signedAt,
        manifest: undefined,
        reported: undefined,
    });
    return [...run, ...job];
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-bundle-file.js




/**
 * A file that holds one bundle, or one on each line, as `gh attestation download` writes them. Of several each is verified
 * by itself, and all have to hold; one of another predicate type than was asked for is not judged, as long as there is one
 * of that type. A last line that was cut off is missing: the rest is verified.
 */
const verifyBundleFile = async (files, name, material, expected, platform) => {
    const file = await files.read(name, limits/* LIMITS */.b.bundleLines);
    if (file.state !== 'read')
        return refused(file.state === 'refused' ? file.reason : 'missing');
    const lines = linesOf(file.bytes);
    if (lines.length === 1) {
        if (file.bytes.byteLength > limits/* LIMITS */.b.bundle)
            return refused(`${file.bytes.byteLength} bytes, limit ${limits/* LIMITS */.b.bundle}`);
        const { section, main } = await verifyLoneBundle(decode(file.bytes), 'bundle', material, expected, platform);
        return { sections: [section], missing: [], main, bundles: [main] };
    }
    if (lines.length > limits/* LIMITS */.b.bundlesInFile)
        return refused(`${lines.length} bundles, limit ${limits/* LIMITS */.b.bundlesInFile}: divide the file`);
    return verifyLines(lines, line => verifyLoneBundle(decode(line.bytes), nameOf(line), material, expected, platform));
};
const verifyLines = async (lines, verify) => {
    const cutOff = lines.filter(isCutOff);
    const whole = new Map();
    for (const line of lines) {
        if (cutOff.includes(line))
            continue;
        const digest = (0,src_digest/* sha256Hex */.f)(line.bytes);
        const equal = whole.get(digest);
        if (equal === undefined)
            whole.set(digest, [line]);
        else
            equal.push(line);
    }
    const verified = [];
    for (const [line, ...equal] of whole.values()) {
        if (line === undefined)
            continue;
        // Equal lines are one bundle.
        const { section, main } = await verify(line);
        const subject = equal.length === 0 ? nameOf(line) : `${nameOf(line)} and ${equal.length} equal ones`;
        verified.push({ main, section: { ...section, subject } });
    }
    const missing = cutOff.map(line => `${nameOf(line)} (cut off)`);
    const judged = verified.some(({ section }) => !isOfOtherType(section))
        ? verified.map(one => (isOfOtherType(one.section) ? { ...one, section: notJudged(one.section) } : one))
        : verified;
    const counted = judged.filter(({ section }) => !isOfOtherType(section) && section.checks.length > 1);
    const bundles = counted.map(({ main }) => main);
    return {
        sections: judged.map(({ section }) => section),
        missing,
        main: bundles.find(({ ok }) => !ok) ?? bundles[0],
        bundles,
    };
};
/** Sections of a file that holds one bundle too many, or cannot be read. */
const refused = (reason) => ({
    sections: [{ subject: 'bundle', checks: [(0,verdict/* fail */.fJ)('bundle-size', reason)] }],
    missing: [],
    main: undefined,
    bundles: [],
});
const isOfOtherType = ({ checks }) => checks.some(({ id, result }) => id === 'predicate-type' && result === 'fail');
const notJudged = (section) => {
    const type = section.checks.find(({ id }) => id === 'predicate-type');
    return { ...section, checks: [(0,verdict/* notApplicable */.hH)('predicate-type', `not judged: ${type?.reason ?? 'of another type'}`)] };
};
const nameOf = ({ number }) => `bundle of line ${number}`;
const LINE_FEED = 0x0a;
const MAX_COUNTED = limits/* LIMITS */.b.bundlesInFile + 1;
/** Lines that hold anything; one bundle over several lines is one line here, since no line but the first begins an object. */
const linesOf = (bytes) => {
    const lines = [];
    let start = 0;
    for (let number = 1; start < bytes.byteLength && lines.length < MAX_COUNTED; number += 1) {
        const end = bytes.indexOf(LINE_FEED, start);
        const line = bytes.subarray(start, end < 0 ? bytes.byteLength : end);
        start = end < 0 ? bytes.byteLength : end + 1;
        if (line.some(byte => !isBlank(byte)))
            lines.push({ number, bytes: line, isLast: start >= bytes.byteLength, isWhole: end >= 0 });
    }
    const others = lines.slice(1);
    const areBundles = others.length > 0 && others.every(({ bytes: line }) => line[firstOf(line)] === OPEN);
    const [first] = lines;
    if (first === undefined || areBundles)
        return lines;
    return [{ ...first, bytes, isLast: true, isWhole: true }];
};
const OPEN = 0x7b;
const isBlank = (byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d;
const firstOf = (line) => line.findIndex(byte => !isBlank(byte));
/** The last line of a download that broke off: it has no line end, and is no JSON. */
const isCutOff = ({ bytes, isLast, isWhole }) => {
    if (!isLast || isWhole || bytes.byteLength > limits/* LIMITS */.b.bundle)
        return false;
    try {
        JSON.parse(decode(bytes));
        return false;
    }
    catch {
        return true;
    }
};
const decode = (bytes) => new TextDecoder().decode(bytes);


/***/ })

};
