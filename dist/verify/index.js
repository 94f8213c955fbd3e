import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

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
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
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
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Sh: () => (/* reexport */ CHECK_IDS),
  _o: () => (/* reexport */ filesInMemory),
  Pn: () => (/* reexport */ readTrustedRoots),
  ft: () => (/* reexport */ verifyTarget)
});

;// CONCATENATED MODULE: ./lib/src/trust/check-ids.js
/**
 * Every check the verifier can make, in the order in which it makes them. The ids are stable: scripts and reports keep
 * them. docs/verify.md says what each asks.
 */
const CHECK_IDS = [
    // The bundle by itself.
    'signed',
    'bundle-size',
    'bundle-form',
    'signature-count',
    'trust-root',
    'timestamp',
    'certificate',
    'transparency-log',
    'signature',
    'certificate-extensions',
    'payload-type',
    'statement',
    'predicate-type',
    // What it is about.
    'statement-kind',
    'subject-type',
    'manifest',
    'predicate',
    'predicate-jobs',
    // Claims of the payload against the certificate.
    'claim-issuer',
    'claim-run',
    'claim-repository',
    'claim-repository-id',
    'claim-owner',
    'claim-owner-id',
    'claim-commit',
    'claim-ref',
    'claim-workflow',
    'claim-workflow-commit',
    'claim-workflow-name',
    'claim-event',
    'claim-visibility',
    'claim-job-workflow',
    'claim-job-workflow-commit',
    'claim-runner-environment',
    'claim-environment',
    'claim-subject',
    // Bytes on disk.
    'subject',
    'subjects',
    'file-digest',
    'payload-digest',
    'reported-signer',
    'record',
    'same-run',
    // GitHub's account.
    'api-run',
    'api-run-fields',
    'api-all-jobs',
    'api-job',
    'api-conclusion',
    'api-times',
    'signing-time',
    'log-anchor',
    // The run manifest as an account of the whole run.
    'unique-jobs',
    'completeness',
    'job-signatures',
    'stray-files',
    'not-covered',
    // Who was expected.
    'expected-issuer',
    'expected-repository',
    'expected-run',
    'expected-attempt',
    'expected-signer',
];

;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/util.js

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
function util_isObject(data) {
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
    if (util_isObject(o) === false)
        return false;
    // modified constructor
    const ctor = o.constructor;
    if (ctor === undefined)
        return true;
    if (typeof ctor !== "function")
        return true;
    // modified prototype
    const prot = ctor.prototype;
    if (util_isObject(prot) === false)
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

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/core.js
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
                members(target, protoMembers);
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
const core_globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
    if (newConfig)
        Object.assign(core_globalConfig, newConfig);
    return core_globalConfig;
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/checks.js
// import { $ZodType } from "./schemas.js";



const $ZodCheck = /*@__PURE__*/ $constructor("$ZodCheck", (inst, def) => {
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
    return !nullish(val) && val.length !== undefined;
};
const numericOriginMap = {
    number: "number",
    bigint: "bigint",
    object: "date",
};
const $ZodCheckLessThan = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckLessThan", (inst, def) => {
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
})));
const $ZodCheckGreaterThan = /*@__PURE__*/ $constructor("$ZodCheckGreaterThan", (inst, def) => {
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
const $ZodCheckNumberFormat = /*@__PURE__*/ $constructor("$ZodCheckNumberFormat", (inst, def) => {
    $ZodCheck.init(inst, def); // no format checks
    def.format = def.format || "float64";
    const isInt = def.format?.includes("int");
    const origin = isInt ? "int" : "number";
    const [minimum, maximum] = NUMBER_FORMAT_RANGES[def.format];
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
const $ZodCheckMaxLength = /*@__PURE__*/ $constructor("$ZodCheckMaxLength", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // Strings are measured in Unicode code points, not UTF-16 units. A code point is at most two units, so a string that already fits in units fits in code points; only an overflow has to be counted.
        const length = typeof input === "string" && units > def.maximum ? codePointLength(input) : units;
        if (length <= def.maximum)
            return;
        const origin = getLengthableOrigin(input);
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
const $ZodCheckMinLength = /*@__PURE__*/ $constructor("$ZodCheckMinLength", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // A code point is one or two UTF-16 units, so fewer units than the floor can never reach it and twice the floor always clears it. Only in between is the exact count in doubt.
        const length = typeof input === "string" && units >= def.minimum && units < def.minimum * 2
            ? codePointLength(input)
            : units;
        if (length >= def.minimum)
            return;
        const origin = getLengthableOrigin(input);
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
const $ZodCheckStringFormat = /*@__PURE__*/ $constructor("$ZodCheckStringFormat", (inst, def) => {
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
const $ZodCheckRegex = /*@__PURE__*/ $constructor("$ZodCheckRegex", (inst, def) => {
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

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/versions.js
const version = {
    major: 4,
    minor: 6,
    patch: 7,
};

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/schemas.js







const $ZodType = /*@__PURE__*/ $constructor("$ZodType", (inst, def) => {
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
            let isAborted = aborted(payload);
            let asyncResult;
            for (const ch of checks) {
                if (ch._zod.def.when) {
                    if (explicitlyAborted(payload))
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
                    throw new $ZodAsyncError();
                }
                if (asyncResult || _ instanceof Promise) {
                    asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
                        await _;
                        const nextLen = payload.issues.length;
                        if (nextLen === currLen)
                            return;
                        attachSchema(payload.issues, currLen, inst);
                        if (!isAborted)
                            isAborted = aborted(payload, currLen);
                    });
                }
                else {
                    const nextLen = payload.issues.length;
                    if (nextLen === currLen)
                        continue;
                    attachSchema(payload.issues, currLen, inst);
                    if (!isAborted)
                        isAborted = aborted(payload, currLen);
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
            if (aborted(canary)) {
                canary.aborted = true;
                return canary;
            }
            // run checks first, then
            const checkResult = runChecks(payload, checks, ctx);
            if (checkResult instanceof Promise) {
                if (ctx.async === false)
                    throw new $ZodAsyncError();
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
                    throw new $ZodAsyncError();
                return result.then((result) => runChecks(result, checks, ctx));
            }
            return runChecks(result, checks, ctx);
        };
    }
}, {
    // Wrappers extend this by installing a richer factory over it; reading it eagerly would defeat the laziness.
    get "~standard"() {
        return hide(this, "~standard", standardProps(this));
    },
    set "~standard"(value) {
        own(this, "~standard", value);
    },
});
/** The Standard Schema surface for `inst`. Shared so wrappers can extend it without forcing it. */
// a Standard Schema result only reports issues, so a failure finalizes them straight off the raw payload: no ZodError, and no lazy result to read through
const toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => finalizeIssue(iss, ctx, config())) } : { value: r.value };
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

const $ZodString = /*@__PURE__*/ $constructor("$ZodString", (inst, def) => {
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
const $ZodNumber = /*@__PURE__*/ $constructor("$ZodNumber", (inst, def) => {
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
const $ZodNumberFormat = /*@__PURE__*/ $constructor("$ZodNumberFormat", (inst, def) => {
    $ZodCheckNumberFormat.init(inst, def);
    $ZodNumber.init(inst, def); // no format checks
});
const $ZodBoolean = /*@__PURE__*/ $constructor("$ZodBoolean", (inst, def) => {
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
const $ZodNull = /*@__PURE__*/ $constructor("$ZodNull", (inst, def) => {
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
const $ZodUnknown = /*@__PURE__*/ $constructor("$ZodUnknown", (inst, def) => {
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
    const caps = sizeCaps(inst._zod.def.checks);
    if (!caps.length)
        return;
    const cap = Math.min(...caps.map((c) => c[0]));
    const parse = inst._zod.parse;
    inst._zod.parse = (payload, ctx) => {
        const n = size(payload.value);
        if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
            for (const [max, ch] of sizeCaps(inst._zod.def.checks)) {
                if (n > max && ch._zod.def.when(payload)) {
                    const start = payload.issues.length;
                    ch._zod.check(payload);
                    // the value is still the raw input, so no later check may read it
                    payload.issues[start].continue = false;
                    attachSchema(payload.issues, start, inst);
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
        final.issues.push(...prefixIssues(index, result.issues));
    }
    final.value[index] = result.value;
}
const $ZodArray = /*@__PURE__*/ $constructor("$ZodArray", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core_globalConfig.memoizer;
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
                if (abortEarly && result.issues.length !== 0 && aborted(result))
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
        final.issues.push(...prefixIssues(key, result.issues));
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
    const okeys = optionalKeys(def.shape);
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
            if (aborted(payload, seen))
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
const $ZodObject = /*@__PURE__*/ $constructor("$ZodObject", (inst, def) => {
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
    const _normalized = cached(() => normalizeDef(def));
    defineLazyInternal(inst, "propValues", (zod) => {
        const shape = zod.def.shape;
        const propValues = {};
        for (const key in shape) {
            const field = shape[key]._zod;
            if (field.values) {
                if (!Object.prototype.hasOwnProperty.call(propValues, key)) {
                    assignProp(propValues, key, new Set());
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
    const isObject = util_isObject;
    const catchall = def.catchall;
    let value;
    const memo = core_globalConfig.memoizer;
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
                if (aborted(payload, seen))
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
    const nonaborted = results.filter((r) => !aborted(r));
    if (nonaborted.length === 1) {
        final.value = nonaborted[0].value;
        return nonaborted[0];
    }
    final.issues.push({
        code: "invalid_union",
        input: final.value,
        inst,
        errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config()))),
    });
    return final;
}
const $ZodUnion = /*@__PURE__*/ $constructor("$ZodUnion", (inst, def) => {
    $ZodType.init(inst, def);
    defineLazyInternal(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted")
        ? "defaulted"
        : zod.def.options.some((o) => o._zod.optin !== undefined)
            ? "optional"
            : undefined);
    defineLazyInternal(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : undefined);
    defineLazyInternal(inst, "values", (zod) => {
        if (zod.def.options.every((o) => o._zod.values)) {
            return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
        }
        return undefined;
    });
    defineLazyInternal(inst, "pattern", (zod) => {
        if (zod.def.options.every((o) => o._zod.pattern)) {
            const patterns = zod.def.options.map((o) => o._zod.pattern);
            return new RegExp(`^(${patterns.map((p) => cleanRegex(p.source)).join("|")})$`);
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
const $ZodRecord = /*@__PURE__*/ $constructor("$ZodRecord", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core_globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!isPlainObject(input)) {
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
                            issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
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
                                payload.issues.push(...prefixIssues(key, result.issues));
                            }
                            payload.value[outKey] = result.value;
                        }));
                    }
                    else {
                        if (result.issues.length) {
                            payload.issues.push(...prefixIssues(key, result.issues));
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
                            issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
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
                            payload.issues.push(...prefixIssues(key, result.issues));
                        }
                        payload.value[outKey] = result.value;
                    }));
                }
                else {
                    if (result.issues.length) {
                        payload.issues.push(...prefixIssues(key, result.issues));
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
const $ZodEnum = /*@__PURE__*/ $constructor("$ZodEnum", (inst, def) => {
    $ZodType.init(inst, def);
    const values = getEnumValues(def.entries);
    const valuesSet = new Set(values);
    inst._zod.values = valuesSet;
    defineLazyInternal(inst, "pattern", (zod) => {
        const patternValues = getEnumValues(zod.def.entries).filter((k) => propertyKeyTypes.has(typeof k));
        // unmatchable fallback, RE2-safe: an empty alternation would compile to /^()$/, which matches ""
        return new RegExp(patternValues.length ? `^(${patternValues.map((o) => escapeRegex(o.toString())).join("|")})$` : "^[^\\s\\S]$");
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
const $ZodLiteral = /*@__PURE__*/ $constructor("$ZodLiteral", (inst, def) => {
    $ZodType.init(inst, def);
    const values = new Set(def.values);
    inst._zod.values = values;
    defineLazyInternal(inst, "pattern", (zod) => {
        const vals = zod.def.values;
        // unmatchable fallback, RE2-safe: an empty alternation would compile to /^()$/, which matches ""
        return new RegExp(vals.length
            ? `^(${vals
                .map((o) => typeof o === "string" ? escapeRegex(o) : o ? escapeRegex(o.toString()) : String(o))
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
const $ZodTransform = /*@__PURE__*/ $constructor("$ZodTransform", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.optin = "optional";
    core_globalConfig.memoizer?.guard(inst);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            throw new $ZodEncodeError(inst.constructor.name);
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
            throw new $ZodAsyncError();
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
const $ZodOptional = /*@__PURE__*/ $constructor("$ZodOptional", (inst, def) => {
    $ZodType.init(inst, def);
    // .optional() propagates absence rather than substituting for it, so a defaulted inner keeps its rung.
    defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
    inst._zod.optout = "optional";
    defineLazyInternal(inst, "values", (zod) => {
        const values = zod.def.innerType._zod.values;
        return values ? new Set([...values, undefined]) : undefined;
    });
    defineLazyInternal(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : undefined;
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
const $ZodNullable = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNullable", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin);
    util.defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
    util.defineLazyInternal(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${util.cleanRegex(pattern.source)}|null)$`) : undefined;
    });
    util.defineLazyInternal(inst, "values", (zod) => {
        return zod.def.innerType._zod.values ? new Set([...zod.def.innerType._zod.values, null]) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        // Forward direction (decode): allow null to pass through
        if (payload.value === null)
            return payload;
        return def.innerType._zod.run(payload, ctx);
    };
})));
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
            issues: result.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
        },
        input: payload.value,
    });
    return payload;
}
const $ZodCatch = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCatch", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
    util.defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
    util.defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
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
})));
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
const $ZodPipe = /*@__PURE__*/ $constructor("$ZodPipe", (inst, def) => {
    $ZodType.init(inst, def);
    defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
    defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
    defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
    defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
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

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/registries.js
var registries_a;
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
(registries_a = globalThis).__zod_globalRegistry ?? (registries_a.__zod_globalRegistry = registry());
const globalRegistry = globalThis.__zod_globalRegistry;

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/api.js




function snapshotChecks(def) {
    if (def.checks)
        def.checks = [...def.checks];
    return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class, params) {
    return new Class(snapshotChecks({ type: "string", ...normalizeParams(params) }));
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
function api_emoji(Class, params) {
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
    return new Class(snapshotChecks({ type: "number", checks: [], ...normalizeParams(params) }));
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
        ...normalizeParams(params),
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
        ...normalizeParams(params),
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
function api_undefined(Class, params) {
    return new Class({
        type: "undefined",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function api_null(Class, params) {
    return new Class({
        type: "null",
        ...normalizeParams(params),
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
    return new checks.$ZodCheckLessThan({
        check: "less_than",
        ...util.normalizeParams(params),
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
    return new $ZodCheckGreaterThan({
        check: "greater_than",
        ...normalizeParams(params),
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
    const ch = new $ZodCheckMaxLength({
        check: "max_length",
        ...normalizeParams(params),
        maximum,
    });
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
    return new $ZodCheckMinLength({
        check: "min_length",
        ...normalizeParams(params),
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
    return new $ZodCheckRegex({
        check: "string_format",
        format: "regex",
        ...normalizeParams(params),
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
    const ch = new $ZodCheck({ check: "describe" });
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
    const ch = new $ZodCheck({ check: "meta" });
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

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/errors.js


/* Computing the message eagerly is expensive (pretty-printed JSON of all
 * issues), so defer it until first read. The accessor functions and
 * descriptors are shared across instances to keep error construction
 * cheap; the computed message is cached on the internals object. The
 * setter preserves plain assignment semantics for consumers that
 * overwrite `message`. */
function _getMessage() {
    const internals = this._zod;
    internals.message ?? (internals.message = JSON.stringify(internals.def, jsonStringifyReplacer, 2));
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
const $ZodError = $constructor("$ZodError", initializer);
const $ZodRealError = $constructor("$ZodError", initializer, undefined, {
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
            throw new $ZodAsyncError();
        }
        if (result.issues.length) {
            const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
            captureStackTrace(e, _params?.callee ?? fn);
            throw e;
        }
        return result.value;
    };
    return fn;
};
const parse_parse = /* @__PURE__*/ _parse($ZodRealError);
const _parseAsync = (_Err) => {
    const fn = async (schema, value, _ctx, params) => {
        const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
        let result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise)
            result = await result;
        if (result.issues.length) {
            const e = new (params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
            captureStackTrace(e, params?.callee ?? fn);
            throw e;
        }
        return result.value;
    };
    return fn;
};
const parse_parseAsync = /* @__PURE__*/ _parseAsync($ZodRealError);
const _safeParse = (_Err) => (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
    const result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise) {
        throw new $ZodAsyncError();
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
                error = new Err(issues.map((iss) => finalizeIssue(iss, ctx, config())));
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
const parse_validateAsync = async (schema, value, _ctx) => {
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

;// CONCATENATED MODULE: ./node_modules/zod/v4/mini/schemas.js




const ZodMiniType = /*@__PURE__*/ $constructor("ZodMiniType", (inst, def) => {
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
        own(this, "with", value);
    },
    parse(data, params) {
        return parse_parse(this, data, params, { callee: this.parse });
    },
    parseAsync(data, params) {
        return parse_parseAsync(this, data, params, { callee: this.parseAsync });
    },
    safeParse(data, params) {
        return safeParse(this, data, params);
    },
    safeParseAsync(data, params) {
        return safeParseAsync(this, data, params);
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
        return clone(this, _def, params);
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
const ZodMiniString = /*@__PURE__*/ $constructor("ZodMiniString", (inst, def) => {
    $ZodString.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function schemas_string(params) {
    return _string(ZodMiniString, params);
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
const ZodMiniNumber = /*@__PURE__*/ $constructor("ZodMiniNumber", (inst, def) => {
    $ZodNumber.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function schemas_number(params) {
    return _number(ZodMiniNumber, params);
}
const ZodMiniNumberFormat = /*@__PURE__*/ $constructor("ZodMiniNumberFormat", (inst, def) => {
    $ZodNumberFormat.init(inst, def);
    ZodMiniNumber.init(inst, def);
});
function schemas_int(params) {
    return _int(ZodMiniNumberFormat, params);
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
const ZodMiniBoolean = /*@__PURE__*/ $constructor("ZodMiniBoolean", (inst, def) => {
    $ZodBoolean.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function schemas_boolean(params) {
    return _boolean(ZodMiniBoolean, params);
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

const ZodMiniNull = /*@__PURE__*/ $constructor("ZodMiniNull", (inst, def) => {
    $ZodNull.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function schemas_null(params) {
    return api_null(ZodMiniNull, params);
}

const ZodMiniAny = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniAny", (inst, def) => {
    core.$ZodAny.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function any() {
    return core._any(ZodMiniAny);
}
const ZodMiniUnknown = /*@__PURE__*/ $constructor("ZodMiniUnknown", (inst, def) => {
    $ZodUnknown.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function unknown() {
    return _unknown(ZodMiniUnknown);
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
function schemas_void(params) {
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
const ZodMiniArray = /*@__PURE__*/ $constructor("ZodMiniArray", (inst, def) => {
    $ZodArray.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function array(element, params) {
    return new ZodMiniArray({
        type: "array",
        element: element,
        ...normalizeParams(params),
    });
}
// .keyof
// @__NO_SIDE_EFFECTS__
function keyof(schema) {
    const shape = schema._zod.def.shape;
    return schemas_enum(Object.keys(shape));
}
const ZodMiniObject = /*@__PURE__*/ $constructor("ZodMiniObject", (inst, def) => {
    $ZodObject.init(inst, def);
    ZodMiniType.init(inst, def);
    installLazyProp(inst, "shape", (self) => self._zod.def.shape, false);
});
// @__NO_SIDE_EFFECTS__
function object(shape, params) {
    const def = {
        type: "object",
        shape: shape ?? {},
        ...normalizeParams(params),
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
        ...normalizeParams(params),
    });
}
// object methods
// @__NO_SIDE_EFFECTS__
function schemas_extend(schema, shape) {
    return extend(schema, shape);
}
// @__NO_SIDE_EFFECTS__
function schemas_safeExtend(schema, shape) {
    return util.safeExtend(schema, shape);
}
/**
 * @deprecated Use [`z.extend(A, B.shape)`](https://zod.dev/api?id=extend) instead.
 */
// @__NO_SIDE_EFFECTS__
function schemas_merge(a, b) {
    return util.merge(a, b);
}
// @__NO_SIDE_EFFECTS__
function schemas_pick(schema, mask) {
    return pick(schema, mask);
}
// .omit
// @__NO_SIDE_EFFECTS__
function schemas_omit(schema, mask) {
    return util.omit(schema, mask);
}
// @__NO_SIDE_EFFECTS__
function schemas_partial(schema, mask) {
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
function schemas_required(schema, mask) {
    return util.required(ZodMiniNonOptional, schema, mask);
}
// @__NO_SIDE_EFFECTS__
function catchall(inst, catchall) {
    // `mergeDefs` rather than a spread: spreading reads `shape`, and resolving it can mint a whole fresh subtree
    return inst.clone(util.mergeDefs(inst._zod.def, { catchall: catchall }));
}
const ZodMiniUnion = /*@__PURE__*/ $constructor("ZodMiniUnion", (inst, def) => {
    $ZodUnion.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function union(options, params) {
    return new ZodMiniUnion({
        type: "union",
        options: options,
        ...normalizeParams(params),
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
const ZodMiniRecord = /*@__PURE__*/ $constructor("ZodMiniRecord", (inst, def) => {
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
            ...normalizeParams(valueType),
        });
    }
    return new ZodMiniRecord({
        type: "record",
        keyType,
        valueType: valueType,
        ...normalizeParams(params),
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
const ZodMiniEnum = /*@__PURE__*/ $constructor("ZodMiniEnum", (inst, def) => {
    $ZodEnum.init(inst, def);
    ZodMiniType.init(inst, def);
    // reuse the parsed value set so a numeric TS enum's reverse-mapping keys stay out
    inst.options = [...inst._zod.values];
});
// @__NO_SIDE_EFFECTS__
function schemas_enum(values, params) {
    const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
    return new ZodMiniEnum({
        type: "enum",
        entries,
        ...normalizeParams(params),
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
const ZodMiniLiteral = /*@__PURE__*/ $constructor("ZodMiniLiteral", (inst, def) => {
    $ZodLiteral.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function literal(value, params) {
    return new ZodMiniLiteral({
        type: "literal",
        values: Array.isArray(value) ? value : [value],
        ...normalizeParams(params),
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
const ZodMiniTransform = /*@__PURE__*/ $constructor("ZodMiniTransform", (inst, def) => {
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
const ZodMiniOptional = /*@__PURE__*/ $constructor("ZodMiniOptional", (inst, def) => {
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
const ZodMiniNullable = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniNullable", (inst, def) => {
    core.$ZodNullable.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function nullable(innerType) {
    return new ZodMiniNullable({
        type: "nullable",
        innerType: innerType,
    });
}
// nullish
// @__NO_SIDE_EFFECTS__
function schemas_nullish(innerType) {
    return optional(nullable(innerType));
}
const ZodMiniDefault = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniDefault", (inst, def) => {
    core.$ZodDefault.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_default(innerType, defaultValue) {
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
const ZodMiniCatch = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCatch", (inst, def) => {
    core.$ZodCatch.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_catch(innerType, catchValue) {
    return new ZodMiniCatch({
        type: "catch",
        innerType: innerType,
        catchValue: (typeof catchValue === "function" ? catchValue : core.util.constantCatch(catchValue)),
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
const ZodMiniPipe = /*@__PURE__*/ $constructor("ZodMiniPipe", (inst, def) => {
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
function schemas_lazy(getter) {
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
const schemas_describe = describe;
const schemas_meta = meta;
// instanceof
class schemas_Class {
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
    const jsonSchema = schemas_lazy(() => {
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


;// CONCATENATED MODULE: ./lib/src/model/error.js
/** The one error class. `hint` is the reader's next step in their own terms (a permission to add, an input to change). */
class error_TraceError extends Error {
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
    const text = error instanceof error_TraceError
        ? `${error.message}${error.hint === undefined ? '' : `. ${error.hint}`}`
        : error instanceof Error
            ? error.message
            : String(error);
    return text.replace(/[\r\n]+/g, ' ').slice(0, 1000);
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
const trustedRoot = looseObject({
    mediaType: schemas_string().check(_regex(/^application\/vnd\.dev\.sigstore\.trustedroot[.+]/)),
    certificateAuthorities: optional(array(unknown())),
});
/** The roots in `src/trust/roots/`, made by scripts/update-roots.ts. */
const readShippedRoots = async () => {
    const [{ PUBLIC_GOOD }, { GITHUB }] = await Promise.all([
        __nccwpck_require__.e(/* import() */ 456).then(__nccwpck_require__.bind(__nccwpck_require__, 6456)),
        __nccwpck_require__.e(/* import() */ 730).then(__nccwpck_require__.bind(__nccwpck_require__, 7730)),
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
    const values = parseValues(await readCapped(file), file);
    if (values.length === 0 ||
        values.length > MAX_ROOTS ||
        values.some(value => !safeParse(trustedRoot, value).success))
        throw new error_TraceError('SCHEMA_MISMATCH', `${file} holds no Sigstore trusted root`, {
            hint: 'Give the trusted_root.json of your instance, or the output of `gh attestation trusted-root`',
        });
    return values;
};
const readCapped = async (file) => {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const handle = __addDisposableResource(env_1, await (0,promises_namespaceObject.open)(file), true);
            const { size } = await handle.stat();
            if (size > MAX_ROOT_FILE)
                throw new error_TraceError('TOO_LARGE', `${file} has ${size} bytes, limit ${MAX_ROOT_FILE}`);
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
        if (cause instanceof error_TraceError)
            throw cause;
        throw new error_TraceError('FILE_UNREADABLE', `cannot read the trusted root ${file}`, { cause });
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
            throw new error_TraceError('NOT_JSON', `${file} is neither JSON nor JSON lines`, { cause });
        }
    }
};

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

;// CONCATENATED MODULE: ./lib/src/trust/platform.js
/** The same question is asked once: every job of a run wants the list of its attempt. */
const rememberAnswers = (choice) => {
    if ('notAsked' in choice)
        return choice;
    const lists = new Map();
    return {
        ...choice,
        readJobs: (repository, runId, attempt) => {
            const key = `${repository} ${runId} ${attempt}`;
            const known = lists.get(key) ?? choice.readJobs(repository, runId, attempt);
            lists.set(key, known);
            return known;
        },
    };
};
/** Why this run cannot be asked for, else undefined. A token only goes to the server that the caller named. */
const whyNotAsked = (choice, run) => {
    if ('notAsked' in choice)
        return choice.notAsked;
    if (run.serverUrl.toLowerCase() !== choice.serverUrl.toLowerCase())
        return `the run is on ${run.serverUrl}, the API that was given is of ${choice.serverUrl}`;
    const parts = run.repository.split('/');
    const isPath = parts.length === 2 && parts.every(part => /^[\w.-]{1,100}$/.test(part) && !/^\.{1,2}$/.test(part));
    return isPath ? undefined : `${run.repository} is no name of a repository`;
};

;// CONCATENATED MODULE: ./lib/src/trust/verdict.js
/** Shorthands for the three outcomes of a check; ids are stable and documented in docs/verify.md. */
const pass = (id, reason) => ({ id, result: 'pass', reason: cut(reason) });
const fail = (id, reason) => ({ id, result: 'fail', reason: cut(reason) });
const notApplicable = (id, reason) => ({
    id,
    result: 'not-applicable',
    reason: cut(reason),
});
/** Pass when what is claimed is what was proven, else fail with both. */
const equal = (id, what, claimed, proven) => claimed === proven ? pass(id, `${what} ${proven}`) : fail(id, `${what}: claimed ${claimed}, proven ${proven}`);
/** Nothing failed. An empty list proves nothing. */
const allPass = (checks) => checks.length > 0 && checks.every(({ result }) => result === 'pass' || result === 'not-applicable');
const cut = (reason) => (reason.length > 500 ? `${reason.slice(0, 499)}…` : reason);

;// CONCATENATED MODULE: ./lib/src/trust/claims.js

/**
 * Every claim of a manifest that the certificate also holds must be equal to it: a perfect signature over a document
 * about another run is a real thing (sigstore-conformance happy-path-intoto-in-dsse-v3). Which extension holds which
 * claim: sigstore/fulcio docs/oid-info.md. No extension names the job, so a job's identity is not confirmed here.
 * @param issuer the token issuer, where it is not the one of the claimed server: an enterprise's own, named by the caller.
 */
const checkClaims = (manifest, identity, issuer) => checkRunClaims(signerClaims(manifest), identity, issuer);
/** The same for claims that were read from elsewhere, such as a statement's predicate. */
const checkRunClaims = (claims, identity, issuer) => {
    const server = serverOfClaims(claims);
    const at = (path) => (path === undefined ? undefined : `${server}/${path}`);
    const run = claims.runUri ?? `${server}/${claims.repository}/actions/runs/${claims.runId}/attempts/${claims.attempt}`;
    return [
        equal('claim-issuer', 'token issuer', issuer ?? issuerOf(server), identity.issuer),
        compare('claim-run', 'run', run, identity.runInvocationUri),
        compare('claim-repository', 'repository', at(claims.repository), identity.sourceRepositoryUri),
        compare('claim-repository-id', 'repository id', claims.repositoryId, identity.sourceRepositoryId),
        compare('claim-owner', 'owner', at(claims.repository.split('/')[0]), identity.sourceRepositoryOwnerUri),
        compare('claim-owner-id', 'owner id', claims.ownerId, identity.sourceRepositoryOwnerId),
        compare('claim-commit', 'commit', claims.sha, identity.sourceRepositoryDigest),
        compare('claim-ref', 'ref', claims.ref, identity.sourceRepositoryRef),
        compare('claim-workflow', 'workflow', at(claims.workflowRef), identity.buildConfigUri),
        compare('claim-workflow-commit', 'workflow commit', claims.workflowSha, identity.buildConfigDigest),
        compareWorkflowName(claims.workflow, identity),
        compare('claim-event', 'event', claims.event, identity.buildTrigger),
        compare('claim-visibility', 'visibility', claims.visibility, identity.sourceRepositoryVisibility),
        compare('claim-job-workflow', 'called workflow', at(claims.jobWorkflowRef), identity.buildSignerUri),
        compare('claim-job-workflow-commit', 'called workflow commit', claims.jobWorkflowSha, identity.buildSignerDigest),
        compare('claim-runner-environment', 'runner environment', claims.runnerEnvironment, identity.runnerEnvironment),
        compareEnvironment(claims.environment, identity),
        checkTokenSubject(claims, identity),
    ];
};
/** The server of the claims without a slash at its end; github.com where they name none. */
const serverOfClaims = ({ serverUrl }) => (serverUrl ?? 'https://github.com').replace(/\/$/, '');
/** Only the deprecated .4 holds the name, so a certificate without it contradicts nobody. */
const compareWorkflowName = (claimed, { deprecated }) => {
    const proven = deprecated?.workflowName;
    if (claimed === undefined || proven === undefined)
        return notApplicable('claim-workflow-name', `no workflow name is ${claimed === undefined ? 'claimed' : 'certified'}`);
    return equal('claim-workflow-name', 'workflow name', claimed, proven);
};
/** .23 is younger than the others: a certificate authority that does not write it contradicts nobody. */
const compareEnvironment = (claimed, { deploymentEnvironment }) => claimed !== undefined && deploymentEnvironment === undefined
    ? notApplicable('claim-environment', `${claimed} is claimed, the certificate names none`)
    : compare('claim-environment', 'deployment environment', claimed, deploymentEnvironment);
/**
 * The token's subject names the repository and, by default, environment, `pull_request` or ref (docs.github.com "OpenID
 * Connect reference", example subject claims). An organisation may have it made otherwise: what has another form is not
 * judged. Immutable subjects add ids: `repo:octo@1/traced@2:…`.
 */
const checkTokenSubject = (claims, { tokenSubject, deploymentEnvironment }) => {
    const id = 'claim-subject';
    if (tokenSubject === undefined)
        return notApplicable(id, 'the certificate holds no token subject');
    const [kind, named = '', context = '', ...more] = tokenSubject.split(':');
    if (kind !== 'repo')
        return notApplicable(id, `${tokenSubject} is not in GitHub's default form`);
    const repository = named
        .split('/')
        .map(part => part.split('@')[0] ?? '')
        .join('/');
    if (repository !== claims.repository)
        return equal(id, 'repository of the token', claims.repository, repository);
    const [value] = more;
    if (value === undefined || more.length > 1)
        return pass(id, tokenSubject);
    if (context === 'ref' && claims.ref !== undefined)
        return equal(id, 'ref of the token', claims.ref, value);
    if (context === 'environment' && deploymentEnvironment !== undefined)
        return equal(id, 'environment of the token', deploymentEnvironment, decodeColon(value));
    return pass(id, tokenSubject);
};
/** A colon in an environment's name is written `%3A` there (docs.github.com "OpenID Connect reference"). */
const decodeColon = (value) => value.replaceAll('%3A', ':');
/** What is claimed and not certified fails; what is not claimed is nobody's contradiction. */
const compare = (id, what, claimed, proven) => {
    if (claimed === undefined)
        return notApplicable(id, `no ${what} is claimed${proven === undefined ? '' : `, the certificate says ${proven}`}`);
    if (proven === undefined)
        return fail(id, `${what} ${claimed} is claimed, the certificate names none`);
    return equal(id, what, claimed, proven);
};
/**
 * GitHub's issuer, or that of a *.ghe.com tenant. An enterprise's own issuer path (`…com/<slug>`) is only accepted from
 * the caller: nothing here can be configured from a manifest.
 */
const issuerOf = (server) => {
    const host = URL.canParse(server) ? new URL(server).hostname : '';
    return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : 'https://token.actions.githubusercontent.com';
};
/** What a manifest says of its run. */
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
        // REST's `name` of a run is for people; the runner's GITHUB_WORKFLOW is the token's claim `workflow`.
        workflow: run.workflow?.source === 'runner' ? run.workflow.value : undefined,
    };
    if (manifest.kind === 'run-manifest')
        return { ...common, jobWorkflowRef: manifest.reporter?.jobWorkflowRef };
    return {
        ...common,
        ownerId: manifest.run.ownerId?.value,
        jobWorkflowRef: manifest.job.workflowRef?.value,
        jobWorkflowSha: manifest.job.workflowSha?.value,
        runnerEnvironment: manifest.runner.environment?.value,
    };
};
/** What a manifest says of the run that signed it: its own, or that of the collector which signed afterwards. */
const signerClaims = (manifest) => {
    const claims = toClaims(manifest);
    return manifest.kind === 'run-manifest' && manifest.reporter?.role === 'collector'
        ? asCollector(claims, { ...manifest.reporter, attempt: String(manifest.reporter.attempt) })
        : claims;
};
const asCollector = (claims, collector) => ({
    serverUrl: claims.serverUrl,
    repository: claims.repository,
    repositoryId: claims.repositoryId,
    ownerId: claims.ownerId,
    visibility: claims.visibility,
    jobWorkflowRef: claims.jobWorkflowRef,
    runId: collector.runId,
    attempt: collector.attempt,
    event: collector.event,
    ref: collector.ref,
    sha: collector.sha,
    workflowRef: collector.workflowRef,
    workflowSha: collector.workflowSha,
});

;// CONCATENATED MODULE: ./lib/src/model/scalar.js

/** A string of at most `max` UTF-16 units. Every string of a manifest has a cap: all of them come from a run. */
const scalar_text = (max) => schemas_string().check(_maxLength(max));
/** An array of at most `max` items. */
const list = (item, max) => array(item).check(_maxLength(max));
/** A closed list for writers, open for readers: a value that a later minor version added is read as `other`. */
const openEnum = (values) => union([
    schemas_enum([...values, 'other']),
    pipe(scalar_text(100), transform(() => 'other')),
]);
/** GitHub's numeric ids, kept as decimal strings: they pass 2^53 one day, and protobuf Structs hold doubles. */
const numericId = schemas_string().check(_regex(/^[0-9]{1,20}$/));
/** `sha256:<64 lower-case hex>`, the form of GitHub's artifact API. */
const sha256Digest = schemas_string().check(_regex(/^sha256:[0-9a-f]{64}$/));
/** A git commit id, SHA-1 or SHA-256. */
const commitSha = schemas_string().check(_regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/));
const count = schemas_int().check(_gte(0));

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
/** A run manifest that a later run made: its certificate names that later run, not the one that the manifest is about. */
const COLLECTED_RUN_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/collected-run-manifest/v1';
/** All types of ours. */
const OUR_PREDICATE_TYPES = [
    predicate_types_JOB_PREDICATE_TYPE,
    RUN_PREDICATE_TYPE,
    COLLECTED_RUN_PREDICATE_TYPE,
];
/** What a statement about this run manifest has to be. */
const predicate_types_runPredicateType = ({ reporter }) => reporter?.role === 'collector' ? COLLECTED_RUN_PREDICATE_TYPE : RUN_PREDICATE_TYPE;
/** Read where the caller asks for it: provenance of GitHub's build type names its run too (slsa.dev/spec/v1.1/provenance). */
const SLSA_PROVENANCE_TYPE = 'https://slsa.dev/provenance/v1';
/** in-toto Statement v1 (in-toto/attestation spec/v1/statement.md). */
const predicate_types_STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** sigstore-go refuses every other payload type of an in-toto statement (pkg/bundle/signature_content.go). */
const predicate_types_PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const predicate_types_BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

;// CONCATENATED MODULE: ./lib/src/trust/predicate.js




const predicate_claim = optional(scalar_text(1_024));
const runIndex = object({
    serverUrl: predicate_claim,
    repository: scalar_text(300),
    repositoryId: numericId,
    runId: numericId,
    runAttempt: schemas_string().check(_regex(/^[0-9]{1,5}$/)),
    event: predicate_claim,
    ref: predicate_claim,
    sha: predicate_claim,
    workflowRef: predicate_claim,
    workflowSha: predicate_claim,
});
const reporter = object({
    role: scalar_text(40),
    runId: numericId,
    attempt: count,
    event: predicate_claim,
    ref: predicate_claim,
    sha: predicate_claim,
    workflowRef: predicate_claim,
    workflowSha: predicate_claim,
});
const index = object({
    run: runIndex,
    job: optional(object({ key: optional(scalar_text(256)), id: optional(numericId) })),
    reporter: optional(reporter),
});
/** An index that a statement of ours holds of its manifest; undefined for a predicate of another form. */
const readIndex = (statement) => {
    if (!OUR_PREDICATE_TYPES.includes(statement.predicateType))
        return undefined;
    const parsed = safeParse(index, statement.predicate);
    return parsed.success ? parsed.data : undefined;
};
/** What a statement of ours says of the run it is about. */
const readIndexClaims = (statement) => {
    const found = readIndex(statement);
    if (found === undefined)
        return undefined;
    const { runAttempt, ...run } = found.run;
    return { ...run, attempt: runAttempt };
};
/** What a statement says of the run that signed it; undefined for a predicate of a form that is not known here. */
const readPredicateClaims = (statement) => {
    if (statement.predicateType === SLSA_PROVENANCE_TYPE)
        return readProvenance(statement);
    const claims = readIndexClaims(statement);
    const collector = readIndex(statement)?.reporter;
    if (statement.predicateType !== COLLECTED_RUN_PREDICATE_TYPE)
        return claims;
    // A statement of that type without its collector claims nothing that could be held against the certificate.
    if (claims === undefined || collector?.role !== 'collector')
        return undefined;
    return asCollector(claims, { ...collector, attempt: String(collector.attempt) });
};
/** `<server>/<owner>/<name>` */
const repositoryUrl = schemas_string()
    .check(_maxLength(600), _regex(/^https?:\/\/[\w.:-]{1,250}\/[\w.-]{1,100}\/[\w.-]{1,100}$/));
/** GitHub's, and the name it had in 2024. */
const BUILD_TYPES = [
    'https://actions.github.io/buildtypes/workflow/v1',
    'https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1',
];
const provenance = object({
    buildDefinition: object({
        buildType: schemas_enum(BUILD_TYPES),
        externalParameters: object({
            workflow: object({ repository: repositoryUrl, ref: scalar_text(1_024), path: scalar_text(1_024) }),
        }),
        internalParameters: object({
            github: object({
                event_name: predicate_claim,
                repository_id: numericId,
                repository_owner_id: optional(numericId),
                runner_environment: predicate_claim,
            }),
        }),
        resolvedDependencies: optional(list(object({ uri: predicate_claim, digest: optional(object({ gitCommit: predicate_claim })) }), 1_024)),
    }),
    runDetails: object({
        builder: optional(object({ id: predicate_claim })),
        metadata: object({ invocationId: scalar_text(1_024) }),
    }),
});
/**
 * SLSA provenance v1 of GitHub's build type, as actions/attest writes it (actions/toolkit packages/attest/src/provenance.ts).
 * `workflow.ref` is the ref of the workflow file, and the first dependency the repository at the run's commit.
 */
const readProvenance = ({ predicate }) => {
    const parsed = safeParse(provenance, predicate);
    if (!parsed.success)
        return undefined;
    const { buildDefinition, runDetails } = parsed.data;
    const { workflow } = buildDefinition.externalParameters;
    const { github } = buildDefinition.internalParameters;
    const server = new URL(workflow.repository).origin;
    const repository = workflow.repository.slice(server.length + 1);
    const { invocationId } = runDetails.metadata;
    const [, runId = '0', attempt = '0'] = /\/actions\/runs\/(\d{1,20})\/attempts\/(\d{1,5})$/.exec(invocationId) ?? [];
    const builder = runDetails.builder?.id;
    return {
        serverUrl: server,
        repository,
        repositoryId: github.repository_id,
        ownerId: github.repository_owner_id,
        runId,
        attempt,
        runUri: invocationId,
        event: github.event_name,
        sha: buildDefinition.resolvedDependencies?.[0]?.digest?.gitCommit,
        workflowRef: `${repository}/${workflow.path}@${workflow.ref}`,
        // Before it named a workflow file, it named the kind of runner.
        jobWorkflowRef: builder?.startsWith(`${server}/`) === true && builder.includes('/.github/workflows/')
            ? builder.slice(server.length + 1)
            : undefined,
        runnerEnvironment: github.runner_environment,
    };
};

;// CONCATENATED MODULE: ./lib/src/trust/expectations.js



/** Compares the signer with the expectations. A key names no signer: what its holder says is compared, and said so. */
const checkExpectations = (expected, verified) => {
    const known = verified.identity === undefined ? fromKeyHolder(verified) : fromCertificate(verified);
    return [
        checkIssuer(expected, verified),
        expectations_check('expected-repository', expected.repo, known, known.repository, value => {
            const wanted = withServer(value).toLowerCase();
            return known.repository?.toLowerCase() === wanted;
        }),
        expectations_check('expected-run', expected.run, known, known.run, value => known.run === value),
        expectations_check('expected-attempt', expected.attempt, known, known.attempt, value => known.attempt === value),
        expectations_check('expected-signer', expected.signerWorkflow, known, known.signer, value => {
            const wanted = withServer(value);
            return known.signer === wanted || (!wanted.includes('@') && known.signer?.startsWith(`${wanted}@`) === true);
        }),
    ];
};
/**
 * Whether the caller named who must have signed. A repository names the signer of its own runs. A workflow does so only
 * where it lies in the repository whose run it was: a reusable one serves every repository that calls it. What a later
 * run collected must be vouched for by a named workflow, since any workflow of the repository could say so.
 */
const namesSigner = (expected, verified) => {
    if (verified.mode === 'key')
        return true;
    if (isCollected(verified))
        return expected.repo !== undefined && expected.signerWorkflow !== undefined;
    if (expected.repo !== undefined)
        return true;
    const source = verified.identity?.sourceRepositoryUri;
    return (expected.signerWorkflow !== undefined &&
        source !== undefined &&
        verified.identity?.san.startsWith(`${source}/`) === true);
};
/** Run and attempt are those that the statement is about: a collector's certificate names another run than that. */
const fromCertificate = (verified) => {
    const { identity } = verified;
    const [, run, attempt] = /\/actions\/runs\/(\d{1,20})\/attempts\/(\d{1,5})$/.exec(identity?.runInvocationUri ?? '') ?? [];
    const common = { repository: identity?.sourceRepositoryUri, signer: identity?.san };
    if (!isCollected(verified))
        return { ...common, by: 'certificate', run, attempt };
    const about = verified.statement === undefined ? undefined : readIndexClaims(verified.statement);
    return { ...common, by: 'collector', run: about?.runId, attempt: about?.attempt };
};
/** Whether the statement says that a later run made it of what another run left behind. */
const isCollected = ({ statement }) => {
    if (statement === undefined)
        return false;
    const [about, by] = [readIndexClaims(statement), readPredicateClaims(statement)];
    return about !== undefined && by !== undefined && (about.runId !== by.runId || about.attempt !== by.attempt);
};
const fromKeyHolder = (verified) => {
    const claims = verified.statement === undefined ? undefined : readPredicateClaims(verified.statement);
    if (claims === undefined)
        return { by: 'key holder' };
    const server = claims.serverUrl ?? 'https://github.com';
    return { by: 'key holder', repository: `${server}/${claims.repository}`, run: claims.runId, attempt: claims.attempt };
};
/**
 * Other services than GitHub get certificates of the same authority, and write a repository of GitHub's into the same
 * extension (sigstore/fulcio config/identity/config.yaml), so a repository proves nothing without the issuer.
 */
const checkIssuer = (expected, { identity }) => {
    if (identity === undefined)
        return notApplicable('expected-issuer', 'a key has no issuer');
    const named = expected.repo ?? expected.signerWorkflow;
    const server = named === undefined ? (identity.sourceRepositoryUri ?? '') : withServer(named);
    return equal('expected-issuer', 'token issuer', expected.issuer ?? issuerOf(server), identity.issuer);
};
const expectations_check = (id, wanted, known, value, holds) => {
    if (wanted === undefined)
        return notApplicable(id, 'not asked');
    if (value === undefined)
        return fail(id, `wanted ${wanted}, the ${known.by} names none`);
    return holds(wanted)
        ? pass(id, `${value}, by the ${known.by}`)
        : fail(id, `wanted ${wanted}, the ${known.by} says ${value}`);
};
const withServer = (value) => (value.includes('://') ? value : `https://github.com/${value}`);

;// CONCATENATED MODULE: ./lib/src/trust/verification.js

/** One answer from all checks. A failure outweighs a missing file. */
const decide = (verification, expected) => {
    const failures = verification.sections.flatMap(({ subject, checks }) => checks.filter(({ result }) => result === 'fail').map(check => ({ subject, check })));
    const [first] = failures;
    if (first !== undefined)
        return { result: 'not-verified', text: `not verified: ${reasonOf(first.subject, first.check)}` };
    if (verification.main?.ok !== true)
        return { result: 'not-verified', text: 'not verified: unsigned' };
    if (verification.missing.length > 0)
        return { result: 'incomplete', text: `incomplete: ${verification.missing.length} listed file(s) missing` };
    const signer = signerOf(verification.main);
    return namesSigner(expected, verification.main)
        ? { result: 'verified', text: `verified: signed by ${signer}` }
        : { result: 'signed', text: `signed by ${signer}, not checked against an expectation` };
};
/** Subject name of the certificate, or the key by its hint. */
const signerOf = (verified) => verified.identity?.san ?? (verified.keyHint === undefined ? 'nobody' : `key ${verified.keyHint}`);
const reasonOf = (subject, check) => {
    if (check.id === 'signed')
        return 'unsigned';
    if (check.id === 'trust-root')
        return subject.startsWith('jobs/') ? `no trust root for ${subject}` : 'no trust root';
    return `${subject}: ${check.id}: ${check.reason}`;
};

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./lib/src/digest.js

/** SHA-256 as 64 lower-case hex digits, of bytes or of the UTF-8 bytes of a text. */
const sha256Hex = (data) => (0,external_node_crypto_namespaceObject.createHash)('sha256').update(data).digest('hex');

;// CONCATENATED MODULE: ./lib/src/model/limits.js
/** Limits of GitHub, and our own caps on what is read from a run. Bytes unless said otherwise. */
const limits_LIMITS = {
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
    policyFile: 65_536,
    policyFindings: 500,
    /** A run log archive as it is downloaded. */
    runLogArchive: 256 * 1_048_576,
    /** Of a run log archive: files in it, one job's log, one file of GitHub's own lines, and all that is inflated of it. */
    runLogEntries: 200_000,
    runLogOfJob: 256 * 1_048_576,
    runLogSystem: 4 * 1_048_576,
    runLogInflated: 512 * 1_048_576,
    /** What the logs of all unrecorded jobs add to a run manifest, as JSON. */
    logRecords: 16 * 1_048_576,
    matrixString: 256,
    jobsInReport: 1_000,
    steps: 1_000,
    actions: 500,
    caches: 500,
    artifacts: 1_000,
    gaps: 500,
    /** Of the workspace's lockfiles: how many, how large, how deep in folders, and entries of folders looked at. */
    lockfiles: 50,
    lockfile: 32 * 1_048_576,
    lockfileDepth: 4,
    workspaceEntries: 20_000,
    recordedVariables: 50,
    recordedValue: 1_024,
    deployManifests: 50,
    deployManifest: 32 * 1_048_576,
    /** Of a deployment manifest that is also read for images, and images kept of one. */
    deployManifestText: 8 * 1_048_576,
    deployManifestImages: 100,
    tools: 100,
    buildCaches: 200,
    pulls: 200,
    pushes: 200,
    services: 100,
    ownCalls: 50,
    variableNames: 200,
    dependencies: 20,
    /** Files and images that a job declares as made by it. */
    declaredSubjects: 2_000,
    subjectFile: 4 * 1_073_741_824,
    subjectPatterns: 100,
};

;// CONCATENATED MODULE: ./lib/src/model/time.js

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;
/** RFC 3339 in UTC with as many decimals as the source gave: 7 (100 ns) from runner files and logs, 0 from REST. */
const time_time = schemas_string().check(_regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/));
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

;// CONCATENATED MODULE: ./lib/src/model/fact.js



/** Where a value was learned (house words; the ranking between them stands in source-ranking.ts). */
const source = openEnum(['runner', 'log', 'steps', 'results', 'api', 'certificate', 'workflow-file', 'user']);
const confidence = openEnum(['high', 'medium', 'low']);
/** One learned value with its source. `at` is when it was observed, where that matters; no confidence means high. */
const fact = (value) => object({ value, source, at: optional(time_time), confidence: optional(confidence) });
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
const gap = object({
    field: scalar_text(200),
    reason: gapReason,
    source: optional(source),
    detail: optional(scalar_text(300)),
});
/** The gaps of one source. */
const gapFrom = (from) => (field, reason, detail) => ({
    field,
    reason,
    source: from,
    ...(detail === undefined ? {} : { detail }),
});

;// CONCATENATED MODULE: ./lib/src/model/build-facts.js



const build_facts_name = scalar_text(1_024);
/** Title of the section of the log, and the action as written in `uses:` where an action said it. */
const place = { step: optional(build_facts_name), action: optional(build_facts_name), source: source, confidence: optional(confidence) };
/** What a build tool said of its own cache at the end of a build: counts as the tool words them. */
const buildCache = object({
    tool: openEnum(['buildkit', 'gradle', 'ccache', 'sccache', 'bazel']),
    /** BuildKit: steps of the build that were not run. */
    cachedLayers: optional(count),
    /** BuildKit: references of the caches that were imported. */
    imports: optional(list(scalar_text(512), 20)),
    /** Gradle: actionable tasks and what became of them. */
    tasks: optional(count),
    executed: optional(count),
    fromCache: optional(count),
    upToDate: optional(count),
    /** ccache, sccache: compilations asked for and answered from the cache. */
    calls: optional(count),
    hits: optional(count),
    /** Bazel: processes of the build, and those that a remote or disk cache answered. */
    processes: optional(count),
    remoteHits: optional(count),
    diskHits: optional(count),
    ...place,
});
/** An image whose digest a registry or BuildKit named when the job pushed it. */
const imagePush = object({
    /** Registry, repository and tag as the log has them. */
    image: optional(build_facts_name),
    digest: sha256Digest,
    ...place,
});
/** An image that a step of the job pulled, or began a build with; those that the runner pulled are containers. */
const imagePull = object({ image: build_facts_name, digest: optional(sha256Digest), ...place });
/** One call of the recorder to a service of GitHub, or to one that signs, before the manifest was closed. */
const ownCall = object({
    service: openEnum(['results', 'api', 'id-token']),
    operation: scalar_text(60),
    elapsedMs: count,
    outcome: openEnum(['answered', 'refused', 'no-answer']),
});

;// CONCATENATED MODULE: ./lib/src/model/document.js


/** Semantic version of the schema that the writer had; a reader decides by the major (reading.ts). */
const schemaVersion = schemas_string().check(_regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/));
/** The program that wrote the document. Its name is open: another program may write the same document. */
const tool = object({ name: scalar_text(60), version: scalar_text(40) });

;// CONCATENATED MODULE: ./lib/src/model/replay.js




const replay_name = scalar_text(256);
/** Relative to the workspace, with `/`. */
const workspacePath = scalar_text(1_024);
/** Whose lockfile it is: package managers, and build tools that pin what they fetch. */
const LOCKFILE_KINDS = [
    'npm',
    'yarn',
    'pnpm',
    'bun',
    'pip',
    'pipenv',
    'poetry',
    'uv',
    'cargo',
    'go',
    'gradle',
    'maven',
    'bundler',
    'composer',
    'bazel',
];
const lockfile = object({
    kind: openEnum(LOCKFILE_KINDS),
    path: workspacePath,
    /** Of the bytes as post found them: a step may have written the file. */
    digest: sha256Digest,
    sizeBytes: count,
    source: source,
});
/** A variable that input `record-env` names, as post saw it. */
const recordedVariable = object({ name: replay_name, value: scalar_text(limits_LIMITS.recordedValue), source: source });
/** A file that input `deploy-manifests` names. Without a digest it could not be read, and a gap says why. */
const deployManifest = object({
    path: workspacePath,
    digest: optional(sha256Digest),
    sizeBytes: optional(count),
    /** Images that the file names by digest. */
    images: optional(list(object({ image: scalar_text(1_024), digest: sha256Digest }), limits_LIMITS.deployManifestImages)),
    source: source,
});
/** A tool that an action set up, or that stands on the path from the runner's tool cache. */
const resolvedTool = object({
    name: replay_name,
    /** Exact, as the tool or the folder of the tool cache names it: never what was asked for. */
    version: replay_name,
    arch: optional(scalar_text(40)),
    /** `owner/repo[/path]@ref` of the action that said so. */
    action: optional(scalar_text(1_024)),
    source: source,
    confidence: optional(confidence),
});
/** How a host that input `dependencies` names answered when the job had failed. */
const probedDependency = object({
    host: scalar_text(253),
    port: count,
    state: openEnum(['reachable', 'slow', 'down']),
    /** Why it is called down. */
    reason: optional(openEnum([
        'name-lookup',
        'refused',
        'unreachable',
        'reset',
        'no-answer',
        'tls',
        'server-error',
        'not-permitted',
        'unknown',
    ])),
    /** Until it answered, or until it was given up. */
    elapsedMs: count,
    source: source,
});
/** What somebody who repeats the job needs to know of its inputs, beside commit, actions, image and containers. */
const replay = object({
    lockfiles: list(lockfile, limits_LIMITS.lockfiles),
    env: list(recordedVariable, limits_LIMITS.recordedVariables),
    deployManifests: list(deployManifest, limits_LIMITS.deployManifests),
    tools: list(resolvedTool, limits_LIMITS.tools),
    /** Variables that a step added to the job's environment: names, never values. */
    variablesSet: optional(fact(list(replay_name, limits_LIMITS.variableNames))),
    /** Of the file that `job.workflowRef` names, or else `run.workflowRef`, as post found it in the workspace. */
    workflowFileDigest: optional(fact(sha256Digest)),
    /** Absent unless the job failed and input `dependencies` names some. */
    dependencies: optional(list(probedDependency, limits_LIMITS.dependencies)),
});

;// CONCATENATED MODULE: ./lib/src/model/service-use.js


/** What a job can lean on outside its machine, by who answers. */
const SERVICES = [
    'apk',
    'apt',
    'aws',
    'azure',
    'bazel-registry',
    'codecov',
    'conda',
    'container-registry',
    'crates',
    'docker-hub',
    'github',
    'go-proxy',
    'google-cloud',
    'gradle',
    'homebrew',
    'hugging-face',
    'maven',
    'node',
    'npm',
    'nuget',
    'packagist',
    'playwright',
    'pypi',
    'rubygems',
    'sigstore',
];
/** `other` is a service that is not known here. */
const service = openEnum(SERVICES);
const SERVICE_FAILURES = [
    'dns',
    'tls',
    'rate-limit',
    'server-error',
    'not-found',
    'reset',
    'refused',
    'time-out',
];
const serviceFailure = openEnum(SERVICE_FAILURES);
/** A service that the lines of a job's log name as used, and how it failed. */
const serviceUse = object({
    service,
    /** Of a known service; else of a failure the registrable domain. Never a path, a query, a credential or an address. */
    host: optional(scalar_text(253)),
    firstLine: count,
    /** Title of the stretch of the log where it was first named. */
    step: optional(scalar_text(1_024)),
    /** Every step whose stretch of the log names it, and how long that step took: the time is not the service's alone. */
    steps: optional(list(object({ name: scalar_text(1_024), durationMs: optional(count) }), 20)),
    failures: list(object({ kind: serviceFailure, line: count }), 20),
    /** All failures, those beyond the list included. */
    failureCount: count,
});

;// CONCATENATED MODULE: ./lib/src/model/job-manifest.js









const job_manifest_name = scalar_text(1_024);
const traceIdHex = schemas_string().check(_regex(/^[0-9a-f]{32}$/));
const spanIdHex = schemas_string().check(_regex(/^[0-9a-f]{16}$/));
/** A trace of somebody else's that was in TRACEPARENT before ours: a link, never our parent. */
const traceIds = object({
    traceId: traceIdHex,
    runSpanId: spanIdHex,
    jobSpanId: optional(spanIdHex),
    links: list(object({ traceId: traceIdHex, spanId: spanIdHex }), 10),
});
/**
 * GitHub's words for how a step or a job ended, as the source of the entry has it: of a step under `continue-on-error`,
 * `steps` has what it came to before that was applied (actions/runner src/Runner.Worker/StepsContext.cs), `api` the
 * conclusion after it. `neutral` and the last three only come from REST.
 */
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
const step = object({
    /** GitHub's step number; has gaps before posts. Absent where the source has none. */
    number: optional(count),
    /** The step's `id:`, if the user gave one. */
    id: optional(scalar_text(256)),
    name: job_manifest_name,
    stage: optional(stage),
    /** `owner/repo[/path]@ref` for a `uses:` step; `usedAction` has the ref apart. */
    action: optional(job_manifest_name),
    /** Steps may overlap (background steps, actions/runner v2.335): never a chain. */
    startedAt: optional(time_time),
    finishedAt: optional(time_time),
    outcome: optional(outcome),
    source: source,
    confidence: optional(confidence),
});
const cacheOperation = object({
    operation: openEnum(['restore', 'save', 'lookup']),
    /** Who asked: the action as written in `uses:`, and the step's name. */
    action: optional(job_manifest_name),
    step: optional(job_manifest_name),
    key: optional(scalar_text(512)),
    restoreKeys: list(scalar_text(512), 10),
    matchedKey: optional(scalar_text(512)),
    result: openEnum(['hit', 'partial', 'miss', 'not-permitted', 'saved', 'not-saved']),
    /**
     * Why a save did not happen or a restore was not permitted: `mode-forbids` is the cache mode that the runner gave the job
     * (`write-only`, say), `denied` the service's own answer.
     */
    reason: optional(openEnum([
        'exact-hit',
        'job-failed',
        'another-job-creates-it',
        'over-limit',
        'mode-forbids',
        'denied',
        'error',
        'unknown',
    ])),
    sizeBytes: optional(count),
    /** Of a restore: download and unpacking. From the service's answer, or where the log has no line of that the step's begin. */
    elapsedMs: optional(count),
    at: optional(time_time),
    source: source,
});
const artifact = object({
    name: scalar_text(512),
    id: optional(numericId),
    sizeBytes: optional(count),
    digest: optional(sha256Digest),
    createdAt: optional(time_time),
    source: source,
});
/** An artifact that a step fetched. `digest` is the one the service named: download-artifact compares the bytes with it. */
const artifactDownload = object({
    name: scalar_text(512),
    id: optional(numericId),
    sizeBytes: optional(count),
    digest: optional(sha256Digest),
    /** The run it was fetched from, where that is another one. */
    runId: optional(numericId),
    step: optional(job_manifest_name),
    source: source,
});
/** A file or image declared through $GITHUB_ARTIFACTS (actions/runner v2.336.0), or by input `subjects`. */
const declaredSubject = object({
    name: job_manifest_name,
    /** Absent: the runner's own list. */
    source: optional(source),
    sizeBytes: optional(count),
    digest: schemas_string().check(_regex(/^sha(256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$/)),
    kind: openEnum(['file', 'oci']),
});
const usedAction = object({
    /** As written: `owner/repo[/path]`. */
    uses: job_manifest_name,
    ref: scalar_text(512),
    sha: optional(commitSha),
    /** Immutable packages are named by digest instead. */
    digest: optional(scalar_text(200)),
    kind: openEnum(['action', 'immutable-package', 'reusable-workflow']),
    source: source,
});
const containerImage = object({
    role: openEnum(['job', 'service', 'action']),
    name: optional(job_manifest_name),
    image: job_manifest_name,
    digest: optional(sha256Digest),
    source: source,
});
const matrixValue = union([scalar_text(limits_LIMITS.matrixString), schemas_number(), schemas_boolean(), schemas_null()]);
const signingState = object({
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
        'made-after-the-run',
    ]),
});
/**
 * What one job was: one document per job and attempt, written by the recorder's post step. An empty list says that
 * nothing was learned of its kind; whether there was something to learn stands in `gaps`.
 */
const jobManifest = object({
    kind: literal('job-manifest'),
    schemaVersion: schemaVersion,
    tool: tool,
    /** `<server host>/<repository id>/<run id>`, the same in all attempts. */
    correlationId: scalar_text(300),
    trace: traceIds,
    run: object({
        serverUrl: optional(fact(scalar_text(300))),
        repository: fact(scalar_text(300)),
        repositoryId: fact(numericId),
        ownerId: optional(fact(numericId)),
        runId: fact(numericId),
        attempt: fact(count),
        number: optional(fact(count)),
        event: optional(fact(scalar_text(100))),
        /** GITHUB_REF, whole: `refs/heads/main`, `refs/pull/1/merge`. */
        ref: optional(fact(job_manifest_name)),
        /** GITHUB_SHA: for a pull request the merge commit. */
        sha: optional(fact(commitSha)),
        /** Head of the pull request, from the event file. */
        headSha: optional(fact(commitSha)),
        headRef: optional(fact(job_manifest_name)),
        baseRef: optional(fact(job_manifest_name)),
        /** `name:` of the workflow, else its path. */
        workflow: optional(fact(job_manifest_name)),
        workflowRef: optional(fact(job_manifest_name)),
        workflowSha: optional(fact(commitSha)),
        visibility: optional(fact(openEnum(['public', 'private', 'internal']))),
    }),
    job: object({
        /** YAML key, the same for every matrix leg. */
        key: fact(scalar_text(256)),
        /** Number of the job = id of its check run. */
        id: optional(fact(numericId)),
        /** The results service's name of the job; ties artifacts and log pages to it. */
        backendId: optional(fact(scalar_text(64))),
        backendRunId: optional(fact(scalar_text(64))),
        name: optional(fact(job_manifest_name)),
        /** Job status so far, as post saw it. */
        status: optional(fact(outcome)),
        matrix: optional(fact(record(scalar_text(256), matrixValue))),
        strategy: optional(fact(object({ index: optional(count), total: optional(count) }))),
        /** Workflow file that defines the job when it is a called one (job.workflow_ref, runner >= 2.334). */
        workflowRef: optional(fact(job_manifest_name)),
        workflowSha: optional(fact(commitSha)),
    }),
    runner: object({
        /** What the job asked for (`runs-on`). */
        labels: optional(fact(list(scalar_text(256), 50))),
        name: optional(fact(job_manifest_name)),
        group: optional(fact(job_manifest_name)),
        environment: optional(fact(openEnum(['github-hosted', 'self-hosted']))),
        os: optional(fact(scalar_text(40))),
        arch: optional(fact(scalar_text(40))),
        version: optional(fact(scalar_text(40))),
    }),
    /** Of the virtual machine (`ubuntu-24.04`, `20260101.1`), not of a container. */
    image: object({ name: optional(fact(scalar_text(200))), version: optional(fact(scalar_text(200))) }),
    actions: list(usedAction, limits_LIMITS.actions),
    steps: list(step, limits_LIMITS.steps),
    caches: list(cacheOperation, limits_LIMITS.caches),
    artifacts: list(artifact, limits_LIMITS.artifacts),
    /** Absent where the job's log could not be read: an empty list means that nothing was fetched. */
    downloads: optional(list(artifactDownload, limits_LIMITS.artifacts)),
    /** These four are absent like `downloads`, and in manifests of a recorder that kept none. */
    buildCaches: optional(list(buildCache, limits_LIMITS.buildCaches)),
    pulls: optional(list(imagePull, limits_LIMITS.pulls)),
    pushes: optional(list(imagePush, limits_LIMITS.pushes)),
    services: optional(list(serviceUse, limits_LIMITS.services)),
    declaredSubjects: list(declaredSubject, limits_LIMITS.declaredSubjects),
    containers: list(containerImage, 100),
    /** Of the job's token, by the runner's own words. */
    permissions: optional(fact(record(scalar_text(60), openEnum(['read', 'write', 'none'])))),
    cacheMode: optional(fact(openEnum(['none', 'read', 'write', 'write-only']))),
    /** Absent in manifests of a recorder that kept none. */
    replay: optional(replay),
    clock: object({
        /** Runner clock minus GitHub's clock in milliseconds, from the Date header of an answer of GitHub. */
        offsetMs: optional(fact(schemas_number())),
        /** Half the round trip plus the header's one-second resolution, milliseconds. */
        uncertaintyMs: optional(schemas_number()),
    }),
    recorder: object({
        preAt: optional(time_time),
        mainAt: optional(time_time),
        postAt: time_time,
        /** What `post` may take for collecting before it closes the manifest. */
        budgetMs: count,
        /** Those before the manifest was closed: signing and upload come after it. */
        calls: optional(list(ownCall, limits_LIMITS.ownCalls)),
        upload: openEnum(['artifact', 'never']),
    }),
    signing: signingState,
    gaps: list(gap, limits_LIMITS.gaps),
    /** How many values looked like credentials and were replaced by `redacted`. */
    redacted: count,
});

;// CONCATENATED MODULE: ./lib/src/model/json-depth.js
/** Far more than any manifest or bundle needs. */
const MAX_DEPTH = 100;
/**
 * Whether a JSON text nests deeper than any document of ours, before a parser sees it: forty megabytes of open brackets cost
 * JSON.parse a gigabyte and a quarter of a minute. Brackets inside strings do not count.
 */
const nestsTooDeep = (json) => {
    let depth = 0;
    let inString = false;
    for (let at = 0; at < json.length; at += 1) {
        const unit = json.charCodeAt(at);
        if (inString) {
            if (unit === BACKSLASH)
                at += 1;
            else if (unit === QUOTE)
                inString = false;
        }
        else if (unit === QUOTE)
            inString = true;
        else if (unit === SQUARE || unit === CURLY) {
            depth += 1;
            if (depth > MAX_DEPTH)
                return true;
        }
        else if (unit === SQUARE_END || unit === CURLY_END)
            depth -= 1;
    }
    return false;
};
const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [SQUARE, SQUARE_END, CURLY, CURLY_END] = [0x5b, 0x5d, 0x7b, 0x7d];

;// CONCATENATED MODULE: ./lib/src/model/failure.js



/** Why a job failed, by who can do something about it. docs/failure-classes.md says what each means and what to do. */
const FAILURE_CLASSES = [
    'command',
    'test',
    'dependency',
    'capacity',
    'runner-lost',
    'resource',
    'time-out',
    'cancelled',
    'permission',
    'policy',
    'artifact',
    'cache',
    'workflow-definition',
    'unknown',
];
const failureClass = openEnum(FAILURE_CLASSES);
const CANCELLERS = ['newer-run', 'person', 'fail-fast'];
/** What can be said of a job that did not end well. `rule` names what decided, so that a wrong answer can be mended. */
const failure_failure = object({
    class: failureClass,
    confidence: confidence,
    rule: scalar_text(60),
    /** A quote is a fixed text of ours or words that a rule names: never free text of the run. */
    evidence: list(object({ line: optional(count), quote: scalar_text(120) }), 5),
    /** Of a cancelled job, where it can be told. */
    by: optional(openEnum(CANCELLERS)),
});

;// CONCATENATED MODULE: ./lib/src/model/field-agreement.js



const field_agreement_json = union([scalar_text(4_096), schemas_number(), schemas_boolean(), schemas_null(), list(scalar_text(1_024), 100)]);
const agreementKind = openEnum(['confirmed', 'unconfirmed', 'contradicted']);
/**
 * Who vouches for a field of a job manifest: the certificate authority, from GitHub's token; GitHub's API; the job's log,
 * which only that job writes, but any of its steps; nobody but the job's own code.
 */
const voucher = openEnum(['certificate', 'api', 'log', 'self']);
/** One field that more than one source knows. A contradicted one keeps every value. */
const fieldAgreement = object({
    field: scalar_text(200),
    agreement: agreementKind,
    /** The strongest that agrees with the job; `self` where none does. Absent in reports that did not tell. */
    vouchedBy: optional(voucher),
    /** Why nobody was asked, where somebody could have been. */
    unchecked: optional(gapReason),
    /** No value: it has a form that this version has no place for, and a later one writes it beside. */
    values: list(object({ source: source, value: optional(field_agreement_json) }), 20),
});

;// CONCATENATED MODULE: ./lib/src/model/log-record.js







/** How far the lines are believed: `medium` after a script, which can print the head of an action, `low` where one may have. */
const believed = { confidence: optional(confidence) };
/**
 * What the log of a job told the report: of a job without a recorder it is all there is beside REST. Nobody signed it;
 * the job's own lines can say anything.
 */
const logRecord = object({
    runner: schemas_pick(jobManifest.shape.runner, { name: true, group: true, version: true }),
    image: jobManifest.shape.image,
    permissions: jobManifest.shape.permissions,
    cacheMode: jobManifest.shape.cacheMode,
    actions: list(schemas_extend(usedAction, believed), limits_LIMITS.actions),
    caches: list(schemas_extend(cacheOperation, believed), limits_LIMITS.caches),
    buildCaches: list(buildCache, limits_LIMITS.buildCaches),
    artifacts: list(schemas_extend(artifact, believed), limits_LIMITS.artifacts),
    downloads: list(schemas_extend(artifactDownload, believed), limits_LIMITS.artifacts),
    containers: list(containerImage, 100),
    pulls: list(imagePull, limits_LIMITS.pulls),
    pushes: list(imagePush, limits_LIMITS.pushes),
    tools: list(resolvedTool, limits_LIMITS.tools),
    gaps: list(gap, limits_LIMITS.gaps),
});

;// CONCATENATED MODULE: ./lib/src/model/policy-result.js



const policy_result_name = scalar_text(1_024);
/** `undecided`: the facts that would decide it are absent. A rule is never met by absence. */
const policyVerdict = openEnum(['met', 'violated', 'undecided']);
const policyFinding = object({
    rule: openEnum([
        'policy-file', // the file itself could not be used
        'required-jobs',
        'signers',
        'pinned-actions',
        'image-max-age-days',
        'no-contradictions',
        'environments',
        'signature',
    ]),
    result: policyVerdict,
    /** What the finding is about: a job, an action, an artifact, an environment, a branch. */
    subject: policy_result_name,
    reason: scalar_text(500),
});
/** The run held against the policy file. */
const policyResult = object({
    path: policy_result_name,
    /** The base branch of a pull request, which the file was read from; absent: the repository's default branch. */
    branch: optional(policy_result_name),
    /** SHA-256 of the file as it was read. */
    digest: optional(sha256Digest),
    verdict: policyVerdict,
    /** Violations first, then what is undecided. */
    rules: list(policyFinding, limits_LIMITS.policyFindings),
    /** Findings over the cap, which are counted in the verdict. */
    notListed: optional(count),
});

;// CONCATENATED MODULE: ./lib/src/model/run-evidence.js





const run_evidence_name = scalar_text(1_024);
const cacheKey = scalar_text(512);
/** What the part of a cache key that changes is made of; `plain` where none was found. */
const keyKind = openEnum(['content-hash', 'run-scoped', 'date', 'commit', 'plain']);
/** An entry of the repository's cache as REST lists it. */
const cacheEntry = object({
    key: cacheKey,
    /** The scope: only runs of this ref, and those that may read it, find the entry. */
    ref: run_evidence_name,
    sizeBytes: optional(count),
    createdAt: optional(time_time),
});
/** Why a restore brought nothing, or less than was asked for. */
const missReason = openEnum([
    'scope', // an entry with that key exists, on a ref that this run cannot read
    'changed-hash', // entries of the same form exist: what the hash is taken of has changed
    'run-scoped-key', // the key holds the run, the commit or the date: no earlier run can have saved it
    'other-version', // an entry with that key could be read: its paths or its compression must be others
    'never-saved', // the save that should leave it did not happen
    'restore-failed', // the service answered with an error
    'evicted-or-none', // nothing with that key: never saved, or gone
    'unknown',
]);
const cacheMiss = object({
    jobId: optional(numericId),
    job: run_evidence_name,
    step: optional(run_evidence_name),
    action: optional(run_evidence_name),
    key: optional(cacheKey),
    result: openEnum(['miss', 'partial']),
    anatomy: optional(object({ prefix: cacheKey, suffix: cacheKey, kind: keyKind })),
    why: missReason,
    source: source,
    confidence: confidence,
    /** The entry that shows it. */
    entry: optional(cacheEntry),
    /** Why the job did not save what it had missed: the next run will miss again. */
    notSaved: optional(cacheOperation.shape.reason),
});
/** A restored entry that REST lists: its size and scope as a second witness has them. */
const confirmedHit = object({
    jobId: optional(numericId),
    job: run_evidence_name,
    entry: cacheEntry,
    /** Size in the job's log against REST. */
    size: openEnum(['same', 'differs', 'unknown']),
});
const cacheFindings = object({
    misses: list(cacheMiss, 500),
    confirmed: list(confirmedHit, 500),
});
const lineageFlag = openEnum([
    'overwritten', // an artifact of this name was replaced by another one
    'made-in-several-attempts', // artifacts of this name exist from more than one attempt
    'other-run', // consumed, but made by another run
    'producer-unknown',
    'digest-differs', // somebody got other bytes than were made
]);
const artifactMaker = object({
    jobId: optional(numericId),
    job: optional(run_evidence_name),
    attempt: optional(count),
    source: source,
    confidence: confidence,
});
const artifactLineage = object({
    name: scalar_text(512),
    id: optional(numericId),
    digest: optional(sha256Digest),
    sizeBytes: optional(count),
    /** The run that made it, where that is another one. */
    runId: optional(numericId),
    madeBy: optional(artifactMaker),
    /** Commit that the maker checked out by default: its GITHUB_SHA. */
    commit: optional(commitSha),
    consumers: list(object({
        jobId: optional(numericId),
        job: run_evidence_name,
        step: optional(run_evidence_name),
        /** The digest it got against the digest that was made. */
        digest: openEnum(['same', 'differs', 'unknown']),
        source: source,
    }), 200),
    /** Attestations that GitHub holds for this digest. They exist; nobody verified them here. */
    attestations: optional(count),
    flags: list(lineageFlag, 20),
});
/** What reached an environment: the artifacts that the deploying job downloaded or made. */
const deployedArtifacts = object({
    environment: run_evidence_name,
    deploymentId: numericId,
    jobId: optional(numericId),
    job: optional(run_evidence_name),
    /** False where the job left no account of its artifacts: then an empty list says nothing. */
    observed: schemas_boolean(),
    artifacts: list(object({
        name: scalar_text(512),
        id: optional(numericId),
        digest: optional(sha256Digest),
        madeBy: optional(artifactMaker),
        commit: optional(commitSha),
        runId: optional(numericId),
        how: openEnum(['downloaded-in-job', 'produced-in-job']),
    }), 200),
});
/** An image that a job of the run pushed or deployed, by its digest. */
const imageLineage = object({
    digest: sha256Digest,
    /** Registry, repository and tag, where a log or a file named them. */
    image: optional(run_evidence_name),
    /** Absent: no job of the run pushed it. */
    pushedBy: optional(artifactMaker),
    commit: optional(commitSha),
    /** Environments whose deploying job pulled it, or deployed a file that names it. */
    deployed: list(object({
        environment: run_evidence_name,
        deploymentId: numericId,
        job: optional(run_evidence_name),
        how: openEnum(['pulled-in-job', 'named-by-deploy-manifest', 'pushed-in-job']),
        source: source,
    }), 100),
    attestations: optional(count),
});
const lineage = object({
    artifacts: list(artifactLineage, 2_000),
    /** Absent in a report of a version that did not look. */
    images: optional(list(imageLineage, 500)),
    deployed: list(deployedArtifacts, 500),
});

;// CONCATENATED MODULE: ./lib/src/model/owner-class.js

/** Who owns a hand-off and can make it faster. */
const ownerClass = openEnum(['author', 'platform', 'approver', 'github', 'external-service']);

;// CONCATENATED MODULE: ./lib/src/model/timeline-policy.js





const timeline_policy_name = scalar_text(1_024);
/** A rule that held the run or a job of it: a protected environment, the approval of a fork, a concurrency group. */
const policyEntry = object({
    kind: openEnum(['environment', 'fork-approval', 'concurrency']),
    environment: optional(timeline_policy_name),
    jobId: optional(numericId),
    state: openEnum(['passed', 'rejected', 'pending', 'unknown']),
    rules: list(object({
        kind: openEnum(['required-reviewers', 'wait-timer', 'branch-policy', 'custom-rule']),
        minutes: optional(count),
        app: optional(timeline_policy_name),
    }), 20),
    /** Who decided. */
    by: list(timeline_policy_name, 20),
    /** Who could have, or still can. */
    reviewers: list(object({ kind: openEnum(['user', 'team']), name: timeline_policy_name }), 20),
    start: optional(time_time),
    end: optional(time_time),
    waitedMs: optional(schemas_number()),
    /** GitHub gives approvals no time; deployment statuses do, where they can be read. */
    timeKnown: schemas_boolean(),
    owner: ownerClass,
    source: source,
    confidence: confidence,
});
/** A deployment's own intervals: outside the sum of its job. */
const timelineDeployment = object({
    id: numericId,
    environment: timeline_policy_name,
    jobId: optional(numericId),
    intervals: list(object({
        state: openEnum(['waiting', 'queued', 'deploying', 'converging']),
        start: time_time,
        end: optional(time_time),
        by: optional(timeline_policy_name),
        source: source,
        confidence: confidence,
    }), 100),
    /** Convergence after the job is somebody else's to tell. */
    convergence: openEnum(['observed', 'not-observed']),
});

;// CONCATENATED MODULE: ./lib/src/model/run-timeline.js










const run_timeline_name = scalar_text(1_024);
/** Milliseconds, fractions kept: sources know up to 100 ns. */
const millis = schemas_number();
/**
 * The states of a job, in the order of their precedence where evidence overlaps. `unobserved` is a stretch that nobody
 * saw: it is said, so that the sum of a job's intervals is always its whole time.
 */
const CONTROL_STATES = [
    'waiting-for-policy',
    'blocked',
    'queued',
    'assigned',
    'preparing',
    'uploading',
    'deploying',
    'executing',
    'admitted',
    'unobserved',
];
const controlState = openEnum(CONTROL_STATES);
const interval = object({
    state: controlState,
    start: time_time,
    end: time_time,
    source: source,
    confidence: confidence,
    /** Of the less exact of its two ends, in milliseconds: 1000 for REST, 1 for the server's log lines, 0.0001 else. */
    resolutionMs: millis,
    /** An end was moved, since the sources contradict each other or time ran backwards. */
    clamped: schemas_boolean(),
    /** The job had not left this state when it was read. */
    open: optional(schemas_boolean()),
    owner: optional(ownerClass),
    /** A fixed word that says more: `post-steps`, `probable`, `scale-set`, `no-runner-line`. */
    detail: optional(scalar_text(60)),
});
const activity = openEnum(['checkout', 'dependency-fetch', 'build', 'test', 'scan', 'publish', 'other']);
/** A stretch of executing or deploying by what was done. They cover those intervals wholly and do not overlap. */
const activityInterval = object({
    activity,
    start: time_time,
    end: time_time,
    /** The step's name; absent between steps. */
    step: optional(run_timeline_name),
    source: source,
    confidence: confidence,
});
const timelineStep = object({
    number: optional(count),
    name: run_timeline_name,
    state: controlState,
    activity: optional(activity),
    start: optional(time_time),
    end: optional(time_time),
    outcome: optional(outcome),
    source: source,
    resolutionMs: millis,
    clamped: schemas_boolean(),
});
const jobShape = openEnum([
    'normal',
    'skipped',
    'cancelled-before-pickup',
    'queue-expired',
    'timed-out',
    'runner-lost',
    'carried-over',
    'steps-gone',
    'unfinished',
    'never-started',
]);
/** Milliseconds by state; a state that was not observed is absent, never 0. */
const statesMs = record(scalar_text(40), millis);
const timelineJob = object({
    id: numericId,
    name: run_timeline_name,
    /** YAML key and the keys of its callers, joined by `/`, where the plan or a manifest tells. */
    planId: optional(run_timeline_name),
    key: optional(scalar_text(256)),
    matrix: optional(record(scalar_text(256), matrixValue)),
    joinedBy: optional(openEnum(['manifest', 'name'])),
    status: optional(scalar_text(40)),
    conclusion: optional(outcome),
    shape: jobShape,
    labels: list(scalar_text(256), 50),
    runner: optional(run_timeline_name),
    isHosted: optional(schemas_boolean()),
    environment: optional(run_timeline_name),
    /** Ids of the jobs it waited for. */
    needs: list(numericId, limits_LIMITS.jobsInReport),
    admittedAt: optional(time_time),
    completedAt: optional(time_time),
    intervals: list(interval, 500),
    statesMs,
    activities: list(activityInterval, limits_LIMITS.steps),
    steps: optional(list(timelineStep, limits_LIMITS.steps)),
    /** Milliseconds the run would have been shorter if the job took no time; if it did not queue. */
    slack: optional(object({ ifInstantMs: millis, ifNotQueuedMs: millis })),
    /** Fixed words on how the sources were read: `created-after-started`, `reversed-step`, `started-is-assignment` … */
    notes: list(scalar_text(60), 20),
});
const edgeKnowledge = openEnum(['known', 'partly-known', 'unknown']);
const criticalPath = object({
    edges: edgeKnowledge,
    start: time_time,
    end: time_time,
    totalMs: millis,
    statesMs,
    /** In time order; every stretch of the path once. A stretch before the first admission has no job. */
    segments: list(object({
        jobId: optional(numericId),
        job: optional(run_timeline_name),
        state: controlState,
        start: time_time,
        end: time_time,
        /** Label waited for, environment waited for. */
        subject: optional(run_timeline_name),
        owner: optional(ownerClass),
        confidence: confidence,
    }), 5_000),
});
const timelineAttempt = object({
    attempt: count,
    startedAt: optional(time_time),
    endedAt: optional(time_time),
    conclusion: optional(scalar_text(40)),
    triggeredBy: optional(run_timeline_name),
    /** Why there is a next one, where it can be told. */
    kind: openEnum(['first', 're-run', 'approved-fork', 'awaiting-approval']),
    jobs: list(object({ id: numericId, name: run_timeline_name, conclusion: optional(outcome), carriedOver: schemas_boolean() }), limits_LIMITS.jobsInReport),
});
/** A job that failed in one attempt and passed in a later one, with what was different. */
const retry = object({
    name: run_timeline_name,
    key: optional(scalar_text(256)),
    failed: object({ attempt: count, id: numericId, step: optional(run_timeline_name) }),
    passed: object({ attempt: count, id: numericId }),
    differences: list(object({
        field: openEnum(['runner', 'runner-group', 'labels', 'image', 'image-version', 'cache']),
        before: optional(run_timeline_name),
        after: optional(run_timeline_name),
        source: source,
    }), 50),
    /** Nothing that was looked at differs. */
    same: list(scalar_text(60), 20),
});
/** What is understood of a run's time: part of the run manifest, and the body of `pipeline-trace report`. */
const timeline = object({
    runShape: openEnum(['normal', 'startup-failure', 'awaiting-approval', 'no-jobs', 'unfinished']),
    /** First instant of the attempt, last completion of its jobs. */
    start: optional(time_time),
    end: optional(time_time),
    edges: edgeKnowledge,
    workflowFile: optional(object({
        path: run_timeline_name,
        sha: optional(commitSha),
        by: openEnum(['workflow-sha', 'certificate', 'referenced-workflows', 'base-branch', 'head-sha', 'given']),
        inferred: schemas_boolean(),
    })),
    jobs: list(timelineJob, limits_LIMITS.jobsInReport),
    /** Check runs that GitHub lists as jobs. */
    pseudoJobs: list(object({ id: numericId, name: run_timeline_name }), limits_LIMITS.jobsInReport),
    criticalPath: optional(criticalPath),
    attempts: list(timelineAttempt, 100),
    retries: list(retry, limits_LIMITS.jobsInReport),
    policy: list(policyEntry, 500),
    deployments: list(timelineDeployment, 500),
});
/** `pipeline-trace report --format json`. */
const runTimeline = object({
    kind: literal('run-timeline'),
    schemaVersion: schemaVersion,
    tool: tool,
    run: object({
        serverUrl: scalar_text(300),
        repository: scalar_text(300),
        runId: numericId,
        attempt: count,
        number: optional(count),
        event: optional(scalar_text(100)),
        workflow: optional(run_timeline_name),
        headSha: optional(commitSha),
        status: optional(scalar_text(40)),
        conclusion: optional(scalar_text(40)),
        createdAt: optional(time_time),
        startedAt: optional(time_time),
        url: optional(run_timeline_name),
    }),
    /** Every list was read to its end, every job is finished and joined. */
    complete: schemas_boolean(),
    gaps: list(gap, limits_LIMITS.gaps),
    ...timeline.shape,
    /** With the reason of each that did not end well; in a run manifest, its jobs have it. */
    jobs: list(schemas_extend(timelineJob, { failure: optional(failure_failure) }), limits_LIMITS.jobsInReport),
});

;// CONCATENATED MODULE: ./lib/src/model/surroundings.js




const surroundings_name = scalar_text(1_024);
/**
 * State of a set of rules as it was read: SHA-256 of the canonical JSON of what GitHub answered, without times and links,
 * so that two readings can be compared. GitHub shows no past states.
 */
const readState = { digest: sha256Digest, ruleCount: count, readAt: time_time, source: source };
/** What stands around a run and is not in its repository's commit: a repetition of the run would meet it as it is then. */
const surroundings = object({
    /** Protection rules of the environments that the run has to do with: deployed to, approved for, or named by its file. */
    environments: list(object({ environment: surroundings_name, ...readState }), 100),
    /** Rules in force on the branch of the run, of a pull request's on its base (GET /repos/{owner}/{repo}/rules/branches/{branch}). */
    rulesets: optional(object({ branch: surroundings_name, ...readState })),
    /** The workflow files of the run: the one it started from, and those it calls, by commit. */
    workflows: list(object({ path: surroundings_name, sha: optional(commitSha), digest: optional(sha256Digest), source: source }), 100),
    /** Actions and called workflows that no full commit pins, as written: what they are can change under the same name. */
    unpinned: list(object({ uses: surroundings_name, ref: scalar_text(512), jobs: list(surroundings_name, 20) }), 500),
});

;// CONCATENATED MODULE: ./lib/src/model/run-manifest.js















const run_manifest_name = scalar_text(1_024);
const presence = openEnum([
    'recorded',
    'not-recorded',
    'not-started',
    'in-progress',
    'skipped',
    'carried-over',
    'conflict',
]);
const jobSignature = object({
    mode: openEnum(['keyless', 'key', 'none']),
    by: union([openEnum(['job', 'report', 'collector']), schemas_null()]),
    /** A sentence for people; the words to decide by are `mode` and `by`. */
    reason: scalar_text(300),
    /** Whom the verified certificate of the job names; absent for a key, and where the job did not sign. */
    signer: optional(object({ identity: run_manifest_name, issuer: scalar_text(300) })),
});
/** A check the verifier made; `id` is stable and documented in docs/verify.md. */
const run_manifest_check = object({
    id: scalar_text(100),
    result: openEnum(['pass', 'fail', 'not-applicable']),
    reason: scalar_text(500),
});
/** What REST says of a job; times at GitHub's clock, 1 s. */
const apiJob = object({
    status: optional(scalar_text(40)),
    conclusion: optional(outcome),
    createdAt: optional(time_time),
    startedAt: optional(time_time),
    completedAt: optional(time_time),
    labels: list(scalar_text(256), 50),
    runnerName: optional(run_manifest_name),
    runnerGroup: optional(run_manifest_name),
    attempt: optional(count),
    url: optional(run_manifest_name),
    steps: list(step, limits_LIMITS.steps),
});
/** Where the job's manifest came from and what fixes its bytes. */
const manifestFile = object({
    /** SHA-256 of job-manifest.json: the manifest digest. */
    digest: sha256Digest,
    sizeBytes: count,
    /** SHA-256 of the bundle file, where the job signed. */
    bundleDigest: optional(sha256Digest),
    /** SHA-256 of the DSSE payload: bundles can be re-encoded, payloads cannot. */
    payloadDigest: optional(sha256Digest),
    /** The artifact as the server listed it before any clean-up. */
    artifact: optional(object({
        name: scalar_text(512),
        id: optional(numericId),
        digest: optional(sha256Digest),
        sizeBytes: optional(count),
        createdAt: optional(time_time),
        backendJobId: optional(scalar_text(64)),
    })),
    /** Fields of the file that the report did not know, since a later minor wrote it: they are not in `record`. */
    unknownFields: optional(count),
    checks: list(run_manifest_check, 200),
});
/** Milliseconds per phase, GitHub's clock. Absent = not observed, never 0. `clamped` = a negative reading became 0. */
const jobTiming = object({
    /** Wait for an environment's approval or timer, from deployment statuses; not part of the queue. */
    approvalMs: optional(count),
    queueMs: optional(count),
    setupMs: optional(count),
    workMs: optional(count),
    totalMs: optional(count),
    clamped: list(openEnum(['queueMs', 'setupMs', 'workMs', 'totalMs']), 20),
});
const reportedJob = object({
    /** YAML key where known (manifest, or needs). */
    key: optional(scalar_text(256)),
    id: optional(numericId),
    name: run_manifest_name,
    presence,
    signature: jobSignature,
    /** Contradicted as soon as one field is; confirmed where the job's own log names the digest of its manifest. */
    agreement: agreementKind,
    fields: list(fieldAgreement, 200),
    /** In the report's `needs`; absent when `needs` was not given. */
    waitedFor: optional(schemas_boolean()),
    /** Result as `needs` gives it, per job key. */
    needsResult: optional(outcome),
    api: optional(apiJob),
    timing: jobTiming,
    /** Why it did not end well; absent for a job that did. */
    failure: optional(failure_failure),
    /** Services outside its machine that its log names. */
    services: optional(list(serviceUse, limits_LIMITS.services)),
    manifest: optional(manifestFile),
    /** The manifest itself, whole. */
    record: optional(jobManifest),
    /** Of a job without a manifest: what its log told the report. */
    log: optional(logRecord),
});
/** An artifact that looked like a manifest of ours and was not taken. */
const stranger = object({
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
    detail: optional(scalar_text(300)),
});
/** One account of the whole run: every job is named, also those that left nothing. */
const runManifest = object({
    kind: literal('run-manifest'),
    schemaVersion: schemaVersion,
    tool: tool,
    /** `<server host>/<repository id>/<run id>`, the same in all attempts. */
    correlationId: scalar_text(300),
    trace: traceIds,
    run: object({
        serverUrl: optional(fact(scalar_text(300))),
        repository: fact(scalar_text(300)),
        repositoryId: fact(numericId),
        runId: fact(numericId),
        attempt: fact(count),
        number: optional(fact(count)),
        event: optional(fact(scalar_text(100))),
        ref: optional(fact(run_manifest_name)),
        sha: optional(fact(commitSha)),
        headSha: optional(fact(commitSha)),
        workflow: optional(fact(run_manifest_name)),
        workflowRef: optional(fact(run_manifest_name)),
        workflowSha: optional(fact(commitSha)),
        createdAt: optional(fact(time_time)),
        startedAt: optional(fact(time_time)),
        url: optional(fact(run_manifest_name)),
        fork: optional(fact(schemas_boolean())),
        visibility: optional(fact(openEnum(['public', 'private', 'internal']))),
    }),
    /** Who made this account: a job of the run itself, or a later run that collected what the run left behind. */
    reporter: optional(object({
        role: openEnum(['report', 'collector']),
        runId: numericId,
        attempt: count,
        event: optional(scalar_text(100)),
        ref: optional(run_manifest_name),
        sha: optional(commitSha),
        workflowRef: optional(run_manifest_name),
        workflowSha: optional(commitSha),
        /**
         * Workflow file that defines its job (`job.workflow_ref`, runner v2.334.0): the certificate of a keyless signature
         * names the same as its signer, and a verifier compares.
         */
        jobWorkflowRef: optional(run_manifest_name),
    })),
    /** Worst of the jobs' conclusions that count (our own report job and check runs do not). */
    result: openEnum(['success', 'failure', 'cancelled', 'incomplete']),
    completeness: object({
        by: openEnum(['job-id', 'job-key']),
        complete: schemas_boolean(),
        /** Jobs that ran, or may have: neither skipped nor never started. Of those, the ones whose manifest was taken. */
        known: count,
        recorded: count,
        /** Names of jobs that `needs` does not hold: the report did not wait for them. */
        notWaitedFor: list(run_manifest_name, limits_LIMITS.jobsInReport),
    }),
    jobs: list(reportedJob, limits_LIMITS.jobsInReport),
    strangers: list(stranger, 1_000),
    artifacts: list(object({ ...artifact.shape, jobId: optional(numericId) }), 2_000),
    /** The run's time, understood: states, graph, critical path, attempts, waits. Absent where no job list was read. */
    timeline: optional(timeline),
    /** Why restores missed. Absent where no job told of its caches. */
    cacheFindings: optional(cacheFindings),
    /** Which job made which artifact, who took it, and what reached which environment. */
    lineage: optional(lineage),
    /** State outside the jobs that a repetition of the run would meet, as it was read. */
    surroundings: optional(surroundings),
    /** The run held against the file that input `policy` names. Absent where none was named. */
    policy: optional(policyResult),
    /** The one line answer: which hand-off failed, or was slowest. */
    headline: object({
        kind: openEnum(['failed', 'slowest', 'nothing-observed']),
        handOff: optional(openEnum(['queue', 'set-up', 'work', 'cache', 'artifact', 'approval', 'deployment'])),
        job: optional(run_manifest_name),
        step: optional(run_manifest_name),
        durationMs: optional(count),
        source: optional(source),
    }),
    warnings: list(object({
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
    /** REST requests: how many the report was allowed, and how many it made. */
    apiBudget: object({ allowed: count, used: count }),
    signing: signingState,
    /** When the account was closed, before signing. */
    reportedAt: time_time,
    gaps: list(gap, limits_LIMITS.gaps),
    redacted: count,
});

;// CONCATENATED MODULE: ./lib/src/model/version.js
/** Version of this program, held equal to package.json by a check. */
const VERSION = '0.1.0';
/** Version of the schemas of manifests and timeline. From 1.0 on only additions: docs/schema.md, and a check holds it. */
const SCHEMA_VERSION = '1.0.0';

;// CONCATENATED MODULE: ./lib/src/model/reading.js







/** Reads the bytes of a job manifest. @throws TraceError TOO_LARGE, NOT_JSON, SCHEMA_MAJOR or SCHEMA_MISMATCH. */
const readJobManifest = (bytes) => read(bytes, limits_LIMITS.jobManifest, jobManifest);
/** Reads the bytes of a run manifest. @throws TraceError TOO_LARGE, NOT_JSON, SCHEMA_MAJOR or SCHEMA_MISMATCH. */
const readRunManifest = (bytes) => read(bytes, limits_LIMITS.runManifest, runManifest);
const read = (bytes, cap, schema) => {
    if (bytes.byteLength > cap)
        throw new error_TraceError('TOO_LARGE', `manifest of ${bytes.byteLength} bytes, limit ${cap}`);
    const raw = parseJson(bytes);
    refuseOtherMajor(raw);
    const parsed = safeParse(schema, raw);
    if (!parsed.success) {
        const issue = parsed.error.issues[0];
        throw new error_TraceError('SCHEMA_MISMATCH', `not a valid manifest: ${issue?.path.join('.') ?? ''}: ${issue?.code ?? ''}`);
    }
    return { value: parsed.data, unknownFields: countFields(raw) - countFields(parsed.data) };
};
const parseJson = (bytes) => {
    try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        if (nestsTooDeep(text))
            throw new Error('nested too deep');
        // `__proto__` is dropped: as an own key it would survive into objects that are spread later.
        return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
    }
    catch (cause) {
        throw new error_TraceError('NOT_JSON', 'manifest is not JSON', { cause });
    }
};
const refuseOtherMajor = (raw) => {
    const version = typeof raw === 'object' && raw !== null && 'schemaVersion' in raw ? raw.schemaVersion : undefined;
    if (typeof version !== 'string')
        throw new error_TraceError('SCHEMA_MISMATCH', 'not a valid manifest: no schemaVersion');
    if (version.split('.')[0] !== SCHEMA_VERSION.split('.')[0])
        throw new error_TraceError('SCHEMA_MAJOR', `manifest of schema ${version.slice(0, 20)}, this version reads ${SCHEMA_VERSION}`, {
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

;// CONCATENATED MODULE: ./lib/src/trust/run-files.js

/** Media type of a manifest as a ResourceDescriptor names it. */
const run_files_MANIFEST_MEDIA_TYPE = 'application/json';
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
const isRunFilePath = (path) => path === artifact_name_RUN_MANIFEST_FILE || /^jobs\/(\d{1,20}|k-[0-9a-fA-F-]{1,64})(\.sigstore)?\.json$/.test(path);
/** The files of one job that the run statement covers, manifest first; hex digests. */
const run_files_jobFiles = (job) => {
    const stem = jobFileStem(job);
    if (stem === undefined || job.manifest === undefined)
        return [];
    const manifest = { name: jobManifestPath(stem), sha256: run_files_hex(job.manifest.digest) };
    const { bundleDigest } = job.manifest;
    return bundleDigest === undefined ? [manifest] : [manifest, { name: jobBundlePath(stem), sha256: run_files_hex(bundleDigest) }];
};
const run_files_hex = (digest) => digest.replace(/^sha256:/, '');

;// CONCATENATED MODULE: ./lib/src/trust/statement.js




/**
 * Payload of the statement about one job manifest: its file by digest, and a short index as predicate. Ids are strings:
 * sigstore-go reads a predicate into a protobuf Struct, whose numbers are doubles.
 */
const jobStatement = (manifest, manifestDigestHex, sizeBytes) => {
    const file = { name: JOB_MANIFEST_FILE, sha256: manifestDigestHex };
    const made = madeByJob(manifest);
    return toBytes({
        _type: STATEMENT_TYPE,
        subject: [file, ...made].slice(0, LIMITS.statementSubjects).map(toSubject),
        predicateType: JOB_PREDICATE_TYPE,
        predicate: {
            schemaVersion: manifest.schemaVersion,
            signing: manifest.signing,
            run: statement_runIndex(manifest.run),
            job: { key: manifest.job.key.value, id: manifest.job.id?.value },
            manifest: toDescriptor(file, sizeBytes),
            // Those are in the manifest all the same, whose digest is the first subject.
            subjectsLeftOut: Math.max(0, made.length + 1 - LIMITS.statementSubjects) || undefined,
        },
    });
};
/**
 * What the job declared as its own, so that whoever has the file finds the job: files, images, and its artifacts' zips
 * under names of their own, since a zip's digest is not that of the file in it. Only SHA-256: the digest that
 * `gh attestation verify` takes of a file.
 */
const madeByJob = (manifest) => {
    const declared = manifest.declaredSubjects.map(({ name, digest }) => ({ name, digest }));
    const zips = manifest.artifacts.map(({ name, digest }) => ({ name: `${name}.zip`, digest }));
    return [...declared, ...zips].flatMap(({ name, digest }) => digest?.startsWith('sha256:') ? [{ name, sha256: digest.slice('sha256:'.length) }] : []);
};
/**
 * Payload of the statement about a run manifest. Subjects: the run manifest, then every job's files. The tools that read
 * statements stop at 1,024 subjects (sigstore-go pkg/verify/signature.go); what is over that is in the predicate alone,
 * which names every job, also those that left nothing: a list that may drop entries proves nothing.
 */
const runStatement = (manifest, manifestDigestHex, sizeBytes) => {
    const file = { name: RUN_MANIFEST_FILE, sha256: manifestDigestHex };
    const files = [file, ...manifest.jobs.flatMap(jobFiles)];
    return toBytes({
        _type: STATEMENT_TYPE,
        subject: files.slice(0, LIMITS.statementSubjects).map(toSubject),
        predicateType: runPredicateType(manifest),
        predicate: {
            schemaVersion: manifest.schemaVersion,
            signing: manifest.signing,
            run: statement_runIndex(manifest.run),
            reporter: manifest.reporter,
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
const statement_runIndex = (run) => ({
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

;// CONCATENATED MODULE: ./lib/src/trust/index-checks.js









/**
 * Whether the index in the statement says what the manifest says: both are signed, and tools that read statements alone
 * see only the index.
 */
const checkIndex = (statement, manifest) => {
    const index = readIndex(statement);
    const claims = readIndexClaims(statement);
    if (index === undefined || claims === undefined)
        return fail('predicate', 'the predicate is not in the form of this version');
    const told = toClaims(manifest);
    const pairs = [
        ...INDEXED.map(name => [name, claims[name], told[name]]),
        ...(manifest.kind === 'job-manifest'
            ? [
                ['job key', index.job?.key, manifest.job.key.value],
                ['job id', index.job?.id, manifest.job.id?.value],
            ]
            : []),
    ];
    const reporter = manifest.kind === 'run-manifest' ? manifest.reporter : undefined;
    // Who reported decides whom the certificate must name: the index may not be silent about it.
    pairs.push(['reporter', index.reporter?.role, reporter?.role], ['run of the reporter', index.reporter?.runId, reporter?.runId], ['attempt of the reporter', index.reporter?.attempt.toString(), reporter?.attempt.toString()]);
    const differing = pairs.find(([, one, other]) => one !== other);
    return differing === undefined
        ? pass('predicate', 'says what the manifest says')
        : fail('predicate', `${differing[0]}: ${differing[1] ?? 'nothing'}, the manifest says ${differing[2] ?? 'nothing'}`);
};
const INDEXED = [
    'serverUrl',
    'repository',
    'repositoryId',
    'runId',
    'attempt',
    'event',
    'ref',
    'sha',
    'workflowRef',
    'workflowSha',
];
/**
 * Whether the further subjects are what the job manifest says that the job made, all of it and nothing else: whoever finds
 * the statement by the digest of a file would otherwise be told of a job that claims no such file.
 */
const checkMade = ({ subject }, manifest) => {
    const id = 'subjects';
    // From 1.0 on versions only add: what a later one also names cannot be known here.
    if (isLater(manifest.schemaVersion))
        return notApplicable(id, `schema ${manifest.schemaVersion} may name more`);
    const made = madeByJob(manifest).slice(0, limits_LIMITS.statementSubjects - 1);
    const signed = subject.slice(1);
    const length = Math.max(made.length, signed.length);
    const at = Array.from({ length }, (_, index) => index).find(index => signed[index]?.name !== made[index]?.name || signed[index]?.digest.sha256 !== made[index]?.sha256);
    return at === undefined
        ? pass(id, `${made.length} made by the job`)
        : fail(id, `signed ${signed[at]?.name ?? 'nothing more'}, the manifest lists ${made[at]?.name ?? 'nothing more'}`);
};
const isLater = (version) => {
    const [minor = 0, ours = 0] = [version, SCHEMA_VERSION].map(each => Number(each.split('.')[1]));
    return minor > ours;
};
const jobsIndex = object({
    jobs: list(object({
        id: optional(numericId),
        key: optional(scalar_text(256)),
        presence: scalar_text(100),
        signature: object({ mode: scalar_text(100), by: union([scalar_text(100), schemas_null()]) }),
        files: list(object({ name: scalar_text(1_024), digest: object({ sha256: scalar_text(64) }) }), 2),
        payload: optional(scalar_text(100)),
    }), limits_LIMITS.jobsInReport),
});
/** Whether the statement names the same jobs with the same files, and leaves none out. */
const checkJobsIndex = ({ predicate }, { jobs }) => {
    const id = 'predicate-jobs';
    const parsed = safeParse(jobsIndex, predicate);
    if (!parsed.success)
        return fail(id, 'the predicate names its jobs in no form of this version');
    const told = parsed.data.jobs;
    if (told.length !== jobs.length)
        return fail(id, `${told.length} jobs, the run manifest has ${jobs.length}`);
    const at = jobs.findIndex((job, index) => lineOf(fromManifest(job)) !== lineOf(told[index]));
    return at < 0
        ? pass(id, `${jobs.length} jobs as in the run manifest`)
        : fail(id, `${jobs[at]?.name ?? ''} is not as in the run manifest`);
};
const fromManifest = (job) => ({
    id: job.id,
    key: job.key,
    presence: job.presence,
    signature: { mode: job.signature.mode, by: job.signature.by },
    files: run_files_jobFiles(job).map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    payload: job.manifest?.payloadDigest,
});
/** One order of members: equal jobs are equal lines. */
const lineOf = (job) => JSON.stringify([
    job?.id,
    job?.key,
    job?.presence,
    job?.signature.mode,
    job?.signature.by,
    job?.files.map(file => [file.name, file.digest.sha256]),
    job?.payload,
]);

;// CONCATENATED MODULE: ./lib/src/trust/platform-job-checks.js



/**
 * GitHub's clock has seconds, and a timestamp authority has a clock of its own: both keep time within a second. A minute
 * is what a signing under load may add, and far less than what separates two attempts.
 */
const SKEW_MS = 60_000;
const JOB_CHECKS = ['api-job', 'api-conclusion', 'api-times', 'signing-time', 'log-anchor'];
/** Whether GitHub knows this job, in this attempt, with this end and these times, and whether its log names the digest. */
const checkJobOnPlatform = async (choice, claim) => {
    const reason = whyNotAsked(choice, claim);
    if (reason !== undefined || 'notAsked' in choice)
        return none(JOB_CHECKS, reason ?? 'not asked');
    const { jobId } = claim;
    if (jobId === undefined)
        return none(JOB_CHECKS, 'the manifest names no job id');
    const answer = await choice.readJobs(claim.repository, claim.runId, claim.attempt);
    if (!answer.ok)
        return answer.absent
            ? [fail('api-job', `no such attempt: ${answer.reason}`), ...none(JOB_CHECKS.slice(1), 'there is no such attempt')]
            : none(JOB_CHECKS, answer.reason);
    const job = answer.value.jobs.find(({ id }) => id === jobId);
    if (job === undefined)
        return answer.value.complete
            ? [
                fail('api-job', `attempt ${claim.attempt} has no job ${jobId}`),
                ...none(JOB_CHECKS.slice(1), 'there is no such job'),
            ]
            : none(JOB_CHECKS, 'the job list could not be read to its end');
    return [
        checkName(job, claim),
        checkConclusion(job, claim),
        checkTimes(job, claim),
        checkSigningTime(job, claim.signedAt),
        checkAnchor(await readLog(choice, claim, jobId), claim, jobId),
    ];
};
const readLog = (platform, claim, jobId) => platform.readLog(claim.repository, jobId);
const checkName = (job, { attempt, reported }) => reported?.api !== undefined && reported.name !== job.name
    ? fail('api-job', `job ${job.id}: the run manifest calls it ${reported.name}, GitHub ${job.name}`)
    : pass('api-job', `job ${job.id} of attempt ${attempt}: ${job.name}`);
/** Post sees the job before its end: a success so far that GitHub then counts as failed is late, not a lie. */
const checkConclusion = (job, { manifest, reported }) => {
    const id = 'api-conclusion';
    const { conclusion } = job;
    if (conclusion === undefined)
        return notApplicable(id, 'GitHub has no conclusion yet');
    const told = reported?.api?.conclusion;
    if (told !== undefined && told !== conclusion)
        return fail(id, `the run manifest says ${told}, GitHub says ${conclusion}`);
    const seen = manifest?.job.status?.value;
    if (seen !== undefined && seen !== conclusion)
        return seen === 'success'
            ? notApplicable(id, `success so far when the job wrote its manifest, then ${conclusion}`)
            : fail(id, `the job says ${seen}, GitHub says ${conclusion}`);
    return seen === undefined && told === undefined
        ? notApplicable(id, `no conclusion is claimed, GitHub says ${conclusion}`)
        : pass(id, conclusion);
};
const RESOLUTION_MS = 1_000;
/** The API's times as the run manifest has them; else the recorder's own, where its clock was compared with GitHub's. */
const checkTimes = (job, { manifest, reported }) => {
    const id = 'api-times';
    const told = [
        ['start', reported?.api?.startedAt, job.startedAt],
        ['end', reported?.api?.completedAt, job.completedAt],
    ];
    const both = told.filter(([, one, other]) => one !== undefined && other !== undefined);
    const differing = both.find(([, one, other]) => Math.abs(millisBetween(one, other) ?? 0) > RESOLUTION_MS);
    if (differing !== undefined)
        return fail(id, `${differing[0]}: the run manifest says ${differing[1]}, GitHub says ${differing[2]}`);
    const offset = manifest?.clock.offsetMs?.value;
    if (manifest === undefined || offset === undefined)
        return both.length > 0
            ? pass(id, both.map(([name, , at]) => `${name} ${at}`).join(', '))
            : notApplicable(id, 'no time is claimed that was measured at GitHub’s clock');
    const { preAt, postAt } = manifest.recorder;
    const [before, after] = [millisBetween(preAt, job.startedAt), millisBetween(job.completedAt, postAt)];
    if (before !== undefined && before + offset > SKEW_MS)
        return fail(id, `the recorder began at ${preAt ?? ''}, GitHub started the job at ${job.startedAt ?? ''}`);
    if (after !== undefined && after - offset > SKEW_MS)
        return fail(id, `the recorder wrote at ${postAt}, GitHub ended the job at ${job.completedAt ?? ''}`);
    return pass(id, `within ${job.startedAt ?? 'an unknown start'} and ${job.completedAt ?? 'no end yet'}`);
};
const checkSigningTime = (job, signedAt) => job.startedAt === undefined
    ? notApplicable('signing-time', 'GitHub names no start of the job')
    : checkWithin(signedAt, job.startedAt, job.completedAt);
/** A signed time between two of GitHub's, or after the first where there is no end yet. */
const checkWithin = (signedAt, from, to) => {
    const id = 'signing-time';
    if (signedAt === undefined)
        return notApplicable(id, 'there is no signed time');
    const [early, late] = [millisBetween(signedAt, from) ?? 0, millisBetween(to, signedAt) ?? 0];
    if (early > SKEW_MS)
        return fail(id, `signed at ${signedAt}, before ${from}`);
    if (late > SKEW_MS)
        return fail(id, `signed at ${signedAt}, after ${to ?? ''}`);
    return pass(id, `${signedAt} is within ${from} and ${to ?? 'now'}`);
};
/** The last line that names this job and attempt: a step before the recorder's may print a decoy. */
const checkAnchor = (answer, claim, jobId) => {
    const id = 'log-anchor';
    if (!answer.ok)
        return notApplicable(id, `the log of job ${jobId} could not be read: ${answer.reason}`);
    const named = answer.value.findLast(line => line.jobId === jobId && line.attempt === claim.attempt);
    if (named === undefined)
        return fail(id, `the log of job ${jobId} names no manifest`);
    return named.digest === `sha256:${claim.digestHex}`
        ? pass(id, `the log of job ${jobId} names this manifest`)
        : fail(id, `the log of job ${jobId} names ${named.digest}, this is sha256:${claim.digestHex}`);
};
const none = (ids, reason) => ids.map(id => notApplicable(id, reason));

;// CONCATENATED MODULE: ./lib/src/model/head-sha.js
/** Events whose run has GITHUB_SHA as its `head_sha`. Others (`pull_request_target`, `workflow_run`) mix two commits. */
const EVENTS = new Set([
    'push',
    'schedule',
    'workflow_dispatch',
    'repository_dispatch',
    'merge_group',
]);
const isHeadSha = (event) => EVENTS.has(event ?? '');

;// CONCATENATED MODULE: ./lib/src/model/workflow-path.js
/** `.github/workflows/x.yml` of `owner/repo/.github/workflows/x.yml@ref` or of a path; undefined where it is no file. */
const workflowPath = (ref) => {
    const [path = ''] = (ref ?? '').split('@');
    const start = path.indexOf('.github/workflows/');
    return start < 0 ? undefined : path.slice(start);
};

;// CONCATENATED MODULE: ./lib/src/trust/platform-run-checks.js







/** Where a document says that its run is. */
const addressOf = (claims) => ({
    serverUrl: serverOfClaims(claims),
    repository: claims.repository,
    runId: claims.runId,
    attempt: Number(claims.attempt),
});
/** Whether GitHub has this run and attempt, and says the same of event, commit and workflow file. */
const checkRunOnPlatform = async (choice, claims, headSha) => {
    const asked = await askForRun(choice, claims);
    return 'checks' in asked ? asked.checks : [asked.exists, checkFields(asked.run, claims, headSha)];
};
/** The same for a run manifest, and whether it accounts for every job that GitHub lists; and when it was signed. */
const checkRunManifestOnPlatform = async (choice, claims, manifest, signedAt) => {
    const asked = await askForRun(choice, claims);
    if ('checks' in asked)
        return [...asked.checks, ...none(['api-all-jobs', 'signing-time'], asked.reason)];
    const { repository, runId, attempt } = addressOf(claims);
    const list = 'notAsked' in choice ? undefined : await choice.readJobs(repository, runId, attempt);
    const jobs = list?.ok === true ? list.value : undefined;
    const refusal = list === undefined || list.ok ? 'not asked' : list.reason;
    return [
        asked.exists,
        checkFields(asked.run, claims, manifest.run.headSha?.value),
        jobs === undefined ? notApplicable('api-all-jobs', refusal) : checkAllJobs(jobs, manifest),
        manifest.reporter?.role === 'collector'
            ? notApplicable('signing-time', 'signed by a later run')
            : checkRunSigningTime(asked.run, jobs, signedAt),
    ];
};
const askForRun = async (choice, claims) => {
    const address = addressOf(claims);
    const reason = whyNotAsked(choice, address);
    if (reason !== undefined || 'notAsked' in choice) {
        const why = reason ?? 'not asked';
        return { checks: none(['api-run', 'api-run-fields'], why), reason: why };
    }
    const { repository, runId, attempt } = address;
    const answer = await choice.readRun(repository, runId, attempt);
    if (!answer.ok)
        return answer.absent
            ? {
                checks: [
                    fail('api-run', `GitHub has no run ${runId} with attempt ${attempt}: it never was, or it was deleted`),
                    notApplicable('api-run-fields', 'there is no such run'),
                ],
                reason: 'there is no such run',
            }
            : { checks: none(['api-run', 'api-run-fields'], answer.reason), reason: answer.reason };
    const run = answer.value;
    const exists = run.attempt === undefined || run.attempt === attempt
        ? pass('api-run', `run ${runId}, attempt ${attempt}`)
        : fail('api-run', `asked for attempt ${attempt}, GitHub answered with ${run.attempt}`);
    return { exists, run };
};
const checkFields = (run, claims, headSha) => {
    const id = 'api-run-fields';
    const commit = claims.event === 'pull_request' ? headSha : isHeadSha(claims.event) ? claims.sha : undefined;
    const pairs = [
        ['event', claims.event, run.event],
        ['commit', commit, run.headSha],
        ['workflow file', workflowPath(claims.workflowRef), workflowPath(run.path)],
    ];
    const both = pairs.filter(([, claimed, known]) => claimed !== undefined && known !== undefined);
    const differing = both.find(([, claimed, known]) => claimed !== known);
    if (differing !== undefined)
        return fail(id, `${differing[0]}: claimed ${differing[1] ?? ''}, GitHub says ${differing[2] ?? ''}`);
    return both.length === 0
        ? notApplicable(id, 'nothing is claimed that GitHub also tells')
        : pass(id, both.map(([name, , known]) => `${name} ${known ?? ''}`).join(', '));
};
/**
 * Every job that GitHub lists stands in the run manifest, and the other way round. Jobs that were created after the
 * report was made are none of its business.
 */
const checkAllJobs = ({ jobs, complete }, manifest) => {
    const id = 'api-all-jobs';
    const ours = new Set(manifest.jobs.flatMap(job => (job.id === undefined ? [] : [job.id])));
    const theirs = new Set(jobs.map(job => job.id));
    const missing = jobs.filter(job => !ours.has(job.id) && (millisBetween(manifest.reportedAt, job.createdAt) ?? 0) <= 0);
    const invented = complete ? [...ours].filter(job => !theirs.has(job)) : [];
    if (invented.length > 0)
        return fail(id, `GitHub lists no job ${named(invented)}`);
    if (missing.length === 0)
        return complete
            ? pass(id, `${jobs.length} jobs`)
            : notApplicable(id, `${jobs.length} jobs of a list that could not be read to its end`);
    const words = `not in the run manifest: ${named(missing.map(job => job.name))}`;
    return manifest.completeness.by === 'job-key' && !manifest.completeness.complete
        ? notApplicable(id, `${words}; it was made without the job list, and says that it is incomplete`)
        : fail(id, words);
};
const NAMED = 10;
const named = (names) => names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;
/** Some job of this attempt signed it: the certificate does not say which one. */
const checkRunSigningTime = (run, list, signedAt) => {
    if (run.startedAt === undefined)
        return notApplicable('signing-time', 'GitHub names no start of the attempt');
    const ends = list?.jobs.map(job => job.completedAt) ?? [];
    const isOver = list?.complete === true && ends.length > 0 && ends.every(end => end !== undefined);
    const last = isOver ? ends.reduce((a, b) => ((millisBetween(a, b) ?? 0) > 0 ? b : a)) : undefined;
    return checkWithin(signedAt, run.startedAt, last);
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
const DEPRECATED = {
    1: 'issuer',
    2: 'trigger',
    3: 'sha',
    4: 'workflowName',
    5: 'repository',
    6: 'ref',
};
const FULCIO_ARC = '1.3.6.1.4.1.57264.1.';
const ISSUER = 8;
/** Reads the identity of a leaf that was verified before. A value that is no UTF-8 string of DER is left out. */
const readCertificateIdentity = (san, extensions) => {
    const find = (arc) => extensions.find(({ oid }) => oid === `${FULCIO_ARC}${arc}`)?.value;
    const raw = Object.entries(DEPRECATED).flatMap(([arc, name]) => {
        const value = certificate_identity_decode(find(Number(arc)));
        return value === undefined ? [] : [[name, value]];
    });
    const deprecated = Object.fromEntries(raw);
    const issuer = readUtf8String(find(ISSUER)) ?? deprecated.issuer;
    if (san === undefined || issuer === undefined)
        return undefined;
    const named = Object.entries(EXTENSIONS).flatMap(([arc, name]) => {
        const value = readUtf8String(find(Number(arc)));
        return value === undefined ? [] : [[name, value]];
    });
    return { san, issuer, ...(raw.length === 0 ? {} : { deprecated }), ...Object.fromEntries(named) };
};
const DER_UTF8_STRING = 0x0c;
/** DER UTF8String whose length is exactly what it says (X.690 §8.1.3; short form, and long form of one or two bytes). */
const readUtf8String = (der) => {
    if (der === undefined || der[0] !== DER_UTF8_STRING)
        return undefined;
    const [, first = 0, second = 0, third = 0] = der;
    const [start, length] = first < 0x80 ? [2, first] : first === 0x81 ? [3, second] : first === 0x82 ? [4, second * 256 + third] : [0, -1];
    return der.byteLength === start + length ? certificate_identity_decode(der.subarray(start)) : undefined;
};
const certificate_identity_decode = (bytes) => {
    if (bytes === undefined)
        return undefined;
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/extension-agreement.js

/**
 * Whether the certificate agrees with itself: the subject name is the build signer, and the deprecated extensions .1, .2,
 * .3, .5 and .6 say what the newer ones say (sigstore/fulcio docs/oid-info.md: the same claims of the token fill both).
 * Verifiers read the one or the other, so a certificate that says two things would be two identities.
 */
const checkExtensions = (identity) => {
    const { deprecated = {} } = identity;
    const pairs = [
        ['subject name and .9', identity.san, identity.buildSignerUri],
        ['.1 and .8', deprecated.issuer, identity.issuer],
        ['.2 and .20', deprecated.trigger, identity.buildTrigger],
        ['.3 and .13', deprecated.sha, identity.sourceRepositoryDigest],
        ['.5 and .12', deprecated.repository, pathOf(identity.sourceRepositoryUri)],
        ['.6 and .14', deprecated.ref, identity.sourceRepositoryRef],
        ['.12 and .16', ownerOf(identity.sourceRepositoryUri), identity.sourceRepositoryOwnerUri],
        ['.12 and .21', identity.sourceRepositoryUri, identity.runInvocationUri?.split('/actions/runs/')[0]],
    ];
    const both = pairs.filter(([, one, other]) => one !== undefined && other !== undefined);
    const differing = both.find(([, one, other]) => one !== other);
    if (differing !== undefined)
        return fail('certificate-extensions', `${differing[0]}: ${differing[1] ?? ''} is not ${differing[2] ?? ''}`);
    return both.length === 0
        ? notApplicable('certificate-extensions', 'no extension says the same as another')
        : pass('certificate-extensions', `agree: ${both.map(([name]) => name).join(', ')}`);
};
/** `owner/name` of a repository's URI. */
const pathOf = (uri) => uri !== undefined && URL.canParse(uri) ? new URL(uri).pathname.slice(1) : undefined;
const ownerOf = (uri) => uri?.split('/').slice(0, -1).join('/');

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
    const keyid = keyHint(createPublicKey(key));
    const sig = sign('sha256', preAuthEncoding(PAYLOAD_TYPE, payload), key).toString('base64');
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
const keyHint = (publicKey) => (0,external_node_crypto_namespaceObject.createHash)('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('base64');
const readPrivateKey = (pem) => {
    if (!pem.includes('-----BEGIN PRIVATE KEY-----'))
        throw unusableKey('is not an unencrypted PKCS#8 PEM');
    let key;
    try {
        key = createPrivateKey(pem);
    }
    catch {
        throw unusableKey('cannot be read');
    }
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
        throw unusableKey('is not ECDSA P-256');
    return key;
};
const unusableKey = (what) => new TraceError('SIGNING', `the signing key ${what}`, {
    hint: 'Make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256',
});

;// CONCATENATED MODULE: ./lib/src/trust/trust-material.js


/** A TrustedRoot from its JSON value. @throws for a malformed one. */
const readRoot = async (value) => {
    const { TrustedRoot } = await __nccwpck_require__.e(/* import() */ 654).then(__nccwpck_require__.t.bind(__nccwpck_require__, 9654, 19));
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
        const key = (0,external_node_crypto_namespaceObject.createPublicKey)(pem);
        if (keyHint(key) === hint)
            return key;
    }
    return undefined;
};
const readCertificate = (der) => {
    try {
        return new external_node_crypto_namespaceObject.X509Certificate(der);
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
    const { toSignedEntity, toTrustMaterial, Verifier } = await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(187)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 4187, 19));
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
        const { toSignedEntity, toTrustMaterial, Verifier } = await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(187)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 4187, 19));
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
const statement = object({
    _type: scalar_text(200),
    subject: list(object({ name: scalar_text(1_024), digest: object({ sha256: schemas_string().check(_regex(/^[0-9a-f]{64}$/)) }) }), limits_LIMITS.statementSubjects).check(_minLength(1)),
    predicateType: scalar_text(500),
    predicate: record(schemas_string(), unknown()),
});
/** undefined for bytes that are no statement with at least one sha256 subject. */
const readStatement = (payload) => {
    try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
        if (nestsTooDeep(text))
            return undefined;
        const parsed = safeParse(statement, JSON.parse(text));
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
    'certificate-extensions',
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
 * @param predicateTypes those that the caller accepts.
 */
const verifyBundle = async (bundleText, material, predicateTypes = OUR_PREDICATE_TYPES) => {
    const size = Buffer.byteLength(bundleText);
    if (size > limits_LIMITS.bundle)
        return rejected('none', [fail('bundle-size', `${size} bytes, limit ${limits_LIMITS.bundle}`)]);
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
    const identity = readCertificateIdentity(proof.signer.identity?.subjectAlternativeName, (proof.signer.identity?.oids ?? []).map(({ oid, value }) => ({ oid: oid?.id.join('.') ?? '', value })));
    if (mode === 'keyless' && identity === undefined)
        return rejected(mode, [...counted, fail('certificate', 'the certificate names no subject or no issuer')]);
    checks.push(identity === undefined
        ? notApplicable('certificate-extensions', 'a key signature has no certificate')
        : checkExtensions(identity), ...checkContent(envelope.payloadType, statement, predicateTypes));
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
        if (nestsTooDeep(text))
            return 'nested too deep';
        value = JSON.parse(text);
    }
    catch {
        return 'not JSON';
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return 'not a JSON object';
    try {
        const { bundleFromJSON } = await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(40)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 1040, 19));
        return bundleFromJSON(value);
    }
    catch {
        return 'not a Sigstore bundle, or parts are missing';
    }
};
const checkContent = (payloadType, statement, predicateTypes) => {
    const type = payloadType === predicate_types_PAYLOAD_TYPE
        ? pass('payload-type', payloadType)
        : fail('payload-type', `${payloadType} is not ${predicate_types_PAYLOAD_TYPE}`);
    if (statement === undefined)
        return [type, fail('statement', 'the payload is no in-toto statement with a sha256 subject')];
    return [
        type,
        statement._type === predicate_types_STATEMENT_TYPE
            ? pass('statement', predicate_types_STATEMENT_TYPE)
            : fail('statement', `${statement._type} is not ${predicate_types_STATEMENT_TYPE}`),
        predicateTypes.includes(statement.predicateType)
            ? pass('predicate-type', statement.predicateType)
            : fail('predicate-type', `${statement.predicateType} is not ${predicateTypes.join(' or ')}`),
    ];
};
const rejected = (mode, checks) => ({
    checks: complete(checks),
    ok: false,
    mode,
});
const complete = (checks) => CHECKS.map(id => checks.find(check => check.id === id) ?? notApplicable(id, 'not reached'));

;// CONCATENATED MODULE: ./lib/src/trust/verify-job-files.js













/** An unpacked job artifact: job-manifest.json and its bundle. */
const verifyJobFiles = async (files, material, expected, platform) => {
    const file = await files.read(artifact_name_JOB_MANIFEST_FILE, limits_LIMITS.jobManifest);
    const bundle = await files.read(JOB_BUNDLE_FILE, limits_LIMITS.bundle);
    const { manifest, check } = readManifest(file);
    const manifestSection = { subject: artifact_name_JOB_MANIFEST_FILE, checks: [check] };
    if (bundle.state === 'missing') {
        const unsigned = { subject: JOB_BUNDLE_FILE, checks: [fail('signed', 'there is no bundle')] };
        return { sections: [manifestSection, unsigned], missing: [], main: undefined };
    }
    const { verified, section } = await verifyJobBundle(JOB_BUNDLE_FILE, bundle, file, manifest, material, expected);
    const asked = await askPlatform(platform, verified, file, manifest);
    return {
        sections: [manifestSection, section, ...(asked.length === 0 ? [] : [{ subject: 'GitHub', checks: asked }])],
        missing: [],
        main: verified,
    };
};
const askPlatform = async (platform, verified, file, manifest) => {
    if (manifest === undefined || file.state !== 'read')
        return [];
    // What nobody signed is not asked about: a token would be spent on anybody's words.
    const choice = verified?.ok === true ? platform : { notAsked: 'the bundle does not verify' };
    const claims = toClaims(manifest);
    return [
        ...(await checkRunOnPlatform(choice, claims, manifest.run.headSha?.value)),
        ...(await checkJobOnPlatform(choice, {
            ...addressOf(claims),
            jobId: manifest.job.id?.value,
            digestHex: sha256Hex(file.bytes),
            signedAt: verified?.signedAt,
            manifest,
            reported: undefined,
        })),
    ];
};
/** The bundle of one job manifest: signature, its index and claims = certificate, subject = the bytes, expectations. */
const verifyJobBundle = async (subject, bundle, file, manifest, material, expected) => {
    if (bundle.state !== 'read')
        return {
            verified: undefined,
            section: { subject, checks: [fail('bundle-form', bundle.state === 'refused' ? bundle.reason : 'missing')] },
        };
    const verified = await verifyBundle(new TextDecoder().decode(bundle.bytes), material);
    if (verified.statement === undefined)
        return { verified, section: { subject, checks: verified.checks } };
    const checks = [
        ...verified.checks,
        verified.statement.predicateType === predicate_types_JOB_PREDICATE_TYPE
            ? pass('statement-kind', 'about a job manifest')
            : fail('statement-kind', 'not about a job manifest'),
        ...(manifest === undefined ? [] : [checkIndex(verified.statement, manifest)]),
        ...checkManifestClaims(verified, manifest, expected),
        checkSubject(verified, file),
        ...(manifest === undefined ? [] : [checkMade(verified.statement, manifest)]),
        ...checkExpectations(expected, verified),
    ];
    return { verified, section: { subject, checks } };
};
const checkManifestClaims = (verified, manifest, expected) => {
    const { identity, statement } = verified;
    if (identity === undefined)
        return none(['claim-run'], 'a key confirms no claim');
    if (manifest !== undefined)
        return checkClaims(manifest, identity, expected.issuer);
    // An unreadable manifest still has a statement, and that may not lie either.
    const claims = statement === undefined ? undefined : readPredicateClaims(statement);
    return claims === undefined ? [] : checkRunClaims(claims, identity, expected.issuer);
};
/** The first subject is the manifest; only its digest counts, subjects match by digest (in-toto/attestation spec/v1). */
const checkSubject = (verified, file) => {
    const signed = verified.statement?.subject[0]?.digest.sha256;
    if (file.state !== 'read')
        return fail('subject', 'the manifest could not be read');
    const found = sha256Hex(file.bytes);
    return found === signed
        ? pass('subject', `sha256:${found}`)
        : fail('subject', `signed sha256:${signed ?? ''}, found sha256:${found}`);
};
/** The manifest of a file, and whether it is one. */
const readManifest = (file) => {
    if (file.state !== 'read')
        return { check: fail('manifest', file.state === 'refused' ? file.reason : 'missing') };
    try {
        const { value, unknownFields } = readJobManifest(file.bytes);
        return {
            manifest: value,
            check: pass('manifest', `schema ${value.schemaVersion}, ${unknownFields} unknown fields`),
        };
    }
    catch (error) {
        return { check: fail('manifest', error instanceof Error ? error.message : 'not a job manifest') };
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-lone-bundle.js









/**
 * A bundle alone: who signed, and whether the statement's own words agree with the certificate. The claims of GitHub's
 * provenance are compared too, also where its type was not asked for: what contradicts its certificate is worth knowing.
 */
const verifyLoneBundle = async (files, name, material, expected, platform) => {
    const file = await files.read(name, limits_LIMITS.bundle);
    if (file.state !== 'read') {
        const reason = file.state === 'refused' ? file.reason : 'missing';
        return { sections: [{ subject: 'bundle', checks: [fail('bundle-size', reason)] }], missing: [], main: undefined };
    }
    const types = expected.predicateType === undefined ? undefined : [expected.predicateType];
    const main = await verifyBundle(new TextDecoder().decode(file.bytes), material, types);
    const subjects = main.statement?.subject.map(subject => subject.name).join(', ') ?? 'unknown files';
    const checks = [
        ...main.checks,
        ...(main.statement === undefined ? [] : checkPredicate(main, expected)),
        notApplicable('subject', `${subjects}: not compared, only the bundle was given`),
        ...(main.ok ? await verify_lone_bundle_askPlatform(main, platform) : []),
        ...(main.payload === undefined ? [] : checkExpectations(expected, main)),
    ];
    return { sections: [{ subject: 'bundle', checks }], missing: [], main };
};
const checkPredicate = (main, expected) => {
    const claims = main.statement === undefined ? undefined : readPredicateClaims(main.statement);
    if (claims === undefined)
        return [
            expected.predicateType === undefined
                ? fail('predicate', 'the predicate is not in the form of this version')
                : notApplicable('predicate', 'what this type claims is not known here: no claim was compared'),
        ];
    if (main.identity === undefined)
        return [notApplicable('predicate', 'a key confirms no claim')];
    return [
        pass('predicate', `names run ${claims.runId} of ${claims.repository}`),
        ...checkRunClaims(claims, main.identity, expected.issuer),
    ];
};
const verify_lone_bundle_askPlatform = async (main, platform) => {
    const { statement } = main;
    const claims = statement === undefined ? undefined : readPredicateClaims(statement);
    if (statement === undefined || claims === undefined)
        return none(['api-run'], 'the statement names no run');
    const run = await checkRunOnPlatform(platform, claims, undefined);
    if (statement.predicateType !== predicate_types_JOB_PREDICATE_TYPE)
        return run;
    const job = await checkJobOnPlatform(platform, {
        ...addressOf(claims),
        jobId: readIndex(statement)?.job?.id,
        digestHex: statement.subject[0]?.digest.sha256 ?? '',
        signedAt: main.signedAt,
        manifest: undefined,
        reported: undefined,
    });
    return [...run, ...job];
};

;// CONCATENATED MODULE: ./lib/src/trust/run-account.js


/**
 * The run manifest as an account of the whole run: one entry and one manifest for each job, counts that are those of its
 * list, and nobody's signature claimed that is not there. A list from which an entry may be dropped, or in which one may
 * stand twice, proves nothing.
 */
const checkRunAccount = (manifest) => [
    checkUnique(manifest.jobs),
    checkCompleteness(manifest),
    checkSignatures(manifest.jobs),
];
const checkUnique = (jobs) => {
    const keys = ['id', 'file', 'manifest', 'bundle'].map(kind => ({
        kind,
        twice: firstRepeated(jobs.map(job => keyOf(kind, job))),
    }));
    const repeated = keys.find(({ twice }) => twice !== undefined);
    const strayRecord = jobs.find(job => job.manifest === undefined && job.record !== undefined);
    if (repeated !== undefined)
        return fail('unique-jobs', `two jobs with one ${repeated.kind}: ${repeated.twice ?? ''}`);
    if (strayRecord !== undefined)
        return fail('unique-jobs', `${strayRecord.name} has a record and no file`);
    return pass('unique-jobs', `${jobs.length} jobs, at most one manifest each`);
};
const keyOf = (kind, job) => {
    switch (kind) {
        case 'id':
            return job.id;
        case 'file':
            return jobFileStem(job);
        case 'manifest':
            return isCarried(job) ? undefined : job.manifest?.digest;
        case 'bundle':
            return isCarried(job) ? undefined : job.manifest?.bundleDigest;
    }
};
/** Found by name where its id changed: two jobs of one name may have been given the same one. */
const isCarried = (job) => job.presence === 'carried-over';
const firstRepeated = (values) => {
    const seen = new Set();
    for (const value of values) {
        if (value === undefined)
            continue;
        if (seen.has(value))
            return value;
        seen.add(value);
    }
    return undefined;
};
/** The counts leave out the report's own job, whose entry the manifest does not mark: one job more may be listed. */
const checkCompleteness = ({ completeness, jobs }) => {
    const id = 'completeness';
    const ran = jobs.filter(job => job.presence !== 'skipped' && job.presence !== 'not-started');
    const recorded = ran.filter(job => job.record !== undefined);
    const told = `${completeness.recorded} of ${completeness.known} jobs recorded`;
    const isCount = (listed, counted) => counted === listed || counted === listed - 1;
    if (!isCount(ran.length, completeness.known) || !isCount(recorded.length, completeness.recorded))
        return fail(id, `says ${told}, lists ${recorded.length} of ${ran.length}`);
    const hollow = ran.find(job => job.presence === 'recorded' && job.manifest === undefined);
    if (hollow !== undefined)
        return fail(id, `${hollow.name} is called recorded and has no manifest`);
    if (completeness.complete)
        return completeness.recorded === completeness.known
            ? pass(id, `complete: ${told}`)
            : fail(id, `says complete, and ${told}`);
    const without = ran.filter(job => job.record === undefined).map(job => `${job.name} (${job.presence})`);
    return notApplicable(id, `says itself that it is incomplete: ${told}${without.length === 0 ? '' : `; ${run_account_list(without)}`}`);
};
const checkSignatures = (jobs) => {
    const id = 'job-signatures';
    const hollow = jobs.find(job => job.signature.by === 'job' && job.manifest?.bundleDigest === undefined);
    if (hollow !== undefined)
        return fail(id, `${hollow.name} is called signed by itself and has no bundle`);
    const own = jobs.filter(job => job.manifest?.bundleDigest !== undefined);
    const unsigned = jobs.filter(job => job.manifest !== undefined && job.manifest.bundleDigest === undefined);
    const none = jobs.filter(job => job.manifest === undefined);
    const words = [
        `${own.length} jobs with a signature of their own`,
        ...(unsigned.length === 0 ? [] : [`only the report speaks for ${run_account_list(unsigned.map(job => job.name))}`]),
        ...(none.length === 0 ? [] : [`no manifest of ${run_account_list(none.map(job => job.name))}`]),
    ].join('; ');
    return unsigned.length + none.length === 0 ? pass(id, words) : notApplicable(id, words);
};
const run_account_NAMED = 5;
const run_account_list = (names) => names.length <= run_account_NAMED ? names.join(', ') : `${names.slice(0, run_account_NAMED).join(', ')} and ${names.length - run_account_NAMED} more`;

;// CONCATENATED MODULE: ./lib/src/in-parallel.js
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

;// CONCATENATED MODULE: ./lib/src/trust/own-bundle.js





/** A job's own signature inside a run artifact: the bundle that the run manifest lists, and what it says of its signer. */
const verifyOwnBundle = async ({ files, material, expected }, stem, job, file, manifest) => {
    if (job.manifest?.bundleDigest === undefined)
        return { sections: [], missing: [], verified: undefined };
    const path = jobBundlePath(stem);
    const bundle = await files.read(path, limits_LIMITS.bundle);
    if (bundle.state === 'missing')
        return { sections: [], missing: [path], verified: undefined };
    // A job signs as its own workflow and attempt: only repository, run and issuer are the same as the report's.
    const { repo, run, issuer } = expected;
    const { verified, section } = await verifyJobBundle(path, bundle, file, manifest, material, { repo, run, issuer });
    const checks = [
        checkDigest(bundle, job.manifest.bundleDigest),
        ...(job.signature.by === 'job' ? section.checks : section.checks.map(check => withoutWeight(check, job))),
        checkPayload(verified, job.manifest.payloadDigest),
        checkReportedSigner(verified, job),
    ];
    return { sections: [{ subject: path, checks }], missing: [], verified: verified?.ok === true ? verified : undefined };
};
/**
 * A job, also one of a fork, may leave any file in the place of its bundle. Where the run manifest itself says that the
 * job did not sign, such a file proves nothing and takes nothing away: else one job could spoil the whole run's account.
 */
const withoutWeight = (check, { signature }) => check.result === 'fail'
    ? {
        ...check,
        result: 'not-applicable',
        reason: `${check.reason.slice(0, 250)}; nobody relies on it: ${signature.reason}`.slice(0, 500),
    }
    : check;
/** Whom the report names as the job's signer: a policy may have been held against that name. */
const checkReportedSigner = (verified, { signature }) => {
    const id = 'reported-signer';
    if (signature.by !== 'job')
        return notApplicable(id, 'the run manifest names no signer');
    if (verified?.ok !== true)
        return notApplicable(id, 'the bundle does not verify');
    if (signature.mode !== verified.mode)
        return fail(id, `called ${signature.mode}, signed ${verified.mode}`);
    const { signer } = signature;
    const { identity } = verified;
    if (signer === undefined || identity === undefined)
        return notApplicable(id, 'the run manifest names no signer');
    const same = identity.san.slice(0, 1_024) === signer.identity && identity.issuer.slice(0, 300) === signer.issuer;
    return same
        ? pass(id, signer.identity)
        : fail(id, `called ${signer.identity} by ${signer.issuer}, signed by ${identity.san} by ${identity.issuer}`);
};
/** A bundle can be encoded anew without breaking its signature; the payload cannot. */
const checkPayload = (verified, listed) => {
    const id = 'payload-digest';
    if (listed === undefined)
        return notApplicable(id, 'the run manifest lists none: it did not verify the bundle');
    if (verified?.payload === undefined)
        return notApplicable(id, 'the bundle does not verify');
    const found = `sha256:${sha256Hex(verified.payload)}`;
    return found === listed ? pass(id, found) : fail(id, `listed ${listed}, found ${found}`);
};
/** Whether a file is the one whose digest the run manifest lists. */
const checkDigest = (file, listed) => {
    if (file.state !== 'read')
        return fail('file-digest', 'could not be read');
    const found = `sha256:${sha256Hex(file.bytes)}`;
    return found === listed
        ? pass('file-digest', found)
        : fail('file-digest', `listed ${listed ?? 'nothing'}, found ${found}`);
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-jobs-of-run.js











/** Jobs at a time: each may cost a request for its log. */
const WIDTH = 4;
/**
 * Every job's files by the digests that the run manifest lists, what they say against the run manifest and GitHub, and
 * each job's own signature.
 */
const verifyJobs = (inquiry) => inParallel(inquiry.run.jobs, WIDTH, async (job) => {
    const stem = jobFileStem(job);
    if (stem !== undefined)
        return verifyJob(inquiry, stem, job);
    // A manifest that no file can be named for would be covered by no digest.
    return job.manifest === undefined
        ? { sections: [], missing: [] }
        : { sections: [{ subject: job.name, checks: [fail('file-digest', 'no file can be named for it')] }], missing: [] };
});
const verifyJob = async (inquiry, stem, job) => {
    const { files, run } = inquiry;
    const path = jobManifestPath(stem);
    const file = await files.read(path, limits_LIMITS.jobManifest);
    if (file.state === 'missing')
        return { sections: [], missing: [path] };
    const { manifest, check } = readManifest(file);
    const own = await verifyOwnBundle(inquiry, stem, job, file, manifest);
    const checks = [
        checkDigest(file, job.manifest?.digest),
        check,
        checkSameRun(run, job, manifest),
        checkRecord(job, manifest),
        ...(manifest === undefined || file.state !== 'read'
            ? []
            : await checkJobOnPlatform(inquiry.platform, {
                ...addressOf(toClaims(manifest)),
                jobId: job.presence === 'carried-over' ? manifest.job.id?.value : (job.id ?? manifest.job.id?.value),
                digestHex: sha256Hex(file.bytes),
                signedAt: own.verified?.signedAt,
                manifest,
                reported: job,
            })),
    ];
    return { sections: [{ subject: path, checks }, ...own.sections], missing: own.missing };
};
/**
 * A job that was carried over has its manifest from an earlier attempt, where it may have had another id. The repository is
 * known by its id: the name that a job states is compared by the report, which shows it as contradicted.
 */
const checkSameRun = ({ run }, job, manifest) => {
    if (manifest === undefined)
        return fail('same-run', 'there is no manifest');
    const { attempt, repositoryId, runId, serverUrl } = manifest.run;
    const carried = job.presence === 'carried-over';
    const sameId = job.id === undefined || manifest.job.id === undefined || manifest.job.id.value === job.id;
    const ofRun = (serverUrl === undefined || plainUrl(serverUrl.value) === plainUrl((run.serverUrl ?? serverUrl).value)) &&
        repositoryId.value === run.repositoryId.value &&
        runId.value === run.runId.value &&
        (carried ? attempt.value <= run.attempt.value : attempt.value === run.attempt.value) &&
        (sameId || (carried && manifest.job.name?.value === job.name));
    return ofRun ? pass('same-run', `attempt ${attempt.value}`) : fail('same-run', 'of another run, attempt or job');
};
/** As the report compares them: a server is the same in any case, and with a slash at its end. */
const plainUrl = (server) => server.replace(/\/$/, '').toLowerCase();
/** The run manifest also holds the job manifest itself; both must say the same. */
const checkRecord = (job, manifest) => {
    if (job.record === undefined || manifest === undefined)
        return notApplicable('record', 'nothing to compare');
    return toCanonicalJson(job.record) === toCanonicalJson(manifest)
        ? pass('record', 'as in the run manifest')
        : fail('record', 'the run manifest holds another manifest of this job');
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-run-files.js
















/**
 * An unpacked run artifact: the run bundle, then that the run manifest on disk is the signed one and an account of every
 * job, then every job's files by the digests it lists, then each job's own signature. What no signature covers is named.
 */
const verifyRunFiles = async (files, material, expected, platform) => {
    const file = await files.read(artifact_name_RUN_MANIFEST_FILE, limits_LIMITS.runManifest);
    const bundle = await files.read(RUN_BUNDLE_FILE, limits_LIMITS.bundle);
    const { manifest, check } = readRun(file);
    const main = bundle.state === 'read' ? await verifyBundle(new TextDecoder().decode(bundle.bytes), material) : undefined;
    // What nobody signed is not asked about: a token would be spent on anybody's words.
    const asked = main?.ok === true ? platform : { notAsked: 'the run bundle does not verify' };
    const runChecks = [
        ...(main === undefined ? [unsigned(bundle)] : main.checks),
        check,
        ...(main?.statement === undefined ? [] : checkRunStatement(main, main.statement, file, manifest, expected)),
        ...(manifest === undefined
            ? []
            : await checkRunManifestOnPlatform(asked, toClaims(manifest), manifest, main?.signedAt)),
        ...(manifest === undefined ? [] : checkRunAccount(manifest)),
        ...(main?.payload === undefined ? [] : checkExpectations(expected, main)),
    ];
    const jobs = manifest === undefined ? [] : await verifyJobs({ files, run: manifest, material, expected, platform: asked });
    return {
        sections: [
            { subject: artifact_name_RUN_MANIFEST_FILE, checks: runChecks },
            ...jobs.flatMap(({ sections }) => sections),
            { subject: 'folder', checks: checkListing(files.names, manifest) },
        ],
        missing: jobs.flatMap(({ missing }) => missing),
        main,
    };
};
const readRun = (file) => {
    if (file.state !== 'read')
        return { check: fail('manifest', file.state === 'refused' ? file.reason : 'missing') };
    try {
        const { value, unknownFields } = readRunManifest(file.bytes);
        return {
            manifest: value,
            check: pass('manifest', `schema ${value.schemaVersion}, ${unknownFields} unknown fields`),
        };
    }
    catch (error) {
        return { check: fail('manifest', error instanceof Error ? error.message : 'not a run manifest') };
    }
};
const unsigned = (bundle) => bundle.state === 'refused' ? fail('bundle-form', bundle.reason) : fail('signed', `there is no ${RUN_BUNDLE_FILE}`);
const checkRunStatement = (main, statement, file, manifest, expected) => [
    manifest !== undefined && statement.predicateType === predicate_types_runPredicateType(manifest)
        ? pass('statement-kind', 'about a run manifest')
        : fail('statement-kind', 'not about a run manifest'),
    ...(manifest === undefined ? [] : [checkIndex(statement, manifest), checkJobsIndex(statement, manifest)]),
    ...checkSignerClaims(main, statement, manifest, expected),
    checkSubject(main, file),
    checkOtherSubjects(statement, manifest),
];
const checkSignerClaims = ({ identity }, statement, manifest, expected) => {
    if (identity === undefined)
        return none(['claim-run'], 'a key confirms no claim');
    if (manifest !== undefined)
        return checkClaims(manifest, identity, expected.issuer);
    const claims = readPredicateClaims(statement);
    return claims === undefined ? [] : checkRunClaims(claims, identity, expected.issuer);
};
/** The further subjects repeat what the run manifest lists, so that `verify <file>` of any tool works on them. */
const checkOtherSubjects = (statement, manifest) => {
    const listed = new Map(manifest?.jobs.flatMap(run_files_jobFiles).map(({ name, sha256 }) => [name, sha256]) ?? []);
    const others = statement.subject.slice(1);
    const wrong = others.find(({ name, digest }) => !isRunFilePath(name) || listed.get(name) !== digest.sha256);
    if (wrong !== undefined)
        return fail('subjects', `${wrong.name} is not what the run manifest lists`);
    const expectedCount = Math.min(listed.size, limits_LIMITS.statementSubjects - 1);
    return others.length === expectedCount
        ? pass('subjects', `${others.length} job files`)
        : fail('subjects', `${others.length} job files signed, ${expectedCount} listed`);
};
const verify_run_files_NAMED = 20;
const verify_run_files_named = (names) => names.length <= verify_run_files_NAMED ? names.join(', ') : `${names.slice(0, verify_run_files_NAMED).join(', ')} and ${names.length - verify_run_files_NAMED} more`;
const checkListing = (names, manifest) => {
    const listed = new Set([
        artifact_name_RUN_MANIFEST_FILE,
        RUN_BUNDLE_FILE,
        ...(manifest?.jobs ?? []).flatMap(run_files_jobFiles).map(f => f.name),
    ]);
    const strays = names.filter(name => name.startsWith('jobs/') && !listed.has(name));
    const others = names.filter(name => !name.startsWith('jobs/') && !listed.has(name));
    return [
        strays.length === 0
            ? pass('stray-files', 'every file under jobs/ is listed')
            : fail('stray-files', `not listed by the run manifest: ${verify_run_files_named(strays)}`),
        notApplicable('not-covered', others.length === 0 ? 'no other files' : `no signature covers ${verify_run_files_named(others)}`),
    ];
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-target.js







const NOT_ASKED = { notAsked: 'nobody was to be asked' };
/**
 * The verifier without a command line. What is verified are `files`: those of a run artifact, of a job artifact, or one
 * bundle. Whom to trust is in `material`, whom to expect in `expected`, and both come from the caller alone. The clock is
 * not asked: what was valid when it was signed stays so.
 * @param platform GitHub, where its own account of run, jobs and logs is to be compared.
 * @throws TraceError USAGE for files that are none of the three. Whatever is wrong with a file is a failed check.
 */
const verifyTarget = async (files, material, expected = {}, platform = NOT_ASKED) => {
    const verification = await verifyFiles(files, material, expected, rememberAnswers(platform));
    return { ...verification, verdict: decide(verification, expected) };
};
const verifyFiles = (files, material, expected, platform) => {
    const [only, ...more] = files.names;
    if (files.names.includes(artifact_name_RUN_MANIFEST_FILE))
        return verifyRunFiles(files, material, expected, platform);
    if (files.names.includes(artifact_name_JOB_MANIFEST_FILE))
        return verifyJobFiles(files, material, expected, platform);
    if (only !== undefined && more.length === 0)
        return verifyLoneBundle(files, only, material, expected, platform);
    throw new error_TraceError('USAGE', `neither ${artifact_name_RUN_MANIFEST_FILE} nor ${artifact_name_JOB_MANIFEST_FILE} is among the files`, {
        hint: 'Give the files of an unpacked pipeline-trace artifact, or one bundle',
    });
};
/** Files that are in memory already. */
const filesInMemory = (files) => ({
    names: [...files.keys()].sort(),
    read: async (name, cap) => {
        const bytes = files.get(name);
        if (bytes === undefined)
            return { state: 'missing' };
        return bytes.byteLength > cap
            ? { state: 'refused', reason: `${bytes.byteLength} bytes, limit ${cap}` }
            : { state: 'read', bytes };
    },
});

;// CONCATENATED MODULE: ./lib/src/trust/verify.bundle.js
// The verifier for other programs: `import … from 'pipeline-trace/verify'` (package.json "exports"), documented in
// docs/verify.md. Whatever stands here is an interface: names may come, none may go.




var __webpack_exports__CHECK_IDS = __webpack_exports__.Sh;
var __webpack_exports__filesInMemory = __webpack_exports__._o;
var __webpack_exports__readTrustedRoots = __webpack_exports__.Pn;
var __webpack_exports__verifyTarget = __webpack_exports__.ft;
export { __webpack_exports__CHECK_IDS as CHECK_IDS, __webpack_exports__filesInMemory as filesInMemory, __webpack_exports__readTrustedRoots as readTrustedRoots, __webpack_exports__verifyTarget as verifyTarget };
