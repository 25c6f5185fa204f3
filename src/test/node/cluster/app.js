// An ordinary HTTP service: it knows nothing of clusters, signals or reloads.
const http = require('http');

const server = http.createServer((request, response) => {
  const answer = () => response.end(String(process.pid));
  if (request.url === '/slow') {
    setTimeout(answer, 20);
  } else {
    answer();
  }
});
server.listen(process.env.PORT || 0, () => console.log('listening ' + server.address().port));
