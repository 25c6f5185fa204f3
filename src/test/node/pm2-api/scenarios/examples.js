// The examples of PM2's API document as programs of their own, and the ways to connect.
'use strict';
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');

const FOLDER = path.join(__dirname, '..', 'examples');

/** Runs an example in the folder of programs; ends it when its output is as wanted. */
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
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, text })));
}

module.exports = {
  async quickStart(t) {
    fs.copyFileSync(`${t.apps}/plain.js`, `${t.apps}/api.js`);
    const { code, text } = await run(t, 'quick-start.js');
    t.say('exit code', code);
    t.say('printed', /^null \[/m.test(text) && /name: 'api'/.test(text) && /status: 'online'/.test(text));
    await t.call('list');
  },

  async message(t) {
    fs.copyFileSync(path.join(FOLDER, 'pm2-app.js'), `${t.apps}/pm2-app.js`);
    await t.must('start', { script: 'plain.js', name: 'first' });
    await t.must('start', { script: 'pm2-app.js', name: 'second', pmx: false });
    const { text } = await run(t, 'pm2-call.js', /\n}\n/);
    // Not in the order of its keys.
    t.say('packet', text.replace(/versioning: null,?/, '').replace(/at: \d+/, 'at: <time>')
      .split(/[\s{},]+/).sort().join(' '));
  },

  async connect(t) {
    await t.must('start', { script: 'plain.js', name: 'here' });
    const { code, text } = await run(t, 'connects.js');
    t.say('exit code', code);
    t.say('printed', text.split('\n'));
    await t.call('list');
  },
};
