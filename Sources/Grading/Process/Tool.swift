/// Runs a tool of ours (a compiler, an interpreter asked about itself) and takes what it prints.
enum Tool {
  static func run(
    _ executable: String, _ arguments: [String], in directory: String, environment: [String: String],
    limits: Limits = .compiling
  ) throws(GradingProblem) -> (code: Int32, output: String, stop: Stop?) {
    do throws(LaunchFailure) {
      var child = try ChildProcess(
        Launch(
          executable: executable, arguments: arguments, environment: environment, directory: directory,
          speaksProtocol: false), limits: limits)
      do throws(Stop) {
        let ending = try child.run()
        let reason = child.reasonOfEnd(ending)
        let output = String(decoding: child.output, as: UTF8.self)
        if case .ended(let code)? = reason { return (code, output, nil) }
        return (ending.exitCode ?? -1, output, reason)
      } catch {
        _ = child.finish(kill: true)
        return (-1, String(decoding: child.output, as: UTF8.self), error)
      }
    } catch {
      throw .cannotLaunch(error)
    }
  }
}
