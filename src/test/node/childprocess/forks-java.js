'use strict';
// Forks the Java program of its arguments, lets it echo, and prints what happened.
const { fork } = require('node:child_process');
const [java, last, ...flags] = process.argv.slice(2);
const child = fork(last, [], { execPath: java, execArgv: flags });
const events = [];
const messages = [{ a: [1, 'é', null, true] }, 'x'.repeat(300000), 'leave'];
child.on('message', (m) => {
  events.push(typeof m === 'string' && m.length > 10 ? `long ${m.length}` : m);
  child.send(messages.shift());
});
child.on('disconnect', () => events.push('disconnect'));
child.on('exit', (code) => {
  events.push(code);
  console.log(JSON.stringify(events));
});
