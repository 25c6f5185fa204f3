for (let i = 1; i <= 30; i++) console.log('line ' + i);
console.error('wrong 1');
console.error('wrong 2');
// The client shows the file first that was changed first.
setTimeout(() => console.log('last line'), 50);
setInterval(() => {}, 1000);
