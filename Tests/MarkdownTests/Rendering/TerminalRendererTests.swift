import Testing

@testable import Markdown

struct TerminalRendererTests {
  /// The screen without colour, as one text.
  private func screen(_ markdown: String, _ width: Int) -> String {
    TerminalRenderer(width: width, color: false).lines(ofMarkdown: markdown).map(\.plain).joined(
      separator: "\n")
  }

  @Test("headings are underlined or marked, emphasis and code keep a mark without colour")
  func headings() {
    let markdown = #"""
      # The LSTM cell

      Gates decide what is *kept* and what is **forgotten**, see `step`\
      on a new line.

      ## Why it works

      ### Gradients
      """#
    #expect(
      screen(markdown, 40) == #"""
        The LSTM cell
        ━━━━━━━━━━━━━

        Gates decide what is _kept_ and what is
        *forgotten*, see `step`
        on a new line.

        Why it works
        ────────────

        ### Gradients
        """#)
    #expect(
      screen(markdown, 20) == #"""
        The LSTM cell
        ━━━━━━━━━━━━━

        Gates decide what is
        _kept_ and what is
        *forgotten*, see
        `step`
        on a new line.

        Why it works
        ────────────

        ### Gradients
        """#)
  }

  @Test("lists nest, hang and keep their numbers; tasks show their boxes")
  func lists() {
    let markdown = #"""
      - the forget gate scales the old cell state
      - the input gate
        - sigmoid
          - between 0 and 1
      - the output gate

      9. first
      10. second

          a second paragraph

      11. third

      - [ ] read
      - [x] understood
      """#
    #expect(
      screen(markdown, 36) == #"""
        • the forget gate scales the old
          cell state
        • the input gate
          ◦ sigmoid
            ▪ between 0 and 1
        • the output gate

         9. first

        10. second

            a second paragraph

        11. third

        ☐ read
        ☑ understood
        """#)
    #expect(
      screen(markdown, 20) == #"""
        • the forget gate
          scales the old
          cell state
        • the input gate
          ◦ sigmoid
            ▪ between 0 and
              1
        • the output gate

         9. first

        10. second

            a second
            paragraph

        11. third

        ☐ read
        ☑ understood
        """#)
  }

  @Test("quotes stand behind a bar each")
  func quotes() {
    let markdown = #"""
      > Long sequences make gradients vanish.
      >
      > - clip them
      >
      > > unless they are gated
      """#
    #expect(
      screen(markdown, 24) == #"""
        │ Long sequences make
        │ gradients vanish.
        │
        │ • clip them
        │
        │ │ unless they are
        │ │ gated
        """#)
  }

  @Test("a table fits the screen, wraps its cells, or becomes a list of records")
  func tables() {
    let markdown = #"""
      | Gate | What it does | Range |
      |:-----|:------------:|------:|
      | forget | scales the **old** cell state, step by step | 0 to 1 |
      | input | scales the candidate | 0 to 1 |
      | 出力 | `o` | \|h\| |
      """#
    #expect(
      screen(markdown, 76) == #"""
        ┌────────┬───────────────────────────────────────────┬────────┐
        │ Gate   │               What it does                │  Range │
        ├────────┼───────────────────────────────────────────┼────────┤
        │ forget │ scales the *old* cell state, step by step │ 0 to 1 │
        │ input  │           scales the candidate            │ 0 to 1 │
        │ 出力   │                    `o`                    │    |h| │
        └────────┴───────────────────────────────────────────┴────────┘
        """#)
    #expect(
      screen(markdown, 44) == #"""
        ┌────────┬────────────────────────┬────────┐
        │ Gate   │      What it does      │  Range │
        ├────────┼────────────────────────┼────────┤
        │ forget │ scales the *old* cell  │ 0 to 1 │
        │        │  state, step by step   │        │
        ├────────┼────────────────────────┼────────┤
        │ input  │  scales the candidate  │ 0 to 1 │
        ├────────┼────────────────────────┼────────┤
        │ 出力   │          `o`           │    |h| │
        └────────┴────────────────────────┴────────┘
        """#)
    #expect(
      screen(markdown, 24) == #"""
        Gate: forget
        What it does: scales the
          *old* cell state, step
          by step
        Range: 0 to 1
        ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
        Gate: input
        What it does: scales the
          candidate
        Range: 0 to 1
        ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
        Gate: 出力
        What it does: `o`
        Range: |h|
        """#)
  }

  @Test("code keeps its spaces behind a bar, and long lines go on behind a mark")
  func code() {
    let markdown = #"""
      ```python
      def step(x, h):
      \#treturn np.tanh(x @ Wx + h @ Wh + b)  # one step of the network
      ```

          indented
      """#
    #expect(
      screen(markdown, 72) == #"""
        ▎ ── python ──
        ▎ def step(x, h):
        ▎     return np.tanh(x @ Wx + h @ Wh + b)  # one step of the network

        ▎ indented
        """#)
    #expect(
      screen(markdown, 30) == #"""
        ▎ ── python ──
        ▎ def step(x, h):
        ▎     return np.tanh(x @ Wx +
        ▎ ↪ h @ Wh + b)  # one step of
        ▎ ↪ the network

        ▎ indented
        """#)
  }

  @Test("links that lead out name their target, others only their text")
  func links() {
    let markdown = #"""
      [The paper](https://example.org/lstm.pdf), <https://example.org>, [next](lesson.md),
      [mail](mailto:a@example.org) and ![the cell](cell.png).
      """#
    #expect(
      screen(markdown, 60) == #"""
        The paper (https://example.org/lstm.pdf),
        https://example.org, next, mail (mailto:a@example.org) and ▢
        image: the cell.
        """#)
  }

  @Test("tags that mean something take effect, comments vanish, the rest is shown")
  func html() {
    let markdown = #"""
      <!-- id: hidden -->

      Tokens such as <UNK> stay, <b>bold</b> too; H<sub>2</sub>O,<br>x<sup>2</sup> <span>tag</span><!-- gone -->.

      <details>
      <summary>More</summary>
      </details>

      ***

      End.
      """#
    #expect(
      screen(markdown, 44) == #"""
        Tokens such as <UNK> stay, *bold* too; H₂O,
        x² <span>tag</span>.

        <details>
        <summary>More</summary>
        </details>

        ────────────────────────────────────────────

        End.
        """#)
  }

  @Test("formulas are set in the text or on lines of their own; unknown TeX stays TeX")
  func formulas() {
    let markdown = #"""
      The state  $h_t = \tanh(W_{hh} h_{t-1})$ and the unknown $\weird{x}$; \(x_t\) too.

      $$
      \frac{\partial L}{\partial h_t}
      =
      \sum_{k=1}^{T} W_{hh}^T
      $$

      Then $$c_t = f_t \odot c_{t-1}$$ holds.

      - item

        $$\weird{y} + 1$$
      """#
    #expect(
      screen(markdown, 44) == #"""
        The state hₜ = tanh(Wₕₕ hₜ₋₁) and the
        unknown $\weird{x}$; xₜ too.

            ∂L
            ─── = ∑ₖ₌₁ᵀ Wₕₕᵀ
            ∂hₜ

        Then
            cₜ = fₜ ⊙ cₜ₋₁
        holds.

        • item

          $$ \weird{y} + 1 $$
        """#)
  }

  @Test("styles: headings, emphasis, code, links and formulas as escape sequences")
  func ansi() {
    let lines = TerminalRenderer(width: 60).lines(
      ofMarkdown: "## Gates\n\nThe **forget** gate `f` of [LSTM](https://example.org):\n\n- *one*\n")
    #expect(
      lines.map { $0.ansi(.ansi).replacing("\u{1B}[", with: "‹") }.joined(separator: "\n") == """
        ‹1mGates‹0m
        ‹2m─────‹0m

        The ‹1mforget‹0m gate ‹32mf‹0m of ‹4mLSTM‹0m‹2m (https://example.org)‹0m:

        ‹2m• ‹0m‹3mone‹0m
        """)
  }

  @Test("a short text on one line")
  func inline() {
    let renderer = TerminalRenderer(width: 20, color: false)
    #expect(
      renderer.inline("What does **tanh** do\nto `x`?").plain == "What does *tanh* do to `x`?")
    #expect(renderer.inline("one\n\n- two\n- three").plain == "one two three")
    #expect(renderer.inline("").plain == "")
  }

  @Test("without room for its indentation a list goes on at the one before")
  func narrow() {
    #expect(
      screen("- a\n  - b\n    - c\n      - deep words\n        - deeper\n", 14) == """
        • a
          ◦ b
            ▪ c
              • deep
              words
              ◦ deeper
        """)
    #expect(screen("", 20) == "")
    #expect(screen("x", 1) == "x")
  }
}
