export const id = 837;
export const ids = [837];
export const modules = {

/***/ 1837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createOnlineClient: () => (/* binding */ createOnlineClient)
});

;// CONCATENATED MODULE: ./lib/src/model/budgets.js
/** Time budgets in milliseconds. Every call of ours to the outside runs under one of them. */
const BUDGETS = {
    /** Whole post step, default of input `time-budget`. After a cancel the runner leaves at least 45 s in all
     * (actions/runner src/Runner.Listener/JobDispatcher.cs: 60 s minimum minus 15 s). */
    postTotal: 20_000,
    /** The one REST call for the requested labels. */
    jobLookup: 3_000,
    /** The search for lockfiles in the workspace, and the digests of all deployment manifests. */
    workspace: 300,
    /** Digests of all files that input `subjects` names. */
    subjects: 8_000,
    /** Storing one attestation. */
    attestation: 5_000,
    /** All probes of dependencies together, after a failed job. */
    dependencies: 2_000,
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
    /** Download of one run log archive by the command line. */
    logArchive: 300_000,
    /** All waits for rate limits of one command together: a secondary limit asks for a minute or more. */
    rateLimit: 180_000,
};

// EXTERNAL MODULE: ./lib/src/model/version.js
var version = __webpack_require__(8796);
// EXTERNAL MODULE: ./lib/src/model/error.js
var error = __webpack_require__(9810);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(2350);
// EXTERNAL MODULE: ./lib/src/sources/gap-of.js
var gap_of = __webpack_require__(193);
// EXTERNAL MODULE: ./lib/src/sources/http.js + 3 modules
var http = __webpack_require__(4832);
;// CONCATENATED MODULE: ./lib/src/sources/rest/client.js




/** Share of the repository's remaining requests that reading leaves alone: all its workflows draw from one pool. */
const KEEP_SHARE = 0.3;
const RETRY_PAUSE_MS = 500;
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
    const once = async (url, request, bounds) => {
        ledger.used += 1;
        try {
            const what = `${request.method ?? 'GET'} ${new URL(url).pathname}`;
            const answer = await (0,http/* exchange */.c)(what, url, request, bounds);
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
    const read = async (path, maxBytes, deadlineMs) => {
        if (ledger.exhausted || ledger.used >= ledger.allowed)
            return OVER_BUDGET;
        const bounds = { deadlineMs, maxBytes, keepCredentials: true };
        return patiently(true, () => once(`${options.apiUrl}${path}`, { headers: headers() }, bounds));
    };
    /** Octokit makes the request, our transport carries it: the same deadline, cap and ledger hold for writes. */
    const write = (method, path, body) => patiently(false, async () => {
        let answer;
        try {
            const { getOctokit } = await __webpack_require__.e(/* import() */ 218).then(__webpack_require__.bind(__webpack_require__, 2218));
            const carry = async (url, request) => {
                answer = await once(url, request, { deadlineMs: options.callMs, maxBytes: limits/* LIMITS */.b.restBody });
                if ('ok' in answer)
                    throw new error/* TraceError */.y('HTTP', answer.detail);
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
            return readAnswer(first);
        patienceLeft -= pause;
        await options.sleep(pause);
        return readAnswer(await ask());
    };
    const asJson = (path, answer) => {
        if (!answer.ok)
            return answer;
        try {
            return { ...answer, value: (0,http/* parseBody */.O)(path.split('?')[0] ?? '', answer.value) };
        }
        catch (error) {
            return refusalOf(error);
        }
    };
    return {
        get: async (path) => asJson(path, await read(path, limits/* LIMITS */.b.restBody, options.callMs)),
        getBytes: (path, maxBytes) => read(path, maxBytes, options.downloadMs ?? options.callMs),
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
        return reading && answer.reason === 'service-error' ? RETRY_PAUSE_MS : undefined;
    if (answer.status === 403 || answer.status === 429) {
        if (answer.headers.get('x-ratelimit-remaining') === '0')
            return undefined;
        const seconds = readCount(answer.headers.get('retry-after'));
        return seconds === undefined ? undefined : seconds * 1000;
    }
    return answer.status >= 500 && reading ? RETRY_PAUSE_MS : undefined;
};
const readAnswer = (answer) => {
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
    const { reason, detail = '' } = (0,gap_of/* gapOf */.i)('', 'api', error);
    return { ok: false, reason, status: undefined, detail, permission: undefined };
};
const readCount = (value) => value !== null && /^\d{1,9}$/.test(value) ? Number(value) : undefined;

;// CONCATENATED MODULE: ./lib/src/cli/online-client.js



/** What a client of the command line may take: one report of a large run, with an archive of all its logs. */
const createOnlineClient = ({ apiUrl, token, budget, }) => createRestClient({
    apiUrl,
    token,
    userAgent: `pipeline-trace/${version/* VERSION */.x}`,
    budget,
    callMs: BUDGETS.restCall,
    downloadMs: BUDGETS.logArchive,
    patienceMs: BUDGETS.rateLimit,
    sleep: millis => new Promise(resolve => setTimeout(resolve, millis)),
});


/***/ }),

/***/ 193:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ gapOf)
/* harmony export */ });
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9810);

/** The gap that a failed reading leaves. `detail` is our own wording, never text that the other side sent. */
const gapOf = (field, source, error) => ({
    field,
    source,
    reason: reasonOf(error),
    ...(error instanceof _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y ? { detail: error.message.slice(0, 300) } : {}),
});
const reasonOf = (error) => {
    if (!(error instanceof _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y))
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


/***/ }),

/***/ 4832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ exchange),
  O: () => (/* binding */ parseBody)
});

// EXTERNAL MODULE: ./lib/src/model/error.js
var error = __webpack_require__(9810);
;// CONCATENATED MODULE: ./lib/src/deadline.js

/**
 * Runs `work` for at most `millis`. The signal is aborted at the deadline for work that can listen to it; work that
 * cannot (the toolkit clients retry for 30 s by themselves) is left behind and its later rejection is swallowed.
 * @throws TraceError DEADLINE, or what `work` throws before it.
 */
const withDeadline = async (what, millis, work, alarm = byTheClock) => {
    const controller = new AbortController();
    let stop = () => undefined;
    const deadline = new Promise((_, reject) => {
        stop = alarm(Math.max(0, millis), () => {
            reject(new error/* TraceError */.y('DEADLINE', `${what} did not finish within ${millis} ms`));
            controller.abort();
        });
    });
    const running = work(controller.signal);
    running.catch(() => undefined);
    try {
        return await Promise.race([running, deadline]);
    }
    finally {
        stop();
    }
};
const byTheClock = (millis, ring) => {
    const timer = setTimeout(ring, millis);
    return () => clearTimeout(timer);
};
const TICK = 20;
/**
 * Counts the time in which this process could listen. For work with files beside work that keeps the process busy, such as
 * loading a parser: what is read meanwhile waits to be looked at, and a clock would ring before anybody did. An interval
 * that is late rings once, however late it is.
 */
const whileListening = (millis, ring) => {
    let left = Math.ceil(millis / TICK);
    const timer = setInterval(() => {
        left -= 1;
        if (left <= 0)
            ring();
    }, TICK);
    return () => clearInterval(timer);
};

;// CONCATENATED MODULE: ./lib/src/read-capped.js

/** @throws TraceError TOO_LARGE before the cap is passed, so that memory stays bounded whatever content-length says. */
const readCapped = async (what, body, maxBytes) => {
    const chunks = [];
    let size = 0;
    for await (const chunk of body) {
        size += chunk.byteLength;
        if (size > maxBytes)
            throw new error/* TraceError */.y('TOO_LARGE', `${what}: answer over ${maxBytes} bytes`);
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

;// CONCATENATED MODULE: ./lib/src/sources/redirects.js

/** Hops from the API to the bytes: one in practice (a signed address of the log or artifact store). */
const MAX_HOPS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/**
 * A reading with its redirects followed by hand: the token goes to the origin that was asked and to no other, and an
 * https address never leads to an unencrypted one. `init` holds no body.
 * @throws TraceError HTTP for an address that is refused, or too many of them.
 */
const fetchFollowing = async (what, url, init) => {
    const first = new URL(url);
    let at = first;
    let headers = new Headers(init.headers);
    for (let hop = 0;; hop += 1) {
        const response = await fetch(at.href, { ...init, headers, redirect: 'manual' });
        const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
        if (location === null)
            return response;
        await response.body?.cancel();
        if (hop === MAX_HOPS)
            throw new error/* TraceError */.y('HTTP', `${what}: more than ${MAX_HOPS} redirects`);
        const next = nextAddress(what, location, at, first);
        if (next.origin !== at.origin)
            headers = withoutCredentials(headers);
        at = next;
    }
};
const nextAddress = (what, location, at, first) => {
    const next = URL.canParse(location, at.href) ? new URL(location, at) : undefined;
    const isAllowed = next !== undefined &&
        (next.protocol === 'https:' ||
            // An API without TLS (a test server, a GHES in a closed network) leads on to itself or on the same machine.
            (next.protocol === 'http:' && first.protocol === 'http:' && (next.origin === first.origin || isLoopback(next))));
    if (next === undefined || !isAllowed)
        throw new error/* TraceError */.y('HTTP', `${what}: redirected to an address that is refused`);
    return next;
};
const isLoopback = ({ hostname }) => hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]';
/** Once dropped it stays dropped, also where a later hop leads back. */
const withoutCredentials = (headers) => {
    const rest = new Headers(headers);
    rest.delete('authorization');
    rest.delete('cookie');
    return rest;
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
            const request = { ...init, signal };
            const response = await (bounds.keepCredentials === true
                ? fetchFollowing(what, url, request)
                : fetch(url, request));
            return { status: response.status, headers: response.headers, body: await bodyOf(what, response, bounds) };
        });
    }
    catch (cause) {
        if (cause instanceof error/* TraceError */.y)
            throw cause;
        throw new error/* TraceError */.y('HTTP', `${what}: no whole answer came`, { cause });
    }
};
const bodyOf = async (what, { body }, { maxBytes }) => body === null ? new Uint8Array() : readCapped(what, body, maxBytes);
/** JSON of an answer's body. @throws TraceError NOT_JSON. */
const parseBody = (what, body) => {
    try {
        // `__proto__` is dropped: as an own key it would survive into objects that are spread later.
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body), (key, value) => key === '__proto__' ? undefined : value);
    }
    catch (cause) {
        throw new error/* TraceError */.y('NOT_JSON', `${what}: the answer is not JSON`, { cause });
    }
};


/***/ })

};
