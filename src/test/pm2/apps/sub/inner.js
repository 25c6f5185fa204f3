console.log("in sub"); setInterval(() => {}, 1000);
