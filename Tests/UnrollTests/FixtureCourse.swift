/// A course with one question of each form, written for these tests.
enum FixtureCourse {
  static let lesson = """
    ---
    title: Little cells
    topics: [cells]
    ---
    # Little cells

    A cell keeps a state $h_t$ and changes it at every step.

    ## Q: What does a cell keep between two steps?
    <!-- id: keeps; level: junior; difficulty: 1; cards: recall -->

    Its state, a vector of fixed size.

    ### Key points
    - the state (hidden state | memory)

    ## Q: Which of these is a gate's activation?
    <!-- id: activation -->
    - [ ] ReLU
      > It is not bounded above.
    - [x] the logistic sigmoid
    - [ ] the identity

    It maps to numbers between 0 and 1.

    ## Q: Which functions are bounded?
    <!-- id: bounded -->
    Choose all:
    - [x] tanh
    - [x] sigmoid
    - [ ] exp

    ## Q: What is the derivative of tanh called in terms of its value?
    <!-- id: gap; cards: cloze -->

    With $y = \\tanh x$ the slope is one minus the ==square== of y.

    ## Q: How is the exponential of the mean cross-entropy called?
    <!-- id: typed -->
    Answer: perplexity | PPL

    ## Q: How many weights has a dense layer from {D} to {H} units, with its biases?
    <!-- id: count -->
    Given: D in 2...9, H in {3, 4}
    Answer: = H * (D + 1)

    ## Q: Put the passes of one training step in order.
    <!-- id: order -->
    Order:
    1. forward
    2. loss
    3. backward

    ## Q: Match each symbol to what it stands for.
    <!-- id: match -->
    Match:
    | symbol | meaning |
    | --- | --- |
    | h | state |
    | x | input |
    """

  /// A folder that is a course, with the lesson in it.
  static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("---\nid: fixture\ntitle: Fixture\n---\n", to: "content/course.md")
    try folder.write(lesson, to: "content/01-cells/01-little-cells.md")
    return folder
  }
}
