'use strict';
// Says what each message was.
process.on('message', (message) => process.send({type: typeof message, text: String(message), size: message?.length}));
process.send('ready');
