import { readFileSync } from 'node:fs';
console.log('esm', process.env.NODE_APP_INSTANCE, JSON.parse(readFileSync(new URL('package.json', import.meta.url))).version);
setInterval(() => {}, 1000);
