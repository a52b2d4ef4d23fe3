import Glibc
import Tensors
import Testing

@testable import Reference

@Suite("The vanilla RNN")
struct RNNTests {
  typealias Gradients = (dx: Tensor, dh0: Tensor, dWx: Tensor, dWh: Tensor, db: Tensor)

  @Test("agrees with loops that read as the formulas do", arguments: 0...6 as ClosedRange<UInt64>)
  func loops(seed: UInt64) {
    let inputs = Probes.inputs(of: "rnn.sequence", seed: seed)
    let parameters = RNN.Parameters(wx: inputs[2], wh: inputs[3], b: inputs[4])
    let (h, cache) = RNN.forward(x: inputs[0], h0: inputs[1], parameters: parameters)
    let naive = naiveForward(x: inputs[0], h0: inputs[1], parameters)
    #expect(relativeError(h, naive) <= 1e-13)

    let dh = Probes.cotangents(of: [h], seed: seed)[0]
    let fast = RNN.backward(dh: dh, cache: cache)
    let slow = naiveBackward(dh: dh, x: inputs[0], h0: inputs[1], parameters, h: naive)
    #expect(
      relativeError(
        [fast.dx, fast.dh0, fast.dWx, fast.dWh, fast.db], [slow.dx, slow.dh0, slow.dWx, slow.dWh, slow.db])
        <= 1e-12)
  }

  @Test("over a sequence is its step, repeated, there and back", arguments: 0...6 as ClosedRange<UInt64>)
  func steps(seed: UInt64) {
    let inputs = Probes.inputs(of: "rnn.sequence", seed: seed)
    let x = inputs[0]
    let parameters = RNN.Parameters(wx: inputs[2], wh: inputs[3], b: inputs[4])
    let (h, cache) = RNN.forward(x: x, h0: inputs[1], parameters: parameters)
    let dh = Probes.cotangents(of: [h], seed: seed)[0]
    let gradients = RNN.backward(dh: dh, cache: cache)

    var state = inputs[1]
    var caches: [RNN.StepCache] = []
    for t in 0..<x.shape[0] {
      let step = RNN.stepForward(x: x[row: t], hPrev: state, parameters: parameters)
      state = step.h
      caches.append(step.cache)
      #expect(relativeError(h[row: t], state) <= 1e-13)
    }
    var carry = Tensor(zeros: state.shape)
    var dWh = Tensor(zeros: parameters.wh.shape)
    for t in (0..<x.shape[0]).reversed() {
      let step = RNN.stepBackward(dh: dh[row: t] + carry, cache: caches[t])
      carry = step.dhPrev
      dWh += step.dWh
      #expect(relativeError(gradients.dx[row: t], step.dx) <= 1e-12)
    }
    #expect(relativeError(gradients.dh0, carry) <= 1e-12)
    #expect(relativeError(gradients.dWh, dWh) <= 1e-12)
  }

  @Test("passes nothing through states that are saturated, and stays finite")
  func saturation() {
    let parameters = RNN.Parameters(wx: [[1e200]], wh: [[1e200]], b: [0])
    let (h, cache) = RNN.forward(x: [[[1]], [[-1]]], h0: [[1]], parameters: parameters)
    #expect(h == [[[1]], [[0]]])
    let gradients = RNN.backward(dh: Tensor(ones: [2, 1, 1]), cache: cache)
    #expect(gradients.dx == [[[0]], [[1e200]]])
    #expect(gradients.dh0 == [[0]])
    #expect(gradients.dWx == [[-1]])
    #expect(gradients.dWh == [[1]])
    #expect(gradients.db == [1])
  }

  @Test("of no steps returns the way it came")
  func empty() {
    let parameters = RNN.Parameters(
      wx: Tensor(ones: [2, 3]), wh: Tensor(ones: [3, 3]), b: Tensor(ones: [3]))
    let (h, cache) = RNN.forward(
      x: Tensor(zeros: [0, 4, 2]), h0: Tensor(ones: [4, 3]), parameters: parameters)
    #expect(h == Tensor(zeros: [0, 4, 3]))
    let gradients = RNN.backward(dh: h, cache: cache)
    #expect(gradients.dx == Tensor(zeros: [0, 4, 2]))
    #expect(gradients.dh0 == Tensor(zeros: [4, 3]))
    #expect(gradients.dWx == Tensor(zeros: [2, 3]))
    #expect(gradients.dWh == Tensor(zeros: [3, 3]))
    #expect(gradients.db == Tensor(zeros: [3]))
  }

  @Test("names the argument whose shape is wrong")
  func shapes() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let parameters = RNN.Parameters(
        wx: Tensor(zeros: [2, 3]), wh: Tensor(zeros: [3, 4]), b: Tensor(zeros: [3]))
      _ = RNN.stepForward(x: Tensor(zeros: [5, 2]), hPrev: Tensor(zeros: [5, 3]), parameters: parameters)
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("Tensors: rnn.step: Wh has shape [3, 4]: Wh must have shape [3, 3]\n"))
  }

  private func naiveForward(x: Tensor, h0: Tensor, _ parameters: RNN.Parameters) -> Tensor {
    let (steps, batch, inputs, hidden) = (x.shape[0], x.shape[1], x.shape[2], h0.shape[1])
    var h = Tensor(zeros: [steps, batch, hidden])
    for t in 0..<steps {
      for i in 0..<batch {
        for j in 0..<hidden {
          var a = parameters.b[j]
          for k in 0..<inputs { a += x[t, i, k] * parameters.wx[k, j] }
          for k in 0..<hidden { a += (t > 0 ? h[t - 1, i, k] : h0[i, k]) * parameters.wh[k, j] }
          h[t, i, j] = tanh(a)
        }
      }
    }
    return h
  }

  private func naiveBackward(
    dh: Tensor, x: Tensor, h0: Tensor, _ parameters: RNN.Parameters, h: Tensor
  ) -> Gradients {
    let (steps, batch, inputs, hidden) = (x.shape[0], x.shape[1], x.shape[2], h0.shape[1])
    var gradients = (
      dx: Tensor(zeros: x.shape), dh0: Tensor(zeros: h0.shape), dWx: Tensor(zeros: parameters.wx.shape),
      dWh: Tensor(zeros: parameters.wh.shape), db: Tensor(zeros: parameters.b.shape)
    )
    var arriving = dh
    for t in (0..<steps).reversed() {
      for i in 0..<batch {
        for j in 0..<hidden {
          let da = arriving[t, i, j] * (1 - h[t, i, j] * h[t, i, j])
          gradients.db[j] += da
          for k in 0..<inputs {
            gradients.dWx[k, j] += x[t, i, k] * da
            gradients.dx[t, i, k] += parameters.wx[k, j] * da
          }
          for k in 0..<hidden {
            if t > 0 {
              gradients.dWh[k, j] += h[t - 1, i, k] * da
              arriving[t - 1, i, k] += parameters.wh[k, j] * da
            } else {
              gradients.dWh[k, j] += h0[i, k] * da
              gradients.dh0[i, k] += parameters.wh[k, j] * da
            }
          }
        }
      }
    }
    return gradients
  }
}
