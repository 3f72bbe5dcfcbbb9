extension PageFile {
  /// The whole page, by the names behind `/__mock/`. A test holds this against the folder `Page`.
  static let all: [String: PageFile] = {
    let index = PageFile("index.html", PackageResources.index_html)
    var files = ["": index]
    for (name, bytes) in modules { files["inbox/" + name] = PageFile(name, bytes) }
    return files
  }()

  private static let modules: [(String, [UInt8])] = [
    ("api.js", PackageResources.api_js),
    ("app.js", PackageResources.app_js),
    ("coverage.js", PackageResources.coverage_js),
    ("dom.js", PackageResources.dom_js),
    ("en.js", PackageResources.en_js),
    ("events.js", PackageResources.events_js),
    ("exchange.js", PackageResources.exchange_js),
    ("handset.js", PackageResources.handset_js),
    ("icon.svg", PackageResources.icon_svg),
    ("language.js", PackageResources.language_js),
    ("list.js", PackageResources.list_js),
    ("media.js", PackageResources.media_js),
    ("message.js", PackageResources.message_js),
    ("messages.js", PackageResources.messages_js),
    ("parts.js", PackageResources.parts_js),
    ("records.js", PackageResources.records_js),
    ("route.js", PackageResources.route_js),
    ("scenarios.js", PackageResources.scenarios_js),
    ("start.js", PackageResources.start_js),
    ("stats.js", PackageResources.stats_js),
    ("style.css", PackageResources.style_css),
    ("texts.js", PackageResources.texts_js),
    ("views.css", PackageResources.views_css),
    ("welcome.js", PackageResources.welcome_js),
    ("why.js", PackageResources.why_js),
    ("worlds.js", PackageResources.worlds_js),
    ("zh.js", PackageResources.zh_js),
  ]
}
