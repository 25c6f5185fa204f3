// Does not end when it is asked to.
process.on('SIGINT', () => console.log('no'));
process.on('SIGTERM', () => console.log('no'));
console.log('stubborn');
setInterval(() => {}, 1000);
