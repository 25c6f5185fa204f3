import cluster from 'node:cluster';
import { setTimeout as wait } from 'node:timers/promises';
await wait(10);
console.log('module', cluster.isWorker, process.env.NODE_APP_INSTANCE, process.argv.slice(2).join(' '));
console.error('wrong');
setInterval(() => {}, 1000);
