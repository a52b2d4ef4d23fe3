import Curriculum
import Reference
import Testing

@testable import Grading

@Suite("A declaration and its layer")
struct LayerFitTests {
  private func unit(x: [String], wx: [String], h: [String] = ["B", "H"]) -> Unit {
    let inputs = [
      Fixture.parameter("x", x), Fixture.parameter("h_prev", ["B", "H"]), Fixture.parameter("Wx", wx),
      Fixture.parameter("Wh", ["H", "H"]), Fixture.parameter("b", ["H"]),
    ]
    let exercise = Fixture.exercise(
      id: "step", reference: .layer("rnn.step"), dimensions: [],
      functions: [
        Exercise.Function(
          name: "f", inputs: inputs, outputs: [Fixture.parameter("h", h)], blocks: [:], gradientOf: nil)
      ])
    return Unit.units(of: exercise)[0]
  }

  @Test("Other letters fit; other shapes are named before the layer could stop on them")
  func shapes() throws {
    let layer = try #require(Catalogue.layers["rnn.step"])
    #expect(layer.difference(from: unit(x: ["B", "D"], wx: ["D", "H"])) == nil)
    #expect(layer.difference(from: unit(x: ["B", "In"], wx: ["In", "H"])) == nil)
    #expect(
      layer.difference(from: unit(x: ["B", "D"], wx: ["H", "D"]))
        == "its `Wx` is [D, H], the exercise declares `Wx` as [H, D]")
    #expect(
      layer.difference(from: unit(x: ["T", "B", "D"], wx: ["D", "H"]))
        == "its `x` is [B, D], the exercise declares `x` as [T, B, D]")
    #expect(
      layer.difference(from: unit(x: ["B", "D"], wx: ["D", "H"], h: ["B"]))
        == "its `h` is [B, H], the exercise declares `h` as [B]")
  }
}
