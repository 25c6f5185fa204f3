// stop, restart, reload, delete, describe, list: results, errors and events.
'use strict';

const MOVES = ['restart', 'reload', 'gracefulReload', 'stop', 'stop', 'restart', 'delete', 'delete'];

module.exports = {
  async byName(t) {
    await t.must('start', { script: 'plain.js', name: 'one' });
    await t.output('hello');
    for (const move of MOVES) {
      t.mark();
      await t.call(move, 'one');
      if (!t.lastError && move !== 'delete') {
        await t.event((e) => e.topic === 'process:event' && e.payload.manually);
      }
      if (!t.lastError && move === 'delete') {
        // The bus is another connection than the one that has answered.
        await t.event((e) => e.payload.event === 'exit' && e.payload.process.status === 'stopped');
      }
      t.say('moves of ' + move, t.course());
      await t.call('list');
    }
  },

  async byIdAndAll(t) {
    await t.must('start', [
      { script: 'plain.js', name: 'a' }, { script: 'plain.js', name: 'b', namespace: 'n' },
    ]);
    await t.call('restart', 0);
    await t.call('restart', '1');
    await t.call('stop', 0);
    await t.call('restart', 'all');
    await t.call('reload', 'all');
    await t.call('stop', 'n');
    await t.call('restart', 'n');
    await t.call('stop', 'all');
    await t.call('delete', '/a/');
    await t.call('delete', 'all');
    await t.call('list');
    await t.call('delete', 'all');
    await t.call('stop', 'all');
  },

  async unknown(t) {
    for (const method of ['stop', 'restart', 'reload', 'gracefulReload', 'delete', 'describe']) {
      for (const target of ['nobody', 77, '77']) {
        await t.call(method, target);
      }
    }
    await t.call('sendSignalToProcessName', 'SIGUSR2', 'nobody');
    await t.call('sendSignalToProcessId', 'SIGUSR2', 77);
    await t.call('reset', 'nobody');
    await t.call('scale', 'nobody', 2);
    await t.call('trigger', 'nobody', 'act');
    await t.call('getProcessIdByName', 'nobody');
    await t.call('getPID', 'nobody');
  },

  async updateEnvironment(t) {
    process.env.FRESH = 'one';
    await t.must('start', { script: 'plain.js', name: 'fresh', env: { KEPT: 'k' } });
    const seen = async () => {
      const { pm2_env: env } = await t.entry('fresh');
      return [env.FRESH, env.env.FRESH, env.KEPT, env.env.KEPT];
    };
    t.say('started', await seen());
    process.env.FRESH = 'two';
    await t.call('restart', 'fresh');
    t.say('restarted', await seen());
    await t.call('restart', 'fresh', { updateEnv: true });
    t.say('updated', await seen());
    process.env.FRESH = 'three';
    await t.call('reload', 'fresh', { updateEnv: true });
    t.say('reloaded', await seen());
    delete process.env.FRESH;
    await t.call('restart', 'fresh', { updateEnv: true });
    t.say('removed', await seen());
  },

  async instances(t) {
    t.mark();
    await t.call('start', { script: 'plain.js', name: 'many', instances: 3, exec_mode: 'fork' });
    t.say('moves', t.moves());
    const numbers = async () =>
      (await t.must('list')).map(({ pm2_env: e }) =>
        [e.pm_id, e.NODE_APP_INSTANCE, e.instances, e.pm_out_log_path, e.pm_pid_path]);
    t.say('instances', await numbers());
    await t.must('delete', 1);
    await t.call('scale', 'many', 3);
    t.say('scaled', await numbers());
    await t.call('scale', 'many', 1);
    t.say('scaled down', await numbers());
    await t.call('scale', 'many', '+2');
    await t.call('scale', 'many', 3);
    t.say('scaled up', await numbers());
    await t.call('getProcessIdByName', 'many');
  },

  async incremented(t) {
    await t.must('start', {
      script: 'plain.js', name: 'port', instances: 3, exec_mode: 'fork', increment_var: 'PORT',
      env: { PORT: 3000 }, instance_var: 'WHICH',
    });
    t.say('variables', (await t.must('list')).map(({ pm2_env: e }) => [`${e.PORT}`, `${e.env.PORT}`, e.WHICH]));
    await t.must('scale', 'port', 4);
    t.say('scaled', (await t.must('list')).map(({ pm2_env: e }) => [`${e.PORT}`, `${e.env.PORT}`, e.WHICH]));
    const numbers = async (name) => (await t.must('describe', name)).map(({ pm2_env: e }) => `${e.STEP}`).sort();
    for (const [name, env] of [['none', {}], ['word', { STEP: 'first' }], ['half', { STEP: 1.5 }]]) {
      await t.must('start', { script: 'plain.js', name, instances: 2, exec_mode: 'fork', increment_var: 'STEP', env });
      await t.must('scale', name, 3);
      t.say('of ' + name, await numbers(name));
    }
    await t.must('delete', 'none');
    await t.must('start', { script: 'plain.js', name: 'none', instances: 3, exec_mode: 'fork', increment_var: 'STEP' });
    await t.must('delete', (await t.must('describe', 'none'))[1].pm_id);
    await t.must('dump');
    await t.must('delete', 'none');
    await t.must('resurrect');
    t.say('brought back', await numbers('none'));
  },

  async reset(t) {
    await t.must('start', { script: 'plain.js', name: 'r' });
    await t.must('restart', 'r');
    await t.call('list');
    await t.call('reset', 'r');
    await t.call('list');
  },

  async idsAreUsedAgain(t) {
    await t.must('start', { script: 'plain.js', name: 'a' });
    await t.must('start', { script: 'plain.js', name: 'b' });
    await t.must('delete', 'a');
    await t.must('start', { script: 'plain.js', name: 'c' });
    await t.call('list');
    await t.must('delete', 'all');
    await t.must('start', { script: 'plain.js', name: 'd' });
    await t.call('list');
  },

  async saved(t) {
    const options = {
      script: 'plain.js', name: 'kept', namespace: 'n', args: 'a b', max_restarts: 5,
      min_uptime: 2000, kill_timeout: 500, restart_delay: 50, env: { KEPT: 'yes' },
      log_date_format: 'YYYY', cron_restart: '0 0 * * *', max_memory_restart: '500M',
      stop_exit_codes: [7], autorestart: false, watch: ['no-folder'], ignore_watch: ['x'],
      exp_backoff_restart_delay: 100, listen_timeout: 1234, wait_ready: false, treekill: false,
      shutdown_with_message: true,
    };
    await t.must('start', options);
    await t.must('restart', 'kept');
    await t.must('start', { script: 'plain.js', name: 'down' });
    await t.must('restart', 'down');
    await t.must('stop', 'down');
    const before = (await t.entry('kept')).pm2_env;
    await t.call('dump');
    await t.must('delete', 'all');
    const dump = JSON.parse(require('fs').readFileSync(t.home + '/dump.pm2', 'utf8'));
    t.say('dump', dump.map((e) => [e.name, e.status]));
    await t.must('resurrect');
    const after = (await t.entry('kept')).pm2_env;
    const kept = Object.keys(options).concat(['pm_exec_path', 'pm_cwd', 'KEPT', 'status', 'restart_time']);
    for (const key of kept) {
      t.say('kept ' + key, { before: before[key], after: after[key], [key]: after[key] });
    }
    t.say('list', (await t.must('list')).map((e) => [e.name, e.pm2_env.status, e.pm2_env.restart_time]));
    await t.call('restart', 'down');
  },
};
