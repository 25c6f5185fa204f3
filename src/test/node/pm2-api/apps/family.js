// Starts a child of its own and tells its pid.
const { spawn } = require('child_process');
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
process.send({ type: 'family', data: { child: child.pid } });
process.send('ready');
setInterval(() => {}, 1000);
