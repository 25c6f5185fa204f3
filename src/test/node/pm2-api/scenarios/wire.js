// The 30 methods past the API, with right, missing and ill-typed arguments: what is answered.
'use strict';

/** What kind of answer it is: the error, or the shape of the result. */
function shape(value, depth = 0) {
  if (Array.isArray(value)) {
    return value.length === 0 ? [] : [shape(value[0], depth + 1)];
  }
  if (value && typeof value === 'object') {
    if (value.pm2_env) {
      const keys = ['pid', 'name', 'pm_id', 'monit'].filter((key) => key in value);
      return { entry: keys.join(), status: value.pm2_env.status };
    }
    return depth > 2 ? 'object' : Object.fromEntries(
      Object.keys(value).filter((k) => !k.startsWith('drover:')).sort()
        .map((key) => [key, shape(value[key], depth + 1)]));
  }
  return typeof value;
}

// A spawn result is a Node object in PM2; what clients read of it is the pm2_env.
const spawned = (value) => {
  const one = Array.isArray(value) ? value[0] : value;
  return one && one.pm2_env
    ? { list: Array.isArray(value), name: one.pm2_env.name, id: one.pm2_env.pm_id,
      status: one.pm2_env.status, pid: Boolean((one.process || {}).pid || one.pid) }
    : value;
};

const app = (t, name, more) => ({
  name, namespace: 'default', env: { PATH: process.env.PATH, [name]: {} }, pm_exec_path: `${t.apps}/plain.js`,
  exec_interpreter: 'node', exec_mode: 'fork_mode', pm_cwd: t.apps, node_args: [], instances: 1,
  pm_pid_path: `${t.home}/pids/${name}.pid`, pm_out_log_path: `${t.home}/logs/${name}-out.log`,
  pm_err_log_path: `${t.home}/logs/${name}-error.log`, merge_logs: true, pmx: false, autorestart: true,
  autostart: true, treekill: true, kill_retry_time: 100, ...more,
});

module.exports = {
  async right(t) {
    const ask = async (method, ...args) => {
      const [error, ...results] = await t.rpc(method, ...args);
      t.say(`${method}(${JSON.stringify(args).length < 90 ? JSON.stringify(args).slice(1, -1) : '…'})`,
        { error, results: results.map((r) => shape(r)) });
      return results[0];
    };
    const spawn = async (method, ...args) => {
      const [error, ...results] = await t.rpc(method, ...args);
      t.say(method, { error, results: results.map(spawned) });
    };
    await spawn('prepare', app(t, 'w'));
    await spawn('prepare', app(t, 'w2', { instances: 2 }));
    await ask('startProcessId', 0);
    await ask('stopProcessId', 0);
    await ask('stopProcessId', 0);
    await ask('stopProcessId', { id: 1 });
    await ask('stopProcessId', '2');
    await spawn('startProcessId', 0);
    await spawn('startProcessId', '1');
    await spawn('restartProcessId', { id: 0, env: {} });
    await spawn('restartProcessId', { id: '1', env: { A: 'b' } });
    await spawn('restartProcessId', { id: 0 });
    await spawn('reloadProcessId', { id: 0, env: {} });
    await spawn('softReloadProcessId', { id: 0, env: {} });
    await spawn('duplicateProcessId', 0);
    await ask('resetMetaProcessId', 0);
    await ask('sendDataToProcessId', { id: 0, data: {}, topic: 'x', type: 'process:msg' });
    await ask('sendLineToStdin', { pm_id: 0, line: 'x\n' });
    await ask('sendSignalToProcessId', { signal: 'SIGCONT', process_id: 0 });
    await ask('sendSignalToProcessName', { signal: 'SIGCONT', process_name: 'w' });
    await ask('stopWatch', 'stopProcessId', 0);
    await ask('stopWatch', 'stopAll', {});
    await ask('stopWatch', 'deleteProcessId', 99);
    await ask('notifyByProcessId', { id: 0, action_name: 'mine', manually: true });
    await ask('monitor', 0);
    await ask('unmonitor', 0);
    await ask('reloadLogs', {});
    await ask('getMonitorData', {});
    await ask('getVersion', {});
    await ask('ping', {});
    await ask('msgProcess', { name: 'w', msg: 'x' });
    await ask('deleteProcessId', 0);
    await ask('deleteProcessId', { id: 1 });
  },

  async unknown(t) {
    const ask = async (method, ...args) => {
      const [error, ...results] = await t.rpc(method, ...args);
      t.say(`${method}(${JSON.stringify(args).slice(1, -1)})`, { error, results: results.map((r) => shape(r)) });
    };
    for (const method of [
      'startProcessId', 'stopProcessId', 'deleteProcessId', 'duplicateProcessId', 'resetMetaProcessId',
      'monitor', 'unmonitor',
    ]) {
      await ask(method, 77);
      await ask(method, '77');
    }
    for (const method of ['restartProcessId', 'reloadProcessId', 'softReloadProcessId']) {
      await ask(method, { id: 77, env: {} });
    }
    await ask('restartProcessId', { env: {} });
    await ask('restartProcessId', {});
    await ask('sendDataToProcessId', { id: 77, data: {}, topic: 'x' });
    await ask('sendDataToProcessId', { id: 77, data: {}, topic: '' });
    await ask('sendDataToProcessId', { data: {}, topic: 'x' });
    await ask('sendDataToProcessId', { id: 77, topic: 'x' });
    await ask('sendLineToStdin', { pm_id: 77, line: 'x' });
    await ask('sendLineToStdin', { pm_id: 77 });
    await ask('sendLineToStdin', { line: 'x' });
    await ask('sendSignalToProcessId', { signal: 'SIGCONT', process_id: 77 });
    await ask('sendSignalToProcessName', { signal: 'SIGCONT', process_name: 'nobody' });
    await ask('msgProcess', { id: 77, msg: 'x' });
    await ask('msgProcess', { name: 'nobody', msg: 'x' });
    await ask('msgProcess', {});
    await ask('notifyByProcessId', { id: 77, action_name: 'x' });
    await ask('notifyByProcessId', {});
    await ask('notifyByProcessId', { id: 'name', action_name: 'x' });
    await ask('stopWatch', 'stopProcessId', 77);
    await ask('no such method', {});
  },
};
