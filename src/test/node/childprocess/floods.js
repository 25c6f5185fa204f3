'use strict';
// Sends 2,000 characters with the numbers below 20,000, a hundred at a time, each hundred after the one before was
// taken by the kernel: 40 MB.
const filler = 'x'.repeat(2000);
let next = 0;
(function more() {
  for (let i = 0; i < 99; i++) process.send(filler + next++);
  process.send(filler + next++, next < 20000 ? more : () => process.disconnect());
})();
