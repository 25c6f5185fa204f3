// node client.js COMMAND [ARGUMENT as JSON]: one call of the unmodified pm2 client, then the list as JSON.
'use strict';
const pm2 = require(require.resolve('pm2', { paths: [process.env.BENCH_PM2 || __dirname] }));
const call = (method, ...args) =>
  new Promise((done, failed) => pm2[method](...args, (error, value) => (error ? failed(error) : done(value))));

(async () => {
  await call('connect');
  const [command, argument] = process.argv.slice(2);
  if (command !== 'list') {
    await call(command, JSON.parse(argument));
  }
  const list = await call('list');
  console.log(JSON.stringify(list.map(({ name, pid, pm2_env: env }) => [name, pid, env.status, env.restart_time])));
  pm2.disconnect();
  process.exit(0);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
