#!/usr/bin/env python3
"""Checklist S31: random requests, three of five of them damaged, on thousands of connections that nobody reads from. The
supervisor must live and answer, and services that no request named must not notice.

    BENCH_PM2=DIR bench/faults/fuzz-frames.py [FRAMES [SEED]]        needs target/dist
"""
import json
import random
import socket
import struct
import sys
import time

from daemon import SERVICE, Daemon

METHODS = '''getMonitorData getSystemData prepare startProcessId stopProcessId restartProcessId deleteProcessId
    sendLineToStdin sendSignalToProcessId sendSignalToProcessName sendDataToProcessId getVersion ping notifyGod monitor
    unmonitor msgProcess reloadLogs dumpProcessList findByName toString __proto__ drover:runs drover:logWindow
    drover:logSearch drover:redefine duplicateProcessId resetMetaProcessId softReloadProcessId reloadProcessId startWatch
    stopWatch toggleWatch'''.split()
KEYS = '''id name script pm_exec_path args env process_id signal msg topic type data instances exec_mode cwd cron_restart
    watch max_memory_restart kill_timeout opts __proto__ bytes query from'''.split()
SCALARS = [1e300, 2**53, '', 'x' * 40, None, True, False, 'a\0b', '\ud800', 'NaN', -0.5]


def value(rng, depth=0):
    kind = rng.random()
    if kind < 0.25:
        return rng.choice(SCALARS)
    if kind < 0.5 and depth < 3:
        return [value(rng, depth + 1) for _ in range(rng.randrange(4))]
    if kind < 0.8 and depth < 3:
        return {rng.choice(KEYS): value(rng, depth + 1) for _ in range(rng.randrange(5))}
    return rng.choice([7777777, 'nope', {}, []])


def request(rng):
    body = {'type': rng.choice(['call'] * 8 + ['methods', 'x', 3]), 'method': rng.choice(METHODS),
            'args': [value(rng) for _ in range(rng.randrange(3))]}
    frame = bytearray([0x12])
    for argument in (b'j:' + json.dumps(body).encode(), b's:%d:%d' % (rng.randrange(99), rng.randrange(99))):
        frame += struct.pack('>I', len(argument)) + argument
    if rng.random() < 0.6:
        for _ in range(rng.randrange(1, 6)):
            damage(rng, frame)
    return bytes(frame)


def damage(rng, frame):
    at = rng.randrange(len(frame))
    kind = rng.random()
    if kind < 0.5:
        frame[at] = rng.randrange(256)
    elif kind < 0.7:
        del frame[at + 1:at + rng.randrange(2, 9)]
    elif kind < 0.9:
        frame[at:at] = rng.randbytes(rng.randrange(1, 8))
    else:
        del frame[at + 1:]


def connection(rng, home):
    count = rng.randrange(1, 80)
    with socket.socket(socket.AF_UNIX) as peer:
        peer.connect(home + '/rpc.sock')
        try:
            peer.sendall(b''.join(request(rng) for _ in range(count)))
        except (BrokenPipeError, ConnectionResetError):
            pass  # one of the damaged ones ended the connection
    return count


frames = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns()
rng = random.Random(seed)
daemon = Daemon()
before = daemon.call('start', [{**SERVICE, 'name': 'first'}, {**SERVICE, 'name': 'second'}])
supervisor, sent, connections, begin = daemon.pid(), 0, 0, time.time()
while sent < frames:
    sent += connection(rng, daemon.home)
    connections += 1
took, asked = time.time() - begin, time.time()
after = [entry for entry in daemon.call('list') if entry[0] in ('first', 'second')]
answered = time.time() - asked
print(f'{sent} frames on {connections} connections in {took:.0f} s, seed {seed}; the same supervisor: '
      f'{daemon.pid() == supervisor}; services untouched: {after == before}; '
      f'list after it (with the start of node): {answered:.2f} s')
daemon.end()
sys.exit(after != before)
