#pragma once
#include <zlib.h>

// A macro with sizeof in it, which Swift does not import: deflate with gzip's frame (zlib.h, windowBits + 16).
static inline int czlib_begin_gzip(z_stream *stream) {
    return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
