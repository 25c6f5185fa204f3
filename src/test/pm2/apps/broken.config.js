module.exports = { apps: [ { name: 
