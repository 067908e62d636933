#define _XOPEN_SOURCE 700
#include <wchar.h>

// Declared here, not by including CNcurses.h: Swift sees that header without this feature level.
int cursesCharacterWidth(wchar_t scalar) { return wcwidth(scalar); }
