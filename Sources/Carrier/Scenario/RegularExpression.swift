private import CPCRE2
private import Synchronization

/// A regular expression of PCRE2, compiled once, whose matching costs at most a fixed number of
/// steps.
///
/// Owns the compiled code and one block of match data. pcre2api(3): compiled code may be shared by
/// threads, match data may not; the lock covers both.
final class RegularExpression: Sendable {
  private let parts: Mutex<Parts>

  private struct Parts {
    let code: OpaquePointer
    let context: OpaquePointer
    let data: OpaquePointer
    /// Steps left for the match under way.
    let budget: UnsafeMutablePointer<Int>
    /// What was tried last and what came of it: one text goes to many numbers.
    var last: (text: String, evaluation: TextPattern.Evaluation)?
  }

  /// A longer text is not kept.
  private static let longestKept = 4096

  /// Steps of one match, over all the places it starts from. PCRE2's own match limit counts from
  /// nothing again at each of them.
  private static let steps = 200_000

  init(_ pattern: String, ignoresCase: Bool) throws(TextPatternError) {
    guard pattern.utf8.count <= TextPattern.longest else {
      throw TextPatternError(
        reason: "a regular expression has at most \(TextPattern.longest) bytes")
    }
    let code = try Self.compile(pattern, ignoresCase: ignoresCase)
    guard let context = pcre2_match_context_create_8(nil),
      let data = pcre2_match_data_create_8(1, nil)
    else { fatalError("PCRE2 has no memory for a match of one pair") }
    pcre2_set_match_limit_8(context, UInt32(Self.steps))
    pcre2_set_depth_limit_8(context, 50_000)
    // In KiB.
    pcre2_set_heap_limit_8(context, 16 * 1024)
    let budget = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    budget.initialize(to: 0)
    pcre2_set_callout_8(
      context,
      { _, budget in
        guard let budget = budget?.assumingMemoryBound(to: Int.self) else { return 0 }
        budget.pointee -= 1
        return budget.pointee < 0 ? PCRE2_ERROR_MATCHLIMIT : 0
      }, budget)
    parts = Mutex(Parts(code: code, context: context, data: data, budget: budget))
  }

  deinit {
    parts.withLock { parts in
      pcre2_match_data_free_8(parts.data)
      pcre2_match_context_free_8(parts.context)
      pcre2_code_free_8(parts.code)
      parts.budget.deallocate()
    }
  }

  /// Looks for the expression anywhere in the text.
  func evaluate(_ text: String) -> TextPattern.Evaluation {
    parts.withLock { parts in
      if let last = parts.last, last.text.utf8.elementsEqual(text.utf8) { return last.evaluation }
      let evaluation = Self.evaluate(text, parts)
      parts.last = text.utf8.count <= Self.longestKept ? (text, evaluation) : nil
      return evaluation
    }
  }

  private static func evaluate(_ text: String, _ parts: Parts) -> TextPattern.Evaluation {
    parts.budget.pointee = steps
    var text = text
    let result = text.withUTF8 { bytes in
      pcre2_match_8(
        parts.code, bytes.baseAddress, bytes.count, 0, UInt32(PCRE2_NO_UTF_CHECK), parts.data,
        parts.context)
    }
    if result >= 0 { return .matches }
    return result == PCRE2_ERROR_NOMATCH ? .differs : .tooCostly
  }

  /// A callout before each item, which is where the steps are counted.
  private static func compile(
    _ pattern: String, ignoresCase: Bool
  ) throws(TextPatternError) -> OpaquePointer {
    var options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_AUTO_CALLOUT
    if ignoresCase { options |= PCRE2_CASELESS }
    var error: Int32 = 0
    var offset = 0
    let bytes = Array(pattern.utf8)
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &error, &offset, nil) else {
      let before = String(decoding: bytes.prefix(offset), as: UTF8.self).unicodeScalars.count
      throw TextPatternError(
        reason: "\(message(of: error)) at character \(before + 1) of the regular expression")
    }
    return code
  }

  private static func message(of error: Int32) -> String {
    var text = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(error, &text, text.count)
    guard length >= 0 else { return "PCRE2 error \(error)" }
    return String(decoding: text.prefix(Int(length)), as: UTF8.self)
  }
}
