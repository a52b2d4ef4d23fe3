// Starts a program under limits. Everything between fork and exec is a plain system call: other
// threads of the parent may have held any lock (the allocator's, say) at the moment of the fork.
#define _GNU_SOURCE
#include "cspawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Groups that are running, for the handler of Ctrl-C.
enum { slots = 256 };
static _Atomic pid_t running[slots];

static void remember(pid_t pid) {
  for (int i = 0; i < slots; i++) {
    pid_t none = 0;
    if (atomic_compare_exchange_strong(&running[i], &none, pid)) return;
  }
}

static void forget(pid_t pid) {
  for (int i = 0; i < slots; i++) {
    pid_t same = pid;
    if (atomic_compare_exchange_strong(&running[i], &same, 0)) return;
  }
}

void cspawn_kill_all(void) {
  for (int i = 0; i < slots; i++) {
    pid_t pid = atomic_load(&running[i]);
    if (pid > 0) kill(-pid, SIGKILL);
  }
}

int cspawn_pipe(int ends[2], int keep) {
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
  if (fcntl(ends[keep], F_SETFL, O_NONBLOCK) != 0) return errno;
  return 0;
}

static int limit(int resource, int64_t soft, int64_t hard) {
  if (soft < 0) return 0;
  struct rlimit now;
  if (getrlimit(resource, &now) != 0) return -1;
  struct rlimit wanted = {(rlim_t)soft, (rlim_t)hard};
  if (now.rlim_max != RLIM_INFINITY && wanted.rlim_max > now.rlim_max) wanted.rlim_max = now.rlim_max;
  if (wanted.rlim_cur > wanted.rlim_max) wanted.rlim_cur = wanted.rlim_max;
  return setrlimit(resource, &wanted);
}

// In the child: confine, then become the program. Returns only on failure, with errno set.
static void become(const cspawn_plan *plan, pid_t parent) {
  if (setsid() < 0) return;
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return;
  if (getppid() != parent) _exit(127);  // the parent died before the line above
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return;

  // Out of the way of 0 to 4 first, so that no dup2 overwrites a source that is still needed.
  int source[5];
  for (int i = 0; i < 5; i++) {
    int from = plan->descriptors[i];
    if (from < 0 && i < 3) {
      int null = open("/dev/null", O_RDWR | O_CLOEXEC);
      if (null < 0) return;
      source[i] = fcntl(null, F_DUPFD_CLOEXEC, 5);
    } else if (from >= 0) {
      source[i] = fcntl(from, F_DUPFD_CLOEXEC, 5);
    } else {
      source[i] = -2;
    }
    if (source[i] == -1) return;
  }
  for (int i = 0; i < 5; i++) {
    if (source[i] < 0) {
      close(i);
    } else if (dup2(source[i], i) < 0) {
      return;
    }
  }
  // Marked rather than closed: the pipe that reports a failed exec must stay open until the exec.
  if (syscall(SYS_close_range, 5u, ~0u, 4u /* CLOSE_RANGE_CLOEXEC */) != 0) {
    for (int fd = 5; fd < 4096; fd++) fcntl(fd, F_SETFD, FD_CLOEXEC);
  }

  if (plan->directory != NULL && chdir(plan->directory) != 0) return;
  umask(077);
  if (limit(RLIMIT_CORE, 0, 0) != 0) return;
  // The hard limit is what a program that ignores SIGXCPU meets.
  if (limit(RLIMIT_CPU, plan->cpu_seconds, plan->cpu_seconds + 1) != 0) return;
  if (limit(RLIMIT_AS, plan->address_space, plan->address_space) != 0) return;
  if (limit(RLIMIT_FSIZE, plan->file_bytes, plan->file_bytes) != 0) return;
  if (limit(RLIMIT_NPROC, plan->processes, plan->processes) != 0) return;
  if (limit(RLIMIT_NOFILE, plan->open_files, plan->open_files) != 0) return;

  for (int signal = 1; signal < 32; signal++) {
    if (signal == SIGKILL || signal == SIGSTOP) continue;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_DFL;
    sigaction(signal, &action, NULL);
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(plan->path, plan->argv, plan->envp);
}

int cspawn_start(const cspawn_plan *plan, pid_t *pid, int *pidfd) {
  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0) return errno;

  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    become(plan, parent);
    int failure = errno;
    ssize_t written = write(report[1], &failure, sizeof failure);
    (void)written;
    _exit(127);
  }
  int failure = child < 0 ? errno : 0;
  if (child > 0) remember(child);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(report[1]);

  if (failure == 0) {
    ssize_t got;
    do got = read(report[0], &failure, sizeof failure);
    while (got < 0 && errno == EINTR);
    if (got != sizeof failure) failure = 0;
    if (failure != 0) {
      while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
      forget(child);
    }
  }
  close(report[0]);
  if (failure != 0) return failure;
  *pid = child;
  *pidfd = (int)syscall(SYS_pidfd_open, child, 0);
  return 0;
}

cspawn_end cspawn_finish(pid_t pid, int pidfd, int kill_first) {
  if (kill_first) kill(-pid, SIGKILL);
  // Wait without reaping: while the leader is a zombie its group id cannot be given to anybody else, so what is
  // left of the group can be killed without hitting a stranger.
  siginfo_t info;
  while (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT) < 0 && errno == EINTR) {}
  kill(-pid, SIGKILL);
  forget(pid);

  int status = 0;
  struct rusage usage;
  memset(&usage, 0, sizeof usage);
  while (wait4(pid, &status, 0, &usage) < 0 && errno == EINTR) {}
  if (pidfd >= 0) close(pidfd);

  cspawn_end end;
  end.exited = WIFEXITED(status);
  end.code = end.exited ? WEXITSTATUS(status) : WTERMSIG(status);
  end.cpu_seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
    + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  end.peak_memory_bytes = (int64_t)usage.ru_maxrss * 1024;
  return end;
}
