// The Node parent: for each line "N" on stdin makes N round trips with echo.js, then prints "done".
// node ipc-parent.js json|advanced IN_FLIGHT BODY_BYTES
'use strict';
const { fork } = require('node:child_process');
const path = require('node:path');

const [serialization, inFlight, bodyBytes] = process.argv.slice(2);
const body = Number(bodyBytes) ? 'x'.repeat(Number(bodyBytes)) : 'world';
const child = fork(path.join(__dirname, 'echo.js'), { serialization });
let toSend = 0;
let toReceive = 0;

function send() {
  child.send({ hello: body, n: toSend-- });
}

child.on('message', () => {
  if (toSend > 0) send();
  if (--toReceive === 0) process.stdout.write('done\n');
});

require('./batches')((count) => {
  toSend = toReceive = count;
  for (let i = Math.min(count, Number(inFlight)); i > 0; i--) send();
});
process.stdin.on('end', () => child.disconnect());
