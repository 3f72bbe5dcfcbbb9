package import Carrier

/// What shows in a single request.
extension LintRule {
  package static let getForPost = LintRule(
    "get-for-post",
    what: "a request comes by GET where the document asks for POST, or recommends it",
    why:
      "long texts and lists of numbers break at the length limits of proxies, and GET is cached, "
      + "repeated and logged",
    sections: "000 §1.1, 002 §1.1, 003 §1.1, 004 §1",
    advice: "send a POST with the parameters in its body")

  package static let passwordInQuery = LintRule(
    "password-in-query",
    what: "the password stands in the URL",
    why: "URLs end in the logs of clients, proxies and servers",
    sections: "-",
    advice: "put account and password into the body of a POST")

  package static let wrongCharset = LintRule(
    "wrong-charset",
    what: "a value is not in the charset of its endpoint",
    why: "the handset shows garbage, and the count of segments is wrong",
    sections: "000 §1.2, 001 §1.2, 002 §1.1, 003 §1.2, 004 §1",
    advice: "encode texts in the charset of the endpoint before they are percent-encoded")

  package static let notEncoded = LintRule(
    "not-percent-encoded",
    what: "bytes beyond ASCII stand bare in the URL or in a form",
    why: "proxies and servers refuse such a request or change its bytes",
    sections: "000 §1.2, 001 §1.2, 003 §1.2",
    advice: "percent-encode every value, for instance with the language's URL encoder")

  package static let encodedTwice = LintRule(
    "encoded-twice",
    what: "a text still has its percent escapes after it was decoded",
    why: "the handset shows %E4%BD%A0 in place of characters",
    sections: "-",
    advice: "encode once: a library that builds the form encodes what it is given")

  package static let badEscape = LintRule(
    "bad-escape",
    what: "a % without two hexadecimal digits behind it",
    why: "real servers refuse the request, or drop the rest of the value",
    sections: "000 §1.2, 001 §1.2, 003 §1.2",
    advice: "percent-encode every value: % itself is %25")

  package static let barePlus = LintRule(
    "bare-plus",
    what:
      "a bare + where a plus seems to be meant: before 86, in a password, in base64, or beside %20",
    why: "in a form + is a space, so the value arrives changed",
    sections: "-",
    advice: "write %2B for a plus")

  package static let bareAmpersand = LintRule(
    "bare-ampersand",
    what: "something without = stands behind a text",
    why: "it seems to be the rest of a text with an & in it, which is cut there",
    sections: "-",
    advice: "percent-encode every value: & is %26")

  package static let missingParameter = LintRule(
    "missing-parameter",
    what: "a parameter that the document lists is absent or empty",
    why: "the gateway refuses the request, or takes something that was not meant",
    sections: "the table of each request",
    advice: "send it with every request")

  package static let unknownParameter = LintRule(
    "unknown-parameter",
    what: "a parameter that the document does not have for this action",
    why: "it is ignored without a word, a misspelt one too",
    sections: "the table of each request",
    advice: "remove it, or spell it as the document does")

  package static let unknownAction = LintRule(
    "unknown-action",
    what: "an action that the document does not have",
    why: "the gateway refuses the request",
    sections: "the table of each request",
    advice: "spell the action as the document does, in lower case")

  package static let repeatedParameter = LintRule(
    "repeated-parameter",
    what: "a parameter comes several times with different values",
    why: "which of them counts differs from server to server",
    sections: "-",
    advice: "send each parameter once")

  package static let badValue = LintRule(
    "bad-value",
    what: "a value that the document does not allow for its parameter",
    why: "this gateway may be lenient, a real one takes it for something else or refuses it",
    sections: "001 §1.2, 002 §1.2, 002 §4.2, 003 §1.2, 004 §2.1.2, 004 §2.3.2",
    advice: "send a value that the document names")

  package static let tooManyNumbers = LintRule(
    "too-many-numbers",
    what: "more numbers than the document allows in a request, or than it recommends",
    why: "beyond the limit the whole request is refused, beyond the recommendation it may be",
    sections: "001 §1.1, 003 §1.2, 003 §7, 004 §2.1.3",
    advice: "part the list into several requests")

  package static let tooLong = LintRule(
    "too-long",
    what: "a text or a message beyond what the document allows",
    why:
      "it is refused, and one that is close to the limit is sent in many parts, each of them paid",
    sections: "000 §7, 001 §1.2, 001 §1.3.3, 004 §2.1.2",
    advice: "shorten the text, or part it before it is sent")

  package static let wrongSeparator = LintRule(
    "wrong-separator",
    what: "numbers are parted by something else than a comma of ASCII",
    why: "the list is taken for one number, which is none",
    sections: "000 §1.2, 001 §1.2, 002 §1.2, 003 §1.2, 004 §2.1.2",
    advice: "part numbers with ,")

  package static let maskedNumber = LintRule(
    "masked-number",
    what: "a number with * in it",
    why: "it was masked for a screen or a log and then sent: nobody gets the message",
    sections: "001 §1.2",
    advice: "mask numbers where they are shown, not where they are kept")

  package static let wrongPicture = LintRule(
    "wrong-picture",
    what: "a picture that is not of the type it is said to be, by its first bytes",
    why: "handsets show nothing in its place",
    sections: "004 §2.1.2",
    advice: "send the picture's own bytes under its own type, base64 of the whole file")

  package static let strangeBody = LintRule(
    "strange-body",
    what: "a body without Content-Type, or of a type that no document knows",
    why: "real servers read no parameters from it",
    sections: "-",
    advice: "send application/x-www-form-urlencoded")

  /// In the order of `docs/lint.md`.
  package static let ofWire: [LintRule] = [
    getForPost, passwordInQuery, wrongCharset, notEncoded, encodedTwice, badEscape, barePlus,
    bareAmpersand, missingParameter, unknownParameter, unknownAction, repeatedParameter, badValue,
    tooManyNumbers, tooLong, wrongSeparator, maskedNumber, wrongPicture, strangeBody,
  ]

  /// Every rule there is.
  package static let all = ofWire + ofBehaviour
}
