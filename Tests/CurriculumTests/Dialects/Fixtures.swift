/// Texts of our own in the shapes that other people use, with the damage that converters do.
enum Fixtures {
  static let all: [(name: String, text: String)] = [
    ("question-number", questionNumber), ("main-question", mainQuestion), ("answered-number", answeredNumber),
    ("q", q), ("prose", prose), ("pasted", pasted),
  ]

  /// Parts at two levels, items at two levels, labels at all levels, and everything a PDF converter breaks.
  static let questionNumber = #"""

    # Tea Interview Questions - Leaf Questions

    ## Question 1

    **Why does green tea turn bitter?**

    ### Question

    Why does green tea turn bitter?

    ### Theory

    ✓ Clear theoretical explanation

    The water is **too hot**. Catechins  $c_t$  leave the leaf faster than  $a_t$ , so that

    ## 2. Chemistry:

    $$
    c
    =
    k_{\{out\}} T
    $$

    - What helps:** cooler water.
      - shorter steeping
    -

    ---

    ## Question 2

    Write a function that steeps.

    #### Question

    Write a function that steeps.

    Theory

    ✓ **Clear theoretical explanation**

    ```
    # not a heading
    def steep(leaves):
        water = boil()
    ```

    ```

        return water + leaves
    ```

    ## Explanation

    A token such as **<LEAF>** is no tag, and a pot that has been standing about for very long will soon

    grow cold; cafÃ© owners know.

    ## Tea Interview Questions - Pot\_Based Questions

    ### Question 1

    Compare clay and glass.

    ## Question

    Compare clay and glass.

    ## Theory

    ### ✓ Clear theoretical explanation

    Pot	Clay	Glass
    <b>Heat</b>	keeps it ( $q_t$ )	loses it

    <b>Taste</b>	remembers	forgets

    ```
    heat()
    ```

    ```text
    warm
    ```
    """#

  /// Python's quotes of both kinds, heads in several styles, a summary that belongs to the main answer.
  static let mainQuestion = #"""
    ## Question
    **Main question**: How is bread made?
    **Explanation**: The candidate should name flour, water,
    salt and time.
    **Follow-up questions**: ['What does salt do, besides taste?', "Why isn't all dough \"strong\"?"]

    ## Answer
    ### Answer:

    1. **Mix**: flour and \( w \) water.
    2. **Wait**: until it has doubled.

    ### Follow-up Questions:

    **What does salt do, besides taste?**
    - It slows the yeast.

    **Strength of a dough:**
    - It comes from gluten.

    In summary, bread needs time.

    ## Question
    **Main question**: What is a starter?
    **Explanation**: Yeast and bacteria.
    **Follow-up questions**: not a list

    ## Answer
    Flour and water that have been left alone.

    ## Question
    **Main question**: Who invented sourdough?
    **Follow-up questions**: ['When?']

    ## Answer
    """#

  static let answeredNumber = #"""
    # Kitchen questions

    All about knives.

    ## Topics

    1. **Steel**
    2. **Stones**

    ---

    ## Questions

    ### 1. What makes an edge last?
    **Answer:** Hard steel:
    - carbides
    - a fine grain
    Both cost money.

    ### 2. Name two stones.
    **Answer:**
    - water stones
    - oil stones

    ### 3. A topic, no question
    Only a chapter.
    """#

  static let q = #"""
    # Garden Handbook
    ## For people with one balcony

    > **Author**: nobody
    > **Level**: any

    ---

    # Table of Contents

    1. Soil
    2. Questions

    ---

    # 1. Soil

    ## 1.1 What is loam?

    Sand, silt and clay â€” roughly.

    ---

    # 2. Questions

    ## Q1. Why mulch?

    **Answer**:
    - it keeps water
    - [it feeds worms](https://example.org/worms)

    ---

    ## Q2: Why prune?

    ## Q3) Where?

    [here](https://example.org)

    ## Last words

    Water in the evening.

    ---

    **License**: none
    **Use**: gardens
    """#

  static let prose = #"""
    A text without a heading.

    ## Soups

    | Name | Hot |
    | --- | --- |
    | Borscht | yes |
    | Gazpacho | no |

    ### Why do we cook?

    1. **Taste**
    2. **Safety**

    [link]: https://example.org

    ---

    **Bottom line:**
    Soup is good.
    """#

  /// Several shapes in one file.
  static let pasted = questionNumber + "\n\n" + mainQuestion + "\n\n" + answeredNumber + "\n\n" + q
}
