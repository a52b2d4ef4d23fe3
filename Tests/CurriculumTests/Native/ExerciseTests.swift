import Markdown
import Testing

@testable import Curriculum

@Suite struct ExerciseTests {
  private static let declaration = """
    ---
    title: One gate
    id: gate-step
    unit: gates
    lesson: counting
    difficulty: 3
    reference: gate.step
    dimensions: {N: 1...4, D: 2, V: 1...6}
    where: [N % D == 0, V > 1]
    functions:
      gate_forward:
        inputs: {x: [N, D], Wx: [D, 4D], targets: {shape: [N], kind: index, below: V}, t: []}
        outputs: {y: [N, 4D], loss: []}
        blocks: {4D: [i, f, o, n]}
      gate_backward:
        gradient_of: gate_forward
      clip:
        inputs: {g: [3]}
        outputs: {clipped: [3]}
    points: {dWx: 2, y: 0.5}
    starter_fails: "gate_forward: y"
    mistakes:
      sign-lost: {message: "The sign is lost: keep it.", lesson: counting}
      off-by-one: Count from 0.
    ---
    # One gate

    Multiply $x$ by a gate.

    ```python
    y = f * x
    ```

    ## Shapes

    All of them.

    ## Hint

    Think.

    ### Harder

    Think more.

    ## Hint 2

    `y = f * x`
    """

  private static let dump = """
    exercise gate-step “One gate” unit gates lesson counting difficulty 3
      reference layer("gate.step"), starter fails gate_forward: y
      N in 1...4
      D in 2...2
      V in 1...6
      where N % D == 0
      where V > 1
      gate_forward: (x [N, D], Wx [D, 4D], targets [N] index below V, t []) -> (y [N, 4D], loss [])
        4D: ["i", "f", "o", "n"]
      gate_backward: gradient of gate_forward
      clip: (g [3]) -> (clipped [3])
      points dWx: 2.0
      points y: 0.5
      mistake sign-lost → counting: The sign is lost: keep it.
        python: wrong⏎
        swift: wrong()⏎
      mistake off-by-one → -: Count from 0.
        python: +1⏎
      task: Multiply $x$ by a gate.⏎⏎```python⏎y = f * x⏎```⏎⏎## Shapes⏎⏎All of them.
      hint: Think.⏎⏎### Harder⏎⏎Think more.
      hint: `y = f * x`
      starter python: start⏎
      starter swift: start()⏎
      solution python: solve⏎
      solution swift: solve()⏎
    """

  private func course(_ texts: [String: String]) -> Course {
    var texts = texts
    texts["content/01-gates/01-counting.md"] = "## Q: One?\nTwo.\n"
    return Course(files: CourseFiles(root: "/c", texts: texts))
  }

  private static let programs = [
    "starter.py": "start\n", "starter.swift": "start()\n", "solution.py": "solve\n",
    "solution.swift": "solve()\n",
    "mistakes/sign-lost.py": "wrong\n", "mistakes/sign-lost.swift": "wrong()\n",
    "mistakes/off-by-one.py": "+1\n",
  ]

  @Test("a folder and a single file declare the same exercise")
  func bothForms() throws {
    let folder = "exercises/01-gates/02-gate-step"
    var texts = [folder + "/exercise.md": Self.declaration]
    for (name, text) in Self.programs { texts["\(folder)/\(name)"] = text }
    let fromFolder = course(texts)
    #expect(fromFolder.diagnostics.map(\.text) == [])
    #expect(Dump.of(try #require(fromFolder.exercises.first)) == Self.dump)

    let fences = [
      "python starter": "start", "swift starter": "start()", "python solution": "solve",
      "swift solution": "solve()",
      "python mistake sign-lost": "wrong", "swift mistake sign-lost": "wrong()",
      "python mistake off-by-one": "+1",
    ].map { "```\($0.key)\n\($0.value)\n```" }.sorted().joined(separator: "\n\n")
    // Fences may stand anywhere, a hint included.
    let alone = course([folder + "/exercise.md": Self.declaration + "\n\n" + fences])
    #expect(alone.diagnostics.map(\.text) == [])
    #expect(Dump.of(try #require(alone.exercises.first)) == Self.dump)
    let file = course(["exercises/01-gates/02-gate-step.md": Self.declaration + "\n\n" + fences])
    #expect(file.diagnostics.map(\.text) == [])
    #expect(Dump.of(try #require(file.exercises.first)) == Self.dump)
  }

  @Test("sizes satisfy the conditions of an exercise or don't")
  func satisfying() throws {
    let exercise = try #require(
      course(["exercises/g/gate-step/exercise.md": Self.declaration]).exercises.first)
    #expect(exercise.satisfies(["N": 4, "D": 2, "V": 3]))
    #expect(!exercise.satisfies(["N": 3, "D": 2, "V": 3]))
    #expect(!exercise.satisfies(["N": 4, "D": 2, "V": 1]))
    #expect(!exercise.satisfies([:]))
  }

  @Test("what is wrong in a declaration is reported where it stands")
  func declarations() {
    let text = MarkedText(
      """
      ---
      title: x
      id: ①Bad Id
      reference: solution
      ②dimension: {N: 1...4}
      dimensions: {N: 1...4, D: ③4...1, ④2x: 3}
      where: [⑤M == 1, ⑥N =! 3]
      functions:
        ⑦BadName:
          inputs: {}
        one:
          inputs: {x: [N, ⑧M], y: {shape: [N], kind: ⑨inde}}
          outputs: {z: [N]}
      ---
      Task.

      ```swift starter
      ```
      ```swift solution
      ```
      """)
    let course = course(["exercises/g/x/exercise.md": text.text])
    #expect(
      text.findings(course.diagnostics) == [
        "① error exercise-id", "② error unknown-key", "③ error dimension", "④ error dimension",
        "⑤ error unknown-dimension",
        "⑥ error constraint", "⑦ error function-name", "⑧ error unknown-dimension", "⑨ error unknown-kind",
      ])
  }

  @Test("functions, gradients, blocks, points and mistakes are checked against each other")
  func references() {
    let text = MarkedText(
      """
      ---
      title: x
      reference: solution
      lesson: ①nowhere
      dimensions: {N: 1...4, V: 2}
      functions:
        one:
          inputs: {x: [N, 4N], ②y: {shape: [N], kind: index}, ③z: {kind: mask}}
          outputs: {h: [N]}
          blocks: {4N: ④[a, b], ⑤3N: [a, b, c]}
        two: {gradient_of: ⑥onne}
        three: {gradient_of: one, ⑦inputs: {x: [N]}}
        ⑧four: {inputs: {x: [N]}}
      points: {dx: 1, ⑨dy: 2}
      mistakes:
        a: {message: m, lesson: cuonting}
        b: {lesson: counting}
      ---
      Task.

      ```python starter
      ```
      ```python solution
      ```
      ```python mistake c
      ```
      ```ruby solution
      ```
      ```python startr
      ```
      """)
    let course = course(["exercises/g/x/exercise.md": text.text])
    #expect(
      text.findings(course.diagnostics) == [
        "① error unknown-lesson", "② error below", "③ error missing-key", "④ error blocks", "⑤ error blocks",
        "⑥ error unknown-function",
        "⑦ error gradient-parts", "⑧ error missing-key", "⑨ error unknown-tensor",
        "15:1 warning mistake-without-program", "15:1 warning mistake-without-program",
        "16:27 error unknown-lesson",
        "17:3 error mistake-message", "25:1 error undeclared-mistake", "27:1 error unknown-language",
        "29:1 warning fence-role",
      ])
  }

  @Test("files that are missing, astray, undeclared or given twice")
  func files() {
    let page = """
      ---
      title: x
      reference: solution
      functions: {f: {inputs: {x: []}, outputs: {y: []}}}
      mistakes: {known: Wrong.}
      ---
      Task.

      ```python solution
      ```
      """
    let course = course([
      "exercises/g/x/exercise.md": page, "exercises/g/x/solution.py": "", "exercises/g/x/starter.swift": "",
      "exercises/g/x/mistakes/knwon.py": "", "exercises/g/x/mistakes/known.py": "",
      "exercises/g/x/notes.txt": "",
      "exercises/g/x/old/solution.swift": "", "exercises/lost/starter.py": "",
      "exercises/README.md": "Hello.",
    ])
    #expect(
      course.diagnostics.map { "\($0.path):\($0.position) \($0.severity.rawValue) \($0.code)" } == [
        "exercises/g/x/exercise.md:1:1 error missing-part",  // the Swift solution
        "exercises/g/x/exercise.md:1:1 error missing-part",  // the Python starter
        "exercises/g/x/exercise.md:9:1 error part-twice",
        "exercises/g/x/mistakes/knwon.py:1:1 error undeclared-mistake",
        "exercises/g/x/notes.txt:1:1 warning stray-file",
        "exercises/g/x/old/solution.swift:1:1 warning stray-file",
        "exercises/lost/starter.py:1:1 warning stray-file",
      ])
  }

  @Test("conditions that no sizes satisfy are reported")
  func unsatisfiable() {
    let page = """
      ---
      title: x
      reference: solution
      dimensions: {N: 1...4, M: 5...9}
      where: N > M
      functions: {f: {inputs: {x: [N]}, outputs: {y: [M]}}}
      ---
      ```python solution
      ```
      ```python starter
      ```
      """
    #expect(
      course(["exercises/g/x/exercise.md": page]).diagnostics.map { "\($0.position) \($0.code)" } == [
        "4:1 constraint"
      ])
  }

  @Test("an exercise without front matter is still an exercise, with a message")
  func bare() {
    let course = course(["exercises/g/x/exercise.md": "# Do it\n\nNow.\n"])
    #expect(course.exercises.map(\.title) == ["Do it"])
    #expect(course.diagnostics.map(\.code) == ["no-front-matter"])
  }

  @Test("front matter that is no YAML is the only problem of its exercise")
  func brokenFrontMatter() {
    for matter in ["---\ntitle: a: b\nfunctions: {}\n---\n", "---\ntitle: a\n", "---\n- a\n---\n"] {
      let files = CourseFiles(
        root: "/c",
        texts: [
          "exercises/u/e/exercise.md": matter + "\n```python mistake lost\nx\n```\n",
          "exercises/u/e/mistakes/other.py": "x", "exercises/u/e/starter.py": "x",
        ])
      let found = Course(files: files).diagnostics
      #expect(found.count == 1, "\(found.map(\.text))")
      #expect(found.first?.code.hasPrefix("front-matter-") ?? false)
    }
  }

  @Test("a unit other than the folder's is a slip")
  func unitOfFolder() {
    func codes(_ folder: String) -> [String] {
      let page = "---\ntitle: E\nunit: gates\n---\n"
      let files = CourseFiles(root: "/c", texts: ["exercises/\(folder)/e/exercise.md": page])
      return Course(files: files).diagnostics.map(\.code).filter { $0 == "exercise-unit" }
    }
    #expect(codes("02-gates") == [])
    #expect(codes("cells") == ["exercise-unit"])
  }
}
