#pragma once
#include <curl/curl.h>
#include <dlfcn.h>
#include <stddef.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

/// The functions that are called as they are, and those that are variadic, which Swift does not import: for these there is one
/// function below for each kind of value.
#define CCURL_PLAIN(X) \
    X(global_init) \
    X(version_info) \
    X(free) \
    X(slist_append) \
    X(slist_free_all) \
    X(easy_init) \
    X(easy_cleanup) \
    X(easy_pause) \
    X(easy_strerror) \
    X(multi_init) \
    X(multi_cleanup) \
    X(multi_perform) \
    X(multi_poll) \
    X(multi_wakeup) \
    X(multi_add_handle) \
    X(multi_remove_handle) \
    X(multi_info_read) \
    X(multi_strerror) \
    X(share_init) \
    X(share_cleanup) \
    X(url) \
    X(url_cleanup) \
    X(url_set) \
    X(url_get) \
    X(url_strerror)
#define CCURL_VARIADIC(X) \
    X(easy_setopt) \
    X(easy_getinfo) \
    X(multi_setopt) \
    X(share_setopt)

/// The functions of libcurl. It is loaded where the first of them is needed: it brings 26 other libraries, and most processes of
/// this program never ask anybody anything.
struct ccurl {
#define CCURL_FIELD(name) __typeof__(&curl_##name) name;
    CCURL_PLAIN(CCURL_FIELD)
#undef CCURL_FIELD
#define CCURL_FIELD(name) void *name;
    CCURL_VARIADIC(CCURL_FIELD)
#undef CCURL_FIELD
};

/// Loads libcurl, once for all; NULL, or what dlopen(3) or dlsym(3) says.
static inline const char *ccurl_load(struct ccurl *curl) {
    const struct {
        const char *name;
        void **place;
    } functions[] = {
#define CCURL_PLACE(name) {"curl_" #name, (void **)&curl->name},
        CCURL_PLAIN(CCURL_PLACE) CCURL_VARIADIC(CCURL_PLACE)
#undef CCURL_PLACE
    };
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library) return dlerror();
    for (size_t index = 0; index < sizeof(functions) / sizeof(functions[0]); index++) {
        *functions[index].place = dlsym(library, functions[index].name);
        if (!*functions[index].place) return dlerror();
    }
    return NULL;
}

typedef CURLcode ccurl_easy_setopt(CURL *, CURLoption, ...);
typedef CURLcode ccurl_easy_getinfo(CURL *, CURLINFO, ...);
typedef CURLMcode ccurl_multi_setopt(CURLM *, CURLMoption, ...);
typedef CURLSHcode ccurl_share_setopt(CURLSH *, CURLSHoption, ...);

static inline CURLcode ccurl_set_long(void *setopt, CURL *easy, CURLoption option, long value) {
    return ((ccurl_easy_setopt *)setopt)(easy, option, value);
}

static inline CURLcode ccurl_set_offset(void *setopt, CURL *easy, CURLoption option, curl_off_t value) {
    return ((ccurl_easy_setopt *)setopt)(easy, option, value);
}

static inline CURLcode ccurl_set_string(void *setopt, CURL *easy, CURLoption option, const char *value) {
    return ((ccurl_easy_setopt *)setopt)(easy, option, value);
}

static inline CURLcode ccurl_set_pointer(void *setopt, CURL *easy, CURLoption option, const void *value) {
    return ((ccurl_easy_setopt *)setopt)(easy, option, value);
}

/// For CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION.
static inline CURLcode ccurl_set_write_callback(void *setopt, CURL *easy, CURLoption option, curl_write_callback value) {
    return ((ccurl_easy_setopt *)setopt)(easy, option, value);
}

static inline CURLcode ccurl_set_prereq_callback(void *setopt, CURL *easy, curl_prereq_callback value) {
    return ((ccurl_easy_setopt *)setopt)(easy, CURLOPT_PREREQFUNCTION, value);
}

static inline CURLcode ccurl_set_opensocket_callback(void *setopt, CURL *easy, curl_opensocket_callback value) {
    return ((ccurl_easy_setopt *)setopt)(easy, CURLOPT_OPENSOCKETFUNCTION, value);
}

static inline CURLcode ccurl_set_ssl_ctx_callback(void *setopt, CURL *easy, curl_ssl_ctx_callback value) {
    return ((ccurl_easy_setopt *)setopt)(easy, CURLOPT_SSL_CTX_FUNCTION, value);
}

static inline CURLcode ccurl_get_long(void *getinfo, CURL *easy, CURLINFO info, long *value) {
    return ((ccurl_easy_getinfo *)getinfo)(easy, info, value);
}

static inline CURLcode ccurl_get_offset(void *getinfo, CURL *easy, CURLINFO info, curl_off_t *value) {
    return ((ccurl_easy_getinfo *)getinfo)(easy, info, value);
}

static inline CURLMcode ccurl_multi_set_long(void *setopt, CURLM *multi, CURLMoption option, long value) {
    return ((ccurl_multi_setopt *)setopt)(multi, option, value);
}

static inline CURLSHcode ccurl_share(void *setopt, CURLSH *share, curl_lock_data what) {
    return ((ccurl_share_setopt *)setopt)(share, CURLSHOPT_SHARE, what);
}

// A macro with a parameter, which Swift does not import.
static const uint64_t ccurl_ssl_op_no_renegotiation = SSL_OP_NO_RENEGOTIATION;
