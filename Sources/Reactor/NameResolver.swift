internal import CLibevent
internal import Glibc
internal import HTTP

/// Finds the addresses of a name without blocking the loop: in the hosts file first, then by asking
/// the name servers. Owns libevent's `evdns_base`.
///
/// Both files are read once. It belongs to the loop and not to a caller, because libevent tells the
/// end of a lookup that was cancelled in a later turn, and reads the `evdns_base` for it.
final class NameResolver {
  struct Files {
    var hosts = "/etc/hosts"
    var servers = "/etc/resolv.conf"
  }

  private let base: EventBase
  private let pointer: OpaquePointer
  private let files: Files

  init(base: EventBase, files: Files) {
    // libevent would write to standard error what the outcome of a call tells better.
    evdns_set_log_fn { _, _ in }
    // When nothing is asked, its sockets and timers are out of the loop.
    guard let pointer = evdns_base_new(base.pointer, EVDNS_BASE_DISABLE_WHEN_INACTIVE) else {
      fatalError("evdns_base_new: out of memory")
    }
    self.base = base
    self.pointer = pointer
    self.files = files
    // How long the IPv4 addresses wait for a server that is silent about the IPv6 ones: 3 s without.
    evdns_base_set_option(pointer, "getaddrinfo-allow-skew:", "0.3")
    // Not to be able to read them is no error: there are machines without either.
    evdns_base_load_hosts(pointer, files.hosts)
    let options = DNS_OPTION_SEARCH | DNS_OPTION_NAMESERVERS | DNS_OPTION_MISC
    evdns_base_resolv_conf_parse(
      pointer, options | DNS_OPTION_NAMESERVERS_NO_DEFAULT, files.servers)
  }

  deinit {
    evdns_base_free(pointer, 0)
  }

  /// `completion` is called once, perhaps before this returns, unless the lookup is cancelled.
  func lookUp(
    _ name: String, completion: @escaping (Result<[PeerAddress], Failure>) -> Void
  ) -> NameLookup {
    let lookup = NameLookup(completion)
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_protocol = Int32(IPPROTO_TCP)
    let request = evdns_getaddrinfo(
      pointer, name, nil, &hints,
      { code, addresses, context in
        guard let context else { return }
        Unmanaged<NameLookup>.fromOpaque(context).takeRetainedValue().end(code, addresses)
      }, Unmanaged.passRetained(lookup).toOpaque())
    guard let request else { return lookup }
    lookup.request = request
    // It would wait for one for ever.
    if evdns_base_count_nameservers(pointer) == 0 {
      lookup.cancel()
      completion(.failure(Failure(text: "there is no name server in \(files.servers)")))
    }
    return lookup
  }

  /// Why a name has no address, for a person.
  struct Failure: Error {
    let text: String
  }
}

@available(*, unavailable) extension NameResolver: Sendable {}

/// One question to the resolver.
final class NameLookup {
  fileprivate var request: OpaquePointer?
  private var completion: ((Result<[PeerAddress], NameResolver.Failure>) -> Void)?

  fileprivate init(
    _ completion: @escaping (Result<[PeerAddress], NameResolver.Failure>) -> Void
  ) {
    self.completion = completion
  }

  /// Whether its completion was called or will not be.
  var isOver: Bool { completion == nil }

  /// Ends it without a completion, if it has not ended.
  func cancel() {
    completion = nil
    guard let request else { return }
    self.request = nil
    evdns_getaddrinfo_cancel(request)
  }

  fileprivate func end(_ code: Int32, _ list: UnsafeMutablePointer<addrinfo>?) {
    request = nil
    defer { if let list { evutil_freeaddrinfo(list) } }
    guard let completion else { return }
    self.completion = nil
    guard code == 0 else {
      completion(.failure(.init(text: Self.text(code))))
      return
    }
    var addresses: [PeerAddress] = []
    var next = list
    while let entry = next {
      if let address = entry.pointee.ai_addr.flatMap({ PeerAddress($0) }) {
        addresses.append(address)
      }
      next = entry.pointee.ai_next
    }
    completion(
      addresses.isEmpty ? .failure(.init(text: "it has no address")) : .success(addresses))
  }

  private static func text(_ code: Int32) -> String {
    switch code {
    case EAI_NONAME: "there is no such name"
    // evdns does not tell a server that fails from one that is silent, or from an empty answer.
    case EAI_FAIL: "the name server has no answer"
    case _: String(cString: evutil_gai_strerror(code))
    }
  }
}

@available(*, unavailable) extension NameLookup: Sendable {}
