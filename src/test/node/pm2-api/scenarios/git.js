// What git says of a service's folder; for daemons with PM2_ENABLE_GIT_PARSING=true.
'use strict';
const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');

const WHO = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
let day = 0;

/** Each commit is a day after the one before, so that all have the same hashes in both homes. */
function git(folder, ...args) {
  const date = `2020-01-${String(day).padStart(2, '0')}T00:00:00-0300`;
  return execFileSync('git', ['-C', folder, ...WHO, ...args], {
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      GIT_AUTHOR_DATE: '2019-01-01T00:00:00+0500',
      GIT_COMMITTER_DATE: date,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function commit(folder, message) {
  day += 1;
  git(folder, 'add', '.');
  git(folder, 'commit', '-q', '--allow-empty', '-m', message);
}

function repository(t, name, commits) {
  const folder = path.join(t.apps, name);
  fs.mkdirSync(path.join(folder, 'sub'), { recursive: true });
  git(folder, 'init', '-q', '-b', 'main');
  for (let i = 1; i <= commits; i++) {
    fs.writeFileSync(path.join(folder, 'app.js'), `setInterval(() => {}, 1e6); // ${i}`);
    commit(folder, `message ${i}\n\nand what it is for`);
  }
  return folder;
}

/** Starts a service in a folder and says what it is listed with. */
async function look(t, step, folder, options = {}) {
  await t.must('start', { script: path.join(folder, 'app.js'), cwd: folder, name: 'it', ...options });
  await said(t, step);
  await t.must('delete', 'it');
}

async function said(t, step) {
  const entry = await t.until('it', (e) => 'versioning' in e.pm2_env && !e.pm2_env.vizion_running);
  t.say(step, entry.pm2_env.versioning);
}

module.exports = {
  async places(t) {
    const folder = repository(t, 'places', 2);
    fs.copyFileSync(path.join(folder, 'app.js'), path.join(folder, 'sub', 'app.js'));
    await look(t, 'below the root, a new file', path.join(folder, 'sub'));
    await look(t, 'the folder goes before the script', folder, { script: path.join(t.apps, 'plain.js') });
    await look(t, 'even where it has none', t.apps, { script: path.join(folder, 'app.js') });
    await t.must('start', { script: 'places/app.js', name: 'it' });
    await said(t, 'else that of the script');
    await t.must('delete', 'it');
    await look(t, 'no repository', t.apps, { script: 'plain.js' });
    await look(t, 'nothing committed', repository(t, 'empty', 0), { script: path.join(t.apps, 'plain.js') });
    git(folder, 'worktree', 'add', '-q', '../further', '-b', 'further');
    await look(t, 'a further work tree', path.join(t.apps, 'further'));
    await t.must('start', { script: 'app.js', cwd: folder, name: 'it', vizion: false });
    t.say('not wanted', (await t.entry('it')).pm2_env.versioning);
  },

  async changes(t) {
    const folder = repository(t, 'changes', 1);
    fs.appendFileSync(path.join(folder, 'app.js'), '//');
    await look(t, 'changed', folder);
    git(folder, 'add', '.');
    await look(t, 'staged', folder);
    git(folder, 'checkout', '-q', '-f', '--detach');
    await look(t, 'detached', folder);
  },

  async history(t) {
    const first = repository(t, 'history', 3);
    git(first, 'checkout', '-q', '-b', 'side', 'HEAD~1');
    commit(first, 'side');
    git(first, 'checkout', '-q', 'main');
    commit(first, 'main');
    day += 1;
    git(first, 'merge', '-q', '--no-edit', 'side');
    git(first, 'tag', 'v9');
    git(first, 'tag', 'v10', 'side');
    await look(t, 'a merge', first);
    git(t.apps, 'clone', '-q', first, 'clone');
    const clone = path.join(t.apps, 'clone');
    await look(t, 'as the remote', clone);
    git(clone, 'reset', '-q', '--hard', 'HEAD~3');
    await look(t, 'behind', clone);
    git(clone, 'checkout', '-q', '--detach');
    await look(t, 'behind, detached', clone);
    git(clone, 'checkout', '-q', 'main');
    commit(clone, 'another');
    await look(t, 'apart', clone);
    git(clone, 'checkout', '-q', '-b', 'feature/x', 'origin/main');
    await look(t, 'a branch of its own', clone);
    git(clone, 'remote', 'add', 'aaa', 'git@example.org:o/r.git');
    git(clone, 'remote', 'set-url', '--add', 'origin', 'https://example.org/o/r.git');
    await look(t, 'two remotes', clone);
    git(clone, 'remote', 'remove', 'origin');
    await look(t, 'another remote', clone);
  },

  async eachStart(t) {
    const folder = repository(t, 'moving', 1);
    fs.writeFileSync(path.join(folder, 'app.js'), `
      setInterval(() => {}, 1e6);
      process.on('message', () => {
        console.log('out');
        process.send({ type: 'typed', data: 1 });
        process.send('raw');
      });
      console.log('listens');`);
    commit(folder, 'talks');
    await t.must('start', { script: 'app.js', cwd: folder, name: 'it' });
    await t.output('listens');
    await said(t, 'started');
    const { pm_id: id } = await t.entry('it');
    t.mark();
    await t.must('sendDataToProcessId', { id, type: 'process:msg', data: {}, topic: 'x' });
    await t.event((e) => e.topic === 'process:msg');
    await t.output('out');
    t.say('told with a message', (await t.event((e) => e.topic === 'typed')).payload.process);
    t.say('not with a plain one', (await t.event((e) => e.topic === 'process:msg')).payload.process);
    t.say('told with a line', (await t.event((e) => e.topic === 'log:out')).payload.process);
    commit(folder, 'moved');
    t.say('before the restart', (await t.entry('it')).pm2_env.versioning.comment);
    await t.must('restart', 'it');
    await t.until('it', (e) => e.pm2_env.versioning.comment.startsWith('moved'));
    await said(t, 'restarted');
    await t.must('stop', 'it');
    t.say('stopped', (await t.entry('it')).pm2_env.versioning);
  },

  async cluster(t) {
    const folder = repository(t, 'cluster', 2);
    fs.writeFileSync(path.join(folder, 'app.js'), `
      setInterval(() => {}, 1e6);
      process.on('message', () => process.send({ type: 'typed', data: 1 }));
      console.log('listens');`);
    commit(folder, 'talks');
    await t.must('start', { script: 'app.js', cwd: folder, name: 'it', instances: 2 });
    // Git may answer before a worker has come so far, and then it gets no message.
    await t.event(() => t.text('log:out').split('listens').length > 2);
    for (const id of [0, 1]) {
      const entry = await t.until(id, (e) => e.pm2_env.versioning);
      t.say('worker', entry.pm2_env.versioning);
      t.mark();
      await t.must('sendDataToProcessId', { id, type: 'process:msg', data: {}, topic: 'x' });
      t.say('told with a message', (await t.event((e) => e.topic === 'typed')).payload.process);
    }
  },
};
