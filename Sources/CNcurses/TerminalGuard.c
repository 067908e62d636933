#define _GNU_SOURCE
#include "TerminalGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

static const int loopSignals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
static const int crashSignals[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
enum {
    loopSignalCount = sizeof loopSignals / sizeof loopSignals[0],
    crashSignalCount = sizeof crashSignals / sizeof crashSignals[0]
};

static struct sigaction formerLoopActions[loopSignalCount];
static struct sigaction formerCrashActions[crashSignalCount];
static volatile int signalPipe[2] = {-1, -1};

/// Quits that the event loop has not handled yet. The second one is for a loop that hangs: nothing else from the
/// keyboard would end it.
static volatile sig_atomic_t unansweredQuits;

static int guardedTerminal = -1;
static struct termios formerModes;
static char restoreText[512];
static size_t restoreCount;
static volatile sig_atomic_t isArmed;

static volatile int parkedErrors = -1;
static volatile int formerErrors = -1;

// The calls below that handlers reach are all async-signal-safe.

static void writeAll(int file, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(file, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

static void restoreTerminal(void) {
    if (!isArmed) return;
    isArmed = 0;
    writeAll(guardedTerminal, restoreText, restoreCount);
    tcsetattr(guardedTerminal, TCSANOW, &formerModes);
    terminalGuardReplayErrors();
}

static void passSignalOn(int number) {
    int savedError = errno;
    if (number == SIGQUIT && ++unansweredQuits > 1) {
        restoreTerminal();
        signal(SIGQUIT, SIG_DFL);
        raise(SIGQUIT);
    }
    unsigned char byte = (unsigned char)number;
    // A full pipe already holds enough to wake the loop.
    ssize_t ignored = write(signalPipe[1], &byte, 1);
    (void)ignored;
    errno = savedError;
}

static void restoreAndCrash(int number, siginfo_t *info, void *context) {
    (void)context;
    restoreTerminal();
    for (int index = 0; index < crashSignalCount; index++) {
        sigaction(crashSignals[index], &formerCrashActions[index], NULL);
    }
    // A faulting instruction faults again on return, with its registers and its address as a backtrace wants them.
    // Whatever was sent, and a breakpoint, which is over, has to be sent again.
    bool faultsAgain = info->si_code > 0 && number != SIGTRAP && number != SIGABRT;
    if (!faultsAgain) raise(number);
}

int terminalGuardCatchSignals(void) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    signalPipe[0] = ends[0];
    signalPipe[1] = ends[1];

    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = passSignalOn;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (int index = 0; index < loopSignalCount; index++) {
        sigaction(loopSignals[index], &action, &formerLoopActions[index]);
        if (loopSignals[index] == SIGHUP && formerLoopActions[index].sa_handler == SIG_IGN) {
            sigaction(SIGHUP, &formerLoopActions[index], NULL);
        }
    }
    return ends[0];
}

void terminalGuardAnswerSignals(void) { unansweredQuits = 0; }

void terminalGuardReleaseSignals(void) {
    if (signalPipe[0] < 0) return;
    for (int index = 0; index < loopSignalCount; index++) {
        sigaction(loopSignals[index], &formerLoopActions[index], NULL);
    }
    close(signalPipe[0]);
    close(signalPipe[1]);
    signalPipe[0] = signalPipe[1] = -1;
}

bool terminalGuardRemember(int terminal) {
    guardedTerminal = terminal;
    return tcgetattr(terminal, &formerModes) == 0;
}

void terminalGuardArm(const char *restoreBytes, size_t count) {
    static bool isInstalled = false;
    restoreCount = count < sizeof restoreText ? count : sizeof restoreText - 1;
    memcpy(restoreText, restoreBytes, restoreCount);
    isArmed = 1;
    if (isInstalled) return;
    isInstalled = true;

    // A stack of its own, since the crash may be that the stack is full. The runtime may have brought one.
    static char crashStack[65536];
    stack_t former;
    if (sigaltstack(NULL, &former) == 0 && (former.ss_flags & SS_DISABLE)) {
        stack_t stack = {.ss_sp = crashStack, .ss_size = sizeof crashStack, .ss_flags = 0};
        sigaltstack(&stack, NULL);
    }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = restoreAndCrash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int index = 0; index < crashSignalCount; index++) {
        sigaction(crashSignals[index], &action, &formerCrashActions[index]);
    }
    atexit(restoreTerminal);
}

void terminalGuardDisarm(void) { isArmed = 0; }

void terminalGuardParkErrors(void) {
    if (formerErrors >= 0 || !isatty(STDERR_FILENO)) return;
    int parked = memfd_create("messages", MFD_CLOEXEC);
    if (parked < 0) return;
    int former = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (former < 0) {
        close(parked);
        return;
    }
    parkedErrors = parked;
    formerErrors = former;
    dup2(parked, STDERR_FILENO);
}

void terminalGuardReplayErrors(void) {
    if (formerErrors < 0) return;
    int former = formerErrors;
    int parked = parkedErrors;
    formerErrors = parkedErrors = -1;
    dup2(former, STDERR_FILENO);
    char buffer[1024];
    off_t offset = 0;
    for (;;) {
        ssize_t count = pread(parked, buffer, sizeof buffer, offset);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        writeAll(STDERR_FILENO, buffer, (size_t)count);
        offset += count;
    }
    close(parked);
    close(former);
}

void terminalGuardStop(void) {
    struct sigaction ownAction;
    struct sigaction defaultAction;
    memset(&defaultAction, 0, sizeof defaultAction);
    defaultAction.sa_handler = SIG_DFL;
    sigemptyset(&defaultAction.sa_mask);
    sigaction(SIGTSTP, &defaultAction, &ownAction);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ownAction, NULL);
}
