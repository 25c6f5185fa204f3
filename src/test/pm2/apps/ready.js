setTimeout(() => { console.log('is ready'); process.send('ready'); }, 300);
setInterval(() => {}, 1000);
