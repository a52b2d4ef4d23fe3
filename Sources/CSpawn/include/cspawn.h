#ifndef CSPAWN_H
#define CSPAWN_H

#include <stdint.h>
#include <sys/types.h>

// A program to start, and what it may use. A limit of -1 is left as it is.
typedef struct {
  const char *path;
  char *const *argv;
  char *const *envp;
  const char *directory;
  // What becomes the descriptors 0 to 4 of the child; -1 gives /dev/null for 0 to 2, and nothing for 3 and 4.
  // Every other descriptor is closed.
  int descriptors[5];
  int64_t cpu_seconds;
  int64_t address_space;
  int64_t file_bytes;
  int64_t processes;
  int64_t open_files;
} cspawn_plan;

typedef struct {
  int exited;  // 1: `code` is an exit code; 0: `code` is the signal that ended it
  int code;
  double cpu_seconds;
  int64_t peak_memory_bytes;
} cspawn_end;

// Starts the program in a session and process group of its own, which die with the calling thread. Returns 0, or
// the errno of what failed in parent or child (exec included).
int cspawn_start(const cspawn_plan *plan, pid_t *pid, int *pidfd);

// Both ends close on exec; the parent keeps its end non-blocking: the first when `keep` is 0, the second when 1.
int cspawn_pipe(int ends[2], int keep);

// Ends the process group and waits for its leader: no zombie is left.
cspawn_end cspawn_finish(pid_t pid, int pidfd, int kill_first);

// Async-signal-safe.
void cspawn_kill_all(void);

#endif
