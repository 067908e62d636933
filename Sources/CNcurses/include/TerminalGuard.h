// Keeps the promise that the terminal comes back as it was, whatever ends the program; and hands signals to the event
// loop. All state is process-wide, as the terminal and signals are.

#ifndef BACKSTEP_TERMINAL_GUARD_H
#define BACKSTEP_TERMINAL_GUARD_H

#include <stdbool.h>
#include <stddef.h>

/// Makes INT TERM HUP QUIT TSTP CONT WINCH write their number as a byte into a pipe, and returns the pipe's reading
/// end, or -1. A hang-up that is ignored, as under nohup, stays so.
int terminalGuardCatchSignals(void);

/// Says that the event loop lives and reads the pipe. A second SIGQUIT (Ctrl-\) without that in between ends the
/// program, with the terminal restored.
void terminalGuardAnswerSignals(void);

/// Gives the signals back to whoever had them before, and closes the pipe.
void terminalGuardReleaseSignals(void);

/// Remembers the modes of `terminal` and what to write to it, for `terminalGuardRestore`, crashes and `exit`.
/// At most 511 bytes of `restoreBytes` are kept. Call before the modes are changed.
bool terminalGuardRemember(int terminal);
void terminalGuardArm(const char *restoreBytes, size_t count);

/// The terminal is in order already: nothing is to be done at a crash or `exit` until armed again.
void terminalGuardDisarm(void);

/// Puts messages aside that are written to standard error while the screen is up; they would vanish with it or tear
/// it. Does nothing where standard error is not a terminal.
void terminalGuardParkErrors(void);

/// Gives standard error back and writes what was put aside.
void terminalGuardReplayErrors(void);

/// Stops the program as Ctrl-Z does by default, and returns once it continues.
void terminalGuardStop(void);

#endif
