// The calls for one hash alone are what is wanted here: those that OpenSSL recommends look their
// algorithm up each time, which costs more than hashing a fact.
#define OPENSSL_SUPPRESS_DEPRECATED 1
#include <openssl/sha.h>
