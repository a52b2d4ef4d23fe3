/// A coding exercise as its author declares it. A new exercise needs a folder, never a change in the grader.
package struct Exercise: Sendable, Hashable {
  package var id: String
  package var title: String
  package var unit: String
  package var lesson: String?
  package var difficulty: Int?
  /// Folder (or single file) that declares it.
  package var path: String
  package var reference: ReferenceSource
  /// Sizes and the values each may take, in the order of the file.
  package var dimensions: [Dimension]
  /// Conditions between sizes, such as `D % heads == 0`.
  package var constraints: [String]
  package var functions: [Function]
  /// Points of a check by tensor name; 1 where nothing is said.
  package var points: [String: Double]
  /// `not-implemented`, or the name of the check at which the starter fails.
  package var starterFails: String
  package var mistakes: [Mistake]
  /// The task, Markdown, without the hints.
  package var task: String
  /// From vague to exact, Markdown.
  package var hints: [String]
  package var starters: [Language: SourceFile]
  package var solutions: [Language: SourceFile]

  package enum Language: String, Sendable, Hashable, Codable, CaseIterable {
    case swift, python

    package var fileExtension: String {
      switch self {
      case .swift: "swift"
      case .python: "py"
      }
    }
  }

  package enum ReferenceSource: Sendable, Hashable {
    /// A layer of `Reference`, such as `rnn.step`.
    case layer(String)
    /// The author's own solution.
    case solution
  }

  package struct Dimension: Sendable, Hashable {
    package var name: String
    package var values: ClosedRange<Int>

    package init(name: String, values: ClosedRange<Int>) {
      self.name = name
      self.values = values
    }
  }

  /// A function that the learner writes.
  package struct Function: Sendable, Hashable {
    /// In snake case, as Python calls it.
    package var name: String
    /// Empty for a gradient: its parameters follow from the function it differentiates.
    package var inputs: [Parameter]
    package var outputs: [Parameter]
    /// Names for equal parts of an axis: `4H` → `i, f, o, g`.
    package var blocks: [String: [String]]
    /// The forward whose gradient this is.
    package var gradientOf: String?

    package init(
      name: String, inputs: [Parameter], outputs: [Parameter], blocks: [String: [String]], gradientOf: String?
    ) {
      self.name = name
      self.inputs = inputs
      self.outputs = outputs
      self.blocks = blocks
      self.gradientOf = gradientOf
    }
  }

  package struct Parameter: Sendable, Hashable {
    package var name: String
    /// Sizes of the axes; `[]` is a scalar.
    package var shape: [Size]
    package var kind: Kind
    /// For `index`: exclusive upper bound, the name of a dimension.
    package var below: String?

    /// Only real inputs have gradients.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
      case real, positive, probability, mask, index, length, integer
    }

    package init(name: String, shape: [Size], kind: Kind = .real, below: String? = nil) {
      self.name = name
      self.shape = shape
      self.kind = kind
      self.below = below
    }
  }

  /// The size of an axis: a whole multiple of a dimension (`4H`), or a fixed number.
  package struct Size: Sendable, Hashable, CustomStringConvertible {
    package var factor: Int
    package var dimension: String?

    package init(factor: Int, dimension: String?) {
      self.factor = factor
      self.dimension = dimension
    }

    package var description: String {
      switch (factor, dimension) {
      case (let n, nil): "\(n)"
      case (1, let name?): name
      case (let n, let name?): "\(n)\(name)"
      }
    }
  }

  /// A wrong version that is known, and what to say to somebody who wrote it.
  package struct Mistake: Sendable, Hashable {
    package var id: String
    package var message: String
    package var lesson: String?
    package var files: [Language: SourceFile]

    package init(id: String, message: String, lesson: String?, files: [Language: SourceFile]) {
      self.id = id
      self.message = message
      self.lesson = lesson
      self.files = files
    }
  }

  /// A program of an exercise, from a file of its folder or a fence of its page.
  package struct SourceFile: Sendable, Hashable {
    package var path: String
    package var text: String

    package init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  package init(
    id: String, title: String, unit: String, lesson: String?, difficulty: Int?, path: String,
    reference: ReferenceSource, dimensions: [Dimension], constraints: [String], functions: [Function],
    points: [String: Double], starterFails: String, mistakes: [Mistake], task: String, hints: [String],
    starters: [Language: SourceFile], solutions: [Language: SourceFile]
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.lesson = lesson
    self.difficulty = difficulty
    self.path = path
    self.reference = reference
    self.dimensions = dimensions
    self.constraints = constraints
    self.functions = functions
    self.points = points
    self.starterFails = starterFails
    self.mistakes = mistakes
    self.task = task
    self.hints = hints
    self.starters = starters
    self.solutions = solutions
  }
}
