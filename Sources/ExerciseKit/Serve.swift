import Glibc
import Tensors

/// A call of one of the learner's functions, as the generated shim sees it.
public final class Call {
  private let arguments: [Tensor]
  private let caches: Caches
  private let cacheNumber: UInt64
  private let keptNumber: UInt64

  init(_ call: Wire.Call, caches: Caches) {
    arguments = call.arguments
    cacheNumber = call.cache
    keptNumber = call.keep
    self.caches = caches
  }

  public func tensor(_ index: Int) -> Tensor { arguments[index] }

  public func scalar(_ index: Int) -> Double { arguments[index].scalars[0] }

  /// The cache that the forward returned, as the type that the backward takes.
  public func cache<Cache>() throws -> Cache {
    guard let stored = caches.values.removeValue(forKey: cacheNumber) else {
      throw Misuse(message: "the grader asked for a cache that was never kept")
    }
    guard let cache = stored as? Cache else {
      throw Misuse(
        message: "the forward returns a cache of type \(type(of: stored)), the backward takes \(Cache.self)")
    }
    return cache
  }

  public func keep(_ cache: Any) {
    if keptNumber > Wire.dropped { caches.values[keptNumber] = cache }
  }

  final class Caches {
    var values: [UInt64: Any] = [:]
  }

  struct Misuse: Error, CustomStringConvertible {
    var message: String
    var description: String { message }
  }
}

/// Answers the grader's calls until it has no more. Called by the shim that the grader generates.
public func serve(_ functions: [String: (Call) throws -> [Tensor]]) {
  let caches = Call.Caches()
  while let body = Answering.nextCall() {
    guard let call = Wire.Call(body: body) else { exit(70) }
    guard let function = functions[call.function] else {
      Answering.reply(.missing("there is no function \(call.function)"))
      continue
    }
    do {
      let results = try function(Call(call, caches: caches))
      Answering.reply(.results(results.map { Wire.Value($0) }, changedArguments: []))
    } catch {
      Answering.reply(.raised("\(error)", place: ""))
    }
  }
}

/// The two pipes.
enum Answering {
  private static let calls: Int32 = 3
  private static let replies: Int32 = 4

  static func notImplemented(_ function: String) -> Never {
    reply(.notImplemented(function))
    exit(0)
  }

  static func nextCall() -> [UInt8]? {
    guard let header = read(8) else { return nil }
    let length = header.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length < 1 << 40 else { return nil }
    return read(Int(length))
  }

  static func reply(_ reply: Wire.Reply) {
    fflush(nil)
    let message = reply.message()
    message.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = write(replies, bytes.baseAddress! + written, bytes.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { exit(0) }
        written += count
      }
    }
  }

  private static func read(_ count: Int) -> [UInt8]? {
    var filled = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while filled < count {
        let got = Glibc.read(calls, buffer.baseAddress! + filled, count - filled)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { break }
        filled += got
      }
      initialized = filled
    }
    return filled == count ? bytes : nil
  }
}
