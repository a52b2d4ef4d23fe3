import Foundation
import Testing

/// The home screen keeps what it needs of a course in the cache, and believes it only for the very same course.
@Suite("Course index")
struct CourseIndexTests {
  private let cache: TemporaryFolder
  private let course: TemporaryFolder

  init() throws {
    cache = try TemporaryFolder()
    course = try FixtureCourse.folder()
  }

  private func home(cache: String? = nil) throws -> String {
    let result = try BuiltProgram.run(
      [],
      environment: [
        "XDG_DATA_HOME": self.cache.path + "/data", "XDG_CACHE_HOME": cache ?? self.cache.path,
        "UNROLL_COURSE": course.path,
      ])
    #expect(result.code == 0)
    #expect(result.errors == "")
    return result.output
  }

  /// The one file that was kept.
  private func index() throws -> URL {
    let folder = URL(fileURLWithPath: cache.path + "/unroll")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.count == 1)
    return folder.appendingPathComponent(try #require(names.first))
  }

  @Test("What was kept is used, for the course it was made from")
  func isUsed() throws {
    let first = try home()
    let kept = try index()
    let text = try String(contentsOf: kept, encoding: .utf8)
    try text.replacingOccurrences(of: ":Fixture,", with: ":FIXTURE,").write(
      to: kept, atomically: false, encoding: .utf8)
    #expect(try home() == first.replacingOccurrences(of: "Fixture", with: "FIXTURE"))
  }

  @Test("A changed letter is seen, even where size and time of the file are as before")
  func isNotTrustedBlindly() throws {
    _ = try home()
    let manager = FileManager.default
    let lessons = try manager.subpathsOfDirectory(atPath: course.path).filter { $0.hasSuffix(".md") }
    let path = try #require(
      lessons.map { course.path + "/" + $0 }.first {
        (try? String(contentsOfFile: $0, encoding: .utf8))?.contains("title: Little cells") == true
      })
    let date = try #require(try manager.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "title: Little cells", with: "title: Little bells").write(
      toFile: path, atomically: false, encoding: .utf8)
    try manager.setAttributes([.modificationDate: date], ofItemAtPath: path)
    #expect(try home().contains("Next lesson    Little bells"))
    #expect(try manager.contentsOfDirectory(atPath: cache.path + "/unroll").count == 1)
  }

  @Test("What is damaged is made anew", arguments: ["", "9", "99999999999999999999:", "1:a,", "0:,0:,-1:,"])
  func damage(text: String) throws {
    let first = try home()
    let kept = try index()
    let whole = try Data(contentsOf: kept)
    try Data(text.utf8).write(to: kept)
    #expect(try home() == first)
    #expect(try Data(contentsOf: kept) == whole)
  }

  @Test("What is cut short anywhere is made anew")
  func truncation() throws {
    let first = try home()
    let kept = try index()
    let whole = try Data(contentsOf: kept)
    for length in stride(from: 0, to: whole.count, by: max(1, whole.count / 12)) {
      try whole.prefix(length).write(to: kept)
      #expect(try home() == first)
      #expect(try Data(contentsOf: kept) == whole)
    }
  }

  @Test("A cache that can't be written to changes nothing")
  func noCache() throws {
    let file = try cache.write("file", to: "file")
    #expect(try home(cache: file) == home())
  }
}
