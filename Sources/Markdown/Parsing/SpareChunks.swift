#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Chunks of memory that one parse leaves to the next of its thread: memory that was used before has its pages
/// already. Each begins with the address of the next.
enum SpareChunks {
  static let size = 1 << 18
  private static let maximumCount = 8

  static func take() -> UnsafeMutableRawPointer? {
    guard let first else { return nil }
    pthread_setspecific(key, next(after: first))
    return first
  }

  /// Whether there was room for it.
  static func keep(_ chunk: UnsafeMutableRawPointer) -> Bool {
    var count = 0
    var kept = first
    while let chunk = kept {
      count += 1
      kept = next(after: chunk)
    }
    guard count < maximumCount else { return false }
    chunk.storeBytes(of: first, as: UnsafeMutableRawPointer?.self)
    pthread_setspecific(key, chunk)
    return true
  }

  private static var first: UnsafeMutableRawPointer? { pthread_getspecific(key) }

  private static func next(after chunk: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    chunk.load(as: UnsafeMutableRawPointer?.self)
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { chunk in
      var last: UnsafeMutableRawPointer? = chunk
      while let chunk = last {
        last = next(after: chunk)
        chunk.deallocate()
      }
    }
    return key
  }()
}
