process.on('SIGINT', () => { console.log('bye'); process.exit(0); });
console.log('graceful runs');
setInterval(() => {}, 1000);
