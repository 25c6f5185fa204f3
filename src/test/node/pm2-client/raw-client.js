// Uses the unmodified pm2 API against a supervisor: node raw-client.js <folder of node_modules> <script>
// Prints one JSON line per step; exits with 0 when all of them were answered.
const path = require('path');
const pm2 = require(path.join(process.argv[2], 'pm2'));
const script = process.argv[3];

const say = (step, value) => console.log(JSON.stringify({ step, value }));
const check = (error) => {
  if (error) {
    say('error', String(error.message || error));
    process.exit(1);
  }
};

pm2.connect((error) => {
  check(error);
  pm2.launchBus((busError, bus) => {
    check(busError);
    const events = [];
    let id;
    bus.on('process:event', (e) => events.push(e.event));
    bus.on('process:msg', (m) => {
      if (!m.data || !m.data.echo) {
        return;
      }
      say('message', m.data.echo);
      pm2.delete(id, (deleteError) => {
        check(deleteError);
        pm2.list((listError, list) => {
          check(listError);
          say('left', list.length);
          say('events', events);
          pm2.disconnect();
          process.exit(0);
        });
      });
    });
    pm2.start({ script, name: 'raw' }, (startError) => {
      check(startError);
      pm2.list((listError, list) => {
        check(listError);
        say('list', list.map((p) => [p.name, p.pm2_env.status]));
        id = list[0].pm_id;
        const packet = { type: 'process:msg', data: { some: 'data' }, topic: 'a topic' };
        pm2.sendDataToProcessId(id, packet, check);
      });
    });
  });
});
