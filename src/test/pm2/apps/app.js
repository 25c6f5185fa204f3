// A service: says hello on both streams and echoes messages.
console.log('hello from app');
console.error('an error line');
process.on('SIGUSR2', () => console.log('got SIGUSR2'));
process.on('message', (message) => {
  process.send({ type: 'process:msg', data: { echo: message } });
});
setInterval(() => {}, 1000);
