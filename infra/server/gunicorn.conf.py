"""gunicorn's settings: the endpoint on loopback, for a web server in front that speaks TLS.

gunicorn --config infra/server/gunicorn.conf.py
"""

import os
import subprocess
import sys

wsgi_app = "skill.web.wsgi:build()"
# The web server in front speaks to the world.
bind = os.environ.get("BIND", "127.0.0.1:8080")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# A turn waits for the store, or for Amazon's certificate once a day; the others go on meanwhile.
threads = 8
# Alexa gives up after eight seconds; a worker that is silent for longer is stuck.
timeout = 15
graceful_timeout = 10
keepalive = 65
# Amazon's requests have one short line and a dozen headers.
limit_request_line = 2048
limit_request_fields = 50
limit_request_field_size = 8190
# A worker is replaced now and then, not all at once.
max_requests = 20_000
max_requests_jitter = 2_000
# Where the workers' heartbeat lies: never on a disk that can stall.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112  # a device, not a shared folder
# Nothing of ours speaks to a running master; signals do.
control_socket_disable = True
# The skill logs what counts; addresses of callers are nobody's business.
accesslog = None
errorlog = "-"
loglevel = "warning"


def on_starting(server: object) -> None:
    """Refuse to start with settings or a store that cannot be used, in one line, before any worker finds out.

    A process of its own looks: what the master imported, its workers would have from it even after a reload.
    """
    _ = server
    if subprocess.run([sys.executable, "-m", "skill.cli", "serve", "--check"], check=False).returncode != 0:
        sys.exit(1)
