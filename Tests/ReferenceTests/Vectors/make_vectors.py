"""Writes the vectors beside this file: values and gradients by PyTorch in float64, for the layers of Reference.

    python3 make_vectors.py        (needs torch; made with 2.15.0, any version gives the same to 1e-12)

Each case holds the inputs, the cotangents of the outputs, the outputs and the gradients, in the order of the layer's
names. Python prints a float with as many digits as it takes to read the same float back (17 at most).
"""
import json
import pathlib
import zlib

import torch

torch.set_default_dtype(torch.float64)


def rnn_cell(x, h_prev, Wx, Wh, b):
    """torch.nn.RNNCell keeps its weights transposed and has two biases, of which one is enough."""
    cell = torch.nn.RNNCell(x.shape[-1], h_prev.shape[-1])
    weights = {"weight_ih": Wx.T, "weight_hh": Wh.T, "bias_ih": b, "bias_hh": torch.zeros_like(b)}
    return torch.func.functional_call(cell, weights, (x, h_prev))


def rnn(x, h0, Wx, Wh, b):
    layer = torch.nn.RNN(x.shape[-1], h0.shape[-1])
    weights = {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b, "bias_hh_l0": torch.zeros_like(b)}
    return torch.func.functional_call(layer, weights, (x, h0[None]))[0]


def dense(x, W, b):
    return torch.nn.functional.linear(x, W.T, b)


def cross_entropy(logits, targets, mask):
    ignored = torch.where(mask > 0, targets, -100.0).long()
    return torch.nn.functional.cross_entropy(logits, ignored, ignore_index=-100)


def random(generator, *shape, scale=1.0):
    return scale * torch.randn(*shape, generator=generator)


def rnn_inputs(generator, lead, B, D, H, scale=1.0, h0=1.0):
    return [
        random(generator, *lead, B, D, scale=scale),
        random(generator, B, H, scale=h0),
        random(generator, D, H, scale=D**-0.5),
        random(generator, H, H, scale=H**-0.5),
        random(generator, H, scale=0.5),
    ]


def sizes(**named):
    return " ".join(f"{name}={value}" for name, value in named.items())


STEP = [
    dict(B=1, D=1, H=1), dict(B=3, D=5, H=2), dict(B=1, D=4, H=3), dict(B=4, D=1, H=7), dict(B=2, D=3, H=1),
    dict(B=3, D=4, H=5, scale=6.0), dict(B=2, D=3, H=4, scale=300.0), dict(B=2, D=3, H=4, h0=0.0),
]
SEQUENCE = [
    dict(T=1, B=1, D=1, H=1), dict(T=1, B=3, D=2, H=4), dict(T=6, B=1, D=3, H=2), dict(T=5, B=2, D=7, H=3),
    dict(T=9, B=3, D=1, H=5), dict(T=4, B=3, D=5, H=1), dict(T=5, B=2, D=3, H=4, scale=6.0),
    dict(T=3, B=2, D=3, H=4, scale=300.0), dict(T=4, B=2, D=3, H=3, h0=0.0),
]


def step_cases(generator):
    for size in STEP:
        yield sizes(**size), rnn_cell, rnn_inputs(generator, [], **size), range(5)


def sequence_cases(generator):
    for size in SEQUENCE:
        rest = {name: value for name, value in size.items() if name != "T"}
        yield sizes(**size), rnn, rnn_inputs(generator, [size["T"]], **rest), range(5)


def dense_cases(generator):
    for N, D, M in [(1, 1, 1), (3, 5, 2), (1, 4, 3), (7, 1, 4), (4, 3, 1)]:
        inputs = [random(generator, N, D), random(generator, D, M), random(generator, M)]
        yield sizes(N=N, D=D, M=M), dense, inputs, range(3)


def cross_entropy_cases(generator):
    for N, V, masked, scale in [
        (1, 1, 0, 1), (1, 5, 0, 1), (4, 3, 0, 1), (6, 7, 2, 1), (5, 2, 4, 1), (4, 6, 1, 50), (3, 4, 0, 1e4)
    ]:
        targets = torch.randint(V, (N,), generator=generator).double()
        mask = torch.ones(N)
        mask[torch.randperm(N, generator=generator)[:masked]] = 0
        inputs = [random(generator, N, V, scale=scale), targets, mask]
        yield sizes(N=N, V=V, masked=masked, scale=scale), cross_entropy, inputs, [0]


LAYERS = {
    "dense": dense_cases, "softmax-cross-entropy": cross_entropy_cases,
    "rnn.step": step_cases, "rnn.sequence": sequence_cases,
}


def tensor(values):
    return {"shape": list(values.shape), "scalars": values.detach().flatten().tolist()}


def main():
    for layer, cases in LAYERS.items():
        # A seed of its own for each layer, so that a new one leaves the others as they are.
        generator = torch.Generator().manual_seed(zlib.crc32(layer.encode()))
        lines = []
        for name, function, inputs, differentiable in cases(generator):
            for index in differentiable:
                inputs[index].requires_grad_()
            output = function(*inputs)
            cotangent = torch.randn(output.shape, generator=generator)
            gradients = torch.autograd.grad(output, [inputs[index] for index in differentiable], cotangent)
            lines.append(json.dumps({
                "name": name,
                "inputs": [tensor(value) for value in inputs],
                "cotangents": [tensor(cotangent)],
                "outputs": [tensor(output)],
                "gradients": [tensor(value) for value in gradients],
            }))
        path = pathlib.Path(__file__).with_name(f"{layer}.json")
        path.write_text('{"torch": "' + torch.__version__ + '", "cases": [\n' + ",\n".join(lines) + "\n]}\n")


if __name__ == "__main__":
    main()
