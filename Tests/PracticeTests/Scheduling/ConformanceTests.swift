import Foundation
import Testing

@testable import Practice

/// Histories scheduled by py-fsrs 6.3.2: stability, difficulty and retrievability to 1e-9 relative, the rest exactly.
@Suite struct ConformanceTests {
  @Test("every history of the committed vectors comes out as in py-fsrs")
  func committedVectors() throws {
    let file = try #require(
      Bundle.module.url(forResource: "fsrs", withExtension: "json", subdirectory: "Vectors"))
    let (histories, reviews) = try check(file)
    #expect(histories == 56)
    #expect(reviews > 300)
  }

  @Test("every history of the shared vectors comes out as in py-fsrs", .enabled(if: shared != nil))
  func sharedVectors() throws {
    let (histories, _) = try check(try #require(shared))
    #expect(histories == 700)
  }

  private func check(_ file: URL) throws -> (histories: Int, reviews: Int) {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let vectors = try decoder.decode(Vectors.self, from: Data(contentsOf: file))
    var reviews = 0
    for (number, history) in vectors.cases.enumerated() {
      let scheduler = try #require(history.config.scheduler)
      var memory: Memory?
      for (index, expected) in history.reviews.enumerated() {
        let place = Comment(rawValue: "history \(number), review \(index)")
        let before = memory.map { scheduler.retrievability($0, at: expected.at) } ?? 0
        #expect(isClose(before, expected.rBefore), place)
        let rating = try #require(Rating(rawValue: expected.rating))
        let after = scheduler.review(memory, rating: rating, at: expected.at)
        #expect(isClose(after.stability, expected.s), place)
        #expect(isClose(after.difficulty, expected.d), place)
        #expect(after.stageNumber == expected.state, place)
        #expect(after.step == expected.step, place)
        #expect(after.interval == expected.intervalS, place)
        #expect(after.lastReview == expected.at, place)
        memory = after
        reviews += 1
      }
    }
    return (vectors.cases.count, reviews)
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(abs(a), abs(b)) }
}

private let shared: URL? = {
  var folder = URL(fileURLWithPath: #filePath)
  while folder.path != "/" {
    folder.deleteLastPathComponent()
    let file = folder.appendingPathComponent("shared/fsrs/py-fsrs-6.3.2.json")
    if FileManager.default.fileExists(atPath: file.path) { return file }
  }
  return nil
}()

private struct Vectors: Decodable {
  struct History: Decodable {
    var config: Configuration
    var reviews: [Review]
  }

  struct Configuration: Decodable {
    var parameters: [Double]
    var desiredRetention: Double
    var learningSteps: [Int64]
    var relearningSteps: [Int64]
    var maximumInterval: Int

    var scheduler: Scheduler? {
      Scheduler.Parameters(parameters).map {
        Scheduler(
          parameters: $0, desiredRetention: desiredRetention, learningSteps: learningSteps,
          relearningSteps: relearningSteps, maximumInterval: maximumInterval)
      }
    }
  }

  struct Review: Decodable {
    var at: Int64
    var rating: Int
    var rBefore: Double
    var state: Int
    var step: Int?
    var s: Double
    var d: Double
    var intervalS: Int64
  }

  var cases: [History]
}
