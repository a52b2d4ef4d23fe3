import ArgumentParser
import Curriculum
import Markdown

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Show which questions and lessons Unroll finds in Markdown files.",
    discussion: """
      The shape of each file (its dialect) is found, never asked for.

      EXAMPLE
        unroll inspect notes.md
        unroll inspect notes/*.md --json | jq '.files[].questions[].question'
      """)

  @Argument(help: ArgumentHelp("Markdown or text files.", valueName: "file"))
  var files: [String]

  @Flag(help: "One JSON document on standard output.")
  var json = false

  @OptionGroup var course: CourseOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var sources: [Source] = []
    var unreadable = false
    for path in files {
      do {
        let bytes = try TextFile.read(path, limit: CourseFiles.maximumFileSize)
        sources.append(Source(name: path, bytes: bytes))
      } catch {
        Output.standardError("unroll: \(path.sanitisedForTerminal): \(error.reason)")
        unreadable = true
      }
    }
    let inspection = Inspection(reading: sources)
    if json {
      Output.standardOutput(inspection.json())
    } else {
      let width = max(20, Terminal.size.columns)
      for file in inspection.files {
        for line in InspectionView(file: file, width: width).lines {
          Output.standardOutput(line.ansi(color: output.usesColor))
        }
      }
    }
    if unreadable { throw ExitCode(Failure.Code.unusableCourse.rawValue) }
  }
}

/// What was found in one file, a line for each question.
private struct InspectionView {
  var file: Inspection.File
  var width: Int

  var lines: [StyledLine] {
    let counts = [
      Duration.count(file.questions.count, "question"),
      Duration.count(file.lessons.count, "lesson section"),
    ].joined(separator: ", ")
    var lines: [StyledLine] = [
      StyledLine(file.path, Style(.heading)) + StyledLine("  \(file.dialect): \(counts)", .dim)
    ]
    var section: String?
    for question in file.questions {
      if question.section != section, let title = question.section {
        lines.append(StyledLine("  \(title)", Style(.accent)))
      }
      section = question.section
      lines += row(question)
    }
    for diagnostic in file.diagnostics {
      lines += diagnostic.text.split(separator: "\n", omittingEmptySubsequences: false).map {
        StyledLine(String($0))
      }
    }
    return lines
  }

  private func row(_ question: Question) -> [StyledLine] {
    var details: [String] = []
    if question.form != .recall { details.append(question.form.name) }
    if question.answerClass != .text { details.append("\(question.answerClass.rawValue) answer") }
    if !question.followUps.isEmpty { details.append(Duration.count(question.followUps.count, "follow-up")) }
    let text =
      TerminalRenderer(width: width, color: false).inline(question.prompt)
      + StyledLine(details.isEmpty ? "" : "  " + details.joined(separator: ", "), .dim)
    let lines = "\(question.lines.lowerBound)–\(question.lines.upperBound)"
    let margin = String(repeating: " ", count: max(1, 11 - lines.count)) + lines + "  "
    return text.wrapped(to: width, first: StyledLine(margin, .dim), rest: StyledLine(spaces: margin.count))
  }
}
