/// TeX as readable Unicode text.
package enum MathText {
  /// A formula on one line, or nil for what cannot be shown so (show its TeX then).
  package static func render(tex: String) -> String? { nil }

  /// A formula laid out over as many lines as it needs, none wider than `width`; nil as for `render`.
  package static func lines(tex: String, width: Int) -> [String]? { nil }
}
