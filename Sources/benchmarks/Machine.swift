import Foundation

/// What the figures were measured on: they mean little without it.
struct Machine: Encodable {
  var processor: String
  var cores: Int
  var memoryGigabytes: Double
  var system: String
  /// Load average over the last minute, before the first figure: much of it, and the figures say little.
  var load: Double

  static var this: Machine {
    let process = ProcessInfo.processInfo
    var load = 0.0
    getloadavg(&load, 1)
    let processor = text("/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }
    let system = text("/etc/os-release").split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
    return Machine(
      processor: processor.map { $0.drop { $0 != ":" }.dropFirst(2).description } ?? "unknown",
      cores: process.activeProcessorCount,
      memoryGigabytes: (Double(process.physicalMemory) / 1e8).rounded() / 10,
      system: system.map { $0.dropFirst(13).dropLast().description } ?? process.operatingSystemVersionString,
      load: (load * 100).rounded() / 100)
  }

  private static func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  private enum CodingKeys: String, CodingKey {
    case processor, cores, system, load
    case memoryGigabytes = "memory_gigabytes"
  }
}
