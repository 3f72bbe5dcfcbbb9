internal import HTTP

/// Where an outgoing call goes.
struct CallDestination {
  /// What a person calls it.
  let text: String
  let port: UInt16
  let place: Place

  enum Place {
    /// To be tried one after the other.
    case addresses([PeerAddress])
    /// To be looked up.
    case name(String)
  }

  init(_ address: SocketAddress) {
    text = address.description
    port = address.port
    place = .addresses([address.ip])
  }

  init(_ url: HTTPURL) {
    text = url.authority
    port = url.port
    if url.isLocalhost {
      // Servers listen on either; no file and no name server is asked.
      place = .addresses([.v4(0x7F00_0001), .v6(high: 0, low: 1)])
    } else {
      place = url.ip.map { .addresses([$0]) } ?? .name(url.host)
    }
  }
}
