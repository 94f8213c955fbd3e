import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 449:
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

/***/ 744:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  w: () => (/* binding */ writeValues)
});

// UNUSED EXPORTS: writeSummary

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: ./lib/src/github/job-files.js

/**
 * Appends to the file that the runner names in GITHUB_STEP_SUMMARY. Over 1 MiB the runner drops the whole file, so the
 * caller cuts first. False when the runner gave no file or it cannot be written.
 */
const writeSummary = (path, markdown) => append(path, markdown);
/**
 * Sets values through one of the runner's command files (GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV), each in a heredoc
 * whose delimiter is no line of the value. A file that is absent or cannot be written is no fault of the job's.
 * Synchronous, and without `node:crypto`: pre and main wait for nothing else, and loading that module alone took them
 * longer than all the rest that they do.
 */
const writeValues = (path, values) => {
    append(path, Object.entries(values)
        .map(([name, value]) => (value === undefined ? '' : heredoc(name, value)))
        .join(''));
};
/** Whether it could be written. */
const append = (path, text) => {
    if (path === undefined || path === '')
        return false;
    try {
        (0,external_node_fs_namespaceObject.appendFileSync)(path, text);
        return true;
    }
    catch {
        return false;
    }
};
/**
 * A delimiter that was looked for needs no chance. The runner ends a value at the first line that is the delimiter, lines
 * ending at LF, on Windows at CR LF too (actions/runner src/Runner.Worker/FileCommandManager.cs, EnvFileKeyValuePairs).
 */
const heredoc = (name, value) => {
    const lines = new Set(value.split(/\r?\n/));
    let count = 0;
    while (lines.has(`end-${count}`))
        count += 1;
    return `${name}<<end-${count}\n${value}\nend-${count}\n`;
};


/***/ }),

/***/ 120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  q: () => (/* binding */ neverInTheWay)
});

// UNUSED EXPORTS: notice

;// CONCATENATED MODULE: ./lib/src/model/error.js
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

;// CONCATENATED MODULE: ./lib/src/recorder/guard.js

/** Percent, CR and LF as the runner's command parser wants them (actions/toolkit packages/core/src/command.ts). */
const notice = (message) => {
    const data = message.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
    process.stdout.write(`::notice title=pipeline-trace::${data}\n`);
};
/**
 * Runs one phase of the recorder. Whatever happens in it, also a rejection that nobody awaits (Node ends the process on
 * one since 15), the job sees one line at most and exit code 0.
 */
const neverInTheWay = async (phase) => {
    const giveUp = (error) => {
        notice(`the recorder stopped: ${toOneLine(error)}`);
        process.exit(0);
    };
    process.on('uncaughtException', giveUp);
    process.on('unhandledRejection', giveUp);
    await phase().catch(giveUp);
};


/***/ }),

/***/ 77:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   mP: () => (/* binding */ keptVariables)
/* harmony export */ });
/* unused harmony exports TOO_MANY, variableNames */
/**
 * What pre leaves for post about the variables of the job's environment: their names. The job's own `env:` is among them,
 * since the runner evaluates that before the first step, and what steps write to `$GITHUB_ENV` is not yet
 * (actions/runner src/Runner.Worker/JobExtension.cs, InitializeJob; FileCommandManager.cs, SetEnvFileCommand). Nothing of
 * a value is kept: the runner prints state into the log when it debugs (FileCommandManager.cs, SaveStateFileCommand).
 */
const keptVariables = (environment) => {
    const text = variableNames(environment).join(' ');
    return text.length > MAX_STATE ? TOO_MANY : text;
};
/** Left where there are too many to keep. */
const TOO_MANY = '-';
/** State becomes a variable of post, whose size Windows limits to 32,767 characters. */
const MAX_STATE = 30_000;
/** Names that a step may have set. What the runner gives each step itself, and the path, are not among them. */
const variableNames = (environment) => Object.keys(environment).filter(name => /^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(name) && !OF_RUNNER.test(name));
const OF_RUNNER = /^(?:GITHUB_|RUNNER_|ACTIONS_|INPUT_|STATE_|PATH$)/i;


/***/ }),

/***/ 580:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _env_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(449);
/* harmony import */ var _github_job_files_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(744);
/* harmony import */ var _guard_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(120);
/* harmony import */ var _kept_variables_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(77);
/* harmony import */ var _switch_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(681);
/* harmony import */ var _trace_of_job_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(577);






// Gives later steps the run's ids. No network, no toolkit, no zod: this stands in front of the job's own work.
await (0,_guard_js__WEBPACK_IMPORTED_MODULE_1__/* .neverInTheWay */ .q)(async () => {
    const environment = (0,_env_js__WEBPACK_IMPORTED_MODULE_3__/* .readEnvironment */ .Q)();
    if ((0,_switch_js__WEBPACK_IMPORTED_MODULE_4__/* .isOff */ .g)(environment))
        return;
    const trace = (0,_trace_of_job_js__WEBPACK_IMPORTED_MODULE_2__/* .traceOfJob */ .c)(environment);
    // A local action (`uses: ./`) has no pre (actions/runner src/Runner.Worker/ActionManager.cs, PreStepTracker).
    const variables = environment['STATE_preAt'] === undefined ? (0,_kept_variables_js__WEBPACK_IMPORTED_MODULE_5__/* .keptVariables */ .mP)(environment) : undefined;
    (0,_github_job_files_js__WEBPACK_IMPORTED_MODULE_0__/* .writeValues */ .w)(environment['GITHUB_STATE'], {
        mainAt: new Date().toISOString(),
        traceLink: trace?.foreign,
        variables,
    });
    (0,_github_job_files_js__WEBPACK_IMPORTED_MODULE_0__/* .writeValues */ .w)(environment['GITHUB_OUTPUT'], { 'correlation-id': trace?.correlationId });
    (0,_github_job_files_js__WEBPACK_IMPORTED_MODULE_0__/* .writeValues */ .w)(environment['GITHUB_ENV'], { TRACEPARENT: trace?.exported });
});

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 681:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ isOff)
/* harmony export */ });
/* harmony import */ var _env_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(449);

const OFF = ['false', 'off', '0', 'no'];
/**
 * Whether the recorder is switched off for this job. `if:` on a step does not stop its pre and post
 * (actions/runner src/Runner.Worker/ActionManager.cs, PreStepTracker), so an input and a variable do. An empty
 * PIPELINE_TRACE means on: `${{ vars.PIPELINE_TRACE }}` of an unset variable is empty.
 */
const isOff = (environment) => OFF.includes((0,_env_js__WEBPACK_IMPORTED_MODULE_0__/* .readInput */ .R)(environment, 'enabled').toLowerCase()) ||
    OFF.includes((environment['PIPELINE_TRACE'] ?? '').trim().toLowerCase());


/***/ }),

/***/ 577:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  c: () => (/* binding */ traceOfJob)
});

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./lib/src/digest.js

/** SHA-256 as 64 lower-case hex digits, of bytes or of the UTF-8 bytes of a text. */
const sha256Hex = (data) => (0,external_node_crypto_namespaceObject.createHash)('sha256').update(data).digest('hex');

// EXTERNAL MODULE: ./lib/src/env.js
var env = __nccwpck_require__(449);
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

;// CONCATENATED MODULE: ./lib/src/recorder/trace-of-job.js



/** Undefined outside a run. Ids never depend on what TRACEPARENT holds. */
const traceOfJob = (environment) => {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY_ID: repositoryId, GITHUB_RUN_ID: runId } = environment;
    const attempt = Number(environment['GITHUB_RUN_ATTEMPT']);
    if (server === undefined || !URL.canParse(server) || repositoryId === undefined)
        return undefined;
    if (runId === undefined || !Number.isInteger(attempt))
        return undefined;
    const jobId = (0,env/* readInput */.R)(environment, 'job-id');
    const trace = traceId(sha256Hex, runId, attempt);
    const run = runSpanId(sha256Hex, runId, attempt);
    const job = /^\d{1,20}$/.test(jobId) ? jobSpanId(sha256Hex, jobId) : undefined;
    const present = environment['TRACEPARENT'] ?? '';
    const parsed = parseTraceparent(present);
    return {
        correlationId: correlationId(server, repositoryId, runId),
        traceId: trace,
        runSpanId: run,
        jobSpanId: job,
        foreign: parsed !== undefined && parsed.traceId !== trace ? present : undefined,
        exported: parsed === undefined ? traceparent(trace, job ?? run) : undefined,
    };
};


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
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
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
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(580);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
