#ifndef C_ALLOCATION_COUNT_H
#define C_ALLOCATION_COUNT_H

/// How often this thread has asked for memory so far; -1 where that cannot be counted.
long allocations_of_this_thread(void);

#endif
