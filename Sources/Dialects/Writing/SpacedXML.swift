internal import Carrier
internal import HTTP

/// Writes a `<returnsms>` as captured from the product: the header is glued to it, each child stands
/// after a newline and one space, and the last one is glued to the end tag unless it is a box.
struct SpacedXML {
  typealias Header = StaticString

  private var writer: ByteWriter
  private var endsWithBox = false

  init(_ header: Header, capacity: Int) {
    writer = ByteWriter(capacity: capacity)
    writer.write(header)
    writer.write("<returnsms>")
  }

  /// The whole answer; no final newline.
  consuming func end() -> Bytes {
    writer.write(endsWithBox ? "\n </returnsms>" : "</returnsms>")
    return writer.bytes
  }

  /// An element whose children stand like those around it.
  mutating func writeBox(_ name: StaticString, _ writeChildren: (inout SpacedXML) -> Void) {
    open(name)
    writeChildren(&self)
    writer.write("\n ")
    close(name)
    endsWithBox = true
  }

  mutating func write(_ name: StaticString, _ text: String) {
    open(name)
    writer.write(xml: text)
    close(name)
  }

  mutating func write(_ name: StaticString, _ number: Int64) {
    open(name)
    writer.write(number)
    close(name)
  }

  mutating func write(_ name: StaticString, _ time: LocalTime) {
    open(name)
    writer.write(time)
    close(name)
  }

  /// A text as a CDATA section.
  mutating func write(_ name: StaticString, cdata text: String) {
    open(name)
    writer.write(cdata: text)
    close(name)
  }

  private mutating func open(_ name: StaticString) {
    endsWithBox = false
    writer.write("\n <")
    writer.write(name)
    writer.write(">")
  }

  private mutating func close(_ name: StaticString) {
    writer.write("</")
    writer.write(name)
    writer.write(">")
  }
}
