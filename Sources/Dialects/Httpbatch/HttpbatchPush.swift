internal import Carrier
internal import HTTP

/// The parameters by which a report or a reply is pushed (document 001, sections 2 and 3): every one
/// present with its `=`, in the document's order, values percent-encoded as UTF-8.
enum HttpbatchPush {
  /// Who the receiver is told that it is; both may be empty.
  struct Receiver {
    var name: String
    var password: String
  }

  /// Section 2.1: one report.
  static func parameters(of report: DeliveryReport, to receiver: Receiver) -> Bytes {
    var writer = ByteWriter(capacity: 160)
    write(receiver, &writer)
    writer.write("&msgid=")
    writer.write(report.task)
    writer.write("&reportTime=")
    writer.writeShortDigits(of: report.time)
    writer.write("&mobile=")
    writer.write(percentEncoded: report.mobile)
    writer.write("&status=")
    writer.write(percentEncoded: report.stat)
    return writer.bytes
  }

  /// Section 3.1: one reply, in as many pushes as its text has parts. A short one has neither
  /// `isems` nor `emshead`.
  static func parameters(of reply: Reply, to receiver: Receiver) -> [Bytes] {
    let parts = ReplyParts.split(reply.content)
    return parts.enumerated().map { index, part in
      var writer = ByteWriter(capacity: 256)
      write(receiver, &writer)
      writer.write("&moTime=")
      writer.writeShortDigits(of: reply.time)
      writer.write("&destcode=")
      writer.write(percentEncoded: reply.extno)
      writer.write("&mobile=")
      writer.write(percentEncoded: reply.mobile)
      writer.write("&msg=")
      writer.write(percentEncoded: part)
      if parts.count > 1 {
        // The concatenation reference of a short message has one byte.
        writer.write("&isems=1&emshead=")
        writer.write(Int64(reply.id.value & 0xFF))
        writer.write(",")
        writer.write(Int64(parts.count))
        writer.write(",")
        writer.write(Int64(index + 1))
      }
      return writer.bytes
    }
  }

  private static func write(_ receiver: Receiver, _ writer: inout ByteWriter) {
    writer.write("receiver=")
    writer.write(percentEncoded: receiver.name)
    writer.write("&pswd=")
    writer.write(percentEncoded: receiver.password)
  }
}
