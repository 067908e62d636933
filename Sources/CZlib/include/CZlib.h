// zlib, with functions for what its header has as macros, which Swift does not see.

#ifndef BACKSTEP_ZLIB_H
#define BACKSTEP_ZLIB_H

#include <zlib.h>

/// Makes a stream ready to inflate. With 15 + 32 window bits it reads gzip and zlib data alike; with -15, bare deflate
/// data as in a ZIP archive. Returns Z_OK or why not.
int zlibBeginInflation(z_stream *stream, int windowBits);

/// Makes a stream ready to deflate, with window bits as above but for the automatic kind. Returns Z_OK or why not.
int zlibBeginDeflation(z_stream *stream, int level, int windowBits);

#endif
