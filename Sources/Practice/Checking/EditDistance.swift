/// Damerau's distance (insertions, deletions, substitutions, swaps of neighbours), or nil where it is above `limit`.
/// Time and memory grow with the shorter text times the limit at most.
func editDistance(_ a: String, _ b: String, limit: Int) -> Int? {
  let a = Array(a.unicodeScalars)
  let b = Array(b.unicodeScalars)
  guard abs(a.count - b.count) <= limit else { return nil }
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }

  // Three rows of the usual table: the one being filled, the last, and the one before that for swaps.
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  var row = last
  for i in 1...a.count {
    row[0] = i
    // Cells further than the limit from the diagonal can't lie on a path within it.
    let from = max(1, i - limit)
    let to = min(b.count, i + limit)
    if from > 1 { row[from - 1] = limit + 1 }
    var least = row[0]
    for j in from...to {
      let substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      let deletion = j == i + limit ? limit + 1 : last[j] + 1
      var best = min(substitution, deletion, row[j - 1] + 1)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, beforeLast[j - 2] + 1) }
      row[j] = best
      least = min(least, best)
    }
    if from > 1, least > limit { return nil }
    swap(&beforeLast, &last)
    swap(&last, &row)
  }
  return last[b.count] <= limit ? last[b.count] : nil
}
