// Runs scenarios with the unmodified pm2 API and prints what a user sees as JSON lines:
//   node harness.js <folder of node_modules> <home> <scenario>...
// Whatever two daemons may rightly tell differently (pids, times, paths) is put in general terms,
// so that the lines of two homes can be compared one by one.
'use strict';
const path = require('path');
const fs = require('fs');

const [modules, home, ...wanted] = process.argv.slice(2);
const apps = process.cwd();
const pm2 = require(path.join(modules, 'pm2'));
const ANSWER_MS = 30000;
const UNANSWERED_MS = 3000;
const INHERITED = new Set(Object.keys(process.env));
const TIMES = new Set(['at', 'pm_uptime', 'created_at', 'started_at', 'timestamp']);

// Where the daemons of versions 5 and 6 do not do as that of version 7 does: `_tree_pids`, the text of
// objects in the environment, one method less; with 5 also the order of "online", and `versioning`.
const OLDER = [
  /^forms:description /,
  /^misc:daemon (methods|version is)/,
  /^options:environment environment$/,
  /^policy:noRestart /,
];
const OLDEST = [
  /^control:byName moves of /,
  /^control:instances moves$/,
  /^talk:\w+ (answer|seen|moves|event)/,
  /^options:described all options$/,
  /^policy:(crashLoop|delayed|backoff|readiness|cron) /,
  /^more:(killed|limits) /,
  /^cluster:described (description|moves|reloaded)/,
  /^cluster:written moves/,
];

const general = (text) =>
  text
    .split(fs.realpathSync(home)).join('$HOME')
    .split(home).join('$HOME')
    .split(apps).join('$APPS')
    .split(modules).join('$MODULES')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>')
    .replace(/\bpid[ =:]+\d+/g, 'pid <pid>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3}Z)?/g, '<time>');

function normal(value, key) {
  if (TIMES.has(key)) {
    return value === null ? null : `<${typeof value}>`;
  }
  if (key === 'pid' && typeof value === 'number') {
    return value > 0 ? '<pid>' : value;
  }
  if (key === 'monit') {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, typeof v]));
  }
  if (key === 'axm_monitor') {
    // What PM2's injected code measures, from a second after the start; Drover injects nothing.
    return Object.fromEntries(Object.entries(value).filter(([, v]) => !/^internal\//.test(v?.type)));
  }
  if (key === 'exit_code') {
    // PM2 tells 0 for an end by a signal, Drover 128 + its number.
    return value === 0 || value > 128 ? '<0 or by signal>' : value;
  }
  if (key === 'unique_id') {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? '<uuid>' : value;
  }
  if (typeof value === 'string') {
    return general(value);
  }
  if (Array.isArray(value)) {
    return value.map((element) => normal(element));
  }
  if (value && typeof value === 'object' && /^(env|before|after)$/.test(key) && value.unique_id) {
    // PM2 has it there as well as beside.
    const { unique_id: _, ...rest } = value;
    return normal(rest);
  }
  if (value && typeof value === 'object') {
    const sorted = {};
    for (const name of Object.keys(value).sort()) {
      const mine = INHERITED.has(name) && String(value[name]) === process.env[name];
      if (!mine && !name.startsWith('drover:') && name !== 'DROVER_RUN') {
        sorted[name] = normal(value[name], name);
      }
    }
    return sorted;
  }
  return value;
}

// Not standard output: the client under test prints there.
const print = (line) => fs.appendFileSync(process.env.TRANSCRIPT, JSON.stringify(line) + '\n');

/** What arrives on the bus, in order, and who waits for it. */
class Recorder {
  constructor(bus) {
    this.events = [];
    this.waiting = [];
    bus.on('*', (topic, payload) => {
      this.events.push({ topic, payload });
      this.waiting = this.waiting.filter((look) => !look());
    });
  }

  /** Resolves with the first event from `start` on that fits. */
  find(fits, start, what) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error('no such event: ' + (what || fits))), ANSWER_MS);
      const look = () => {
        const found = this.events.slice(start).find(fits);
        if (found) {
          clearTimeout(timer);
          resolve(found);
        }
        return found;
      };
      if (!look()) {
        this.waiting.push(look);
      }
    });
  }
}

class Trial {
  constructor(scenario, recorder) {
    this.scenario = scenario;
    this.recorder = recorder;
    this.pm2 = pm2;
    this.home = home;
    this.apps = apps;
    this.modules = modules;
    this.version = require(path.join(modules, 'pm2/package.json')).version;
    this.major = Number(this.version.split('.')[0]);
    this.mark();
  }

  /** One line of the transcript. */
  say(step, value) {
    const lines = (this.major < 7 ? OLDER : []).concat(this.major < 6 ? OLDEST : []);
    const known = lines.some((line) => line.test(`${this.scenario} ${step}`));
    const why = known ? { why: 'Drover does as version 7 does' } : {};
    print({ scenario: this.scenario, step, ...why, value: normal(value) });
  }

  /** One line in which Drover is meant to differ; `why` is the row of docs/pm2.md. */
  differs(why, step, value) {
    print({ scenario: this.scenario, step, why, value: normal(value) });
  }

  /** Calls a function of the API: [error sentence or null, result]. */
  ask(name, ...args) {
    return this.askFor(ANSWER_MS, name, ...args);
  }

  askFor(patience, name, ...args) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(['NEVER ANSWERED']), patience);
      const done = (error, result) => {
        clearTimeout(timer);
        resolve([error ? String((error && error.message) || error) : null, result]);
      };
      try {
        pm2[name](...args, done);
      } catch (error) {
        done(new Error('THROWS ' + error.message));
      }
    });
  }

  /** The same as a line of the transcript. */
  async call(name, ...args) {
    const answer = await this.ask(name, ...args);
    this.lastError = answer[0];
    const shown = args.map((a) => (typeof a === 'function' ? 'function' : a));
    this.say(`${name}(${general(JSON.stringify(shown)).slice(1, -1)})`,
      { error: answer[0], result: brief(answer[1]) });
    return answer[1];
  }

  /** The same for a call that no daemon answers, so that nobody has to wait for long. */
  async unanswered(name, ...args) {
    const [error] = await this.askFor(UNANSWERED_MS, name, ...args);
    this.say(`${name}(${JSON.stringify(args).slice(1, -1)})`, error);
  }

  /** The same for a call that must work and whose answer is not the point. */
  async must(name, ...args) {
    const [error, result] = await this.ask(name, ...args);
    if (error) {
      throw new Error(`${name}: ${error}`);
    }
    return result;
  }

  /** A method of the wire, past the API. */
  rpc(method, ...args) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(['NEVER ANSWERED']), ANSWER_MS);
      pm2.Client.client.call(method, ...args, (error, ...results) => {
        clearTimeout(timer);
        resolve([error ? error.message : null, ...results]);
      });
    });
  }

  mark() {
    this.from = this.recorder.events.length;
  }

  event(fits, what) {
    return this.recorder.find(fits, this.from, what);
  }

  lifecycle(event, name) {
    return this.event(
      (e) => e.topic === 'process:event' && e.payload.event === event
        && (!name || e.payload.process.name === name), `process:event ${event} ${name}`);
  }

  /** Resolves when an event has come so many times. */
  nth(name, count) {
    return this.event(() => this.moves().filter((m) => m.startsWith(name + ':')).length >= count,
      `${count} times ${name}`);
  }

  output(text, topic = 'log:out') {
    return this.event((e) => this.text(topic).includes(text), `${topic} ${text}`);
  }

  since() {
    return this.recorder.events.slice(this.from);
  }

  text(topic) {
    return this.since().filter((e) => e.topic === topic).map((e) => e.payload.data).join('');
  }

  /** Life-cycle events and the supervisor's own lines since the mark, in their order. */
  moves(events = this.since()) {
    return events
      .filter((e) => e.topic === 'process:event')
      .map(({ payload: { event, manually, process: p } }) =>
        `${event}${manually ? ' (asked)' : ''}: ${p.name}-${p.pm_id} ${p.status}`);
  }

  /** PM2 has further lines, by version, about its own way to an end. */
  supervisorLines(events = this.since()) {
    return events
      .filter((e) => e.topic === 'log:PM2' && /^(App \[|Stopping app)/.test(e.payload.data))
      // PM2 names a signal even where there was none.
      .map((e) => e.payload.data.replace(/ via signal \[SIGINT\]/, ''));
  }

  /** Both, each where it came. */
  course() {
    return this.since().flatMap((e) => [...this.supervisorLines([e]), ...this.moves([e])]);
  }

  /** Messages of processes since the mark. */
  messages() {
    return this.since()
      .filter((e) => !/^(process:event|log:.*|pm2:kill)$/.test(e.topic));
  }

  async entry(name) {
    return (await this.must('describe', name))[0];
  }

  /** Waits until a description is as wanted; asked again at each event and now and then. */
  async until(name, fits) {
    const end = Date.now() + ANSWER_MS;
    for (;;) {
      const entry = await this.entry(name);
      if (entry && fits(entry)) {
        return entry;
      }
      if (Date.now() > end) {
        throw new Error(`${name} never was as ${fits}: ${JSON.stringify(brief([entry]))}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async file(name) {
    const end = Date.now() + ANSWER_MS;
    while (!fs.existsSync(name)) {
      if (Date.now() > end) {
        throw new Error('no file ' + name);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return fs.readFileSync(name, 'utf8');
  }

  /** A file once it has `lines` lines. */
  async content(name, lines = 0) {
    const end = Date.now() + ANSWER_MS;
    for (;;) {
      const text = fs.existsSync(name) ? fs.readFileSync(name, 'utf8') : '';
      if (text.split('\n').length > lines || Date.now() > end) {
        return text;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Lines without what differs from run to run. */
  plain(text) {
    return text
      .replace(/"timestamp":"[^"]*Z"/g, '"timestamp":"<time>"')
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g, '<time>');
  }

  isAlive(pid) {
    try {
      process.kill(pid, 0);
      return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1][0] !== 'Z';
    } catch (error) {
      return false;
    }
  }

  async clean() {
    if (this.ended) {
      return;
    }
    const list = await this.must('list');
    if (list.length > 0) {
      await this.ask('delete', 'all');
      // What is on the bus before an answer may be read after it, of two sockets; before the next answer it is.
      await this.must('list');
    }
  }
}

/** What is printed of an answer: descriptions by what a user reads of them. */
function brief(value) {
  if (Array.isArray(value)) {
    return value.map(brief);
  }
  if (value && value.pm2_env) {
    const env = value.pm2_env;
    return {
      name: env.name,
      pm_id: env.pm_id,
      status: env.status,
      restart_time: env.restart_time,
    };
  }
  return value;
}

async function main() {
  const [connectError] = await new Promise((done) => pm2.connect((...a) => done(a)));
  if (connectError) {
    throw connectError;
  }
  const bus = await new Promise((done, fail) =>
    pm2.launchBus((error, it) => (error ? fail(error) : done(it))));
  const recorder = new Recorder(bus);
  for (const name of wanted) {
    const [file, only] = name.split(':');
    const scenarios = require(path.join(__dirname, 'scenarios', file + '.js'));
    for (const [title, run] of Object.entries(scenarios)) {
      if (!only || only === title) {
        const trial = new Trial(`${file}:${title}`, recorder);
        const start = Date.now();
        try {
          await run(trial);
        } catch (error) {
          trial.say('FAILED', error.stack.split('\n').slice(0, 3));
        }
        await trial.clean();
        console.error(`${trial.scenario} ${Date.now() - start} ms`);
      }
    }
  }
  pm2.disconnect();
  process.exit(0);
}

module.exports = { brief, normal, general };
main().catch((error) => {
  print({ scenario: 'harness', step: 'failed', value: String(error.stack) });
  process.exit(1);
});
