// The examples of PM2's API document as programs of their own, and the ways to connect.
'use strict';
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');

const FOLDER = path.join(__dirname, '..', 'examples');

const LONGEST_MS = 60000;

/** Runs an example in the folder of programs; ends it when its output is as wanted, or too late. */
function run(t, name, wanted) {
  fs.copyFileSync(path.join(FOLDER, name), `${t.apps}/${name}`);
  const child = spawn(process.execPath, [name], {
    cwd: t.apps, env: { ...process.env, NODE_PATH: t.modules }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (data) => {
    text += data;
    if (wanted && wanted.test(text)) {
      child.kill();
    }
  });
  const tooLong = setTimeout(() => child.kill(), LONGEST_MS);
  return new Promise((resolve) => child.on('close', (code, signal) => {
    clearTimeout(tooLong);
    resolve({ code, signal, text });
  }));
}

module.exports = {
  // First of all: the example sends to entry 1, and the numbers of a new daemon begin with 0.
  async message(t) {
    fs.copyFileSync(path.join(FOLDER, 'pm2-app.js'), `${t.apps}/pm2-app.js`);
    await t.must('start', { script: 'plain.js', name: 'first' });
    await t.must('start', { script: 'pm2-app.js', name: 'second', pmx: false });
    const { text } = await run(t, 'pm2-call.js', /\n}\n/);
    // Not in the order of its keys.
    t.say('packet', text.replace(/versioning: null,?/, '').replace(/at: \d+/, 'at: <time>')
      .split(/[\s{},]+/).sort().join(' '));
  },

  async quickStart(t) {
    fs.copyFileSync(`${t.apps}/plain.js`, `${t.apps}/api.js`);
    const { code, text } = await run(t, 'quick-start.js');
    t.say('exit code', code);
    t.say('printed', /^null \[/m.test(text) && /name: 'api'/.test(text) && /status: 'online'/.test(text));
    await t.call('list');
  },

  async connect(t) {
    await t.must('start', { script: 'plain.js', name: 'here' });
    const { code, text } = await run(t, 'connects.js');
    t.say('exit code', code);
    t.say('printed', text.split('\n'));
    await t.call('list');
  },
};
