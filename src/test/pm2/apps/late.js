// Listens after a while: node late.js PORT MILLIS
setTimeout(() => {
  require('http').createServer((q, r) => r.end('late')).listen(process.argv[2], () => console.log('serves'));
}, Number(process.argv[3]));
setInterval(() => {}, 1000);
