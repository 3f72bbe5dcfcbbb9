/// Texts to be sent, each to its numbers.
package struct Draft: Sendable {
  package struct Part: Sendable {
    /// A text, or the title of a multimedia message.
    package var content: String
    /// As sent.
    package var mobiles: [String]

    package init(content: String, mobiles: [String]) {
      self.content = content
      self.mobiles = mobiles
    }
  }

  package var parts: [Part]
  /// Nil: the account's first access code.
  package var extno: String?
  /// The product to charge; nil: the account's first.
  package var product: String?
  /// Whether reports are wanted.
  package var wantsReport = true
  /// When to send it; nil, or a time that has passed: at once.
  package var sendTime: LocalTime?
  /// What a multimedia message holds; nil: it is a text message.
  package var multimedia: Multimedia?

  package init(parts: [Part], extno: String? = nil) {
    self.parts = parts
    self.extno = extno
  }

  package var media: Media { multimedia == nil ? .sms : .mms }
}

/// The frames of a multimedia message, in the order they play.
package struct Multimedia: Sendable, Equatable {
  package struct Frame: Sendable, Equatable {
    package var seconds: Int
    package var parts: [Part]

    package init(seconds: Int, parts: [Part]) {
      self.seconds = seconds
      self.parts = parts
    }
  }

  package struct Part: Sendable, Equatable {
    /// As the document names it, for instance `txt` or `jpg`.
    package var type: String
    /// Decoded.
    package var data: [UInt8]

    package init(type: String, data: [UInt8]) {
      self.type = type
      self.data = data
    }
  }

  package var frames: [Frame]

  package init(frames: [Frame]) {
    self.frames = frames
  }
}
