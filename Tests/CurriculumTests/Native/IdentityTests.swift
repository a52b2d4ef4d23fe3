import Testing

@testable import Curriculum

@Suite struct IdentityTests {
  private func course(_ questions: [(id: String, lesson: String, prompt: String)]) -> Course {
    let lessons = Dictionary(grouping: questions, by: \.lesson).map { lesson, asked in
      Lesson(
        id: lesson, title: lesson, path: lesson,
        questions: asked.map {
          Question(id: $0.id, lesson: lesson, path: lesson, lines: 1...1, prompt: $0.prompt)
        })
    }
    return Course(
      id: "c", title: "c", root: "/", units: [.init(id: "u", title: "u", lessons: lessons, exercises: [])],
      diagnostics: [])
  }

  @Test("an edited question keeps its history")
  func edited() {
    let known = [
      Identity.Known(
        id: "a/old", lesson: "a", wording: "Why does an additive cell state keep gradients alive?"),
      Identity.Known(id: "a/kept", lesson: "a", wording: "What is a gate?"),
      Identity.Known(id: "a/gone", lesson: "a", wording: "Who invented the telephone?"),
    ]
    let course = course([
      ("a/kept", "a", "What is a gate?"),
      ("a/new", "a", "Why does the additive cell state keep a gradient alive?"),
      ("a/other", "a", "How do gradients vanish?"),
    ])
    #expect(
      Identity.inherit(known, by: course) == [Identity.Rename(old: "a/old", new: "a/new", similarity: 1)])
  }

  @Test("only within its lesson, only to a new question, and only once")
  func bounds() {
    let wording = "Why do gradients vanish over time?"
    let known = [
      Identity.Known(id: "a/1", lesson: "a", wording: wording),
      Identity.Known(id: "b/1", lesson: "b", wording: wording),
      Identity.Known(id: "c/1", lesson: "c", wording: wording),
      Identity.Known(id: "c/2", lesson: "c", wording: wording),
      Identity.Known(id: "d/1", lesson: "d", wording: wording),
      Identity.Known(id: "d/2", lesson: "d", wording: wording),
    ]
    let course = course([
      ("x/2", "x", wording),  // b's question moved to another lesson
      ("c/1", "c", wording),  // still there
      ("d/3", "d", wording),
    ])
    #expect(Identity.inherit(known, by: course) == [Identity.Rename(old: "d/1", new: "d/3", similarity: 1)])
  }

  @Test("the most alike pair wins")
  func nearest() {
    let known = [
      Identity.Known(
        id: "1", lesson: "a", wording: "How many weights does an LSTM layer with four gates have in total?"),
      Identity.Known(
        id: "2", lesson: "a", wording: "How many weights does an LSTM layer with four gates have?"),
    ]
    let course = course([("3", "a", "How many weights does one LSTM layer with four gates have?")])
    #expect(Identity.inherit(known, by: course).map(\.old) == ["2"])
  }

  @Test(
    "a rewording keeps the history where nothing else could have it",
    arguments: [
      (
        "What does the hidden state carry from one step to the next?",
        "What does a hidden state carry from each step to the next one?", true
      ),
      ("What is the hidden state of an RNN made of?", "What is the hidden state of an RNN built of?", true),
      ("What is a gate made of?", "What is a gate built of?", true),
      ("What does the forget gate decide?", "What does the input gate decide?", false),
      (
        "Why does the encoder of a translator read backwards?",
        "Why does the decoder of a translator read backwards?", false
      ),
      ("What is the purpose of attention?", "What is the purpose of dropout?", false),
      (
        "How many weights has an LSTM with two layers?", "How many weights has an LSTM with three layers?",
        false
      ),
      ("How does an LSTM keep its memory?", "How does a GRU keep its memory?", false),
    ])
  func reworded(old: String, new: String, isSame: Bool) {
    let known = [Identity.Known(id: "a/old", lesson: "a", wording: old)]
    let alone = Identity.outcome(of: known, in: course([("a/new", "a", new)]))
    #expect(alone.renames.map(\.new) == (isSame ? ["a/new"] : []))
    #expect(alone.orphans == (isSame ? [] : known))
  }

  @Test("two rewordings that are equally near inherit nothing")
  func ambiguous() {
    let known = [Identity.Known(id: "a/old", lesson: "a", wording: "What is a gate made of?")]
    let course = course([
      ("a/1", "a", "What is a gate built of?"), ("a/2", "a", "What is a gate composed of?"),
    ])
    #expect(Identity.outcome(of: known, in: course) == Identity.Outcome(renames: [], orphans: known))
  }

  @Test("a lesson whose file was renamed keeps its histories by their headings")
  func renamedLesson() {
    let known = ["a/why", "a/how", "a/gone", "b/why"].map {
      Identity.Known(id: $0, lesson: String($0.prefix(1)), wording: "\($0)?")
    }
    let course = course([
      ("c/why", "c", "Why?"), ("c/how", "c", "How?"), ("d/why", "d", "Why?"), ("b/other", "b", "Other?"),
    ])
    let outcome = Identity.outcome(of: known, in: course)
    #expect(outcome.renames.map { "\($0.old) \($0.new)" } == ["a/why c/why", "a/how c/how"])
    #expect(outcome.orphans.map(\.id) == ["a/gone", "b/why"])
  }

  @Test(
    "little changes leave a question the same, and one word can make it another",
    arguments: [
      ("What is the vanishing gradient problem?", "What's the vanishing gradients problem", true),
      ("What is an RNN?", "What is a RNN?", true),
      ("What is an RNN?", "What is a CNN?", false),
      (
        "What does the forget gate do in an LSTM cell?", "What does the input gate do in an LSTM cell?", false
      ),
      ("Explain teh attention mechanism", "Explain the attention mechanism", true),
      (
        "Which optimizers need bias correction in early training steps?",
        "Which optimizers don't need bias correction in early training steps?", false
      ),
      (
        "Count the parameters of a stack with 2 layers of width 64",
        "Count the parameters of a stack with 3 layers of width 64", false
      ),
      ("", "", false),
    ])
  func similarity(a: String, b: String, same: Bool) {
    #expect((Identity.similarity(a, b) >= 0.85) == same, "\(Identity.similarity(a, b))")
    #expect(Identity.similarity(a, b) == Identity.similarity(b, a))
  }
}
