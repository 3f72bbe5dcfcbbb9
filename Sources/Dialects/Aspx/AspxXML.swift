internal import Carrier
internal import HTTP

/// The answers, byte by byte as they were captured: `<returnsms>` behind the declaration, each child
/// after a newline and one space, the last one before `</returnsms>`, no final newline.
struct AspxXML {
  let wire: WireSettings
  let charset: Charset

  func answer(to outcome: Outcome, _ question: AspxCall.Question) -> HTTPResponse {
    var writer = ByteWriter(capacity: 320)
    writer.write("<?xml version=\"1.0\" encoding=\"")
    writer.write(charset == .gbk ? "gb2312" : "utf-8")
    writer.write("\" ?><returnsms>")
    switch outcome {
    case .refused(let refusal): writeRefusal(refusal, question, &writer)
    case .submitted(let receipt): writeReceipt(receipt, &writer)
    case .balance(let statement): writeBalance(statement, &writer)
    case .reports(let reports, _): writeBoxes(of: reports, &writer, write)
    case .replies(let replies, _): writeBoxes(of: replies, &writer, write)
    case .keywordsAbsent: writer.write("\n <message>没有包含屏蔽词</message>")
    case .passwordChanged: writePasswordAnswer("Success", "密码修改成功", &writer)
    }
    writer.write("</returnsms>")
    switch charset {
    case .utf8:
      return HTTPResponse(contentType: "text/xml; charset=utf-8", body: writer.bytes)
    case .gbk:
      return HTTPResponse(
        contentType: "text/xml; charset=gb2312", body: charset.bytes(writer.bytes.utf8Text))
    }
  }

  private func writeRefusal(
    _ refusal: Refusal, _ question: AspxCall.Question, _ writer: inout ByteWriter
  ) {
    switch question {
    case .reports, .replies:
      let error = AspxCodes.pullError(of: refusal)
      writer.write("\n <errorstatus>\n <error>")
      writer.write(error.code)
      writer.write("</error>\n <remark>")
      writer.write(xml: error.text)
      writer.write("</remark>\n </errorstatus>\n ")
    case .checkKeywords:
      writer.write("\n <message>")
      writer.write(xml: AspxCodes.text(of: refusal, question))
      writer.write("</message>")
    case .changePassword:
      writePasswordAnswer("Faild", AspxCodes.text(of: refusal, question), &writer)
    // A refused overage was captured in the shape of a refused send.
    case .send, .overage, .unknown:
      writer.write("\n <returnstatus>Faild</returnstatus>\n <message>")
      writer.write(xml: AspxCodes.text(of: refusal, question))
      // Parted as the document parts every list.
      writer.write(xml: refusal.words.joined(separator: ","))
      writer.write("</message>\n <remainpoint>0</remainpoint>\n <taskID>0</taskID>\n ")
      writer.write("<successCounts>0</successCounts>")
    }
  }

  /// Section 1.3.
  private func writeReceipt(_ receipt: Receipt, _ writer: inout ByteWriter) {
    writer.write("\n <returnstatus>Success</returnstatus>\n <message>ok</message>\n <remainpoint>")
    writer.write(receipt.balance)
    writer.write("</remainpoint>\n <taskID>")
    writer.write(receipt.task)
    writer.write("</taskID>\n <successCounts>")
    writer.write(Int64(receipt.numbers.count { $0.refusal == nil }))
    writer.write("</successCounts>")
  }

  /// Section 2.3; `Sucess` is the document's.
  private func writeBalance(_ statement: AccountStatement, _ writer: inout ByteWriter) {
    writer.write("\n <returnstatus>Sucess</returnstatus>\n <message></message>\n <payinfo>")
    switch statement.billing {
    case .prepaid: writer.write("预付费")
    case .postpaid: writer.write("后付费")
    }
    writer.write("</payinfo>\n <overage>")
    writer.write(statement.balance)
    writer.write("</overage>\n <sendTotal>")
    writer.write(statement.paidIn)
    writer.write("</sendTotal>")
  }

  /// Section 6.3. It prints `< checkCounts > </ checkCounts >`, which is no XML; a reserved field is
  /// an empty element like any other, last like any other.
  private func writePasswordAnswer(
    _ status: StaticString, _ message: String, _ writer: inout ByteWriter
  ) {
    writer.write("\n <returnstatus>")
    writer.write(status)
    writer.write("</returnstatus>\n <message>")
    writer.write(xml: message)
    writer.write("</message>\n <checkCounts></checkCounts>")
  }

  private func writeBoxes<Element>(
    of elements: [Element], _ writer: inout ByteWriter,
    _ write: (Element, inout ByteWriter) -> Void
  ) {
    for element in elements { write(element, &writer) }
    if !elements.isEmpty { writer.write("\n ") }
  }

  /// Section 4.3.
  private func write(_ report: DeliveryReport, _ writer: inout ByteWriter) {
    writer.write("\n <statusbox>\n <mobile>")
    writer.write(xml: report.mobile)
    writer.write("</mobile>\n <taskid>")
    writer.write(report.task)
    writer.write("</taskid>\n <status>")
    writer.write(report.stat == "DELIVRD" ? "10" : "20")
    writer.write("</status>\n <receivetime>")
    writer.write(report.time)
    writer.write("</receivetime>\n <errorcode>")
    writeWrapped(report.stat, &writer)
    writer.write("</errorcode>\n <extno>")
    writeWrapped(report.extno, &writer)
    writer.write("</extno>\n </statusbox>")
  }

  /// Section 5.3.
  private func write(_ reply: Reply, _ writer: inout ByteWriter) {
    writer.write("\n <callbox>\n <mobile>")
    writer.write(xml: reply.mobile)
    writer.write("</mobile>\n <taskid>")
    // A handset's text belongs to no task that the carrier knows of, and the element holds a number:
    // nine digits of the reply's id, which fit wherever a client puts the task of a send.
    writer.write(Int64(reply.id.value % 1_000_000_000))
    writer.write("</taskid>\n <content>")
    writer.write(xml: reply.content)
    writer.write("</content>\n <receivetime>")
    writer.write(reply.time)
    writer.write("</receivetime>\n <extno>")
    writeWrapped(reply.extno, &writer)
    writer.write("</extno>\n </callbox>")
  }

  private func writeWrapped(_ text: String, _ writer: inout ByteWriter) {
    if wire[flag: AspxSwitches.cdata] {
      writer.write(cdata: text)
    } else {
      writer.write(xml: text)
    }
  }
}
