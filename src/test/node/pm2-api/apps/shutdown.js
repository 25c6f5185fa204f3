// Ends with 0 at the message "shutdown", with 3 at a signal.
process.on('message', (message) => {
  if (message === 'shutdown') {
    console.log('asked to shut down');
    process.exit(0);
  }
});
process.on('SIGINT', () => process.exit(3));
console.log('up');
setInterval(() => {}, 1000);
