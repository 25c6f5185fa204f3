for (let i = 1; i <= 30; i++) console.log('line ' + i);
console.error('wrong 1');
console.error('wrong 2');
console.log('last line');
setInterval(() => {}, 1000);
