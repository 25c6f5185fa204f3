// Says hello on both streams, then ticks for ever.
console.log('hello from ' + (process.env.name || 'nobody'));
console.error('an error line');
setInterval(() => {}, 1000);
