for (const signal of ['SIGUSR2', 'SIGHUP', 'SIGTERM']) process.on(signal, () => console.log('got ' + signal));
console.log('signals wanted');
setInterval(() => {}, 1000);
