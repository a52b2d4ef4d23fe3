import Tensors

extension Wire.Call {
  /// The whole message, length included.
  package func message() -> [UInt8] {
    var body = Wire.Writer()
    body.write(text: function)
    body.write(cache)
    body.write(keep)
    body.write(UInt64(arguments.count))
    for tensor in arguments { body.write(Wire.Value(tensor)) }
    return body.message()
  }

  package init?(body: [UInt8]) {
    var reader = Wire.Reader(body)
    guard let function = reader.text(), let cache = reader.word(), let keep = reader.word(),
      let values = reader.values()
    else { return nil }
    self.init(function: function, cache: cache, keep: keep, arguments: values.map(\.tensor))
  }
}

extension Wire.Reply {
  package func message() -> [UInt8] {
    var body = Wire.Writer()
    switch self {
    case .results(let values, let changed):
      body.write(0)
      body.write(UInt64(values.count))
      for value in values { body.write(value) }
      body.write(UInt64(changed.count))
      for index in changed { body.write(UInt64(index)) }
    case .notImplemented(let message): body.write(status: 1, message, place: "")
    case .raised(let message, let place): body.write(status: 2, message, place: place)
    case .missing(let message): body.write(status: 3, message, place: "")
    case .notLoaded(let message, let place): body.write(status: 4, message, place: place)
    }
    return body.message()
  }

  /// Nil for a body that keeps not to the format, whatever its bytes.
  package init?(body: [UInt8]) {
    var reader = Wire.Reader(body)
    guard let status = reader.word() else { return nil }
    if status == 0 {
      guard let values = reader.values(), let count = reader.count(ofSize: 8) else { return nil }
      var changed: [Int] = []
      for _ in 0..<count {
        guard let index = reader.word(), index < 1 << 16 else { return nil }
        changed.append(Int(index))
      }
      guard reader.isAtEnd else { return nil }
      self = .results(values, changedArguments: changed)
      return
    }
    guard let message = reader.text(), let place = reader.text(), reader.isAtEnd else { return nil }
    switch status {
    case 1: self = .notImplemented(message)
    case 2: self = .raised(message, place: place)
    case 3: self = .missing(message)
    case 4: self = .notLoaded(message, place: place)
    default: return nil
    }
  }
}

extension Wire {
  struct Writer {
    private var bytes = [UInt8](repeating: 0, count: 8)

    mutating func write(_ word: UInt64) {
      withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(text: String) {
      let utf8 = Array(text.utf8)
      write(UInt64(utf8.count))
      bytes += utf8
      bytes += [UInt8](repeating: 0, count: (8 - utf8.count % 8) % 8)
    }

    mutating func write(_ value: Value) {
      write(value.element.rawValue)
      write(UInt64(value.tensor.shape.count))
      for size in value.tensor.shape { write(UInt64(size)) }
      #if _endian(little)
        value.tensor.scalars.withUnsafeBytes { bytes.append(contentsOf: $0) }
      #else
        for scalar in value.tensor.scalars { write(scalar.bitPattern) }
      #endif
    }

    mutating func write(status: UInt64, _ message: String, place: String) {
      write(status)
      write(text: message)
      write(text: place)
    }

    consuming func message() -> [UInt8] {
      let length = UInt64(bytes.count - 8)
      for i in 0..<8 { bytes[i] = UInt8(truncatingIfNeeded: length >> (8 * UInt64(i))) }
      return bytes
    }
  }

  /// Reads what may have been written by anybody: every count is held against the bytes that are there.
  struct Reader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func word() -> UInt64? {
      guard bytes.count - position >= 8 else { return nil }
      defer { position += 8 }
      return bytes.withUnsafeBytes {
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      }
    }

    /// A count of things that take at least `size` bytes each.
    mutating func count(ofSize size: Int) -> Int? {
      guard let count = word(), count <= UInt64((bytes.count - position) / size) else { return nil }
      return Int(count)
    }

    mutating func text() -> String? {
      guard let count = count(ofSize: 1) else { return nil }
      let padded = (count + 7) / 8 * 8
      guard padded <= bytes.count - position else { return nil }
      defer { position += padded }
      return String(decoding: bytes[position..<position + count], as: UTF8.self)
    }

    mutating func values() -> [Value]? {
      guard let count = count(ofSize: 16) else { return nil }
      var values: [Value] = []
      for _ in 0..<count {
        guard let value = value() else { return nil }
        values.append(value)
      }
      return values
    }

    private mutating func value() -> Value? {
      guard let element = word().flatMap(Element.init), let rank = count(ofSize: 8), rank <= 32 else {
        return nil
      }
      var shape: [Int] = []
      var size = 1
      for _ in 0..<rank {
        guard let axis = word(), axis < 1 << 40 else { return nil }
        let (product, overflow) = size.multipliedReportingOverflow(by: Int(axis))
        guard !overflow else { return nil }
        size = product
        shape.append(Int(axis))
      }
      guard size <= (bytes.count - position) / 8 else { return nil }
      let start = position
      let scalars = [Double](unsafeUninitializedCapacity: size) { buffer, initialized in
        bytes.withUnsafeBytes { raw in
          for i in 0..<size {
            let bits = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start + 8 * i, as: UInt64.self))
            buffer.initializeElement(at: i, to: Double(bitPattern: bits))
          }
        }
        initialized = size
      }
      position += 8 * size
      return Value(Tensor(shape: shape, scalars: scalars), element: element)
    }
  }
}
