'use strict';
// Sends one message, disconnects by itself, and goes on for as long as its input is open.
process.send('last words', () => process.disconnect());
process.stdin.resume();
