'use strict';
// Messages around Node's reserved prefix.
process.send({cmd: 'NODE_foo'});
process.send({cmd: 'NODE_'});
process.send({cmd: 'node_x'});
process.send({cmd: 5});
