#include "CProcessor.h"

#if defined(__x86_64__)

bool processorHasAVX2(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2");
}

bool processorHasFMA(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("fma");
}

#else

bool processorHasAVX2(void) { return true; }

bool processorHasFMA(void) { return true; }

#endif
