/*
 * drover-keeper COMMAND [ARGUMENT...]: the parent of a supervisor, so small that nothing in it can fail.
 *
 * drover-keeper --after COMMAND [ARGUMENT...]: one that takes the place of a keeper that was killed. The supervisor lives
 * already and has the other end of the socket at descriptor 3; it says which process it is, and is looked at, not waited for.
 *
 * It runs the supervisor with one end of a socket pair at descriptor 3 and starts it again when it dies. Over that socket
 * the supervisor leaves with it what its services must not lose: the other ends of their channels and pipes, their pidfds
 * and its own listening socket. It is the nearest subreaper, so services whose supervisor died become its children and
 * their exit statuses are read here. It knows nothing about services, allocates no memory and reads no file.
 *
 * No C library: it must run on every Linux, and stay in 32 kB. docs/decisions/0006-keeper.md says why it exists;
 * packaging/keeper/build makes the committed binaries from this file.
 */
#include <asm/unistd.h>
#include <linux/fcntl.h>
#include <linux/poll.h>
#include <linux/prctl.h>
#include <linux/resource.h>
#include <linux/signal.h>
#include <linux/signalfd.h>
#include <linux/time.h>
#include <linux/wait.h>

typedef unsigned long word;

#define AF_UNIX 1
#define SOCK_STREAM 1
#define SOCK_SEQPACKET 5
#define SOCK_CLOEXEC 02000000
#define SOCK_NONBLOCK 04000
#define SOL_SOCKET 1
#define SO_PEERCRED 17
#define SCM_RIGHTS 1
#define MSG_DONTWAIT 0x40
#define MSG_NOSIGNAL 0x4000
#define MSG_CMSG_CLOEXEC 0x40000000

/* Statically reserved, and not there before it is touched. */
enum {
    MAX_ENTRIES = 16384,
    MAX_FDS = 8,
    MAX_DATA = 440,
    MAX_WAITERS = 16,
    MAX_VARIABLES = 4096,
    SUPERVISOR_FD = 3,
    FIRST_FD = 16,
    EXIT_UPGRADE = 75,
    QUICK_MILLIS = 10000,
    MAX_FAILURES = 8,
    PAUSE_MILLIS = 50, /* whoever kills all of us gets to us */
    FIRST_DELAY_MILLIS = 100,
    MAX_DOUBLINGS = 5,
    KEY_LISTENER = 1
};

/* How a process ended. */
enum { UNKNOWN = 0, ENDED = 1, NOT_OURS = 2 };

/* What goes over the socket: this, then data; descriptors beside it. Both sides run on one machine. */
struct message {
    char op;
    char pad[3];
    int pid;
    long key;
    int state;
    int status;
};

struct entry {
    int pid;
    int state;
    int status;
    int fds; /* the first one is the pidfd once there is a pid */
    int length;
    int fd[MAX_FDS];
    char data[MAX_DATA];
};

struct vector {
    void *base;
    word length;
};

struct header {
    void *name;
    int name_length;
    struct vector *vectors;
    word count;
    void *control;
    word control_length;
    int flags;
};

struct control {
    word length;
    int level;
    int type;
    int fd[MAX_FDS];
};

struct address {
    unsigned short family;
    char path[108];
};

static long keys[MAX_ENTRIES]; /* 0: free */
static struct entry entries[MAX_ENTRIES];
static int used; /* entries above were never used */
static int waiters[MAX_WAITERS];
static int waiting;
static char *variables[MAX_VARIABLES + 2];
static char restarted[] = "DROVER_KEEPER=0";
static struct address kick;
static char **command;
static word signals_before;
static struct rlimit64 files_before;
static int supervisor, channel = -1, listener = -1, signals;
static int watched = -1; /* the pidfd of a supervisor that is no child of ours */
static int farewell = -1; /* the exit code that it said it will have */
static int greeted, ready, ending, quick, failures;
static long started, due = -1;

#if defined(__x86_64__)
static long call6(long n, long a, long b, long c, long d, long e, long f) {
    long result;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}
__asm__(".globl _start\n_start:\n mov %rsp, %rdi\n and $-16, %rsp\n call begin\n");
#elif defined(__aarch64__)
static long call6(long n, long a, long b, long c, long d, long e, long f) {
    register long x8 __asm__("x8") = n;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc 0"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                     : "memory");
    return x0;
}
__asm__(".globl _start\n_start:\n mov x0, sp\n bl begin\n");
#else
#error "No system calls for this machine."
#endif

#define call(n, a, b, c, d) call6(n, (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)

/* The compiler asks for these two by name. */
void *memcpy(void *to, const void *from, word length) {
    char *t = to;
    const char *f = from;
    while (length--)
        *t++ = *f++;
    return to;
}

void *memset(void *to, int value, word length) {
    char *t = to;
    while (length--)
        *t++ = (char)value;
    return to;
}

static void end(int code) {
    for (;;)
        call(__NR_exit_group, code, 0, 0, 0);
}

static void shut(int fd) {
    if (fd >= 0)
        call(__NR_close, fd, 0, 0, 0);
}

/* Above what the supervisor gets, and not passed on. */
static int lift(int fd) {
    int high = (int)call(__NR_fcntl, fd, F_DUPFD_CLOEXEC, FIRST_FD, 0);
    shut(fd);
    return high;
}

static long now(void) {
    struct __kernel_timespec t = {0, 0};
    call(__NR_clock_gettime, CLOCK_MONOTONIC, &t, 0, 0);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int find(long key) {
    for (int i = 0; i < used; i++)
        if (keys[i] == key)
            return i;
    return -1;
}

static void drop(int i) {
    struct entry *e = &entries[i];
    for (int k = 0; k < e->fds; k++)
        shut(e->fd[k]);
    keys[i] = 0;
    e->fds = e->pid = e->length = 0;
    while (used > 0 && keys[used - 1] == 0)
        used--;
}

static int add(long key) {
    int i = find(key);
    if (i >= 0)
        drop(i);
    i = find(0);
    if (i < 0 && used < MAX_ENTRIES)
        i = used++;
    if (i >= 0) {
        keys[i] = key;
        entries[i].pid = entries[i].state = entries[i].status = entries[i].fds = 0;
    }
    return i;
}

static void send(struct message *m, struct entry *e) {
    struct vector v[2] = {{m, sizeof *m}, {0, 0}};
    struct header h = {0, 0, v, 1, 0, 0, 0};
    struct control c;
    if (e) {
        v[1].base = e->data;
        v[1].length = (word)e->length;
        h.count = 2;
        if (e->fds > 0) {
            c.length = 16 + 4 * (word)e->fds;
            c.level = SOL_SOCKET;
            c.type = SCM_RIGHTS;
            memcpy(c.fd, e->fd, 4 * (word)e->fds);
            h.control = &c;
            h.control_length = c.length;
        }
    }
    call(__NR_sendmsg, channel, &h, MSG_NOSIGNAL, 0);
}

static void tell(int i, char op) {
    struct message m = {op, {0}, 0, 0, 0, 0};
    if (i >= 0) {
        m.key = keys[i];
        m.pid = entries[i].pid;
        m.state = entries[i].state;
        m.status = entries[i].status;
    }
    send(&m, op == 'E' ? &entries[i] : 0);
}

/* Takes the status of one process if it has ended. */
static void look(struct entry *e) {
    int status = 0;
    long got;
    if (e->state != UNKNOWN || e->pid == 0)
        return;
    got = call(__NR_wait4, e->pid, &status, WNOHANG, 0);
    if (got == e->pid) {
        e->state = ENDED;
        e->status = status;
    } else if (got < 0) {
        e->state = NOT_OURS;
    }
}

static void answer(long key) {
    struct message m = {'S', {0}, 0, 0, NOT_OURS, 0};
    int i = find(key);
    m.key = key;
    if (i >= 0) {
        look(&entries[i]);
        m.pid = entries[i].pid;
        m.state = entries[i].state;
        m.status = entries[i].status;
        if (m.state == NOT_OURS)
            entries[i].state = UNKNOWN; /* perhaps later: its supervisor lives */
    }
    send(&m, 0);
}

/* The supervisor says where clients ask for one when none answers. It holds the home's lock. */
static void listen_at(const char *path, int length) {
    int fd;
    long mask;
    if (length <= 0 || length >= (int)sizeof kick.path)
        return;
    kick.family = AF_UNIX;
    memset(kick.path, 0, sizeof kick.path);
    memcpy(kick.path, path, (word)length);
    if (listener >= 0)
        shut(listener);
    call(__NR_unlinkat, AT_FDCWD, kick.path, 0, 0);
    fd = (int)call(__NR_socket, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, 0);
    mask = call(__NR_umask, 077, 0, 0, 0);
    if (call(__NR_bind, fd, &kick, sizeof kick, 0) < 0 || call(__NR_listen, fd, MAX_WAITERS, 0, 0) < 0) {
        shut(fd);
        fd = -1;
    }
    call(__NR_umask, mask, 0, 0, 0);
    listener = fd;
}

static void say(int to, const char *text, int length) {
    struct vector v = {(void *)text, (word)length};
    struct header h = {0, 0, &v, 1, 0, 0, 0};
    call(__NR_sendmsg, to, &h, MSG_NOSIGNAL | MSG_DONTWAIT, 0);
    shut(to);
}

/* All who wait for a supervisor hear that it answers, or by the end of file that it does not. */
static void release(int answers) {
    for (int i = 0; i < waiting; i++) {
        if (answers)
            say(waiters[i], "ready\n", 6);
        else
            shut(waiters[i]);
    }
    waiting = 0;
}

static void take(struct message *m, char *data, int length, int *fd, int fds) {
    int i;
    if (length > MAX_DATA)
        length = MAX_DATA;
    switch (m->op) {
    case 'H': /* who we are */
        greeted = 1;
        listen_at(data, length);
        break;
    case 'T': /* a supervisor that was there before us: its pidfd */
        if (supervisor || fds != 1)
            break;
        watched = lift(fd[0]);
        supervisor = m->pid;
        fds = 0;
        break;
    case 'Q': /* it ends as it was told to */
        farewell = m->status;
        break;
    case 'R': /* clients are answered */
        ready = 1;
        release(1);
        break;
    case 'P': /* put: replaces what has this key */
        i = add(m->key);
        if (i < 0)
            break;
        memcpy(entries[i].data, data, (word)length);
        entries[i].length = length;
        memcpy(entries[i].fd, fd, 4 * (word)fds);
        entries[i].fds = fds;
        fds = 0;
        break;
    case 'A': /* it lives: the pidfd comes first of its descriptors from now on */
        i = find(m->key);
        if (i < 0 || fds != 1 || entries[i].fds == MAX_FDS || entries[i].pid)
            break;
        for (int k = entries[i].fds; k > 0; k--)
            entries[i].fd[k] = entries[i].fd[k - 1];
        entries[i].fd[0] = fd[0];
        entries[i].fds++;
        entries[i].pid = m->pid;
        fds = 0;
        break;
    case 'D':
        i = find(m->key);
        if (i >= 0)
            drop(i);
        break;
    case 'L':
        for (i = 0; i < used; i++)
            if (keys[i])
                tell(i, 'E');
        tell(-1, 'Z');
        break;
    case 'W':
        answer(m->key);
        break;
    default:
        break;
    }
    while (fds > 0)
        shut(fd[--fds]);
}

/* 0 when there is nothing more now, negative when the other side is gone. */
static long receive(void) {
    static char data[MAX_DATA + 1];
    struct message m;
    struct control c;
    struct vector v[2] = {{&m, sizeof m}, {data, MAX_DATA}};
    struct header h = {0, 0, v, 2, &c, sizeof c, 0};
    long got = call(__NR_recvmsg, channel, &h, MSG_DONTWAIT | MSG_CMSG_CLOEXEC, 0);
    int fds = 0;
    if (got <= 0)
        return got == -11 /* EAGAIN */ || got == -4 /* EINTR */ ? 0 : -1;
    if (h.control_length >= 16 && c.level == SOL_SOCKET && c.type == SCM_RIGHTS)
        fds = (int)((c.length - 16) / 4);
    if (got >= (long)sizeof m)
        take(&m, data, (int)(got - (long)sizeof m), c.fd, fds);
    else
        while (fds > 0)
            shut(c.fd[--fds]);
    return 1;
}

static void become_supervisor(int pair, int rpc) {
    call(__NR_rt_sigprocmask, SIG_SETMASK, &signals_before, 0, 8);
    call6(__NR_prlimit64, 0, RLIMIT_NOFILE, (long)&files_before, 0, 0, 0);
    call(__NR_dup3, pair, SUPERVISOR_FD, 0, 0);
    if (rpc >= 0)
        call(__NR_dup3, rpc, 0, 0, 0);
    call(__NR_execve, command[0], command, variables, 0);
    end(127);
}

static void start(void) {
    int pair[2];
    int rpc = find(KEY_LISTENER);
    due = -1;
    if (call(__NR_socketpair, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0) {
        due = now() + 1000;
        return;
    }
    pair[0] = lift(pair[0]);
    pair[1] = lift(pair[1]);
    ready = 0;
    started = now();
    supervisor = (int)call(__NR_clone, SIGCHLD, 0, 0, 0);
    if (supervisor == 0)
        become_supervisor(pair[1], rpc >= 0 && entries[rpc].fds ? entries[rpc].fd[0] : -1);
    shut(pair[1]);
    channel = pair[0];
    if (supervisor < 0) {
        supervisor = 0;
        shut(channel);
        channel = -1;
        due = now() + 1000;
    }
    restarted[sizeof restarted - 2] = '1';
}

/* The home is gone, and with it whoever could want a supervisor there. The socket alone may be: some tidy up. */
static int abandoned(void) {
    struct address home = kick;
    int end = 0;
    for (int i = 0; home.path[i]; i++)
        if (home.path[i] == '/')
            end = i;
    home.path[end] = 0;
    return end && call(__NR_faccessat, AT_FDCWD, home.path, 0, 0) < 0;
}

static void supervisor_ended(int status) {
    int signalled = status & 0x7f;
    int code = signalled ? 128 + signalled : (status >> 8) & 0xff;
    int i;
    while (channel >= 0 && receive() > 0)
        continue;
    shut(channel);
    channel = -1;
    supervisor = 0;
    farewell = -1;
    release(0);
    /* The JVM's own words for SIGTERM and SIGINT are exit codes too. */
    if (!greeted || ending || (!signalled && (code == 0 || code == 128 + SIGTERM || code == 128 + SIGINT)))
        end(code);
    quick = now() - started > QUICK_MILLIS ? 0 : quick + 1;
    failures = ready || code == EXIT_UPGRADE ? 0 : failures + 1;
    ready = 0;
    if (code == EXIT_UPGRADE) {
        quick = 0;
        due = now();
    } else if (failures < MAX_FAILURES) {
        due = now() + (quick < 2 ? PAUSE_MILLIS : FIRST_DELAY_MILLIS << (quick - 2 > MAX_DOUBLINGS ? MAX_DOUBLINGS : quick - 2));
    } else {
        /* What it held it holds; but clients must not wait for a supervisor that does not come. */
        due = -1;
        i = find(KEY_LISTENER);
        if (i >= 0)
            drop(i);
    }
}

static void reap(void) {
    int status = 0;
    long pid;
    while ((pid = call(__NR_wait4, -1, &status, WNOHANG, 0)) > 0) {
        if (pid == supervisor && watched < 0) {
            supervisor_ended(status);
            continue;
        }
        for (int i = 0; i < used; i++)
            if (keys[i] && entries[i].pid == pid && entries[i].state == UNKNOWN) {
                entries[i].state = ENDED;
                entries[i].status = status;
                break;
            }
    }
}

/* Of a supervisor that is no child of ours only the end is seen; what it had not announced was a death. */
static void watched_ended(void) {
    shut(watched);
    watched = -1;
    while (channel >= 0 && receive() > 0)
        continue;
    supervisor_ended(farewell >= 0 ? farewell << 8 : SIGKILL);
}

static void signal_supervisor(int number) {
    if (watched >= 0)
        call(__NR_pidfd_send_signal, watched, number, 0, 0);
    else
        call(__NR_kill, supervisor, number, 0, 0);
}

static void signalled(void) {
    struct signalfd_siginfo info;
    while (call(__NR_read, signals, &info, sizeof info, 0) == (long)sizeof info) {
        if (info.ssi_signo == SIGCHLD) {
            reap();
        } else if (info.ssi_signo != SIGHUP) {
            ending = 1;
            if (!supervisor)
                end(128 + (int)info.ssi_signo);
            signal_supervisor((int)info.ssi_signo);
        }
    }
}

/* Somebody found no supervisor: it is started now, whatever the delay, and he hears when it answers. */
static void asked(void) {
    struct { int pid; unsigned uid, gid; } peer = {0, (unsigned)-1, 0};
    int size = sizeof peer;
    int fd = (int)call(__NR_accept4, listener, 0, 0, SOCK_CLOEXEC);
    if (fd < 0)
        return;
    call6(__NR_getsockopt, fd, SOL_SOCKET, SO_PEERCRED, (long)&peer, (long)&size, 0);
    if (peer.uid != (unsigned)call(__NR_getuid, 0, 0, 0, 0) && peer.uid != 0) {
        shut(fd);
    } else if (ready) {
        say(fd, "ready\n", 6);
    } else if (waiting == MAX_WAITERS) {
        shut(fd);
    } else {
        waiters[waiting++] = fd;
        if (!supervisor)
            due = now();
    }
}

static void prepare(char **environment, int first) {
    static const char name[] = "DROVER_KEEPER=";
    struct rlimit64 files;
    word mask = 1UL << (SIGCHLD - 1) | 1UL << (SIGTERM - 1) | 1UL << (SIGINT - 1) | 1UL << (SIGHUP - 1);
    int count = 0;
    for (; *environment && count < MAX_VARIABLES; environment++) {
        int same = 0;
        while (name[same] && (*environment)[same] == name[same])
            same++;
        if (name[same])
            variables[count++] = *environment;
    }
    variables[count] = restarted;
    call(__NR_close_range, first, ~0U, 0, 0);
    call(__NR_prctl, PR_SET_CHILD_SUBREAPER, 1, 0, 0);
    call(__NR_rt_sigprocmask, SIG_BLOCK, &mask, &signals_before, 8);
    signals = lift((int)call(__NR_signalfd4, -1, &mask, 8, SOCK_CLOEXEC | SOCK_NONBLOCK));
    call6(__NR_prlimit64, 0, RLIMIT_NOFILE, 0, (long)&files_before, 0, 0);
    files = files_before;
    files.rlim_cur = files.rlim_max;
    call6(__NR_prlimit64, 0, RLIMIT_NOFILE, (long)&files, 0, 0, 0);
}

static void hear(void) {
    long more = 1;
    for (int turn = 0; turn < 64 && more > 0; turn++)
        more = receive();
    if (more < 0) {
        shut(channel);
        channel = -1;
    }
}

static void wait_for_something(void) {
    struct pollfd p[5];
    struct __kernel_timespec t = {0, 0};
    int n = 0, on_channel = -1, on_listener = -1, on_rpc = -1, on_watched = -1, rpc = find(KEY_LISTENER);
    p[n].fd = signals, p[n++].events = POLLIN;
    if (channel >= 0)
        on_channel = n, p[n].fd = channel, p[n++].events = POLLIN;
    if (listener >= 0)
        on_listener = n, p[n].fd = listener, p[n++].events = POLLIN;
    if (!supervisor && rpc >= 0 && entries[rpc].fds)
        on_rpc = n, p[n].fd = entries[rpc].fd[0], p[n++].events = POLLIN;
    if (watched >= 0)
        on_watched = n, p[n].fd = watched, p[n++].events = POLLIN;
    if (due >= 0) {
        long left = due - now();
        t.tv_sec = left > 0 ? left / 1000 : 0;
        t.tv_nsec = left > 0 ? left % 1000 * 1000000 : 0;
    }
    for (int i = 0; i < n; i++)
        p[i].revents = 0;
    call6(__NR_ppoll, (long)p, n, due >= 0 ? (long)&t : 0, 0, 8, 0);
    if (on_channel >= 0 && p[on_channel].revents)
        hear();
    if (on_listener >= 0 && p[on_listener].revents)
        asked();
    if (on_rpc >= 0 && p[on_rpc].revents)
        due = now();
    if (on_watched >= 0 && p[on_watched].revents)
        watched_ended();
    if (p[0].revents)
        signalled();
    if (channel < 0 && !supervisor && !greeted && due < 0)
        end(0); /* whoever started us died before he said anything */
}

static int same(const char *a, const char *b) {
    while (*a && *a == *b)
        a++, b++;
    return *a == *b;
}

/* The supervisor gives us its own limits back before it says the first word. */
static void await_supervisor(void) {
    struct pollfd p = {0, POLLIN, 0};
    channel = lift(SUPERVISOR_FD);
    p.fd = channel;
    call6(__NR_ppoll, (long)&p, 1, 0, 0, 8, 0);
    restarted[sizeof restarted - 2] = '1';
}

__attribute__((used)) void begin(word *stack) {
    int count = (int)stack[0];
    char **arguments = (char **)(stack + 1);
    int after = count > 2 && same(arguments[1], "--after");
    if (count < 2)
        end(2);
    command = arguments + 1 + after;
    if (after)
        await_supervisor();
    prepare(arguments + count + 1, after ? FIRST_FD + 1 : SUPERVISOR_FD);
    started = now();
    if (!after)
        start();
    for (;;) {
        wait_for_something();
        if (!supervisor && due >= 0 && now() >= due) {
            if (abandoned())
                end(0);
            start();
        }
    }
}
