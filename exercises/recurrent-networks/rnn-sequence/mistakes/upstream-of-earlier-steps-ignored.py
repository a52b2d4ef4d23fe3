import numpy as np


def rnn_forward(x, h0, Wx, Wh, b):
    """All steps: x [T, B, D], h0 [B, H], Wx [D, H], Wh [H, H], b [H] -> h [T, B, H], cache."""
    T, B, _ = x.shape
    h = np.zeros((T, B, Wh.shape[0]))
    h_prev = h0
    for t in range(T):
        h[t] = np.tanh(x[t] @ Wx + h_prev @ Wh + b)
        h_prev = h[t]
    return h, (x, h0, Wx, Wh, h)


def rnn_backward(dh, cache):
    """Through time: dh [T, B, H] -> dx [T, B, D], dh0 [B, H], dWx [D, H], dWh [H, H], db [H]."""
    x, h0, Wx, Wh, h = cache
    dx = np.zeros_like(x)
    dWx = np.zeros_like(Wx)
    dWh = np.zeros_like(Wh)
    db = np.zeros(Wh.shape[0])

    carry = dh[-1]
    for t in reversed(range(x.shape[0])):
        h_prev = h[t - 1] if t > 0 else h0
        da = carry * (1 - h[t] ** 2)
        dx[t] = da @ Wx.T
        dWx += x[t].T @ da
        dWh += h_prev.T @ da
        db += da.sum(axis=0)
        carry = da @ Wh.T
    return dx, carry, dWx, dWh, db
