process.on('SIGINT', () => console.log('SIGINT ignored'));
process.on('message', (m) => { if (m === 'shutdown') { console.log('asked to shut down'); process.exit(0); } });
console.log('stubborn runs');
setInterval(() => {}, 1000);
