extension String {
  /// The text with everything taken out that could steer a terminal or deceive its reader.
  ///
  /// Control characters and escape sequences become their pictures (`␛`), what reorders or hides text (bidirectional
  /// controls, tag characters) becomes U+FFFD, tabs and line breaks become spaces. Characters that by definition
  /// show nothing (zero-width space, word joiner, byte order mark) go. Joiners and variation selectors stay where
  /// they have something to act on, as scripts and emoji need them.
  package var sanitisedForTerminal: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    if unicodeScalars.allSatisfy({ !Self.needsSanitising($0) }) { return self }
    var safe = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in unicodeScalars {
      switch Self.standIn(for: scalar, after: safe.last ?? " ") {
      case .itself: safe.append(scalar)
      case .text(let text):
        if !isAfterReturn || scalar != "\n" { safe.append(contentsOf: text.unicodeScalars) }
      }
      isAfterReturn = scalar == "\r"
    }
    return String(safe)
  }

  private enum StandIn {
    case itself
    case text(String)
  }

  private static func needsSanitising(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x600, 0x3041...0xD7FF:
      scalar.value == 0x34F || scalar.value == 0x3164
    case 0xFE00...0xFE0F, 0x115F, 0x1160, 0xFFA0, 0xE0000...0xE0FFF: true
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
      default: false
      }
    }
  }

  private static func standIn(for scalar: Unicode.Scalar, after previous: Unicode.Scalar) -> StandIn {
    guard needsSanitising(scalar) else { return .itself }
    switch scalar.value {
    case 0x09: return .text("    ")
    case 0x0A, 0x0D, 0x2028, 0x2029: return .text(" ")
    case 0x00..<0x20:
      return Unicode.Scalar(0x2400 + scalar.value).map { .text(String($0)) } ?? .text("\u{FFFD}")
    case 0x7F: return .text("␡")
    case 0xAD: return .text("-")
    case 0x200B, 0x2060...0x2064, 0xFEFF, 0x34F: return .text("")
    // Signs that enclose numbers, and are seen.
    case 0x600...0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD: return .itself
    case 0x200C, 0x200D, 0xFE00...0xFE0F, 0xE0100...0xE01EF:
      return previous.value > 0x7F && previous != "\u{FFFD}" && !isInvisible(previous)
        || previous.properties.isEmoji
        ? .itself : .text("\u{FFFD}")
    case 0xE0020...0xE007F where previous.value == 0x1F3F4 || (0xE0020...0xE007E).contains(previous.value):
      return .itself  // the flags of England, Scotland and Wales
    default: return .text("\u{FFFD}")
    }
  }

  /// Joiners may follow a variation selector (❤️‍🔥), but not each other.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    needsSanitising(scalar) && scalar.value != 0xFE0F
  }
}
