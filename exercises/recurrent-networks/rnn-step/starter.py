import numpy as np


def rnn_step_forward(x, h_prev, Wx, Wh, b):
    """One step: x [B, D], h_prev [B, H], Wx [D, H], Wh [H, H], b [H] -> h [B, H], cache."""
    raise NotImplementedError


def rnn_step_backward(dh, cache):
    """The way back: dh [B, H] -> dx [B, D], dh_prev [B, H], dWx [D, H], dWh [H, H], db [H]."""
    raise NotImplementedError
