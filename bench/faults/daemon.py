"""A supervisor in a home of its own, with services, driven by the unmodified pm2 client."""
import json
import os
import shutil
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
DIST = os.path.join(HERE, '..', '..', 'target', 'dist')
SERVICE = {'script': '/bin/sleep', 'args': '10000', 'interpreter': 'none'}


class Daemon:
    def __init__(self):
        self.home = tempfile.mkdtemp(prefix='drf', dir='/tmp')
        self.boot()

    def boot(self):
        command = [os.path.join(DIST, 'bin', 'drover-supervisor'), '--home', self.home]
        self.keeper = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert self.keeper.stdout.readline().strip() == b'ready'

    def pid(self):
        with open(os.path.join(self.home, 'pm2.pid')) as file:
            return int(file.read())

    def call(self, command, argument=None):
        """The list after the call: [name, pid, status, restarts] of each."""
        done = subprocess.run(
            ['node', os.path.join(HERE, 'client.js'), command, json.dumps(argument)],
            env=dict(os.environ, PM2_HOME=self.home), capture_output=True, text=True, timeout=60)
        if done.returncode:
            raise SystemExit(done.stderr)
        return json.loads(done.stdout)

    def end(self):
        self.call('delete', 'all')
        self.keeper.terminate()
        self.keeper.wait()
        shutil.rmtree(self.home)


def state(pid):
    """The kernel's letter for a process; None when there is none."""
    try:
        with open(f'/proc/{pid}/stat') as file:
            return file.read().rsplit(')', 1)[1].split()[0]
    except OSError:
        return None
