import Testing

@testable import Markdown

struct MathTextTests {
  @Test(
    "formulas on one line",
    arguments: [
      // Scripts: small letters where Unicode has them all, words and the rest behind a sign.
      (#"h_t = \tanh(W_{hh} h_{t-1})"#, "hₜ = tanh(Wₕₕ hₜ₋₁)"),
      (#"h^{(t)} = f(h^{(t-1)}, x^{(t)}; \theta)"#, "h⁽ᵗ⁾ = f(h⁽ᵗ⁻¹⁾, x⁽ᵗ⁾; θ)"),
      (#"W_f^T, W_{xh}^\top, W_{\{hh\}}, b_c, L_{T-1}"#, "Wᵀ_f, Wₓₕᵀ, Wₕₕ, b_c, L_(T−1)"),
      (#"d_{model}, W_{\text{in}}, h_t^{\text{forward}}, y_{true}"#, "d_model, Wᵢₙ, hₜ^forward, y_true"),
      (#"W_{hy}h_t, y_{i,c}x, \pi_\theta(a|s), PE_{(pos, 2i)}"#, "W_hy hₜ, y_(i,c) x, π_θ(a|s), PE_(pos,2i)"),
      (#"10^{-3}, e^{i\pi}, e^{-x^2}, x'', a^*, 90^\circ"#, "10⁻³, e^(iπ), e^(−x²), x″, a*, 90°"),
      (
        #"{a+b}^2, (a+b)^2, \hat y_t, \tilde{c}_t, \bar{x}, \overline{AB}"#,
        "(a + b)², (a + b)², ŷₜ, c̃ₜ, x̄, A̅B̅"
      ),
      // Spaces: round relations and signs, not after a sign of its own, kept between factors.
      ("x=-1, y<-x+-2, W x, 2*3", "x = −1, y < −x + −2, W x, 2 * 3"),
      (
        #"\log p, 2\log_2 n, -\log(p), \exp x, \arg\max_\theta f"#,
        "log p, 2 log₂ n, −log(p), exp x, arg max_θ f"
      ),
      (#"\partial L, \Delta t, \nabla_\theta J, \nabla\log p"#, "∂L, Δt, ∇_θ J, ∇ log p"),
      (#"\{x : x \in \mathbb{R}^n\}, [0,1), f: X \to Y"#, "{x : x ∈ ℝⁿ}, [0, 1), f: X → Y"),
      (#"a \cdot b \times c \odot d \otimes e \oplus f \circ g"#, "a · b × c ⊙ d ⊗ e ⊕ f ∘ g"),
      (#"a \le b \ge c \neq d \approx e \sim f \propto g \ll h"#, "a ≤ b ≥ c ≠ d ≈ e ∼ f ∝ g ≪ h"),
      (#"x_1, \ldots, x_T, 1 + \cdots + n, \infty, \forall x"#, "x₁, …, x_T, 1 + ⋯ + n, ∞, ∀x"),
      (#"\alpha\beta\gamma\Gamma\lambda\phi\varphi\omega\Omega"#, "αβγΓλφϕωΩ"),
      // Fractions and roots.
      (
        #"\frac{\partial L}{\partial h_t}, \frac{a+b}{2c}, \frac{x}{n!}, \frac12 x"#,
        "∂L/∂hₜ, (a + b)/(2c), x/(n!), ½ x"
      ),
      (#"\frac{1}{1+e^{-x}}, \frac{f(x)}{g(x)}, \frac{dy}{dx}"#, "1/(1 + e⁻ˣ), f(x)/g(x), dy/dx"),
      (#"\frac{1}{N}\sum_{i=1}^N x_i, {a \over b}"#, "(1/N) ∑ᵢ₌₁ᴺ xᵢ, a/b"),
      (#"\frac{\frac{a}{b}}{c}, a - \frac{-1}{2}"#, "(a/b)/c, a − (−1/2)"),
      (#"\sqrt{d_k}, \sqrt{x+y}, \sqrt{12}, \sqrt[3]{x}, \sqrt[n]{2\pi}"#, "√dₖ, √(x + y), √12, ∛x, ⁿ√(2π)"),
      // Sums and their like.
      (#"\sum_{t=1}^{T} L_t, \prod_{k=t+1}^T W, \int_0^1 f(x)\,dx"#, "∑ₜ₌₁ᵀ Lₜ, ∏ₖ₌ₜ₊₁ᵀ W, ∫₀¹ f(x) dx"),
      (#"\sum_{i \in S} x_i, \lim_{n \to \infty} (1 + x)"#, "∑_(i∈S) xᵢ, lim_(n→∞) (1 + x)"),
      (
        #"\mathbb{E}_{x \sim p}[\log p(x)], \mathcal{L}, \mathbb{1}[x > 0]"#, "𝔼_(x∼p)[log p(x)], ℒ, 𝟙[x > 0]"
      ),
      // Delimiters, text, fonts.
      (#"\left(\frac{QK^\top}{\sqrt{d_k}}\right) V, \|x\|_2, \lVert W \rVert_F"#, "(QKᵀ/√dₖ) V, ‖x‖₂, ‖W‖_F"),
      (
        #"\text{softmax}(QK^T), P(A \mid B), \operatorname{diag}(v), \left. f \right|_{x=0}"#,
        "softmax(QKᵀ), P(A | B), diag(v), f|ₓ₌₀"
      ),
      (
        #"\text{fan\_in} = 3 \text{ where } x > 0, \text{if $x_t$ is odd}"#,
        "fan_in = 3 where x > 0, if xₜ is odd"
      ),
      (#"\mathbf{W}x, \mathrm{ReLU}(z), \boldsymbol\theta, 50\%, a \quad b"#, "Wx, ReLU(z), θ, 50%, a  b"),
      (
        #"\underbrace{a+b}_{n}, \overset{?}{=}, \binom{n}{k}, a \equiv b \pmod{n}"#,
        "(a + b)ₙ, =^?, (n choose k), a ≡ b (mod n)"
      ),
      (#"x = 1 \tag{3} \label{eq:x}, \displaystyle y, \big( z \big)"#, "x = 1, y, (z)"),
      // Grids on one line.
      (#"\begin{bmatrix} a & b \\ c & d \end{bmatrix}"#, "[a b; c d]"),
      (#"\begin{pmatrix} a+b \\ c \end{pmatrix}^T"#, "(a + b; c)ᵀ"),
      (#"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}"#, "{x x > 0; 0 otherwise}"),
      (#"\begin{aligned} a &= b \\ c &= d \end{aligned}"#, "a = b; c = d"),
      // What is Unicode already.
      ("hₜ = σ(W·x) → ŷ ≤ 1, 隠れ", "hₜ = σ(W · x) → ŷ ≤ 1, 隠れ"),
    ])
  func oneLine(tex: String, text: String) {
    #expect(MathText.render(tex: tex) == text)
  }

  @Test(
    "what cannot be shown is left as TeX",
    arguments: [
      "", " ", #"\unknown{x}"#, #"\frac{a}{b"#, #"\frac{a}"#, "x^2^3", "a}", "{a", "x_", #"\left( a"#,
      #"a \right)"#,
      #"\begin{matrix} a"#, #"\begin{tikzpicture}\end{tikzpicture}"#, #"\begin{matrix}a\end{cases}"#, #"\"#,
      #"\text{a"#,
      #"\newcommand{\x}{y}"#, #"\text{\large x}"#, #"\sqrt[3"#, #"\mathbb"#,
    ])
  func leftAsTeX(tex: String) {
    #expect(MathText.render(tex: tex) == nil)
    #expect(MathText.lines(tex: tex, width: 40) == nil)
  }

  @Test("nesting and length without end cost neither the stack nor time")
  func hostile() {
    let opened = String(repeating: "{", count: 200_000)
    #expect(MathText.render(tex: opened) == nil)
    #expect(MathText.render(tex: opened + "x" + String(repeating: "}", count: 200_000)) == nil)
    for command in [#"\frac"#, #"\hat"#, #"\left("#, #"\sqrt"#, "x^", #"\begin{matrix}"#, #"\text{$"#] {
      #expect(MathText.render(tex: String(repeating: command, count: 50_000)) == nil)
    }
    let long = String(repeating: "x_1 + ", count: 20_000) + "x_1"
    #expect(MathText.render(tex: long)?.count == 20_000 * 5 + 2)
  }

  private func display(_ tex: String, _ width: Int = 60) -> String {
    (MathText.lines(tex: tex, width: width) ?? ["TeX"]).joined(separator: "\n")
  }

  @Test("fractions, brackets, limits and matrices stand in two dimensions on lines of their own")
  func twoDimensions() {
    #expect(
      display(
        #"""
        \frac{\partial L}{\partial h_t}
        =
        \frac{\partial L}{\partial h_T} \prod_{k=t+1}^{T} \left(W_{hh}^T \cdot \phi'(a_k)\right)
        """#) == """
          ∂L     ∂L
          ─── = ──── ∏ₖ₌ₜ₊₁ᵀ (Wₕₕᵀ · φ′(aₖ))
          ∂hₜ   ∂h_T
          """)
    #expect(
      display(#"A(Q, K, V) = \text{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right) V"#) == """
                            ⎛QKᵀ⎞
        A(Q, K, V) = softmax⎜───⎟ V
                            ⎝√dₖ⎠
        """)
    #expect(
      display(
        #"\begin{pmatrix} a & b \\ c & d \end{pmatrix}^{-1} = -\frac{1}{D} \begin{bmatrix} d & -b \\ -c & a \end{bmatrix}"#
      )
        == """
                     1
        ⎛a  b⎞⁻¹ = − ─ ⎡d   −b⎤
        ⎝c  d⎠       D ⎣−c  a ⎦
        """)
    #expect(
      display(
        #"f(x) = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{if } x = 0 \\ \alpha (e^x - 1) & \text{otherwise} \end{cases}"#
      )
        == """
               ⎧x           if x > 0
        f(x) = ⎨0           if x = 0
               ⎩α (eˣ − 1)  otherwise
        """)
    #expect(
      display(#"\lim_{n \to \infty} \max_{i \in S} x_i^n"#) == """
        lim max xᵢⁿ
        n→∞ i∈S
        """)
    #expect(
      display(
        #"\begin{align} i_t &= \sigma(W_i x_t) \\ \tilde{c}_{t+1} &= f_t \odot c_t \\ c_t &= \frac{1}{2} \end{align}"#
      )
        == """
          iₜ = σ(Wᵢ xₜ)
        c̃ₜ₊₁ = fₜ ⊙ cₜ

               1
          cₜ = ─
               2
        """)
    #expect(display(#"a = b \\ c = d"#) == "a = b\nc = d")
    #expect(display("x_t") == "xₜ")
  }

  @Test("a formula too wide for the screen breaks before relations, then before signs, then anywhere")
  func breaking() {
    let sum = #"\hat{y}_t = \text{softmax}(W_{hy} h_t + b_y) = \frac{\exp(z_t)}{\sum_j \exp(z_j)}"#
    #expect(
      display(sum, 36) == """
        ŷₜ = softmax(W_hy hₜ + b_y)
               exp(zₜ)
            = ──────────
              ∑ⱼ exp(zⱼ)
        """)
    #expect(
      display(#"h_t = W_{xh} x_t + W_{hh} h_{t-1} + b_h"#, 20) == """
        hₜ = Wₓₕ xₜ
          + Wₕₕ hₜ₋₁ + bₕ
        """)
    #expect(display(#"f(a, b, c, d, e, g, h, i)"#, 12) == "f(a, b, c,\n  d, e, g,\n  h, i)")
  }

  @Test("no line of a formula is wider than the screen")
  func widths() {
    let formulas = [
      #"\mathcal{L} = -\frac{1}{N} \sum_{i=1}^{N} \sum_{c=1}^{C} y_{i,c} \log \hat{y}_{i,c} + \lambda \|W\|_2^2"#,
      #"\begin{bmatrix} i_t \\ f_t \\ o_t \\ g_t \end{bmatrix} = \begin{bmatrix} \sigma \\ \sigma \\ \sigma \\ \tanh \end{bmatrix} W \begin{bmatrix} x_t \\ h_{t-1} \end{bmatrix}"#,
      #"\begin{aligned} z_t &= \sigma(W_z x_t + U_z h_{t-1}) \\ h_t &= (1 - z_t) \odot h_{t-1} + z_t \odot \tilde{h}_t \end{aligned}"#,
    ]
    for tex in formulas {
      for width in 8...100 {
        let lines = MathText.lines(tex: tex, width: width) ?? []
        #expect(!lines.isEmpty)
        for line in lines { #expect(DisplayWidth.of(line) <= width, "\(line.debugDescription) at \(width)") }
      }
    }
  }
}
