'use strict';
// Says that it is there and then never reads again.
process.send('ready', () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
