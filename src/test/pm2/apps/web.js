// An HTTP service on the port that is its argument: tells who answers, and ends in the way that is asked.
const http = require('http');
const ends = {
  '/exit0': () => process.exit(0),
  '/exit3': () => process.exit(3),
  '/throw': () => { throw new Error('thrown'); },
  '/reject': () => { Promise.reject(new Error('rejected')); },
  '/kill': () => process.kill(process.pid, 'SIGKILL'),
};
const server = http.createServer((request, response) => {
  response.end(`${process.env.NODE_APP_INSTANCE} ${process.env.STEP || ''}`.trim());
  const end = ends[request.url];
  if (end) {
    response.on('finish', () => setTimeout(end, 20));
  }
});
server.on('error', (error) => {
  console.error(error.code);
  process.exit(1);
});
server.listen(process.argv[2], () => {
  console.log('serves');
  process.send('ready');
});
