// sys/types.h comes first: without it a clean build of a target that imports both this module and
// Glibc fails on fd_set. event2/http_struct.h is here for three fields that have no accessor, the
// HTTP version, the flag that makes evhttp close after each absolute-form request, and the one that
// says that it comes in chunks; only Reactor's RequestReader and ResponseWriter reach into a request.
#include <sys/types.h>

#include <sys/eventfd.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/dns.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/http_struct.h>
#include <event2/keyvalq_struct.h>
#include <event2/listener.h>
#include <event2/util.h>
