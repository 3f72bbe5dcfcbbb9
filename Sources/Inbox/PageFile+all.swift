extension PageFile {
  /// The whole page, by the names behind `/__mock/`. A test holds this against the folder `Page`.
  static let all: [String: PageFile] = {
    let index = PageFile("index.html", PackageResources.index_html)
    var files = ["": index]
    for (name, bytes) in modules { files["inbox/" + name] = PageFile(name, bytes) }
    return files
  }()

  private static let modules: [(String, [UInt8])] = [
    ("app.js", PackageResources.app_js),
  ]
}
