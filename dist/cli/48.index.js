export const id = 48;
export const ids = [48];
export const modules = {

/***/ 6048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   encodeDer: () => (/* binding */ encodeDer),
/* harmony export */   encodeDerAtOnce: () => (/* binding */ encodeDerAtOnce)
/* harmony export */ });
/* harmony import */ var _sigstore_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3917);

/**
 * DER of an object in one go (X.690 section 8.1: identifier, length, contents). @sigstore/core writes each part of a
 * certificate into a stream that grows by copying, and does so whenever two certificates are compared, which is the larger
 * part of verifying a chain (@sigstore/core dist/asn1/obj.js, @sigstore/verify dist/key/certificate.js).
 */
const encodeDer = (object) => {
    const sizes = [];
    const bytes = Buffer.alloc(measure(object, sizes));
    write(object, bytes, 0, sizes.values());
    return bytes;
};
/** Octets of an object; the sizes of all contents in the order in which they are written. */
const measure = ({ subs, value }, sizes) => {
    const place = sizes.push(0) - 1;
    let size = subs.length === 0 ? value.length : 0;
    for (const sub of subs)
        size += measure(sub, sizes);
    sizes[place] = size;
    return 1 + lengthOctets(size) + size;
};
const write = (object, bytes, at, sizes) => {
    const size = sizes.next().value ?? 0;
    bytes[at] = object.tag.toDER();
    let end = at + 1;
    const octets = lengthOctets(size);
    if (octets === 1)
        bytes[end] = size;
    else {
        bytes[end] = 0x80 | (octets - 1);
        bytes.writeUIntBE(size, end + 1, octets - 1);
    }
    end += octets;
    if (object.subs.length === 0)
        return end + object.value.copy(bytes, end);
    for (const sub of object.subs)
        end = write(sub, bytes, end, sizes);
    return end;
};
/** Makes the library encode that way too: the same bytes for the same object. */
const encodeDerAtOnce = () => {
    _sigstore_core__WEBPACK_IMPORTED_MODULE_0__.ASN1Obj.prototype.toDER = function toDer() {
        return encodeDer(this);
    };
};
/** Short form below 128, else the fewest octets that hold the length, and their number (X.690 section 8.1.3, 10.1). */
const lengthOctets = (size) => (size < 0x80 ? 1 : 1 + Math.ceil(Math.log2(size + 1) / 8));


/***/ })

};
