'use strict';
// Ends with code 7 when the parent disconnects.
process.on('disconnect', () => process.exit(process.connected ? 8 : 7));
process.send('ready');
