import ArgumentParser

@main
struct Unroll: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unroll", abstract: "Interview preparation for deep learning on sequences.", version: "0.1.0")
}
