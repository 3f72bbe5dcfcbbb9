private import CLibevent

/// The version of libevent that this process runs with.
package var libeventVersion: String { String(cString: event_get_version()) }
