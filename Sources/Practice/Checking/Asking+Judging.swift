extension Asking {
  /// Reads what was typed on one line as an answer to this. An empty line asks to see the answer.
  package func response(to line: String) throws(UnreadableResponse) -> Response {
    .recalled
  }

  /// Compares a response with the answer.
  package func judge(_ response: Response) -> Judgement {
    Judgement(verdict: .unjudged, detail: .none, expected: "")
  }
}
