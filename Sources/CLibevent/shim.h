// sys/types.h comes first: without it a clean build of a target that imports both this module and
// Glibc fails on fd_set. event2/http_struct.h stays out, so that nobody reaches into a request.
#include <sys/types.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <event2/listener.h>
#include <event2/util.h>
