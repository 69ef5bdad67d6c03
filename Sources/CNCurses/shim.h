#pragma once
#include <curses.h>
#include <term.h>

/// cur_term, a mutable global.
static inline TERMINAL *jarvis_terminal(void) { return cur_term; }

/// The value of a string capability: NULL when it is absent or no string, which tigetstr tells apart by -1.
static inline const char *jarvis_string_capability(const char *name) {
    const char *value = tigetstr((char *)name);
    return value == (const char *)-1 ? NULL : value;
}

/// tiparm(3X) with two numbers, which takes them variadically; NULL when the capability is wrong.
static inline const char *jarvis_capability_with(const char *capability, int first, int second) {
    return tiparm(capability, first, second);
}
