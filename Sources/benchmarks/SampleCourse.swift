import Foundation
import Practice

/// A course of 500 questions as people write them: 50 lessons in 10 units, each with prose, a table, a program, a
/// formula, and 10 questions of every form. The same at every run.
struct SampleCourse {
  var folder: String
  var lessons: Int
  var questions: Int
  var bytes: Int
  var exercises: Int

  var size: String {
    "\(questions) questions in \(lessons) lessons, \(bytes / 1000) kB, and \(exercises) exercises"
  }

  static let questionsPerLesson = 10

  static func write(to folder: String, exercisesFrom package: String?) throws -> SampleCourse {
    let files = FileManager.default
    let lessons = lessons()
    for lesson in lessons {
      let path = "\(folder)/content/\(lesson.name)"
      try files.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try lesson.text.write(toFile: path, atomically: false, encoding: .utf8)
    }
    try "---\ntitle: A course to measure with\nid: sample\n---\n".write(
      toFile: folder + "/content/course.md", atomically: false, encoding: .utf8)
    var exercises = 0
    if let package {
      try files.copyItem(atPath: package + "/exercises", toPath: folder + "/exercises")
      let paths = files.subpaths(atPath: folder + "/exercises") ?? []
      exercises = paths.count { $0.hasSuffix("exercise.md") }
    }
    return SampleCourse(
      folder: folder, lessons: lessons.count, questions: lessons.count * questionsPerLesson,
      bytes: lessons.reduce(0) { $0 + $1.text.utf8.count }, exercises: exercises)
  }

  static func lessons(_ count: Int = 50) -> [(name: String, text: String)] {
    (0..<count).map { index in
      var writer = LessonWriter(number: index)
      let unit = index / 5
      return (
        "\(unit + 10)-unit-\(unit)/\(index % 5 + 1)-lesson-\(index).md", writer.lesson(previous: index - 1)
      )
    }
  }
}

/// Writes sentences that are grammatical, on the subject, and all different.
private struct LessonWriter {
  private let number: Int
  private var chance: SplitMix

  init(number: Int) {
    self.number = number
    chance = SplitMix(seed: 2, name: "lesson \(number)")
  }

  private static let subjects = [
    "the hidden state", "the forget gate", "the cell state", "a reset gate", "the attention score",
    "the query projection", "a masked position", "the recurrent matrix", "the loss of one step",
    "the embedding table", "teacher forcing", "gradient clipping", "a bidirectional layer", "beam search",
    "layer normalisation", "the bias of the input gate", "a residual path", "the positional code",
  ]
  private static let actions = [
    "is multiplied at every step by", "is added to", "scales the contribution of", "never sees",
    "depends through tanh on", "receives its gradient from", "has the same shape as", "is summed over",
    "decides how much is kept of", "is computed before", "limits the norm of", "shares its weights with",
  ]
  private static let conditions = [
    "when the sequence is longer than the window", "because the same weights serve every step",
    "unless the batch is padded on the left", "as long as its spectral radius stays below one",
    "so that early steps are not forgotten", "which costs memory in proportion to $T \\cdot B \\cdot H$",
    "if the mask is applied after the softmax", "at the price of one more product per step",
    "where `x[t]` has shape `[B, D]`", "with $\\sigma(z) = 1 / (1 + e^{-z})$",
  ]

  private mutating func pick(_ words: [String]) -> String {
    words[Int.random(in: words.indices, using: &chance)]
  }

  private mutating func sentence() -> String {
    let text = "\(pick(Self.subjects)) \(pick(Self.actions)) \(pick(Self.subjects)) \(pick(Self.conditions))"
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private mutating func paragraph(_ sentences: Int) -> String {
    var lines: [String] = []
    for _ in 0..<sentences { lines.append(sentence()) }
    return lines.joined(separator: "\n")
  }

  mutating func lesson(previous: Int) -> String {
    let requires = previous >= 0 ? "requires: [lesson-\(previous)]\n" : ""
    var text = """
      ---
      title: Lesson \(number) on \(pick(Self.subjects))
      topics: [sequences, topic-\(number % 7)]
      \(requires)sources:
        notes: Notes taken in lecture \(number)
      ---
      # Lesson \(number)

      \(paragraph(4)) [@notes]

      ## What it computes

      \(paragraph(3))

      $$h_t = \\tanh(W_{hh} h_{t-1} + W_{xh} x_t + b), \\qquad t = 1, \\dots, \(number + 3)$$

      | name | shape | what it does |
      | --- | --- | ---: |
      | `Wx` | $[D, H]$ | \(pick(Self.subjects)) |
      | `Wh` | $[H, H]$ | \(pick(Self.subjects)) |

      ```python
      for t in range(\(number + 3)):
          h = np.tanh(x[t] @ Wx + h @ Wh + b)
      ```


      """
    for index in 0..<SampleCourse.questionsPerLesson { text += question(index) + "\n" }
    return text
  }

  private mutating func question(_ index: Int) -> String {
    let level = pick(["junior", "senior", "staff"])
    let comment = "<!-- id: l\(number)-q\(index); level: \(level); difficulty: \(index % 5 + 1) -->"
    let (subject, other) = (pick(Self.subjects), pick(Self.subjects))
    switch index {
    case 4:
      return """
        ## Q: Which of these holds for \(subject)?
        \(comment)
        - [ ] \(sentence())
          > \(sentence())
        - [x] \(sentence())
        - [ ] \(sentence())
        - [ ] \(sentence())

        \(paragraph(3))

        """
    case 5:
      return """
        ## Q: How many weights are between \(subject) and \(other), with input size {D} and hidden size {H}?
        \(comment)
        Given: D in 8...512, H in {32, 64, 128}
        Answer: = \(index) * H * (D + H + 1)

        \(paragraph(3))

        """
    case 6:
      return """
        ## Q: What is the usual name for what \(subject) does to \(other)?
        \(comment)
        Answer: gating | a gate | gate \(number)

        \(paragraph(3))

        """
    case 7:
      return """
        ## Q: Put in order what happens between \(subject) and \(other).
        \(comment)
        Order:
        1. \(sentence())
        2. \(sentence())
        3. \(sentence())
        4. \(sentence())

        \(paragraph(2))

        """
    case 8:
      return """
        ## Q: Match each part to what it acts on, for \(subject).
        \(comment)
        Match:
        | part | acts on |
        | --- | --- |
        | first | \(pick(Self.subjects)) of the input |
        | second | \(pick(Self.subjects)) of the state |
        | third | \(pick(Self.subjects)) of the output |

        \(paragraph(2))

        """
    default:
      return """
        ## Q: Why is it that \(subject) \(pick(Self.actions)) \(other)?
        \(comment)

        \(paragraph(4)) The term is called ==\(pick(["leakage", "gating", "alignment", "saturation"]))==.

        - \(sentence())
        - \(sentence())

        ### Key points
        - \(sentence()) (\(subject) | $h_{t-1}$)
        - \(sentence())

        ### Follow-up: And what if \(subject) \(pick(Self.actions)) \(other)?
        \(paragraph(2))

        """
    }
  }
}
