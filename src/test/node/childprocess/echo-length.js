'use strict';
// Ends with code 33 after a message of 3,000,000 characters and the disconnect that follows it.
let code = 1;
process.on('message', (message) => { code = message.length === 3000000 ? 33 : 2; });
process.on('disconnect', () => process.exit(code));
process.send('ready');
