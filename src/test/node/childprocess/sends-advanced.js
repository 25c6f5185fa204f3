'use strict';
// Four arrays of 8 MB, then a message that cannot be cloned, then the last one; nobody has to ask.
for (let i = 0; i < 4; i++) {
  process.send(new Uint8Array(8 << 20).fill(i + 1));
}
let refused;
try {
  process.send({f() {}});
} catch (e) {
  refused = e.message;
}
process.send({cmd: 'NODE_TEST'});
process.send({refused});
