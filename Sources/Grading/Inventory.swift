extension Workshop {
  /// A tool that grading needs, as it was found or not.
  package struct Finding: Sendable, Equatable {
    package var name: String
    /// Where it is; or what is missing, what for, and how to install it.
    package var text: String
    package var isFine: Bool
  }

  /// What this machine has for compiling and running submissions.
  package func findings() -> [Finding] {
    [
      finding("Swift") { () throws(GradingProblem) in try Toolchain.find(self).tools },
      finding("kit") { () throws(GradingProblem) in
        guard let kitSources else { throw .noKitSources }
        return kitSources
      },
      Finding(
        name: "confinement",
        text: "a process of its own with limits on time, memory and output, but no sandbox: grade only "
          + "code that you trust",
        isFine: true),
      finding("Python") { () throws(GradingProblem) in
        "\(try PythonInterpreter.find(self).executable), with NumPy"
      },
    ]
  }

  private func finding(_ name: String, _ find: () throws(GradingProblem) -> String) -> Finding {
    do {
      return Finding(name: name, text: try find(), isFine: true)
    } catch {
      return Finding(name: name, text: error.description, isFine: false)
    }
  }
}
