'use strict';
// Compares every value that it gets with its own sample of that name, and answers with its own and what it got.
const {isDeepStrictEqual, inspect} = require('util');
const {samples, checks, sameError} = require('./samples.js');

// Deep equality walks over every index of the longest array, loses its way in circular keys, and takes no two invalid
// dates for equal in Node 20.
const ownCheckOnly = ['longest array', 'circular map', 'circular set', 'invalid date'];

process.on('message', ({name, value}) => {
  const own = samples[name];
  const check = checks[name] || (own instanceof Error ? sameError : () => true);
  const same = ownCheckOnly.includes(name) || isDeepStrictEqual(value, own);
  const checked = check(value, own);
  process.send({name, same, checked, seen: inspect(value).slice(0, 300), own, echo: value});
});
process.send(Object.keys(samples));
