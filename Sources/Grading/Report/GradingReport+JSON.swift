#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

// The shape of `grade --json`. Every key is there in every report, null where there is nothing to say; a number
// that JSON cannot write (NaN, infinity) is null too, and the message names it.
extension GradingReport: Encodable {
  /// One line of JSON, keys sorted.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  private enum Key: String, CodingKey {
    case schema, exercise, language, verdict, score, seed, confinement, checks, diagnosis, resources, output
    case maxScore = "max_score"
    case smallestCase = "smallest_case"
    case timeMap = "time_map"
  }

  package func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(1, forKey: .schema)
    try object.encode(exercise, forKey: .exercise)
    try object.encode(language, forKey: .language)
    try object.encode(verdict, forKey: .verdict)
    try object.encode(score, forKey: .score)
    try object.encode(maxScore, forKey: .maxScore)
    try object.encode(seed, forKey: .seed)
    try object.encode(confinement, forKey: .confinement)
    try object.encode(checks, forKey: .checks)
    try object.encode(diagnosis, forKey: .diagnosis)
    try object.encode(smallestCase, forKey: .smallestCase)
    try object.encode(timeMap, forKey: .timeMap)
    try object.encode(resources, forKey: .resources)
    try object.encode(output, forKey: .output)
  }
}

extension GradingReport.Check: Encodable {
  private enum Key: String, CodingKey {
    case name, function, tensor, status, points, block, index, got, expected, numeric, message
    case maxPoints = "max_points"
    case timeStep = "time_step"
    case relativeError = "relative_error"
  }

  package func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(name, forKey: .name)
    try object.encode(function, forKey: .function)
    try object.encode(tensor, forKey: .tensor)
    try object.encode(status, forKey: .status)
    try object.encode(points, forKey: .points)
    try object.encode(maxPoints, forKey: .maxPoints)
    try object.encode(place?.block, forKey: .block)
    try object.encode(place?.timeStep, forKey: .timeStep)
    try object.encode(place?.index, forKey: .index)
    try object.encode(finite(place?.got), forKey: .got)
    try object.encode(finite(place?.expected), forKey: .expected)
    try object.encode(finite(place?.numeric), forKey: .numeric)
    try object.encode(finite(relativeError), forKey: .relativeError)
    try object.encode(message, forKey: .message)
  }

  private func finite(_ x: Double?) -> Double? { x.flatMap { $0.isFinite ? $0 : nil } }
}

extension GradingReport.Diagnosis: Encodable {
  private enum Key: String, CodingKey { case id, message, lesson, line }

  package func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(id, forKey: .id)
    try object.encode(message, forKey: .message)
    try object.encode(lesson, forKey: .lesson)
    try object.encode(line, forKey: .line)
  }
}

extension GradingReport.SmallestCase: Encodable {
  private enum Key: String, CodingKey { case dimensions, code }

  package func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(
      Dictionary(dimensions.map { ($0.name, $0.size) }, uniquingKeysWith: { first, _ in first }),
      forKey: .dimensions)
    try object.encode(code, forKey: .code)
  }
}

extension GradingReport.Resources: Encodable {
  private enum Key: String, CodingKey {
    case wallSeconds = "wall_seconds"
    case cpuSeconds = "cpu_seconds"
    case peakMemoryBytes = "peak_memory_bytes"
  }

  package func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(wallSeconds, forKey: .wallSeconds)
    try object.encode(cpuSeconds, forKey: .cpuSeconds)
    try object.encode(peakMemoryBytes, forKey: .peakMemoryBytes)
  }
}
