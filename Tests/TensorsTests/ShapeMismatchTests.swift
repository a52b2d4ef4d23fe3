import Tensors
import Testing

/// Each of these stops the process; what it says is read from outside.
@Suite("A wrong shape stops the program and says what did not fit")
struct ShapeMismatchTests {
  private func said(_ result: ExitTest.Result?) throws -> String {
    String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
  }

  @Test("in an operator")
  func operators() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(zeros: [2, 3]) + Tensor(zeros: [4])
    }
    #expect(
      try said(result).contains(
        "Tensors: +: the left side has shape [2, 3], the right side has shape [4]: the shapes do not broadcast\n"
      ))
  }

  @Test("in an operator in place, which cannot grow its left side")
  func inPlace() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var x = Tensor(zeros: [3])
      x += Tensor(zeros: [2, 3])
    }
    #expect(
      try said(result).contains(
        "+=: the left side has shape [3], the right side has shape [2, 3]: the right side does not broadcast")
    )
  }

  @Test("in a product")
  func product() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = matmul(Tensor(zeros: [2, 3]), Tensor(zeros: [4, 5]))
    }
    #expect(
      try said(result).contains(
        "matmul(a, b): a has shape [2, 3], b has shape [4, 5]: the inner sizes 3 and 4 differ\n"))
  }

  @Test("in a product of stacks")
  func stacks() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = matmul(Tensor(zeros: [2, 3, 3]), Tensor(zeros: [4, 3, 3]))
    }
    #expect(
      try said(result).contains("a has shape [2, 3, 3], b has shape [4, 3, 3]: the axes before the last two"))
  }

  @Test("in a product that is added to a row")
  func rowProduct() async throws {
    let factor = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var x = Tensor(zeros: [5, 2, 3])
      x.addProduct(Tensor(zeros: [2, 4]), Tensor(zeros: [3, 4]), toRow: 0)
    }
    #expect(
      try said(factor).contains("self has shape [5, 2, 3], b has shape [3, 4]: b must have shape [4, 3]\n"))
    let left = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var x = Tensor(zeros: [5, 2, 3])
      x.addProduct(Tensor(zeros: [3, 4]), Tensor(zeros: [4, 3]), toRow: 0)
    }
    #expect(try said(left).contains("self has shape [5, 2, 3], a has shape [3, 4]: self must have the form"))
    let row = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var x = Tensor(zeros: [5, 2, 3])
      x.addProduct(ofRow: 4, Tensor(zeros: [3, 3]), toRow: 5)
    }
    #expect(try said(row).contains("x[row: 5]: x has shape [5, 2, 3]"))
  }

  @Test("at an index")
  func index() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(zeros: [2, 3])[2, 0]
    }
    #expect(
      try said(result).contains(
        "Tensors: x[2, 0]: x has shape [2, 3]: an index runs from 0 to its axis's size - 1\n"))
  }

  @Test("at an index of the wrong rank")
  func rank() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(zeros: [2, 3])[1]
    }
    #expect(try said(result).contains("Tensors: x[1]: x has shape [2, 3]: 1 index for 2 axes\n"))
  }

  @Test("in a row that is set")
  func row() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var x = Tensor(zeros: [5, 2, 3])
      x[row: 1] = Tensor(zeros: [3, 2])
    }
    #expect(
      try said(result).contains("x[row: 1] = value: x has shape [5, 2, 3], value has shape [3, 2]"))
  }

  @Test("when scalars do not fill it")
  func scalars() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var x = Tensor(zeros: [5, 2])
      x.scalars.removeLast()
    }
    #expect(
      try said(result).contains("scalars: self has shape [5, 2]: there must be 10 scalars, not 9\n"))
  }

  @Test("when it is made, reshaped, sliced, permuted or concatenated")
  func others() async throws {
    let made = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(shape: [2, 2], scalars: [1, 2, 3])
    }
    #expect(try said(made).contains("shape has shape [2, 2]: it holds 4 scalars, but 3 were given\n"))
    let reshaped = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(zeros: [2, 3]).reshaped(to: [4, -1])
    }
    #expect(try said(reshaped).contains("self has shape [2, 3], the result has shape [4, -1]"))
    let sliced = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(zeros: [2, 3]).sliced(axis: -1, 1..<4)
    }
    #expect(try said(sliced).contains("self has shape [2, 3]: the range does not lie in 0..<3\n"))
    let permuted = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(zeros: [2, 3]).permuted([0, 0])
    }
    #expect(try said(permuted).contains("permuted([0, 0]): self has shape [2, 3]"))
    let concatenation = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = concatenated([Tensor(zeros: [2, 3]), Tensor(zeros: [2, 4])])
    }
    #expect(
      try said(concatenation).contains("tensor 0 has shape [2, 3], tensor 1 has shape [2, 4]"))
  }
}
