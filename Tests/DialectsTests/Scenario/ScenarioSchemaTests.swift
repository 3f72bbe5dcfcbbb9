import Dialects
import Foundation
import JSONSchemas
import Testing

@testable import Carrier

/// `scenarios/schema.json` is what editors know of scenarios. It says what the parser says.
struct ScenarioSchemaTests {
  private let schema: JSONSchema

  private static let house = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../..")

  init() throws {
    let file = Self.house.appendingPathComponent("scenarios/schema.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    schema = JSONSchema(root: JSONValue(try #require(try YAMLText.read(text))))
  }

  private func definition(_ name: String) -> JSONValue? { schema.root[["$defs", name]] }

  @Test(arguments: [
    (nil, ScenarioDraft.fields.keys), ("settings", AccountSettings.fields.keys),
    ("push", PushSettings.fields.keys), ("clock", WrittenClock.fields.keys),
    ("rule", WrittenRule.fields.keys), ("when", RuleCriteria.fields.keys),
    ("reaction", Reaction.fields.keys), ("report", WrittenReport.fields.keys),
    ("reply", WrittenReply.fields.keys), ("refusal", WrittenRefusal.fields.keys),
    ("fault", WrittenFault.fields.keys),
    ("wire", DialectCatalog.all.vocabulary.wireSwitches.map(\.name)),
  ])
  func hasTheKeysOfTheParser(name: String?, keys: [String]) throws {
    let object = try #require(name.map { definition($0) } ?? schema.root)
    #expect(object["properties"]?.keys == keys.sorted())
    #expect(object["additionalProperties"] == .bool(false))
    #expect(object["type"] == .string("object"))
  }

  @Test(arguments: [
    ("settings", "interface", AccountSettings.Interface.allCases.map(\.rawValue)),
    ("settings", "billing", AccountSettings.Billing.allCases.map(\.rawValue)),
    ("settings", "signature", AccountSettings.SignaturePolicy.allCases.map(\.rawValue)),
    ("settings", "carriers", MobileCarrier.allCases.map(\.rawValue)),
    ("settings", "permissions", AccountSettings.Permission.allCases.map(\.rawValue)),
    ("push", "style", DialectCatalog.all.vocabulary.pushStyles),
    ("push", "method", PushSettings.Method.allCases.map(\.rawValue)),
    ("push", "ack", PushSettings.Acknowledgement.allCases.map(\.rawValue)),
    ("when", "dialect", DialectCatalog.all.vocabulary.dialects.map(\.name)),
    ("when", "operation", Operation.Name.allCases.map(\.rawValue)),
    ("reaction", "fault", Fault.words.map(\.word)),
    ("reaction", "push", PushPlan.allCases.map(\.rawValue)),
    ("report", "id", WrittenReport.ID.allCases.map(\.rawValue)),
    ("report", "per", WrittenReport.Unit.allCases.map(\.rawValue)),
  ])
  func hasTheWordsOfTheParser(name: String, key: String, words: [String]) throws {
    let property = try #require(definition(name)?[["properties", key]])
    #expect(Self.words(of: property) == words)
  }

  @Test func hasTheConditionsOfTheParser() throws {
    #expect(
      Self.words(of: try #require(definition("condition"))) == Condition.allCases.map(\.rawValue))
  }

  @Test(arguments: DialectCatalog.all.vocabulary.wireSwitches)
  func hasTheSwitchesOfTheDialects(wireSwitch: WireSwitch) throws {
    let property = try #require(definition("wire")?[["properties", wireSwitch.name]])
    switch wireSwitch.kind {
    case .flag: #expect(property["type"]?.elements == [.string("boolean"), .string("null")])
    case .choice(let words, _): #expect(Self.words(of: property) == words)
    case .number(let range, _):
      #expect(property["minimum"] == .number(Double(range.lowerBound)))
      #expect(property["maximum"] == .number(Double(range.upperBound)))
    }
  }

  /// Of the property itself, of its entries or of one of its forms.
  private static func words(of property: JSONValue) -> [String] {
    if let words = property["enum"] { return words.elements.compactMap(\.text) }
    if let items = property["items"] { return words(of: items) }
    return property["anyOf"]?.elements.lazy.map { words(of: $0) }.first { !$0.isEmpty } ?? []
  }

  @Test func describesEveryKeyInALine() {
    let objects = [schema.root] + (schema.root["$defs"]?.keys ?? []).compactMap { definition($0) }
    for object in objects {
      for key in object["properties"]?.keys ?? [] {
        let description = object[["properties", key, "description"]]?.text ?? ""
        #expect((10...100).contains(description.count), "\(key): \(description)")
      }
    }
  }

  private func parserAccepts(_ text: String) -> Bool {
    let vocabulary = DialectCatalog.all.vocabulary
    return ScenarioReader.read(Array(text.utf8), file: "a.yaml", vocabulary: vocabulary).scenario
      != nil
  }

  private func schemaAccepts(_ text: String) throws -> Bool {
    schema.accepts(JSONValue(try #require(try YAMLText.read(text))))
  }

  /// Editors find the schema by the first line of a file.
  @Test func acceptsWhatIsShipped() throws {
    let folder = Self.house.appendingPathComponent("scenarios")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "yaml" }
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.hasPrefix("# yaml-language-server: $schema=schema.json\n"), "\(file)")
      #expect(parserAccepts(text), "\(file)")
      #expect(try schemaAccepts(text), "\(file)")
    }
    let builtIn = Self.house.appendingPathComponent("Sources/Server/BuiltIn/default.yaml")
    #expect(try schemaAccepts(String(contentsOf: builtIn, encoding: .utf8)))
  }

  @Test(arguments: ScenarioSnippet.valid)
  func acceptsWhatTheParserAccepts(snippet: ScenarioSnippet) throws {
    #expect(parserAccepts(snippet.text))
    #expect(try schemaAccepts(snippet.text))
  }

  @Test(arguments: ScenarioSnippet.invalid)
  func refusesWhatTheParserRefuses(snippet: ScenarioSnippet) throws {
    #expect(!parserAccepts(snippet.text))
    #expect(try !schemaAccepts(snippet.text))
  }

  @Test(arguments: ScenarioSnippet.invalidToTheParserAlone)
  func leavesToTheParserWhatOnlyItCanJudge(snippet: ScenarioSnippet) throws {
    #expect(!parserAccepts(snippet.text))
    #expect(try schemaAccepts(snippet.text))
  }

  /// An editor should ask for what is not in quotes.
  @Test(arguments: ScenarioSnippet.validToTheParserAlone)
  func isStricterAboutQuotes(snippet: ScenarioSnippet) throws {
    #expect(parserAccepts(snippet.text))
    #expect(try !schemaAccepts(snippet.text))
  }
}
