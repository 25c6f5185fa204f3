'use strict';
// Sends the numbers 0 to 4 and ends.
for (let i = 0; i < 5; i++) process.send(i);
