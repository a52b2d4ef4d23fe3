import ArgumentParser
import Grading
import Markdown
import Practice

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Say what this machine has, and what is missing for what.",
    discussion: """
      EXAMPLE
        unroll doctor
      """)

  @OptionGroup var course: CourseOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let findings = [courseFinding, progressFinding] + Workbench.grader.workshop.findings().map(Finding.init)
    for finding in findings {
      let mark = finding.isFine ? StyledLine("✓ ", Style(.correct)) : StyledLine("✗ ", Style(.wrong))
      let lines = StyledLine(finding.text.replacingNewlines).wrapped(
        to: max(20, Terminal.size.columns), first: mark + StyledLine(finding.name.padding(to: 13)),
        rest: StyledLine(spaces: 15))
      for line in lines { Output.standardOutput(line.ansi(color: output.usesColor)) }
    }
    if findings.contains(where: { !$0.isFine && $0.isNeeded }) { throw ExitCode(Failure.Code.fault.rawValue) }
  }

  private struct Finding {
    var name: String
    var text: String
    var isFine: Bool
    /// Whether much of the program doesn't work without it.
    var isNeeded = true

    init(name: String, text: String, isFine: Bool) {
      self.name = name
      self.text = text
      self.isFine = isFine
    }

    init(_ finding: Workshop.Finding) {
      self.init(name: finding.name, text: finding.text, isFine: finding.isFine)
      isNeeded = false
    }
  }

  private var courseFinding: Finding {
    do {
      let course = try Study.load(course)
      let text =
        "\(course.title): \(Duration.count(course.lessons.count, "lesson")), "
        + "\(Duration.count(course.questions.count, "question")), \(Duration.count(course.exercises.count, "exercise")) "
        + "in \(course.root)"
      return Finding(name: "course", text: text, isFine: true)
    } catch {
      return Finding(name: "course", text: Failure(error)?.message ?? "\(error)", isFine: false)
    }
  }

  private var progressFinding: Finding {
    do {
      let store = try Study.store(progress, for: .showing)
      switch (store.access, Path.kind(of: progress.path)) {
      case (.readOnly, _):
        return Finding(name: "progress", text: "\(progress.path) is read-only", isFine: false)
      case (_, nil):
        return Finding(name: "progress", text: "\(progress.path), made at the first answer", isFine: true)
      default: return Finding(name: "progress", text: progress.path, isFine: true)
      }
    } catch {
      return Finding(name: "progress", text: Failure(error)?.message ?? "\(error)", isFine: false)
    }
  }
}

extension String {
  fileprivate var replacingNewlines: String { String(map { $0.isNewline ? " " : $0 }) }
}
