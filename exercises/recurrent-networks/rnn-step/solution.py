import numpy as np


def rnn_step_forward(x, h_prev, Wx, Wh, b):
    """One step: x [B, D], h_prev [B, H], Wx [D, H], Wh [H, H], b [H] -> h [B, H], cache."""
    h = np.tanh(x @ Wx + h_prev @ Wh + b)
    return h, (x, h_prev, Wx, Wh, h)


def rnn_step_backward(dh, cache):
    """The way back: dh [B, H] -> dx [B, D], dh_prev [B, H], dWx [D, H], dWh [H, H], db [H]."""
    x, h_prev, Wx, Wh, h = cache

    # h = tanh(a), and tanh' = 1 - tanh².
    da = dh * (1 - h**2)

    # a = x Wx + h_prev Wh + b
    dx = da @ Wx.T
    dWx = x.T @ da
    dh_prev = da @ Wh.T
    dWh = h_prev.T @ da
    db = da.sum(axis=0)
    return dx, dh_prev, dWx, dWh, db
