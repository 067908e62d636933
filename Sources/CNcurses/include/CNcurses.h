// What Swift cannot import from ncurses by itself: globals, macros and function-like macros.

#ifndef BACKSTEP_CNCURSES_H
#define BACKSTEP_CNCURSES_H

#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <stdint.h>
#include <stdio.h>
#include <term.h>
#include <wchar.h>

#include "TerminalGuard.h"

// <term.h> defines these words as macros for capabilities.
#undef lines
#undef columns
#undef tab

static const attr_t CursesBold = WA_BOLD;
static const attr_t CursesDim = WA_DIM;
static const attr_t CursesItalic = WA_ITALIC;
static const attr_t CursesUnderline = WA_UNDERLINE;
static const attr_t CursesReverse = WA_REVERSE;

static const mmask_t CursesMouseMask = BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON1_CLICKED | BUTTON3_PRESSED |
                                       BUTTON3_CLICKED | BUTTON4_PRESSED | BUTTON5_PRESSED;
static const mmask_t CursesPrimaryPress = BUTTON1_PRESSED | BUTTON1_CLICKED;
static const mmask_t CursesPrimaryRelease = BUTTON1_RELEASED;
static const mmask_t CursesSecondaryPress = BUTTON3_PRESSED | BUTTON3_CLICKED;
static const mmask_t CursesScrollUp = BUTTON4_PRESSED;
static const mmask_t CursesScrollDown = BUTTON5_PRESSED;

static inline SCREEN *cursesStart(const char *terminalName) { return newterm(terminalName, stdout, stdin); }
static inline WINDOW *cursesWindow(void) { return stdscr; }
static inline WINDOW *cursesPhysicalScreen(void) { return curscr; }
static inline int cursesColorCount(void) { return COLORS; }
static inline int cursesPairCount(void) { return COLOR_PAIRS; }

/// Fills one cell: a character of up to `CCHARW_MAX` scalars with attributes and a colour pair of any number.
static inline int cursesSetCell(
    cchar_t *cell, const wchar_t *scalars, attr_t attributes, int pair
) {
    return setcchar(cell, scalars, attributes, (short)(pair < 255 ? pair : 255), &pair);
}

/// Sets how a cell looks, as `setcchar` does, and leaves what it shows.
static inline void cursesSetLook(cchar_t *cell, attr_t attributes, int pair) {
    cell->attr = attributes | (attr_t)COLOR_PAIR(pair < 255 ? pair : 255);
    cell->ext_color = pair;
}

/// Sets what a cell shows to one character, and leaves how it looks.
static inline void cursesSetScalar(cchar_t *cell, wchar_t scalar) {
    cell->chars[0] = scalar;
    for (int index = 1; index < CCHARW_MAX; index++) cell->chars[index] = 0;
}

/// Sets what a cell shows to a character with its marks, `CCHARW_MAX` scalars at most, and leaves how it looks.
static inline void cursesSetScalars(cchar_t *cell, const wchar_t *scalars, int count) {
    for (int index = 0; index < CCHARW_MAX; index++) cell->chars[index] = index < count ? scalars[index] : 0;
}

/// The columns that the locale gives a character; -1 if it cannot be shown.
int cursesCharacterWidth(wchar_t scalar);

/// A capability of the terminal as text, or NULL if it has none.
static inline const char *cursesCapability(const char *name) {
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}

#endif
