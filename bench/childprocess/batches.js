// Calls the given function with each number that comes as a line on stdin.
'use strict';
const readline = require('node:readline');

module.exports = (batch) => {
  readline.createInterface({ input: process.stdin }).on('line', (line) => batch(Number(line)));
};
