#!/usr/bin/env python3
"""Fault F34: keeper, supervisor and service are killed, and a stranger gets the service's pid before the next supervisor
begins. The stranger must live, get no signal and be nobody's service.

    BENCH_PM2=DIR bench/faults/pid-reuse.py [RUNS]        root; needs /proc/sys/kernel/ns_last_pid, and target/dist
"""
import os
import signal
import sys
import time

from daemon import SERVICE, Daemon, state

UNCATCHABLE = {9, 19, 32, 33}


def stranger(pid, note):
    """A process with this pid that notes each signal."""
    for _ in range(5000):
        with open('/proc/sys/kernel/ns_last_pid', 'w') as last:
            last.write(str(pid - 1))
        child = os.fork()
        if child == 0:
            if os.getpid() != pid:
                os._exit(0)
            os.setsid()
            with open(note, 'w', buffering=1) as file:
                for number in set(range(1, 65)) - UNCATCHABLE:
                    signal.signal(number, lambda n, _: file.write(f'{n} '))
                while True:
                    signal.pause()
        if child == pid:
            return
        os.waitpid(child, 0)
    raise SystemExit(f'The pid {pid} was not to be had.')


def run(number):
    daemon = Daemon()
    pid = daemon.call('start', {**SERVICE, 'name': 's', 'autorestart': number % 2 == 0})[0][1]
    daemon.keeper.kill()
    os.kill(daemon.pid(), signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)
    while state(pid) is not None:
        time.sleep(0.005)
    note = daemon.home + '/signals'
    stranger(pid, note)
    daemon.keeper.wait()
    daemon.boot()
    after = daemon.call('list')[0][1]
    daemon.call('restart', 's')
    daemon.call('stop', 's')
    with open(note) as file:
        good = state(pid) not in (None, 'Z') and not file.read() and after != pid
    daemon.end()
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return good


runs = int(sys.argv[1]) if len(sys.argv) > 1 else 100
bad = [number for number in range(runs) if not run(number)]
print(f'{runs} runs, {len(bad)} bad: {bad}')
sys.exit(bool(bad))
