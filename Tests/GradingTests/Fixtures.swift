import Curriculum
import Glibc
import Testing

@testable import Grading

/// An exercise built by hand: one step of an RNN against the reference's layer.
enum Fixture {
  static func parameter(
    _ name: String, _ sizes: String..., kind: Exercise.Parameter.Kind = .real, below: String? = nil
  ) -> Exercise.Parameter { parameter(name, sizes, kind: kind, below: below) }

  static func parameter(
    _ name: String, _ sizes: [String], kind: Exercise.Parameter.Kind = .real, below: String? = nil
  ) -> Exercise.Parameter {
    let shape = sizes.map { size in
      let digits = size.prefix { $0.isNumber }
      let rest = String(size.dropFirst(digits.count))
      return Exercise.Size(factor: Int(digits) ?? 1, dimension: rest.isEmpty ? nil : rest)
    }
    return Exercise.Parameter(name: name, shape: shape, kind: kind, below: below)
  }

  static func exercise(
    id: String, reference: Exercise.ReferenceSource, dimensions: [(String, ClosedRange<Int>)],
    constraints: [String] = [], functions: [Exercise.Function], points: [String: Double] = [:],
    mistakes: [Exercise.Mistake] = [], solutions: [Exercise.Language: String] = [:]
  ) -> Exercise {
    Exercise(
      id: id, title: id, unit: "unit", lesson: nil, difficulty: 1, path: "exercises/\(id)",
      reference: reference,
      dimensions: dimensions.map { Exercise.Dimension(name: $0.0, values: $0.1) }, constraints: constraints,
      functions: functions, points: points, starterFails: "not-implemented", mistakes: mistakes, task: "",
      hints: [],
      starters: [:], solutions: solutions.mapValues { Exercise.SourceFile(path: "solution", text: $0) })
  }

  static func rnnStep(mistakes: [Exercise.Mistake] = []) -> Exercise {
    exercise(
      id: "rnn-step", reference: .layer("rnn.step"), dimensions: [("B", 1...4), ("D", 1...6), ("H", 1...6)],
      functions: [
        Exercise.Function(
          name: "rnn_step_forward",
          inputs: [
            parameter("x", "B", "D"), parameter("h_prev", "B", "H"), parameter("Wx", "D", "H"),
            parameter("Wh", "H", "H"), parameter("b", "H"),
          ], outputs: [parameter("h", "B", "H")], blocks: [:], gradientOf: nil),
        Exercise.Function(
          name: "rnn_step_backward", inputs: [], outputs: [], blocks: [:], gradientOf: "rnn_step_forward"),
      ], points: ["dWh": 2], mistakes: mistakes)
  }

  static func rnnSequence() -> Exercise {
    exercise(
      id: "rnn-sequence", reference: .layer("rnn.sequence"),
      dimensions: [("T", 1...6), ("B", 1...3), ("D", 1...5), ("H", 1...5)],
      functions: [
        Exercise.Function(
          name: "rnn_forward",
          inputs: [
            parameter("x", "T", "B", "D"), parameter("h0", "B", "H"), parameter("Wx", "D", "H"),
            parameter("Wh", "H", "H"), parameter("b", "H"),
          ], outputs: [parameter("h", "T", "B", "H")], blocks: [:], gradientOf: nil),
        Exercise.Function(
          name: "rnn_backward", inputs: [], outputs: [], blocks: [:], gradientOf: "rnn_forward"),
      ])
  }

  static let pythonForward = """
    import numpy as np

    def rnn_step_forward(x, h_prev, Wx, Wh, b):
        h = np.tanh(x @ Wx + h_prev @ Wh + b)
        return h, (x, h_prev, Wx, Wh, h)

    """

  static let pythonBackward = """
    def rnn_step_backward(dh, cache):
        x, h_prev, Wx, Wh, h = cache
        da = dh * (1 - h ** 2)
        return da @ Wx.T, da @ Wh.T, x.T @ da, h_prev.T @ da, da.sum(axis=0)

    """

  static let python = pythonForward + pythonBackward

  static let swiftForward = """
    import ExerciseKit

    struct Cache { var x: Tensor, hPrev: Tensor, wx: Tensor, wh: Tensor, h: Tensor }

    func rnnStepForward(x: Tensor, hPrev: Tensor, wx: Tensor, wh: Tensor, b: Tensor) -> (h: Tensor, cache: Cache) {
      let h = tanh(matmul(x, wx) + matmul(hPrev, wh) + b)
      return (h, Cache(x: x, hPrev: hPrev, wx: wx, wh: wh, h: h))
    }

    """

  static let swiftBackward = """
    func rnnStepBackward(dh: Tensor, cache: Cache)
      -> (dx: Tensor, dhPrev: Tensor, dWx: Tensor, dWh: Tensor, db: Tensor)
    {
      let da = dh * (1 - cache.h * cache.h)
      return (
        dx: matmul(da, cache.wx.transposed()), dhPrev: matmul(da, cache.wh.transposed()),
        dWx: matmul(cache.x.transposed(), da), dWh: matmul(cache.hPrev.transposed(), da), db: da.sum(axis: 0)
      )
    }

    """

  static let swift = swiftForward + swiftBackward

  /// The package's `Sources`, found from this file: what the kit is compiled from.
  static let sources: String = {
    var parts = #filePath.split(separator: "/")
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/") + "/Sources"
  }()

  static let searchPath = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"

  /// One cache for the whole run, so that the kit is compiled once; removed when the tests end.
  static let workshop: Workshop = {
    let cache = (try? Storage.makeScratch()) ?? "/tmp/unroll-tests"
    Leftovers.folder = cache
    atexit { Leftovers.remove() }
    return Workshop(cache: cache, kitSources: sources, searchPath: searchPath)
  }()

  static let hasNumPy = (try? PythonInterpreter.find(workshop)) != nil
  static let hasSwift = (try? Toolchain.find(workshop)) != nil

  static func grade(
    _ text: String, _ exercise: Exercise = rnnStep(), language: Exercise.Language = .python,
    seed: UInt64 = 11,
    full: Bool = false, limits: Limits = .standard
  ) -> GradingReport {
    Grader(workshop: workshop, limits: limits).grade(
      Submission(
        text: text, fileName: "\(exercise.id).\(language.fileExtension)", language: language), of: exercise,
      seed: seed, full: full)
  }
}

private enum Leftovers {
  nonisolated(unsafe) static var folder: String?
  static func remove() { folder.map(Storage.remove) }
}

extension GradingReport {
  /// Names of the checks with that status, in order.
  func names(_ status: Check.Status) -> [String] { checks.filter { $0.status == status }.map(\.name) }

  func message(_ name: String) -> String? { checks.first { $0.name == name }?.message }

  /// Without what time decides.
  var lasting: GradingReport {
    var lasting = self
    lasting.resources = .init()
    return lasting
  }
}
