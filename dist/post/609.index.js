export const id = 609;
export const ids = [609];
export const modules = {

/***/ 93609:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   probeDependencies: () => (/* binding */ probeDependencies)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44708);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77030);



/** Over this an answer is called slow. */
const SLOW_MS = 1_000;
/**
 * Asks each dependency once, all at the same time and within `millis`: a HEAD request for a URL, a TCP connection for a
 * port. It tells how the dependency looked from this runner after the failure, which need not be how it looked during
 * the failure. Name lookups take at most half of libuv's threads (libuv src/threadpool.c, slow I/O), so that a dead
 * name server does not hold up the files of the recorder.
 */
const probeDependencies = (dependencies, millis, now) => Promise.all(dependencies.map(async (dependency) => {
    const began = now();
    const reason = await ask(dependency, millis);
    const elapsedMs = Math.max(0, Math.round(now() - began));
    return {
        host: dependency.host,
        port: dependency.port,
        ...(reason === undefined
            ? { state: elapsedMs > SLOW_MS ? 'slow' : 'reachable' }
            : { state: 'down', reason }),
        elapsedMs,
        source: 'runner',
    };
}));
/** Why it is down; undefined where it answered. */
const ask = (dependency, millis) => new Promise(resolve => {
    // A name that is being looked up, until the socket says that it is found.
    let isNamed = (0,node_net__WEBPACK_IMPORTED_MODULE_2__.isIP)(dependency.host) !== 0;
    const { start, stop } = dependency.kind === 'port' ? connection(dependency) : head(dependency);
    const timer = setTimeout(() => settle(isNamed ? 'no-answer' : 'name-lookup'), millis);
    const settle = (reason) => {
        clearTimeout(timer);
        resolve(reason);
        stop();
    };
    try {
        start({
            named: () => {
                isNamed = true;
            },
            answered: status => settle(status !== undefined && status >= 500 ? 'server-error' : undefined),
            failed: error => settle(reasonOf(error)),
        });
    }
    catch {
        settle('unknown');
    }
});
const watchName = (socket, named) => {
    // Emitted with an error, too, for a name that was not found.
    socket.once('lookup', error => {
        if (error === null || error === undefined)
            named();
    });
    socket.once('connect', named);
};
const connection = ({ host, port }) => {
    let socket;
    return {
        start: ({ named, answered, failed }) => {
            socket = (0,node_net__WEBPACK_IMPORTED_MODULE_2__.connect)({ host, port });
            watchName(socket, named);
            socket.once('connect', () => answered());
            socket.on('error', failed);
        },
        stop: () => socket?.destroy(),
    };
};
/** No credential, query or redirect: whether the service answers, and with what class of status. */
const head = (dependency) => {
    const { host, port, isTls, path } = dependency;
    const send = isTls ? node_https__WEBPACK_IMPORTED_MODULE_1__.request : node_http__WEBPACK_IMPORTED_MODULE_0__.request;
    let running;
    return {
        start: ({ named, answered, failed }) => {
            running = send({ host, port, path, method: 'HEAD', agent: false, headers: { 'user-agent': 'pipeline-trace' } });
            running.once('socket', socket => watchName(socket, named));
            running.once('response', response => {
                response.resume();
                answered(response.statusCode);
            });
            running.on('error', failed);
            running.end();
        },
        stop: () => running?.destroy(),
    };
};
const reasonOf = (error) => {
    const code = codeOf(error);
    if (/^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO)/.test(code))
        return 'tls';
    switch (code) {
        case 'ENOTFOUND':
        case 'EAI_AGAIN':
        case 'EAI_NODATA':
            return 'name-lookup';
        case 'ECONNREFUSED':
            return 'refused';
        case 'EHOSTUNREACH':
        case 'ENETUNREACH':
        case 'EADDRNOTAVAIL':
            return 'unreachable';
        case 'ECONNRESET':
        case 'EPIPE':
            return 'reset';
        case 'ETIMEDOUT':
            return 'no-answer';
        case 'EACCES':
        case 'EPERM':
            return 'not-permitted';
        default:
            return 'unknown';
    }
};
/** The code of an error; of several attempts at the addresses of one name (Happy Eyeballs), of the last. */
const codeOf = (error) => {
    if (error instanceof AggregateError && error.errors.length > 0)
        return codeOf(error.errors.at(-1));
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return typeof code === 'string' ? code : '';
};


/***/ })

};
