// What the processor can do, asked before any code runs that needs it.

#ifndef BACKSTEP_PROCESSOR_H
#define BACKSTEP_PROCESSOR_H

#include <stdbool.h>

/// Whether 256-bit vector instructions (AVX2) may be used; true on processors other than x86-64, which need none.
bool processorHasAVX2(void);

/// Whether fused multiplication and addition (FMA3) may be used; true on processors other than x86-64.
bool processorHasFMA(void);

#endif
