// Restores the terminal whatever ends the program, and passes signals to the event loop. All state is process-wide, as
// the terminal and signals are.

#ifndef BACKSTEP_TERMINAL_GUARD_H
#define BACKSTEP_TERMINAL_GUARD_H

#include <stdbool.h>
#include <stddef.h>

/// Makes INT TERM HUP QUIT TSTP CONT WINCH write their number as a byte into a pipe, and returns the pipe's reading
/// end, or -1. A hang-up that is ignored, as under nohup, stays so.
int terminalGuardCatchSignals(void);

/// Tells that the event loop is alive and reads the pipe. A second SIGQUIT (Ctrl-\) without that in between ends the
/// program, with the terminal restored.
void terminalGuardAnswerSignals(void);

/// Restores the signals' former handlers, and closes the pipe.
void terminalGuardReleaseSignals(void);

/// Remembers the modes of `terminal` and what to write to it, for `terminalGuardRestore`, crashes and `exit`.
/// At most 511 bytes of `restoreBytes` are kept. Call before the modes are changed.
bool terminalGuardRemember(int terminal);
void terminalGuardArm(const char *restoreBytes, size_t count);

/// The terminal has been restored: a crash or `exit` has nothing to do until armed again.
void terminalGuardDisarm(void);

/// Sets aside messages that are written to standard error while the screen is up, since they would vanish with it or
/// disturb it. Does nothing if standard error is not a terminal.
void terminalGuardParkErrors(void);

/// Restores standard error and writes what was set aside.
void terminalGuardReplayErrors(void);

/// Stops the program as Ctrl-Z does by default, and returns once it continues.
void terminalGuardStop(void);

#endif
