import Testing

@testable import Curriculum

@Suite("Mojibake")
struct MojibakeTests {
  private func repaired(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return String(
      decoding: Edits(Mojibake.edits(in: bytes)).mended(bytes, in: 0..<bytes.count), as: UTF8.self)
  }

  @Test(
    "what Windows-1252 made of UTF-8 reads as it was meant",
    arguments: [
      ("Biasâ€“Variance", "Bias–Variance"), ("cafÃ©", "café"), ("donâ€™t", "don’t"), ("Ã¼ber", "über"),
      ("10Â°", "10°"), ("ðŸ˜€!", "😀!"), ("â†’ x", "→ x"),
    ])
  func repairs(damaged: String, meant: String) {
    #expect(repaired(damaged) == meant)
  }

  @Test(
    "what is right stays as it is",
    arguments: [
      "café", "über", "Âme", "NÃO", "CAFÉ\u{A0}!", "«CAFÉ»", "Bias–Variance", "â", "Ã", "日本語", "😀", "",
    ])
  func keeps(text: String) {
    #expect(repaired(text) == text)
  }
}
