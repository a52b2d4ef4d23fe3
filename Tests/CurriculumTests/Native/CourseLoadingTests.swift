import Foundation
import Markdown
import Testing

@testable import Curriculum

@Suite struct CourseLoadingTests {
  /// A folder that is removed when the test is over.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("course-\(UUID().uuidString)")
    var path: String { url.path }

    init(_ texts: [String: String] = [:]) throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      for (name, text) in texts { try write(Data(text.utf8), to: name) }
    }

    func write(_ data: Data, to name: String) throws {
      let file = url.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: file)
    }

    func link(_ name: String, to destination: String) throws {
      try FileManager.default.createSymbolicLink(
        atPath: url.appendingPathComponent(name).path, withDestinationPath: destination)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
  }

  private func findings(_ course: Course, in folder: Folder) -> [String] {
    course.diagnostics.map { "\($0.path.dropFirst(folder.path.count + 1)):\($0.position) \($0.code)" }
  }

  @Test("units, lessons and exercises in the order of their digits")
  func order() throws {
    let exercise =
      "---\ntitle: E\nunit: later\nreference: solution\nfunctions: {f: {inputs: {x: []}, outputs: {y: []}}}\n---\n```swift starter\n```\n```swift solution\n```\n"
    let folder = try Folder([
      "content/course.md":
        "---\nid: demo\ntitle: A demonstration\nunits: {early: First things}\n---\nWelcome.\n",
      "content/10-later/01-b.md": "## Q: B?\nB.\n", "content/2-early/10-d.md": "## Q: D?\nD.\n",
      "content/2-early/2-c.md": "Prose only.\n",
      "content/intro.md": "## Q: Intro?\nI.\n", "content/2-early/picture.png": "",
      "content/.hidden.md": "## Q: H?\n", "README.md": "Read me.\n",
      "exercises/10-later/02-e/exercise.md": exercise,
    ])
    let course = try Course.load(from: folder.path)
    #expect(findings(course, in: folder) == [])
    #expect(course.id == "demo" && course.title == "A demonstration" && course.introduction == "Welcome.")
    #expect(
      course.units.map { "\($0.id) “\($0.title)” \($0.lessons.map(\.id)) \($0.exercises.map(\.id))" } == [
        "demo “A demonstration” [\"intro\"] []", "early “First things” [\"c\", \"d\"] []",
        "later “Later” [\"b\"] [\"e\"]",
      ])
  }

  @Test("any folder of texts is a course, named like the folder")
  func plainFolder() throws {
    let folder = try Folder([
      "demo/notes.txt": "## Q: One?\nTwo.\n", "demo/sub/03-more.md": "## Question: Three?\nFour.\n",
      "demo/other.swift": "let x = 1\n",
    ])
    let course = try Course.load(from: folder.path + "/demo/")
    #expect(course.id == "demo")
    #expect(course.questions.map(\.id) == ["notes/one", "more/three"])
    #expect(course.units.map(\.id) == ["demo", "sub"])
    #expect(course.lessons.first?.path == folder.path + "/demo/notes.txt")
  }

  @Test("paths are shown as the folder was named, wherever it was read")
  func shownPaths() throws {
    let folder = try Folder(["content/a.md": "Text.\n", "content/b.md/c.md": ""])
    for (shown, expected) in [("here", "here/content/"), (".", "content/"), ("../up/", "../up/content/")] {
      let files = try CourseFiles(readingFrom: folder.path, shownAs: shown)
      #expect(files.files.map(\.path) == [expected + "a.md"])
      #expect(files.diagnostics.map(\.path) == [expected + "b.md"])
      #expect(files.root.hasSuffix(folder.url.lastPathComponent))
    }
  }

  @Test("each kind of bad file gets its message, and the rest is read")
  func badFiles() throws {
    let folder = try Folder([
      "content/good.md": "## Q: Fine?\nYes.\n", "content/empty.md": "\n",
      "content/nul.md": "## Q: N\u{0}?\nYes.\n",
      "content/deep.md": "## Q: Deep?\n" + String(repeating: "[", count: 100_000) + "\n",
      "content/large.md": String(repeating: "x", count: 200_000),
    ])
    try folder.write(Data([0x61, 0x0A, 0xC3, 0xA9, 0x62, 0xFF, 0x62, 0xC0, 0x80]), to: "content/latin.md")
    try folder.write(Data([0xFF, 0xFE, 0x61, 0x00]), to: "content/utf16.md")
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("content/folder.md"), withIntermediateDirectories: true)
    try folder.link("content/escape.md", to: "/etc/hostname")
    try folder.link("content/escape-folder", to: "/usr")
    try folder.link("content/loop", to: "loop")
    try folder.link("content/dangling.md", to: "nothing.md")
    try folder.link("content/again", to: ".")
    #expect(mkfifo(folder.path + "/content/pipe.md", 0o600) == 0)
    let course = try Course.load(from: folder.path, maximumFileSize: 150_000)
    #expect(
      findings(course, in: folder) == [
        "content/dangling.md:1:1 outside-link", "content/deep.md:2:1001 deep-nesting",
        "content/empty.md:1:1 empty-file",
        "content/escape-folder:1:1 outside-link", "content/escape.md:1:1 outside-link",
        "content/folder.md:1:1 folder-not-file",
        "content/large.md:1:1 too-large", "content/latin.md:2:3 not-utf8", "content/loop:1:1 outside-link",
        "content/nul.md:1:8 nul-byte",
        "content/pipe.md:1:1 special-file", "content/utf16.md:1:1 not-utf8",
      ])
    #expect(Set(course.questions.map(\.lesson)) == ["good", "nul", "deep"])
  }

  @Test(
    "a file that may not be read is reported",
    .enabled(if: geteuid() != 0, "the superuser may read everything"))
  func unreadable() throws {
    let folder = try Folder(["a.md": "## Q: A?\nA.\n", "b.md": "## Q: B?\nB.\n"])
    #expect(chmod(folder.path + "/a.md", 0) == 0)
    let course = try Course.load(from: folder.path)
    #expect(findings(course, in: folder) == ["a.md:1:1 unreadable"])
    #expect(course.questions.count == 1)
  }

  @Test("no course at all is an error of its own")
  func noCourse() throws {
    let folder = try Folder(["readme": "nothing"])
    #expect(throws: CourseError.noContent(path: folder.path, diagnostics: [])) {
      try Course.load(from: folder.path)
    }
    #expect(throws: CourseError.notAFolder(path: folder.path + "/readme")) {
      try Course.load(from: folder.path + "/readme")
    }
    #expect(
      throws: CourseError.unreadable(path: folder.path + "/nowhere", reason: "No such file or directory")
    ) {
      try Course.load(from: folder.path + "/nowhere")
    }
    try folder.link("out.md", to: "/etc/hostname")
    let error = try #require(throws: CourseError.self) { try Course.load(from: folder.path) }
    guard case .noContent(_, let diagnostics) = error else { return #expect(Bool(false), "\(error)") }
    #expect(diagnostics.map(\.code) == ["outside-link"])
  }

  @Test("front matter of the course is checked too")
  func manifest() {
    let files = CourseFiles(
      root: "/x/01-demo", texts: ["course.md": "---\nname: x\n---\n", "content/a.md": "Text.\n"])
    let course = Course(files: files)
    #expect(course.id == "demo")
    #expect(course.diagnostics.map(\.code) == ["unknown-key"])
  }
}
