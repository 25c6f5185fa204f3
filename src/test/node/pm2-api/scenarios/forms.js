// Each form of start(), and the description that comes of it.
'use strict';
const fs = require('fs');
const path = require('path');
const { brief } = require('../harness');

/** What PM2 sets at a stop and Drover does not: it ends the watch, and counts the stop as a crash. */
function still(entry) {
  const { watch, unstable_restarts: _, _tree_pids: tree, ...env } = entry.pm2_env;
  return { ...entry, watch: Boolean(watch), tree: (tree || []).length, pm2_env: env };
}

const write = (name, text) => fs.writeFileSync(name, text);

module.exports = {
  async script(t) {
    await t.call('start', 'plain.js');
    await t.output('hello');
    await t.call('list');
    await t.call('start', 'plain.js');
    await t.call('start', 'plain.js', { name: 'second' });
    await t.call('start', 'plain.js', { force: true });
  },

  async object(t) {
    await t.call('start', { script: 'plain.js', name: 'a' });
    await t.call('start', { script: path.join(t.apps, 'plain.js'), name: 'b', namespace: 'group' });
    await t.call('start', { name: 'c', script: 'tick.sh' });
    await t.call('start', { name: 'd', script: 'tick.py', interpreter: 'python3' });
    await t.call('start', { name: 'e', script: 'sleep', args: '1000', interpreter: 'none' });
    await t.call('start', { name: 'f', script: 'sleep 1000' });
    await t.call('start', { name: 'g', script: 'plain.js', args: ['x', 'y z'], node_args: '--expose-gc' });
    await t.call('list');
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
      const { pm2_env: env } = await t.entry(name);
      t.say('how ' + name, {
        script: env.pm_exec_path, interpreter: env.exec_interpreter, args: env.args,
        node_args: env.node_args, cwd: env.pm_cwd, mode: env.exec_mode, version: env.version,
      });
    }
    await t.call('delete', 'group');
  },

  async array(t) {
    // The client starts two at a time: either may be the first.
    const started = await t.must('start', [
      { script: 'plain.js', name: 'a' },
      { script: 'plain.js', name: 'b' },
    ]);
    t.say('started', started.map((p) => [p.pm2_env.name, p.pm2_env.status]).sort());
    t.say('ids', started.map((p) => p.pm2_env.pm_id).sort());
    await t.call('start', { apps: [{ script: 'plain.js', name: 'c' }] });
  },

  async file(t) {
    write('eco.config.js', `module.exports = { apps: [
      { name: 'a', script: 'plain.js', env: { COLOUR: 'red' }, env_production: { COLOUR: 'blue' } },
      { name: 'b', script: 'plain.js', instances: 2, exec_mode: 'fork' } ] }`);
    write('eco.json', JSON.stringify({ apps: [{ name: 'j', script: 'plain.js' }] }));
    write('broken.json', '{ "apps": [ { ');
    await t.call('start', 'eco.config.js');
    await t.call('start', 'eco.json');
    await t.call('start', 'broken.json');
    await t.call('start', 'missing.json');
    await t.call('start', 'eco.config.js', { env: 'production' });
    const { pm2_env: env } = await t.entry('a');
    t.say('environment', [env.env.COLOUR, env.COLOUR]);
    await t.call('list');
  },

  async wrong(t) {
    await t.call('start', 'nothing.js');
    await t.call('start', {});
    await t.call('start', { name: 'no script' });
    await t.call('start', { script: 'nothing.js', name: 'a' });
    await t.call('start', { script: 'plain.js', interpreter: 'no-such-interpreter' });
    await t.call('start', { script: 'plain.js', instances: 'many' });
    await t.call('start', { script: 'plain.js', max_memory_restart: 'lots' });
    await t.call('start', { script: 'plain.js', min_uptime: 'soon' });
    await t.call('start', { script: 'plain.js', max_restarts: 'x' });
    await t.call('start', { script: 'plain.js', args: { a: 1 } });
    await t.call('start', { script: 'plain.js', name: 'w', cron_restart: 'every day' });
    await t.call('start', { script: 'plain.js', name: 'l', watch: 7 });
    await t.call('list');
    await t.call('start', { script: 'plain.js', name: 'o', out_file: t.apps });
    t.differs('log file that cannot be opened', 'list', brief(await t.must('list')));
  },

  async description(t) {
    const started = await t.must('start', { script: 'plain.js', name: 'whole', pmx: false });
    await t.output('hello');
    await t.until('whole', (e) => e.pm2_env.node_version);
    t.say('start answers', started.map((p) => Object.keys(p.pm2_env ? { pm2_env: 1 } : {})));
    const [listed] = await t.must('list');
    t.say('list entry', listed);
    const [described] = await t.must('describe', 'whole');
    t.say('describe entry', described);
    await t.must('stop', 'whole');
    t.say('stopped', still((await t.must('list'))[0]));
    await t.must('restart', 'whole');
    t.say('restarted', still((await t.must('list'))[0]));
    t.say('brief', brief(await t.must('list')));
  },
};
