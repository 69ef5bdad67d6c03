#pragma once
#define NCURSES_WIDECHAR 1
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#include <curses.h>
#include <term.h>
#include <wchar.h>

// Attributes, which are macros with casts.
static const attr_t jarvis_bold = A_BOLD;
static const attr_t jarvis_dim = A_DIM;
static const attr_t jarvis_italic = A_ITALIC;
static const attr_t jarvis_underline = A_UNDERLINE;
static const attr_t jarvis_blink = A_BLINK;
static const attr_t jarvis_reverse = A_REVERSE;

/// stdscr, a mutable global.
static inline WINDOW *jarvis_window(void) { return stdscr; }

/// curscr, a mutable global: what ncurses believes the terminal shows.
static inline WINDOW *jarvis_terminal_window(void) { return curscr; }

/// COLOR_PAIRS, a mutable global.
static inline int jarvis_pair_count(void) { return COLOR_PAIRS; }

/// cur_term, a mutable global.
static inline TERMINAL *jarvis_terminal(void) { return cur_term; }

/// setcchar(3X) with an extended pair, which it takes behind an untyped pointer.
static inline int jarvis_set_cell(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair) {
    return setcchar(cell, text, attributes, 0, &pair);
}

/// wcwidth(3), which glibc hides without _XOPEN_SOURCE.
static inline int jarvis_columns(wchar_t character) {
    extern int wcwidth(wchar_t);
    return wcwidth(character);
}

/// The value of a string capability: NULL when it is absent or no string, which tigetstr tells apart by -1.
static inline const char *jarvis_string_capability(const char *name) {
    const char *value = tigetstr((char *)name);
    return value == (const char *)-1 ? NULL : value;
}
