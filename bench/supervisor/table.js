#!/usr/bin/env node
'use strict';
// node table.js results.jsonl -> one markdown table, medians over the rounds, the better figure in bold
const fs = require('fs');

const rows = fs.readFileSync(process.argv[2], 'utf8').split('\n').filter(l => l.startsWith('{')).map(l => JSON.parse(l));
for (const r of rows.filter(r => r.workload === 'log')) { r.subs ??= 0; r.grown_mb = r.pss_after_mb - r.pss_before_mb; }
const at = (o, path) => path.split('.').reduce((v, k) => (v === undefined || v === null ? undefined : v[k]), o);
const median = xs => { const s = xs.slice().sort((a, b) => a - b), h = s.length >> 1; return s.length % 2 ? s[h] : (s[h - 1] + s[h]) / 2; };
const show = (x, unit) => (Math.abs(x) >= 100 ? Math.round(x) : Math.abs(x) >= 10 ? x.toFixed(1) : x.toFixed(2)).toString() + (unit ? ' ' + unit : '');

// title, workload and its options, path of the figure, unit, whether more is better
const FIGURES = [
  ['nothing to the first answered `list`', { workload: 'boot' }, 'first_list_ms', 'ms', false],
  ['memory (PSS) after that', { workload: 'boot' }, 'pss_mb', 'MB', false],
  ['start 50 in one batch', { workload: 'start', n: 50, mode: 'batch' }, 'per_s', '/s', true],
  ['start 200 in one batch', { workload: 'start', n: 200, mode: 'batch' }, 'per_s', '/s', true],
  ['stop 50', { workload: 'stop', n: 50 }, 'stop_s', 's', false],
  ['delete 50', { workload: 'stop', n: 50 }, 'delete_s', 's', false],
  ['stop 100', { workload: 'stop', n: 100 }, 'stop_s', 's', false],
  ['delete 100', { workload: 'stop', n: 100 }, 'delete_s', 's', false],
  ['`list` of 200, median', { workload: 'list', processes: 200 }, 'median', 'ms', false],
  ['the same: CPU of the daemon per call', { workload: 'list', processes: 200 }, 'daemon_cpu_ms_per_call', 'ms', false],
  ['`list` of 300, median', { workload: 'list', processes: 300 }, 'median', 'ms', false],
  ['the same: CPU of the daemon per call', { workload: 'list', processes: 300 }, 'daemon_cpu_ms_per_call', 'ms', false],
  ['IPC round trips, 1 in flight', { workload: 'ipc', inflight: 1 }, 'per_s', '/s', true],
  ['IPC round trips, 64 in flight', { workload: 'ipc', inflight: 64 }, 'per_s', '/s', true],
  ['restart after `kill -9`, median', { workload: 'restart' }, 'median', 'ms', false],
  ['restart after `kill -9`, p99', { workload: 'restart' }, 'p99', 'ms', false],
  ['log, 200 MB in 64 KiB writes, until the file is complete', { workload: 'log', subs: 0 }, 'mb_s', 'MB/s', true],
  ['the same: CPU of the daemon', { workload: 'log', subs: 0 }, 'cpu_s', 's', false],
  ['the same: memory (PSS) afterwards', { workload: 'log', subs: 0 }, 'pss_after_mb', 'MB', false],
  ['the same with one subscriber: the file', { workload: 'log', subs: 1 }, 'mb_s', 'MB/s', true],
  ['the same: what the subscriber gets', { workload: 'log', subs: 1 }, 'bus.mb_s', 'MB/s', true],
  ['the same with a subscriber that never reads: memory more than before', { workload: 'log', subs: 'stuck' }, 'grown_mb', 'MB', false],
  ['lines lost, 40 services that write 5,000 and exit', { workload: 'tail', children: 40 }, 'lines_missing', '', false],
  ['lines lost, 100 services that write 10 and exit', { workload: 'tail', children: 100 }, 'lines_missing', '', false],
  ['`list` while a service floods, p99', { workload: 'busy' }, 'loud.list_p99_ms', 'ms', false],
  ['100 services at rest: CPU per 30 s', { workload: 'idle' }, 'cpu_s_per_30s', 's', false],
  ['the same: memory (PSS)', { workload: 'idle' }, 'full.pss_mb', 'MB', false],
  ['the same, after a log flood', { workload: 'idle' }, 'after_log.pss_mb', 'MB', false],
];

const TARGETS = [['pm2', 'PM2 7.0.4'], ['drover', 'Drover'], ['supervisord', 'supervisord'], ['runit', 'runit'], ['s6', 's6']];
const shown = TARGETS.filter(([target]) => rows.some(r => r.target === target));
console.log('| workload | ' + shown.map(([, title]) => title).join(' | ') + ' | PM2 : Drover | rounds |\n|---|' + '---|'.repeat(shown.length + 2));
for (const [title, wanted, path, unit, moreIsBetter] of FIGURES) {
  const of = target => rows.filter(r => r.target === target && !r.error && Object.entries(wanted).every(([k, v]) => r[k] === v))
    .map(r => at(r, path)).filter(x => typeof x === 'number');
  const all = shown.map(([target]) => of(target)), medians = all.map(xs => xs.length ? median(xs) : null);
  const known = medians.filter(x => x !== null);
  if (!known.length) continue;
  const best = moreIsBetter ? Math.max(...known) : Math.min(...known), p = medians[shown.findIndex(([t]) => t === 'pm2')], d = medians[shown.findIndex(([t]) => t === 'drover')];
  const cell = x => (x === null || x === undefined ? '' : x === best ? `**${show(x, unit)}**` : show(x, unit));
  const ratio = p && d ? (moreIsBetter ? d / p : p / d).toFixed(2) : '';
  console.log(`| ${title} | ${medians.map(cell).join(' | ')} | ${ratio} | ${Math.max(...all.map(xs => xs.length))} |`);
}
for (const r of rows.filter(r => r.error)) console.error(`error: ${r.target} ${r.workload}: ${String(r.error).slice(0, 200)}`);
