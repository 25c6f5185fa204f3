'use strict';
// One value of every type that the advanced serialization holds, under the names of Samples.java. A check says what
// deep equality does not.
const major = Number(process.versions.node.split('.')[0]);
const bytes = () => Uint8Array.from({length: 16}, (_, i) => i * 7 + 1).buffer;
const error = (kind, message, stack, options) => {
  const e = new kind(message, options);
  e.stack = stack;
  return e;
};
const sameError = (a, b) =>
    a.stack === b.stack && a.message === b.message && Object.getPrototypeOf(a) === Object.getPrototypeOf(b);

const samples = {
  'null': null,
  'undefined': undefined,
  'true': true,
  'false': false,
  'integers': [0, 1, -1, 63, 64, -64, -65, 300],
  'int32 limits': [2 ** 31 - 1, -(2 ** 31)],
  'beyond int32': [2 ** 31, 2 ** 32 - 1, -(2 ** 31) - 1],
  'safe integers': [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  'doubles': [1.5, -0, Number.MIN_VALUE, Number.MAX_VALUE],
  'not finite': [NaN, Infinity, -Infinity],
  'bigints': [0n, 1n, -1n, 2n ** 64n - 1n, 2n ** 64n, -(2n ** 64n), 2n ** 1000n],
  'empty string': '',
  'one-byte string': 'abc\0é\xff',
  'two-byte strings': ['€', 'a€', '😀', 'ключ'],
  'lone surrogates': ['\ud800', 'a\udc00b'],
  'long strings': ['é'.repeat(70_000), '€'.repeat(70_000)],
  'object': {a: 1, b: {c: null}, '': 'empty name'},
  'empty object': {},
  'two-byte name': {'ключ': 1},
  'indexes as names': {z: 0, 2: 'b', 1: 'a', 4294967294: 3, '01': 4},
  'proto as name': Object.defineProperty({}, '__proto__',
      {value: {x: 1}, enumerable: true, writable: true, configurable: true}),
  'empty array': [],
  'array': [1, 'a', null, undefined],
  'array of doubles': [1.5, 2],
  'array with a property': Object.assign([1], {p: 2}),
  'sparse array': Object.assign([1, , 3], {p: 'q'}),
  'only holes': new Array(3),
  'longest array': (() => {
    const array = [];
    array[4294967294] = 'last';
    return array;
  })(),
  'map': new Map([['a', 1], [{}, 2], [1, 'one'], ['1', 'text'], [NaN, null]]),
  'set': new Set([1, 'a', null, 1.5, {x: 1}]),
  'empty map and set': [new Map(), new Set()],
  'date': new Date(0),
  'dates': [new Date(8.64e15), new Date(-8.64e15), new Date(-1)],
  'invalid date': new Date(NaN),
  'boxed booleans': [new Boolean(true), new Boolean(false)],
  'boxed number': new Number(5),
  'boxed bigint': Object(5n),
  'boxed strings': [new String('hi'), new String('€')],
  'regexp': /ab+c/gi,
  'regexp with all flags': /x€/dgimsuy,
  'buffer': Buffer.from('hi'),
  'empty buffer': Buffer.alloc(0),
  'array buffer': Uint8Array.of(1, 2, 3, 4).buffer,
  'data view': new DataView(Uint8Array.of(8, 9).buffer),
  'INT8': new Int8Array(bytes()),
  'UINT8': new Uint8Array(bytes()),
  'UINT8_CLAMPED': new Uint8ClampedArray(bytes()),
  'INT16': new Int16Array(bytes()),
  'UINT16': new Uint16Array(bytes()),
  'INT32': new Int32Array(bytes()),
  'UINT32': new Uint32Array(bytes()),
  'FLOAT32': new Float32Array(bytes()),
  'FLOAT64': new Float64Array(bytes()),
  'BIG_INT64': new BigInt64Array(bytes()),
  'BIG_UINT64': new BigUint64Array(bytes()),
  'error with cause': error(Error, 'outer', 'S1', {cause: error(TypeError, 'inner €', 'S2')}),
  'error with data as cause': error(Error, 'outer', 'S1', {cause: {a: 1}}),
  'equal but not the same': [{x: 1}, {x: 1}],
};
for (const kind of [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]) {
  samples[kind.name] = error(kind, 'boom', 'STK');
}
if (major >= 20) {
  samples['regexp with v'] = new RegExp('x', 'v');
  samples['resizable array buffer'] = new ArrayBuffer(2, {maxByteLength: 8});
}
if (major >= 24) {
  samples['FLOAT16'] = new Float16Array(bytes());
}
samples['circular object'] = {};
samples['circular object'].me = samples['circular object'];
samples['circular array'] = [];
samples['circular array'][0] = samples['circular array'];
samples['circular map'] = new Map();
samples['circular map'].set(samples['circular map'], samples['circular map']);
samples['circular set'] = new Set();
samples['circular set'].add(samples['circular set']);
const leaves = [{x: 1}, new Date(1), Buffer.of(1), new String('s'), /r/, Uint8Array.of(2).buffer,
  error(Error, 'e', 'S')];
samples['everything twice'] = [...leaves, ...leaves];

const checks = {
  'proto as name': (v) => Object.keys(v).length === 1 && Object.getPrototypeOf(v) === Object.prototype,
  'indexes as names': (v) => Object.keys(v).join() === '1,2,z,4294967294,01' ||
      Object.keys(v).join() === '1,2,4294967294,z,01',
  'longest array': (v) => v.length === 4294967295 && v[4294967294] === 'last' && Object.keys(v).length === 1,
  'invalid date': (v) => v instanceof Date && Number.isNaN(v.getTime()),
  'circular object': (v) => v.me === v && Object.keys(v).length === 1,
  'circular array': (v) => v[0] === v && v.length === 1,
  'circular map': (v) => v.get(v) === v && v.size === 1,
  'circular set': (v) => v.has(v) && v.size === 1,
  'everything twice': (v) => v.length === 14 && v.every((e, i) => e === v[(i + 7) % 14]),
  'equal but not the same': (v) => v[0] !== v[1],
  'error with cause': (v, e) => sameError(v, e) && sameError(v.cause, e.cause),
  'error with data as cause': (v, e) => sameError(v, e) && v.cause.a === 1,
  'buffer': (v) => Buffer.isBuffer(v),
  'resizable array buffer': (v) => v.resizable && v.maxByteLength === 8 && v.byteLength === 2,
};

module.exports = {samples, checks, sameError};
