export const id = 969;
export const ids = [969];
export const modules = {

/***/ 51969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createAttestation: () => (/* binding */ createAttestation)
/* harmony export */ });
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69810);
/* harmony import */ var _model_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82350);
/* harmony import */ var _model_version_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(78796);
/* harmony import */ var _plain_call_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59831);




/**
 * Stores a bundle in GitHub's attestation API, where `gh attestation verify` finds it by the digest of each subject:
 * POST /repos/{owner}/{repo}/attestations, 201; needs `attestations: write` (actions/attest README.md). One try: a second
 * one could store it twice.
 * @throws TraceError UPLOAD with the status, or DEADLINE, HTTP of the exchange.
 */
const createAttestation = async ({ apiUrl, repository, token }, bundleText, deadlineMs) => {
    const answer = await (0,_plain_call_js__WEBPACK_IMPORTED_MODULE_2__/* .plainCall */ .D)('the attestation', `${apiUrl.replace(/\/$/, '')}/repos/${repository}/attestations`, {
        method: 'POST',
        body: `{"bundle":${bundleText}}`,
        headers: {
            authorization: `Bearer ${token}`,
            accept: 'application/vnd.github+json',
            'content-type': 'application/json',
            'user-agent': `pipeline-trace/${_model_version_js__WEBPACK_IMPORTED_MODULE_3__/* .VERSION */ .x}`,
            'x-github-api-version': '2022-11-28',
        },
    }, { deadlineMs, maxBytes: _model_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.restBody });
    if (answer.status !== 201)
        throw new _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y('UPLOAD', `the attestation was not stored: GitHub answered ${answer.status}`, {
            hint: answer.status === 403 || answer.status === 404
                ? 'Add `attestations: write` to the permissions of this job; private repositories need GitHub Enterprise Cloud'
                : 'The signed manifest is in the artifact all the same',
        });
};


/***/ })

};
