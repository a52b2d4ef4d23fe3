#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The memory of one of cmark's trees. cmark asks for it in hundreds of thousands of small pieces, which stand here
/// side by side and go all at once.
///
/// cmark's allocator gets no context, so an arena serves the parse that its thread is in.
struct CmarkArena: ~Copyable {
  private let state: UnsafeMutablePointer<State>

  init(forTextOf count: Int) {
    state = .allocate(capacity: 1)
    state.initialize(to: State(forTextOf: count))
  }

  deinit {
    state.pointee.deallocateAll()
    state.deallocate()
  }

  /// What cmark allocates in the body lives as long as the arena.
  func serve<Result>(_ body: () -> Result) -> Result {
    pthread_setspecific(Self.key, state)
    defer { pthread_setspecific(Self.key, nil) }
    return body()
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  private static var current: UnsafeMutablePointer<State>? {
    pthread_getspecific(key)?.assumingMemoryBound(to: State.self)
  }

  // What an allocator of C's is made of, for the arena that serves this thread.

  static func allocate(_ count: Int, _ size: Int) -> UnsafeMutableRawPointer? {
    guard let piece = current?.pointee.allocate(count * size) else { return nil }
    return memset(piece, 0, count * size)
  }

  static func reallocate(_ piece: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer? {
    current?.pointee.reallocate(piece, size)
  }

  static func deallocate(_ piece: UnsafeMutableRawPointer?) {
    if let piece { current?.pointee.deallocate(piece) }
  }
}

extension CmarkArena {
  /// Chunks that begin with the address of the one before and their size; in them pieces behind their sizes. Small
  /// pieces that cmark gives back are handed out again.
  private struct State {
    private static let word = MemoryLayout<Int>.size
    private static let header = 2 * word
    private static let largestReused = 1024
    private static let hugePage = 1 << 21

    private let chunkSize: Int
    private var chunk: UnsafeMutableRawPointer?
    private var next: UnsafeMutableRawPointer?
    private var room = 0
    /// The first free piece of each size in words; it begins with the address of the next.
    private let free: UnsafeMutablePointer<UnsafeMutableRawPointer?>

    init(forTextOf count: Int) {
      chunkSize =
        switch count {
        case ..<(1 << 10): 1 << 13
        case ..<(1 << 20): SpareChunks.size
        default: 4 * Self.hugePage
        }
      let sizes = Self.largestReused / Self.word + 1
      free = .allocate(capacity: sizes)
      free.initialize(repeating: nil, count: sizes)
    }

    mutating func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
      let size = max(Self.roundedUp(size), Self.word)
      if size <= Self.largestReused, let piece = free[size / Self.word] {
        free[size / Self.word] = piece.load(as: UnsafeMutableRawPointer?.self)
        return piece
      }
      if size + Self.word > room { addChunk(size + Self.word) }
      guard let start = next else { return nil }
      start.storeBytes(of: size, as: Int.self)
      next = start + Self.word + size
      room -= Self.word + size
      return start + Self.word
    }

    /// The last piece grows where it stands.
    mutating func reallocate(_ piece: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer? {
      guard let piece else { return allocate(size) }
      let oldSize = Self.size(of: piece)
      let growth = Self.roundedUp(size) - oldSize
      if growth <= 0 { return piece }
      if piece + oldSize == next, growth <= room {
        (piece - Self.word).storeBytes(of: oldSize + growth, as: Int.self)
        next = piece + oldSize + growth
        room -= growth
        return piece
      }
      guard let copy = allocate(size) else { return nil }
      copy.copyMemory(from: piece, byteCount: oldSize)
      deallocate(piece)
      return copy
    }

    func deallocate(_ piece: UnsafeMutableRawPointer) {
      let size = Self.size(of: piece)
      guard size <= Self.largestReused else { return }
      piece.storeBytes(of: free[size / Self.word], as: UnsafeMutableRawPointer?.self)
      free[size / Self.word] = piece
    }

    private static func roundedUp(_ size: Int) -> Int { (size + word - 1) & ~(word - 1) }

    private static func size(of piece: UnsafeMutableRawPointer) -> Int { (piece - word).load(as: Int.self) }

    private mutating func addChunk(_ size: Int) {
      let capacity = max(chunkSize, Self.header + size)
      let added =
        capacity == SpareChunks.size ? SpareChunks.take() ?? Self.fresh(capacity) : Self.fresh(capacity)
      added.storeBytes(of: chunk, as: UnsafeMutableRawPointer?.self)
      added.storeBytes(of: capacity, toByteOffset: Self.word, as: Int.self)
      chunk = added
      next = added + Self.header
      room = capacity - Self.header
    }

    /// The kernel gives memory page by page as it is first touched: for large texts in large pages.
    private static func fresh(_ capacity: Int) -> UnsafeMutableRawPointer {
      guard capacity >= hugePage else { return .allocate(byteCount: capacity, alignment: word) }
      let chunk = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: hugePage)
      #if canImport(Glibc)
        madvise(chunk, capacity, MADV_HUGEPAGE)
      #endif
      return chunk
    }

    func deallocateAll() {
      var last = chunk
      while let chunk = last {
        last = chunk.load(as: UnsafeMutableRawPointer?.self)
        let size = chunk.load(fromByteOffset: Self.word, as: Int.self)
        if size != SpareChunks.size || !SpareChunks.keep(chunk) { chunk.deallocate() }
      }
      free.deallocate()
    }
  }
}
