#!/usr/bin/env node
'use strict';
// node table.js results.jsonl -> one markdown table, medians over the rounds, the better figure in bold
const fs = require('fs');

const rows = fs.readFileSync(process.argv[2], 'utf8').split('\n').filter(l => l.startsWith('{')).map(l => JSON.parse(l));
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
  ['log, 100 MB in 64 KiB writes, until the file is complete', { workload: 'log' }, 'mb_s', 'MB/s', true],
  ['the same: CPU of the daemon', { workload: 'log' }, 'cpu_s', 's', false],
  ['the same: memory (PSS) afterwards', { workload: 'log' }, 'pss_after_mb', 'MB', false],
  ['100 services at rest: CPU per 30 s', { workload: 'idle' }, 'cpu_s_per_30s', 's', false],
  ['the same: memory (PSS)', { workload: 'idle' }, 'full.pss_mb', 'MB', false],
  ['the same, after a log flood', { workload: 'idle' }, 'after_log.pss_mb', 'MB', false],
];

console.log('| workload | PM2 7.0.4 | Drover | PM2 : Drover | rounds |\n|---|---|---|---|---|');
for (const [title, wanted, path, unit, moreIsBetter] of FIGURES) {
  const of = target => rows.filter(r => r.target === target && !r.error && Object.entries(wanted).every(([k, v]) => r[k] === v))
    .map(r => at(r, path)).filter(x => typeof x === 'number');
  const pm2 = of('pm2'), drover = of('drover');
  if (!pm2.length || !drover.length) continue;
  const p = median(pm2), d = median(drover), better = moreIsBetter ? d > p : d < p;
  const ratio = p && d ? (moreIsBetter ? d / p : p / d).toFixed(2) : '';
  console.log(`| ${title} | ${better ? show(p, unit) : `**${show(p, unit)}**`} | ${better ? `**${show(d, unit)}**` : show(d, unit)} | ${ratio} | ${Math.min(pm2.length, drover.length)} |`);
}
for (const r of rows.filter(r => r.error)) console.error(`error: ${r.target} ${r.workload}: ${String(r.error).slice(0, 200)}`);
