'use strict';
// Sends the numbers below 20,000, a hundred at a time, each hundred after the one before was taken by the kernel.
let next = 0;
(function more() {
  for (let i = 0; i < 99; i++) process.send(next++);
  process.send(next++, next < 20000 ? more : () => process.disconnect());
})();
