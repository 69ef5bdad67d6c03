#pragma once
#include <curl/curl.h>
#include <dlfcn.h>
#include <stddef.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

/// The functions of libcurl. It is loaded where the first of them is needed: it brings 26 other libraries, and most processes of
/// this program never ask anybody anything.
struct ccurl {
    __typeof__(&curl_global_init) global_init;
    __typeof__(&curl_version_info) version_info;
    __typeof__(&curl_free) free;
    __typeof__(&curl_slist_append) slist_append;
    __typeof__(&curl_slist_free_all) slist_free_all;
    __typeof__(&curl_easy_init) easy_init;
    __typeof__(&curl_easy_cleanup) easy_cleanup;
    __typeof__(&curl_easy_pause) easy_pause;
    __typeof__(&curl_easy_strerror) easy_strerror;
    __typeof__(&curl_multi_init) multi_init;
    __typeof__(&curl_multi_cleanup) multi_cleanup;
    __typeof__(&curl_multi_perform) multi_perform;
    __typeof__(&curl_multi_poll) multi_poll;
    __typeof__(&curl_multi_wakeup) multi_wakeup;
    __typeof__(&curl_multi_add_handle) multi_add_handle;
    __typeof__(&curl_multi_remove_handle) multi_remove_handle;
    __typeof__(&curl_multi_info_read) multi_info_read;
    __typeof__(&curl_multi_strerror) multi_strerror;
    __typeof__(&curl_share_init) share_init;
    __typeof__(&curl_share_cleanup) share_cleanup;
    __typeof__(&curl_url) url;
    __typeof__(&curl_url_cleanup) url_cleanup;
    __typeof__(&curl_url_set) url_set;
    __typeof__(&curl_url_get) url_get;
    __typeof__(&curl_url_strerror) url_strerror;
    // These are variadic, which Swift does not import: one function below for each kind of value.
    void *easy_setopt;
    void *easy_getinfo;
    void *multi_setopt;
    void *share_setopt;
};

/// Loads libcurl, once for all; NULL, or what dlopen(3) or dlsym(3) says.
static inline const char *ccurl_load(struct ccurl *curl) {
    const struct {
        const char *name;
        void **place;
    } functions[] = {
#define CCURL_FUNCTION(name) {"curl_" #name, (void **)&curl->name}
        CCURL_FUNCTION(global_init),
        CCURL_FUNCTION(version_info),
        CCURL_FUNCTION(free),
        CCURL_FUNCTION(slist_append),
        CCURL_FUNCTION(slist_free_all),
        CCURL_FUNCTION(easy_init),
        CCURL_FUNCTION(easy_cleanup),
        CCURL_FUNCTION(easy_pause),
        CCURL_FUNCTION(easy_strerror),
        CCURL_FUNCTION(multi_init),
        CCURL_FUNCTION(multi_cleanup),
        CCURL_FUNCTION(multi_perform),
        CCURL_FUNCTION(multi_poll),
        CCURL_FUNCTION(multi_wakeup),
        CCURL_FUNCTION(multi_add_handle),
        CCURL_FUNCTION(multi_remove_handle),
        CCURL_FUNCTION(multi_info_read),
        CCURL_FUNCTION(multi_strerror),
        CCURL_FUNCTION(share_init),
        CCURL_FUNCTION(share_cleanup),
        CCURL_FUNCTION(url),
        CCURL_FUNCTION(url_cleanup),
        CCURL_FUNCTION(url_set),
        CCURL_FUNCTION(url_get),
        CCURL_FUNCTION(url_strerror),
        CCURL_FUNCTION(easy_setopt),
        CCURL_FUNCTION(easy_getinfo),
        CCURL_FUNCTION(multi_setopt),
        CCURL_FUNCTION(share_setopt),
#undef CCURL_FUNCTION
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
