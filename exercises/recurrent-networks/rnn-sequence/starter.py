import numpy as np


def rnn_forward(x, h0, Wx, Wh, b):
    """All steps: x [T, B, D], h0 [B, H], Wx [D, H], Wh [H, H], b [H] -> h [T, B, H], cache."""
    raise NotImplementedError


def rnn_backward(dh, cache):
    """Through time: dh [T, B, H] -> dx [T, B, D], dh0 [B, H], dWx [D, H], dWh [H, H], db [H]."""
    raise NotImplementedError
