export const id = 776;
export const ids = [776];
export const modules = {

/***/ 8776:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createOnlineClient: () => (/* binding */ createOnlineClient)
});

// EXTERNAL MODULE: ./lib/src/model/error.js
var model_error = __webpack_require__(9810);
;// CONCATENATED MODULE: ./lib/src/io/circuit-breaker.js
const createCircuitBreaker = () => {
    const failures = new Map();
    const answered = new Set();
    return {
        failureOf: service => failures.get(service),
        hasAnswered: service => answered.has(service),
        fail: (service, cause) => {
            if (!failures.has(service))
                failures.set(service, cause);
        },
        // A request that is made in spite of an earlier failure, and succeeds, shows that the service is there again.
        answer: service => {
            answered.add(service);
            failures.delete(service);
        },
    };
};
const createLossAccount = ({ total, atLeast, atLeastOnceAnswered }) => {
    let lost = 0;
    let countedUntil = Number.NEGATIVE_INFINITY;
    return {
        shorten: (millis, hasAnswered) => Math.min(millis, Math.max(total - lost, hasAnswered ? atLeastOnceAnswered : atLeast)),
        lose: (from, to) => {
            lost += Math.max(0, to - Math.max(from, countedUntil));
            countedUntil = Math.max(countedUntil, to);
        },
    };
};

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: ./lib/src/io/proxy.js
var io_proxy = __webpack_require__(7931);
;// CONCATENATED MODULE: ./lib/src/io/connection.js



/**
 * A connection is kept for the next request, but not long: a server that ends it just then would break off a write,
 * which is never repeated.
 */
const KEEP = { keepAlive: true, timeout: 4_000 };
/** Connections are kept open between requests of one step, with and without a proxy. */
const createConnections = (settings) => {
    const direct = { http: new external_node_http_.Agent(KEEP), https: new external_node_https_.Agent(KEEP) };
    const tunnels = new Map();
    const tunnelOf = (proxy) => {
        const known = tunnels.get(proxy.name);
        if (known !== undefined)
            return known;
        const made = createTunnelAgent(proxy);
        tunnels.set(proxy.name, made);
        return made;
    };
    return address => {
        const proxy = (0,io_proxy/* findProxy */.EE)(settings, address);
        const isTls = address.protocol === 'https:';
        if (proxy === undefined)
            return {
                proxy,
                open: options => isTls
                    ? (0,external_node_https_.request)(address, { ...options, agent: direct.https })
                    : (0,external_node_http_.request)(address, { ...options, agent: direct.http }),
            };
        if (isTls)
            return { proxy, open: options => (0,external_node_https_.request)(address, { ...options, agent: tunnelOf(proxy) }) };
        return { proxy, open: options => throughProxy(proxy, address, options, direct) };
    };
};
/** An unencrypted request names its whole address to the proxy (RFC 9112, 3.2.2). */
const throughProxy = (proxy, address, { headers, ...options }, agents) => {
    const send = proxy.isTls ? external_node_https_.request : external_node_http_.request;
    return send({
        ...options,
        agent: proxy.isTls ? agents.https : agents.http,
        host: proxy.host,
        port: proxy.port,
        path: `${address.origin}${address.pathname}${address.search}`,
        headers: { ...headers, host: address.host, ...(0,io_proxy/* authorizationOf */.P_)(proxy) },
    });
};
/** An agent whose connections are TLS inside a tunnel of the proxy. Loaded only where there is one. */
const createTunnelAgent = (proxy) => {
    const createConnection = ({ host, port }, callback) => {
        __webpack_require__.e(/* import() */ 209).then(__webpack_require__.bind(__webpack_require__, 1209))
            .then(({ openSecureTunnel }) => openSecureTunnel(proxy, host ?? '', Number(port ?? 443)))
            .then(socket => callback(null, socket), (error) => callback(error));
        return undefined;
    };
    return Object.assign(new external_node_https_.Agent(KEEP), { createConnection });
};

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
            reject(new model_error/* TraceError */.y('DEADLINE', `${what} did not finish within ${millis} ms`));
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
            throw new model_error/* TraceError */.y('TOO_LARGE', `${what}: answer over ${maxBytes} bytes`);
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

// EXTERNAL MODULE: ./lib/src/io/failure-cause.js
var failure_cause = __webpack_require__(9651);
// EXTERNAL MODULE: ./lib/src/io/proxy-failure.js
var proxy_failure = __webpack_require__(5544);
;// CONCATENATED MODULE: ./lib/src/io/exchange.js





/**
 * One HTTP exchange, any status, no redirect followed. `node:http` and not `fetch`, whose first use in a process costs as
 * much as the start of Node: it loads undici and compiles a parser, which `node:http` brings built in. `what` names the
 * call in errors; the URL stays out of them, since a signed URL is a credential.
 * @throws TraceError DEADLINE, TOO_LARGE, PROXY, or HTTP with its cause when no whole answer came (refused, reset,
 * truncated).
 */
const exchange = async (what, address, call, { deadlineMs, maxBytes }, connection) => {
    const from = nameOf(address, connection);
    const sentAt = Date.now();
    try {
        const work = async (signal) => {
            const answer = await send(call, connection, signal);
            const body = await readBody(what, answer, maxBytes, signal);
            const status = answer.statusCode ?? 0;
            // Only a proxy asks for a proxy's credentials.
            if (status === 407 && connection.proxy !== undefined)
                throw (0,proxy_failure/* proxyRefused */.r)(connection.proxy, status);
            return { status, headers: headersOf(answer), body, from, sentAt, receivedAt: Date.now() };
        };
        // Not by the clock: an answer that lies there while this process loads or computes is no late one.
        return await withDeadline(what, deadlineMs, work, whileListening);
    }
    catch (cause) {
        throw toFailure(what, from, deadlineMs, cause, address, connection);
    }
};
const nameOf = ({ host }, { proxy }) => proxy === undefined ? host : `${host} through the proxy ${proxy.name}`;
const toFailure = (what, from, deadlineMs, cause, { protocol }, { proxy }) => {
    if (!(cause instanceof model_error/* TraceError */.y)) {
        // An unencrypted request goes to the proxy itself, so that is whom Node could not reach.
        if (proxy !== undefined && protocol === 'http:' && isUnconnected(cause))
            return prefixed(what, (0,proxy_failure/* proxyUnreachable */.$)(proxy, cause));
        return new model_error/* TraceError */.y('HTTP', `${what}: no whole answer from ${from}: ${(0,failure_cause/* describeCause */.V)(cause)}`, { cause });
    }
    switch (cause.code) {
        case 'DEADLINE':
            return new model_error/* TraceError */.y('DEADLINE', `${what}: no whole answer from ${from} within ${Math.round(deadlineMs)} ms`);
        case 'PROXY':
            return prefixed(what, cause);
        default:
            return cause;
    }
};
const prefixed = (what, error) => new model_error/* TraceError */.y(error.code, `${what}: ${error.message}`, {
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    cause: error.cause,
});
const isUnconnected = (cause) => cause instanceof Error && 'syscall' in cause && (cause.syscall === 'connect' || cause.syscall === 'getaddrinfo');
/** A kept connection that the server closed just as it was used again is no failure: nothing was answered. */
const send = async (call, connection, signal) => {
    const first = await attempt(call, connection, signal);
    const answer = first === 'stale' ? await attempt(call, connection, signal) : first;
    if (answer === 'stale')
        throw brokenOff();
    return answer;
};
const brokenOff = () => Object.assign(new Error('broken off'), { code: 'ECONNRESET' });
const attempt = ({ method, headers, body }, { open }, signal) => new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = open({ method, signal, headers: { ...ALWAYS, ...length, ...headers } });
    request
        .on('response', resolve)
        // Also after the answer began: without a listener an error ends the process.
        .on('error', (error) => {
        // Node's own rule for a repetition (nodejs.org/api/http.html, request.reusedSocket); a write may have been done.
        if (request.reusedSocket && error.code === 'ECONNRESET' && !WRITES.has(method))
            resolve('stale');
        else
            reject(error);
    })
        // A server that goes on in another protocol (101) brings neither response nor error.
        .on('close', () => reject(brokenOff()))
        .end(body);
});
const WRITES = new Set(['POST', 'PATCH']);
/** GitHub's API refuses a call without a user agent. */
const ALWAYS = { 'user-agent': 'pipeline-trace', 'accept-encoding': 'identity' };
const headersOf = ({ headers }) => Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]]));
const readBody = async (what, answer, maxBytes, signal) => {
    const pace = watchPace(answer);
    try {
        if (answer.headers['content-encoding'] !== 'gzip')
            return await readCapped(what, answer, maxBytes);
        const [{ createGunzip }, { pipeline }] = await Promise.all([Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 8522, 19)), Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 6466, 19))]);
        const unpacked = createGunzip();
        // What breaks the transfer destroys the reading side too, which tells of it.
        pipeline(answer, unpacked, { signal }).catch(() => undefined);
        return await readCapped(what, unpacked, maxBytes);
    }
    catch (error) {
        answer.destroy();
        throw pace.isSlow() ? new model_error/* TraceError */.y('DEADLINE', what) : error;
    }
    finally {
        pace.stop();
    }
};
/** Slower than this is no transfer: a download with a deadline of minutes would be held by a byte a second. */
const SLOWEST_BYTES = 1_024;
const SLOWEST_MS = 10_000;
const watchPace = (answer) => {
    let isSlow = false;
    let bytesThen = answer.socket?.bytesRead ?? 0;
    const timer = setInterval(() => {
        const bytes = answer.socket?.bytesRead ?? 0;
        if (bytes - bytesThen < SLOWEST_BYTES) {
            isSlow = true;
            answer.destroy();
        }
        bytesThen = bytes;
    }, SLOWEST_MS);
    return { isSlow: () => isSlow, stop: () => clearInterval(timer) };
};

// EXTERNAL MODULE: ./lib/src/io/parse-json.js
var parse_json = __webpack_require__(5227);
;// CONCATENATED MODULE: ./lib/src/io/redirects.js
/** Hops from the API to the bytes: one in practice (a signed address of the log or artifact store). */
const MAX_HOPS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const isRedirect = (status) => REDIRECTS.has(status);
/** Where a redirect leads; undefined for an address that is refused. An https address never leads to an unencrypted one. */
const nextAddress = (location, at, first) => {
    if (!URL.canParse(location, at.href))
        return undefined;
    const next = new URL(location, at);
    const isAllowed = next.protocol === 'https:' ||
        // An API without TLS (a test server, a GHES in a closed network) leads on to itself or on the same machine.
        (next.protocol === 'http:' && first.protocol === 'http:' && (next.origin === first.origin || isLoopback(next)));
    return isAllowed ? next : undefined;
};
const isLoopback = ({ hostname }) => hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]';
/** Once dropped they stay dropped, also where a later hop leads back. */
const withoutCredentials = (call) => ({
    ...call,
    headers: Object.fromEntries(Object.entries(call.headers).filter(([name]) => !CREDENTIALS.has(name))),
});
const CREDENTIALS = new Set(['authorization', 'cookie']);

;// CONCATENATED MODULE: ./lib/src/io/http-client.js






const createHttpClient = (proxies, limits) => {
    const connect = createConnections(proxies);
    const breaker = createCircuitBreaker();
    const losses = createLossAccount(limits);
    const hop = async (request, service, address, deadlineMs) => {
        const { what, call, maxBytes } = request;
        const shortened = losses.shorten(deadlineMs, breaker.hasAnswered(service));
        const began = performance.now();
        try {
            const outcome = await exchange(what, address, call, { deadlineMs: shortened, maxBytes }, connect(address));
            // A missing permission is told at once, and told by a service that is there.
            if (outcome.status !== 403 && failureOfAnswer(outcome) !== undefined)
                losses.lose(began, performance.now());
            request.onAnswer?.(outcome);
            return { service, outcome };
        }
        catch (error) {
            losses.lose(began, performance.now());
            return { service, outcome: toTraceError(what, error) };
        }
    };
    const attempt = async (request) => {
        const { what, url, service, followsRedirects } = request;
        const end = performance.now() + request.deadlineMs;
        const closed = request.isDelivery === true ? undefined : breaker.failureOf(service);
        if (closed !== undefined)
            return { service, outcome: unavailable(what, closed) };
        if (!URL.canParse(url))
            return { service, outcome: new model_error/* TraceError */.y('HTTP', `${what}: not an address`) };
        const first = new URL(url);
        let [at, call, of] = [first, request.call, service];
        for (let count = 0;; count += 1) {
            const made = await hop({ ...request, call }, of, at, Math.max(0, end - performance.now()));
            const location = locationOf(made.outcome);
            if (followsRedirects !== true || location === undefined)
                return made;
            if (count === MAX_HOPS)
                return failed(of, `${what}: more than ${MAX_HOPS} redirects`);
            const next = nextAddress(location, at, first);
            if (next === undefined)
                return failed(of, `${what}: redirected to an address that is refused`);
            if (call.method !== 'GET' && (next.origin !== at.origin || !keepsMethod(made.outcome)))
                return made;
            if (next.origin !== at.origin) {
                call = withoutCredentials(call);
                of = 'storage';
                const gone = breaker.failureOf(of);
                if (gone !== undefined)
                    return { service: of, outcome: unavailable(what, gone) };
            }
            at = next;
        }
    };
    const repeating = async (given) => {
        const isClosed = breaker.failureOf(given.service) !== undefined;
        const end = performance.now() + given.deadlineMs;
        const made = await attempt(given);
        const pause = given.repeatAfterMs;
        if (pause === undefined || isClosed || !mayPass(made.outcome))
            return made;
        const left = end - performance.now() - pause;
        if (left <= 0)
            return made;
        await new Promise(resolve => setTimeout(resolve, pause));
        return attempt({ ...given, deadlineMs: left });
    };
    const noted = (service, outcome, failure) => {
        if (outcome instanceof model_error/* TraceError */.y) {
            if (outcome.code !== 'UNAVAILABLE')
                breaker.fail(service, outcome.message);
            throw outcome;
        }
        const cause = failure(outcome);
        if (cause === undefined)
            breaker.answer(service);
        else
            breaker.fail(service, cause);
        return outcome;
    };
    return {
        request: async (given) => {
            const { service, outcome } = await repeating(given);
            return noted(service, outcome, failureOfAnswer);
        },
        requestJson: async (given) => {
            const { service, outcome } = await repeating(given);
            return noted(service, withJson(given.what, outcome), ({ answer }) => failureOfAnswer(answer));
        },
        attempt,
        breaker,
        losses,
    };
};
const withJson = (what, outcome) => {
    if (outcome instanceof model_error/* TraceError */.y)
        return outcome;
    if (outcome.status < 200 || outcome.status > 299)
        return { answer: outcome, value: undefined };
    try {
        return { answer: outcome, value: (0,parse_json/* parseJson */.q)(`${what} from ${outcome.from}`, outcome.body) };
    }
    catch (error) {
        return toTraceError(what, error);
    }
};
const keepsMethod = (outcome) => !(outcome instanceof model_error/* TraceError */.y) && (outcome.status === 307 || outcome.status === 308);
const failed = (service, message) => ({
    service,
    outcome: new model_error/* TraceError */.y('HTTP', message, {
        hint: 'Check the address of the API: another place answers there',
        // No answer of the service was of use.
        cause: new Error('redirect'),
    }),
});
const unavailable = (what, cause) => new model_error/* TraceError */.y('UNAVAILABLE', `${what}: not requested, service did not answer earlier: ${cause}`);
const toTraceError = (what, error) => error instanceof model_error/* TraceError */.y ? error : new model_error/* TraceError */.y('INTERNAL', `${what}: ${String(error)}`, { cause: error });
const locationOf = (outcome) => outcome instanceof model_error/* TraceError */.y || !isRedirect(outcome.status) ? undefined : outcome.headers['location'];
/** A whole answer that says that the service, and not only this one thing, is out of reach; undefined for any other. */
const failureOfAnswer = (answer) => answer.status >= 500 || FAILURES.has(answer.status) ? describeStatus(answer) : undefined;
const FAILURES = new Set([401, 403, 429]);
/** `HTTP 503 from HOST`; a page for people is named, since GitHub's services send one with 5xx alone. */
const describeStatus = ({ status, from, body }) => status < 500 && (0,parse_json/* isHtml */._)(body)
    ? `HTTP ${status} with an HTML page from ${from}, as a proxy, a firewall or a sign-in sends it`
    : `HTTP ${status} from ${from}`;
/** Refused, reset, truncated, 408, 429 or 5xx: the same request may succeed a moment later. Not where a remedy is known. */
const mayPass = (outcome) => outcome instanceof model_error/* TraceError */.y
    ? outcome.code === 'HTTP' && outcome.hint === undefined
    : outcome.status >= 500 || outcome.status === 429 || outcome.status === 408;

// EXTERNAL MODULE: ./lib/src/model/budgets.js
var budgets = __webpack_require__(4858);
// EXTERNAL MODULE: ./lib/src/model/version.js
var version = __webpack_require__(8796);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(2350);
// EXTERNAL MODULE: ./lib/src/model/time.js
var time = __webpack_require__(5491);
// EXTERNAL MODULE: ./lib/src/sources/gap-of.js
var gap_of = __webpack_require__(193);
;// CONCATENATED MODULE: ./lib/src/sources/rest/client.js








/** Share of the repository's remaining requests that reading leaves alone: all its workflows draw from one pool. */
const KEEP_SHARE = 0.3;
const RETRY_PAUSE_MS = 500;
/**
 * A REST client for one report: version pinned, one deadline per call, a byte cap per answer, a budget over all calls
 * and a bounded wait for rate limits. It never throws for what the world does, and an API that failed is not requested
 * again. Limits: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
const createRestClient = (options) => {
    const http = options.http ?? createHttpClient(io_proxy/* NO_PROXIES */.B_, budgets/* BUDGETS */.b.commandLosses);
    const rate = { allowed: options.budget, used: 0, firstRemaining: undefined, exhausted: false };
    let patienceLeft = options.patienceMs;
    let outage;
    const observe = ({ headers }) => {
        const remaining = readCount(headers['x-ratelimit-remaining']);
        if (remaining === undefined)
            return;
        if (rate.firstRemaining === undefined) {
            rate.firstRemaining = remaining;
            const spare = Math.floor(remaining * (1 - KEEP_SHARE));
            rate.allowed = Math.min(rate.allowed, rate.used + spare);
        }
        // Other workflows spend from the same pool while we read.
        rate.exhausted = remaining <= rate.firstRemaining * KEEP_SHARE;
    };
    const once = async (path, call, bounds) => {
        rate.used += 1;
        const what = `${call.method} ${path.split('?')[0] ?? ''}`;
        const url = `${options.apiUrl}${path}`;
        const { service, outcome } = await http.attempt({ service: 'api', what, url, call, onAnswer: observe, ...bounds });
        return { service, answer: outcome instanceof model_error/* TraceError */.y ? refusalOfError(outcome) : outcome };
    };
    const withRetry = async (isReading, attempt) => {
        const first = await attempt();
        const pause = pauseBeforeRetry(first, isReading);
        if (pause === undefined || pause > patienceLeft)
            return first;
        patienceLeft -= pause;
        const began = performance.now();
        await options.sleep(pause);
        http.losses.lose(began, performance.now());
        return attempt();
    };
    /** Reads the answer, and notes how API and storage fared. */
    const settle = ({ service, answer }, as) => {
        const read = as(readAnswer(answer));
        if (read.ok) {
            outage = undefined;
            http.breaker.answer('api');
            http.breaker.answer(service);
        }
        else if (service === 'storage') {
            if (read.isOutage === true || read.reason === 'permission-denied')
                http.breaker.fail(service, read.detail);
        }
        else if (read.isOutage === true) {
            outage ??= read;
            http.breaker.fail(service, read.detail);
        }
        return read;
    };
    const headers = {
        accept: 'application/vnd.github+json',
        // The version GitHub's published description matches; supported to at least 2028-03.
        'x-github-api-version': '2022-11-28',
        'user-agent': options.userAgent,
        ...(options.token === '' ? {} : { authorization: `Bearer ${options.token}` }),
    };
    const read = async (path, bounds) => {
        if (outage !== undefined && bounds.isDelivery !== true)
            return fromApi(earlier(outage));
        if (rate.exhausted || rate.used >= rate.allowed)
            return fromApi(OVER_BUDGET);
        const call = { method: 'GET', headers: { ...headers, 'accept-encoding': 'gzip' } };
        return withRetry(true, () => once(path, call, { ...bounds, followsRedirects: true }));
    };
    const write = async (method, path, body) => {
        if (options.token === '')
            return fromApi(NO_TOKEN);
        // A token that was refused, and a limit that was reached, stand in the way of a write too.
        if (outage !== undefined && (outage.status === 401 || outage.reason === 'budget'))
            return fromApi(earlier(outage));
        const json = { 'content-type': 'application/json; charset=utf-8' };
        const call = { method, headers: { ...headers, ...json }, body: JSON.stringify(body) };
        const bounds = { deadlineMs: options.callMs, maxBytes: limits/* LIMITS */.b.restBody, isDelivery: true, followsRedirects: true };
        return withRetry(false, () => once(path, call, bounds));
    };
    return {
        get: async (path, inSpite = false) => {
            const bounds = { deadlineMs: options.callMs, maxBytes: limits/* LIMITS */.b.restBody, isDelivery: inSpite };
            const { answer } = await read(path, bounds);
            // JSON is the API's own, wherever it led.
            return settle({ service: 'api', answer }, asJson(path));
        },
        getBytes: async (path, maxBytes) => {
            // The API only leads on to the storage.
            const gone = http.breaker.failureOf('storage');
            if (gone !== undefined)
                return earlier(refusal('service-error', undefined, gone));
            const tried = await read(path, { deadlineMs: options.downloadMs ?? options.callMs, maxBytes });
            // One file over the cap is no failure of a service.
            return settle(tried, answer => (answer.ok || answer.reason !== 'too-large' ? answer : onlyThis(answer)));
        },
        send: async (method, path, body) => settle(await write(method, path, body), asJson(path)),
        spent: () => ({ allowed: rate.allowed, used: rate.used }),
    };
};
const fromApi = (answer) => ({ service: 'api', answer });
const onlyThis = ({ isOutage: _, ...answer }) => answer;
const refusal = (reason, status, detail, more = {}) => ({ ok: false, reason, status, detail, permission: undefined, ...more });
const OVER_BUDGET = refusal('budget', undefined, 'not checked: budget');
const NO_TOKEN = refusal('permission-denied', undefined, 'there is no token', {
    hint: 'Leave input `token` at its default, or give it a token',
});
const earlier = ({ reason, detail }) => refusal(reason, undefined, `service did not answer earlier: ${detail}`, { isEarlier: true });
const asJson = (path) => (answer) => {
    if (!answer.ok)
        return answer;
    try {
        return { ...answer, value: (0,parse_json/* parseJson */.q)(path.split('?')[0] ?? '', answer.value) };
    }
    catch (error) {
        return refusalOfError(error);
    }
};
/**
 * Milliseconds to wait before the one repetition, undefined for none. 403 and 429 with `retry-after` are secondary
 * limits; with `x-ratelimit-remaining: 0` the hour's pool is empty and no wait of ours helps. A server that failed is
 * requested once more, but a write is not: it may have been done.
 */
const pauseBeforeRetry = ({ answer }, isReading) => {
    if ('ok' in answer)
        return isReading && answer.reason === 'service-error' && answer.hint === undefined && answer.isEarlier !== true
            ? RETRY_PAUSE_MS
            : undefined;
    if (answer.status === 403 || answer.status === 429) {
        if (answer.headers['x-ratelimit-remaining'] === '0')
            return undefined;
        const seconds = readCount(answer.headers['retry-after']);
        return seconds === undefined ? undefined : seconds * 1000;
    }
    return answer.status >= 500 && isReading ? RETRY_PAUSE_MS : undefined;
};
const readAnswer = (answer) => {
    if ('ok' in answer)
        return answer;
    if (answer.status >= 200 && answer.status < 300)
        return { ok: true, value: answer.body, headers: answer.headers };
    return meaningOf(answer);
};
const meaningOf = (answer) => {
    const { status, headers, body } = answer;
    const permission = headers['x-accepted-github-permissions']?.slice(0, 200);
    // GitHub's own pages for people come with 5xx; with another status they are somebody else's.
    if (status >= 500 || (0,parse_json/* isHtml */._)(body))
        return refusal('service-error', status, describeStatus(answer), { isOutage: true });
    if (status === 429 || (status === 403 && isLimited(headers)))
        return limitOf(status, headers);
    switch (status) {
        case 401:
            return refusal('permission-denied', status, 'HTTP 401: the token is not valid', { isOutage: true });
        case 403:
            return { ...refusal('permission-denied', status, 'HTTP 403', { permission }), ...ssoOf(headers) };
        case 404:
            return refusal('not-found', status, 'HTTP 404: not there, or not visible to the token', { permission });
        case 410:
            return refusal('not-found', status, 'HTTP 410: past its retention', { permission });
        default:
            return refusal('service-error', status, describeStatus(answer));
    }
};
const isLimited = (headers) => headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0';
/** An empty pool is filled again at `x-ratelimit-reset`, in epoch seconds; a secondary limit gives seconds to wait. */
const limitOf = (status, headers) => {
    const reset = headers['x-ratelimit-remaining'] === '0' ? readCount(headers['x-ratelimit-reset']) : undefined;
    const seconds = readCount(headers['retry-after']);
    const resetAt = reset === undefined ? undefined : (0,time/* fromMillis */.Vj)(reset * 1000);
    const until = resetAt === undefined ? '' : `, until ${resetAt}`;
    const wait = resetAt !== undefined || seconds === undefined ? '' : `, for ${seconds} s`;
    return refusal('budget', status, `rate limit: HTTP ${status}${until}${wait}`, {
        isOutage: true,
        ...(resetAt === undefined ? {} : { resetAt }),
    });
};
/** `required; url=https://github.com/orgs/ORG/sso?authorization_request=…` (docs.github.com, "Troubleshooting the REST API"). */
const ssoOf = (headers) => {
    const given = headers['x-github-sso'];
    if (given === undefined || !given.startsWith('required'))
        return undefined;
    const [, ssoUrl] = /url=(https:\/\/[\w.:-]{1,253}\/orgs\/[\w.-]{1,100}\/sso\?[\w=&%.~-]{1,1000})$/.exec(given) ?? [];
    const detail = "HTTP 403: the organization's single sign-on has not authorised the token";
    return ssoUrl === undefined ? { detail } : { detail, ssoUrl };
};
const refusalOfError = (error) => {
    if (!(error instanceof model_error/* TraceError */.y))
        return refusal('service-error', undefined, (0,model_error/* toOneLine */.G)(error), { isOutage: true });
    const { code, hint, message } = error;
    return refusal((0,gap_of/* reasonOf */.A)(error), undefined, message, {
        ...(hint === undefined ? {} : { hint }),
        ...(code === 'UNAVAILABLE' ? { isEarlier: true } : { isOutage: true }),
    });
};
/** Up to a time in epoch seconds. */
const readCount = (value) => value !== undefined && /^\d{1,10}$/.test(value) ? Number(value) : undefined;

;// CONCATENATED MODULE: ./lib/src/cli/online-client.js




/** What a client of the command line may take: one report of a large run, with an archive of all its logs. */
const createOnlineClient = ({ apiUrl, token, budget, proxies }, patienceMs = budgets/* BUDGETS */.b.rateLimit) => createRestClient({
    apiUrl,
    token,
    userAgent: `pipeline-trace/${version/* VERSION */.x}`,
    budget,
    callMs: budgets/* BUDGETS */.b.restCall,
    downloadMs: budgets/* BUDGETS */.b.logArchive,
    http: createHttpClient(proxies, budgets/* BUDGETS */.b.commandLosses),
    patienceMs,
    sleep: millis => new Promise(resolve => setTimeout(resolve, millis)),
});


/***/ }),

/***/ 9651:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ describeCause)
/* harmony export */ });
/**
 * Why an exchange failed, in a few words with the code of Node or OpenSSL; never empty, and never text that another
 * machine sent. Node gives an AggregateError without a message where every address of a name refused.
 */
const describeCause = (error) => {
    const code = codeOf(error);
    const words = code === undefined ? undefined : wordsOf(code);
    if (words !== undefined)
        return `${words} (${code})`;
    if (code !== undefined)
        return code;
    if (!(error instanceof Error))
        return 'an error without a name';
    // Node's own words for a body that ended early; other messages may quote addresses.
    return error.message === 'aborted' ? 'the connection broke off' : error.name;
};
const codeOf = (error) => {
    const code = fieldOf(error, 'code');
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code))
        return code;
    const errors = fieldOf(error, 'errors');
    return Array.isArray(errors) ? errors.map(codeOf).find(inner => inner !== undefined) : undefined;
};
const fieldOf = (value, name) => typeof value === 'object' && value !== null ? value[name] : undefined;
const wordsOf = (code) => {
    const known = WORDS[code];
    if (known !== undefined)
        return known;
    if (code.startsWith('HPE_'))
        return 'the answer is not HTTP';
    return isTlsCode(code) ? `the TLS connection failed; ${TLS_REMEDY}` : undefined;
};
/** What Node sets for a chain that it cannot check, and OpenSSL for a handshake that failed. */
const isTlsCode = (code) => /^(?:CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_CA)/.test(code);
const TLS_REMEDY = 'a certificate authority of your own belongs in NODE_EXTRA_CA_CERTS';
const WORDS = {
    ECONNREFUSED: 'connection refused',
    ECONNRESET: 'the connection broke off',
    ECONNABORTED: 'the connection broke off',
    EPIPE: 'the connection broke off',
    ETIMEDOUT: 'no connection',
    EHOSTUNREACH: 'the host cannot be reached',
    ENETUNREACH: 'the network cannot be reached',
    ENOTFOUND: 'the name of the host is unknown',
    EAI_AGAIN: 'the name of the host cannot be looked up',
    EPROTO: `the TLS connection failed; ${TLS_REMEDY}`,
    HPE_HEADER_OVERFLOW: 'the headers of the answer are too long',
    Z_DATA_ERROR: 'the answer is not compressed as it says',
    Z_BUF_ERROR: 'the answer is not compressed as it says',
    ERR_INVALID_URL: 'not an address',
    ERR_INVALID_PROTOCOL: 'neither http nor https',
    ERR_STREAM_PREMATURE_CLOSE: 'the connection broke off',
};


/***/ }),

/***/ 5227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ isHtml),
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9810);

/** JSON of an answer's body or of a file. @throws TraceError NOT_JSON, which tells a page for people from other text. */
const parseJson = (what, body) => {
    try {
        // `__proto__` is dropped: as an own key it would survive into objects that are spread later.
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body), (key, value) => key === '__proto__' ? undefined : value);
    }
    catch (cause) {
        const words = isHtml(body) ? 'the answer is an HTML page, not JSON' : 'the answer is not JSON';
        throw new _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y('NOT_JSON', `${what}: ${words}`, { cause });
    }
};
/** What proxies, firewalls and sign-in pages send; an API of GitHub never does. */
const isHtml = (body) => {
    const start = new TextDecoder('latin1').decode(body.subarray(0, 200)).trimStart().toLowerCase();
    return start.startsWith('<!doctype html') || start.startsWith('<html');
};


/***/ }),

/***/ 5544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ proxyUnreachable),
/* harmony export */   r: () => (/* binding */ proxyRefused)
/* harmony export */ });
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9810);
/* harmony import */ var _failure_cause_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9651);


const proxyRefused = (proxy, status) => new _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y('PROXY', `the proxy ${proxy.name} refused: HTTP ${status}`, {
    hint: status === 407
        ? 'It wants a user and password: http://USER:PASSWORD@HOST:PORT in the variable http_proxy or https_proxy'
        : 'Allow the address there, or name it in the variable no_proxy',
    cause: new Error(`HTTP ${status}`),
});
const proxyUnreachable = (proxy, error) => new _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y('PROXY', `the proxy ${proxy.name} cannot be reached: ${(0,_failure_cause_js__WEBPACK_IMPORTED_MODULE_1__/* .describeCause */ .V)(error)}`, {
    hint: 'See the variables http_proxy, https_proxy and no_proxy of this runner',
    cause: error,
});


/***/ }),

/***/ 193:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ reasonOf),
/* harmony export */   i: () => (/* binding */ gapOf)
/* harmony export */ });
/* harmony import */ var _io_proxy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7931);
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9810);


/** The gap that a failed reading leaves. `detail` is our own wording, never text that the other side sent. */
const gapOf = (field, source, error) => ({
    field,
    source,
    reason: reasonOf(error),
    ...(error instanceof _model_error_js__WEBPACK_IMPORTED_MODULE_1__/* .TraceError */ .y ? { detail: (0,_io_proxy_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutProxyName */ .S9)(error.message).slice(0, 300) } : {}),
});
const reasonOf = (error) => {
    if (!(error instanceof _model_error_js__WEBPACK_IMPORTED_MODULE_1__/* .TraceError */ .y))
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


/***/ })

};
