export const id = 209;
export const ids = [209];
export const modules = {

/***/ 1209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openSecureTunnel: () => (/* binding */ openSecureTunnel)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7030);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1692);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7931);
/* harmony import */ var _proxy_failure_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5544);






/** The exchange's own deadline decides; this ends a tunnel that nobody waits for any more. */
const TUNNEL_MS = 15_000;
/**
 * A TLS connection to a host inside a tunnel of the proxy (RFC 9110, 9.3.6, CONNECT).
 * @throws TraceError PROXY that names the proxy, and its status where it refused; an error of Node for TLS that failed.
 */
const openSecureTunnel = async (proxy, host, port) => {
    const name = host.replace(/^\[|\]$/g, '');
    const target = `${(0,node_net__WEBPACK_IMPORTED_MODULE_2__.isIP)(name) === 6 ? `[${name}]` : name}:${port}`;
    return encrypt(await openTunnel(proxy, target), name);
};
const openTunnel = (proxy, target) => new Promise((resolve, reject) => {
    const send = proxy.isTls ? node_https__WEBPACK_IMPORTED_MODULE_1__.request : node_http__WEBPACK_IMPORTED_MODULE_0__.request;
    const request = send({
        method: 'CONNECT',
        host: proxy.host,
        port: proxy.port,
        path: target,
        headers: { host: target, ...(0,_proxy_js__WEBPACK_IMPORTED_MODULE_4__/* .authorizationOf */ .P_)(proxy) },
        agent: false,
        timeout: TUNNEL_MS,
    });
    // The exchange keeps the process alive as long as somebody waits for it.
    request.on('socket', socket => socket.unref());
    request.on('timeout', () => request.destroy(Object.assign(new Error('tunnel'), { code: 'ETIMEDOUT' })));
    request.on('error', error => reject((0,_proxy_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .proxyUnreachable */ .$)(proxy, error)));
    request.on('connect', ({ statusCode = 0 }, socket, head) => {
        if (statusCode >= 200 && statusCode < 300) {
            socket.setTimeout(0);
            if (head.byteLength > 0)
                socket.unshift(head);
            resolve(socket);
            return;
        }
        socket.destroy();
        reject((0,_proxy_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .proxyRefused */ .r)(proxy, statusCode));
    });
    request.end();
});
const encrypt = (socket, host) => new Promise((resolve, reject) => {
    // NODE_EXTRA_CA_CERTS counts here as for every connection: Node reads it into its default authorities at its start.
    const secure = (0,node_tls__WEBPACK_IMPORTED_MODULE_3__.connect)({ socket, ...((0,node_net__WEBPACK_IMPORTED_MODULE_2__.isIP)(host) === 0 ? { servername: host } : {}), host });
    secure.setTimeout(TUNNEL_MS, () => secure.destroy(Object.assign(new Error('handshake'), { code: 'ETIMEDOUT' })));
    secure.once('error', reject);
    secure.once('secureConnect', () => {
        secure.setTimeout(0);
        secure.off('error', reject);
        resolve(secure);
    });
});


/***/ })

};
