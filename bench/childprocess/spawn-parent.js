// For each line "N" on stdin spawns /bin/true N times and waits for the exits, then prints "done".
// node spawn-parent.js IN_FLIGHT
'use strict';
const { spawn } = require('node:child_process');

const inFlight = Number(process.argv[2]);
let toStart = 0;
let toEnd = 0;

function start() {
  toStart--;
  spawn('/bin/true').on('exit', () => {
    if (toStart > 0) start();
    if (--toEnd === 0) process.stdout.write('done\n');
  });
}

require('./batches')((count) => {
  toStart = toEnd = count;
  for (let i = Math.min(count, inFlight); i > 0; i--) start();
});
