// The child of both parents: sends back what it gets.
'use strict';
process.on('message', (message) => process.send(message));
