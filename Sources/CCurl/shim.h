#pragma once
// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift does not import.
#include <curl/curl.h>
