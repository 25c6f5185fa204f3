setInterval(() => console.log('tick'), 200);
