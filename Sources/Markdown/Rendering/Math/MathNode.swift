/// A formula as TeX builds it: atoms in rows, and what combines rows.
indirect enum MathNode {
  case atom(String, MathClass)
  /// Words set as text.
  case text(String)
  /// Columns of space.
  case space(Int)
  case row([MathItem])
  case script(base: MathNode, sub: MathNode?, sup: MathNode?)
  case fraction(MathNode, MathNode)
  case root(degree: MathNode?, MathNode)
  /// A combining mark over or under each letter.
  case accent(Unicode.Scalar, MathNode)
  case fenced(left: String, MathNode, right: String)
  case grid(MathGrid)

  /// What decides about the space around it.
  var mathClass: MathClass {
    switch self {
    case .atom(_, let mathClass): mathClass
    case .row(let items): items.count == 1 ? items[0].node.mathClass : .ordinary
    case .script(let base, _, _): base.mathClass == .prefix ? .ordinary : base.mathClass
    case .fenced: .fenced
    case .fraction: .fraction
    case .text, .space, .root, .accent, .grid: .ordinary
    }
  }

  /// The node itself for a group that holds nothing else.
  var unwrapped: MathNode {
    if case .row(let items) = self, items.count == 1 { items[0].node.unwrapped } else { self }
  }
}

/// TeX's kinds of atoms, and a few of our own.
enum MathClass: Sendable {
  case ordinary, binary, relation, open, close, punctuation
  /// `tanh`, `log`: set off from its argument, but not from a bracket.
  case word
  /// `∑`, `∏`, `∫`.
  case big
  /// `∂`, `∇`: close to what follows.
  case prefix
  /// A plus or minus that joins nothing.
  case sign
  case fenced, fraction
}

struct MathItem {
  var node: MathNode
  /// Whether the author left a space before it. TeX would ignore that; we keep it between factors.
  var isSpaced: Bool
}

/// What `\begin{…}` holds.
struct MathGrid {
  enum Shape {
    /// A matrix inside its delimiters.
    case matrix(left: String, right: String)
    case cases
    /// Equations below each other, lined up at `&`.
    case aligned
  }

  var shape: Shape
  var rows: [[MathNode]]
  var alignments: [Node.Alignment] = []
}
