import Markdown
import Testing

@testable import Curriculum

/// Whole inspections, as `inspect --json` prints them but for line breaks and indentation between tokens.
@Suite("Inspection of our own fixtures")
struct FixtureInspectionTests {
  @Test("what is read in a fixture is this", arguments: expectations.map(\.name))
  func inspection(name: String) throws {
    let expected = try #require(Self.expectations.first { $0.name == name })
    let source = Source(name: "\(name).md", text: expected.text)
    #expect(Inspection.File(reading: source).json.text == Self.compact(expected.json))
  }

  /// The lines without their indentation, joined: no string in the fixtures holds a line break of its own.
  private static func compact(_ json: String) -> String {
    json.split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
  }

  private static let expectations: [(name: String, text: String, json: String)] = [
    (
      "questionNumber", Fixtures.questionNumber,
      #"""
      {
        "path":"questionNumber.md",
        "dialect":"question-number",
        "title":"Tea Interview Questions",
        "questions":[
          {
            "id":"questionNumber/why-does-green-tea-turn-bitter",
            "line":4,
            "end_line":28,
            "kind":"recall",
            "section":"Leaf Questions",
            "number":"1",
            "level":null,
            "difficulty":null,
            "key_points":[],
            "question":"Why does green tea turn bitter?",
            "answer":"The water is **too hot**. Catechins $c_t$ leave the leaf faster than $a_t$, so that\n\n## 2. Chemistry:\n\n$$\nc\n=\nk_{out} T\n$$\n\n- **What helps:** cooler water.\n  - shorter steeping",
            "answer_text":"The water is too hot. Catechins c_t leave the leaf faster than a_t, so that\n2. Chemistry:\nc\n=\nk_{out} T\nWhat helps: cooler water.\nshorter steeping",
            "answer_class":"text",
            "choices":[],
            "follow_ups":[],
            "expects":null,
            "code_blocks":[],
            "tables":[],
            "formulas":[
              {"line":16,"display":false,"tex":"c_t"},
              {"line":16,"display":false,"tex":"a_t"},
              {"line":20,"display":true,"tex":"c\n=\nk_{out} T"}
            ]
          },
          {
            "id":"questionNumber/write-a-function-that-steeps",
            "line":32,
            "end_line":59,
            "kind":"code",
            "section":"Leaf Questions",
            "number":"2",
            "level":null,
            "difficulty":null,
            "key_points":[],
            "question":"Write a function that steeps.",
            "answer":"```\n# not a heading\ndef steep(leaves):\n    water = boil()\n    return water + leaves\n```\n\n## Explanation\n\nA token such as **\\<LEAF>** is no tag, and a pot that has been standing about for very long will soon grow cold; café owners know.",
            "answer_text":"# not a heading\ndef steep(leaves):\n    water = boil()\n    return water + leaves\nExplanation\nA token such as <LEAF> is no tag, and a pot that has been standing about for very long will soon grow cold; café owners know.",
            "answer_class":"text",
            "choices":[],
            "follow_ups":[],
            "expects":null,
            "code_blocks":[
              {
                "line":44,
                "language":null,
                "code":"# not a heading\ndef steep(leaves):\n    water = boil()\n    return water + leaves"
              }
            ],
            "tables":[],
            "formulas":[]
          },
          {
            "id":"questionNumber/compare-clay-and-glass",
            "line":63,
            "end_line":86,
            "kind":"recall",
            "section":"Pot_Based Questions",
            "number":"1",
            "level":null,
            "difficulty":null,
            "key_points":[],
            "question":"Compare clay and glass.",
            "answer":"| Pot | Clay | Glass |\n| --- | --- | --- |\n| **Heat** | keeps it ( $q_t$ ) | loses it |\n| **Taste** | remembers | forgets |\n\n```\nheat()\n```\n\n```text\nwarm\n```",
            "answer_text":"Pot\nClay\nGlass\nHeat\nkeeps it ( q_t )\nloses it\nTaste\nremembers\nforgets\nheat()\nwarm\n",
            "answer_class":"text",
            "choices":[],
            "follow_ups":[],
            "expects":null,
            "code_blocks":[
              {"line":80,"language":null,"code":"heat()"},
              {"line":84,"language":"text","code":"warm"}
            ],
            "tables":[
              {
                "line":75,
                "header":["Pot","Clay","Glass"],
                "rows":[["Heat","keeps it ( q_t )","loses it"],["Taste","remembers","forgets"]]
              }
            ],
            "formulas":[{"line":76,"display":false,"tex":"q_t"}]
          }
        ],
        "lessons":[],
        "labels":[
          {"line":2,"end_line":2},
          {"line":8,"end_line":8},
          {"line":10,"end_line":10},
          {"line":12,"end_line":12},
          {"line":14,"end_line":14},
          {"line":30,"end_line":30},
          {"line":36,"end_line":36},
          {"line":38,"end_line":38},
          {"line":40,"end_line":40},
          {"line":42,"end_line":42},
          {"line":61,"end_line":61},
          {"line":67,"end_line":67},
          {"line":69,"end_line":69},
          {"line":71,"end_line":71},
          {"line":73,"end_line":73}
        ],
        "diagnostics":[
          {
            "line":26,
            "column":3,
            "severity":"note",
            "code":"lost-bold",
            "message":"The ** that opens this bold lead is missing; read as if it were there."
          },
          {
            "line":28,
            "column":1,
            "severity":"note",
            "code":"stray-marker",
            "message":"A list marker with nothing after it; left out."
          },
          {
            "line":50,
            "column":1,
            "severity":"note",
            "code":"cut-code",
            "message":"This goes on with the code block above; both are read as one."
          },
          {
            "line":59,
            "column":1,
            "severity":"note",
            "code":"cut-sentence",
            "message":"This goes on with the paragraph above."
          },
          {
            "line":59,
            "column":12,
            "severity":"warning",
            "code":"mojibake",
            "message":"\"Ã©\" is UTF-8 that was read as Windows-1252; read as \"é\"."
          },
          {
            "line":75,
            "column":1,
            "severity":"note",
            "code":"tab-table",
            "message":"Lines with tabs, read as a table."
          }
        ]
      }
      """#
    ),
    (
      "mainQuestion", Fixtures.mainQuestion,
      #"""
      {
        "path":"mainQuestion.md",
        "dialect":"main-question",
        "title":"MainQuestion",
        "questions":[
          {
            "id":"mainQuestion/how-is-bread-made",
            "line":1,
            "end_line":21,
            "kind":"recall",
            "section":null,
            "number":null,
            "level":null,
            "difficulty":null,
            "key_points":[],
            "question":"How is bread made?",
            "answer":"1. **Mix**: flour and \\( w \\) water.\n2. **Wait**: until it has doubled.\n\nIn summary, bread needs time.",
            "answer_text":"Mix: flour and w water.\nWait: until it has doubled.\nIn summary, bread needs time.",
            "answer_class":"text",
            "choices":[],
            "follow_ups":[
              {
                "question":"What does salt do, besides taste?",
                "line":15,
                "answer_text":"It slows the yeast."
              },
              {
                "question":"Why isn't all dough \"strong\"?",
                "line":18,
                "answer_text":"Strength of a dough:\nIt comes from gluten."
              }
            ],
            "expects":"The candidate should name flour, water, salt and time.",
            "code_blocks":[],
            "tables":[],
            "formulas":[{"line":10,"display":false,"tex":"w"}]
          },
          {
            "id":"mainQuestion/what-is-a-starter",
            "line":23,
            "end_line":29,
            "kind":"recall",
            "section":null,
            "number":null,
            "level":null,
            "difficulty":null,
            "key_points":[],
            "question":"What is a starter?",
            "answer":"Flour and water that have been left alone.",
            "answer_text":"Flour and water that have been left alone.",
            "answer_class":"text",
            "choices":[],
            "follow_ups":[{"question":"not a list","line":26,"answer_text":null}],
            "expects":"Yeast and bacteria.",
            "code_blocks":[],
            "tables":[],
            "formulas":[]
          },
          {
            "id":"mainQuestion/who-invented-sourdough",
            "line":31,
            "end_line":35,
            "kind":"recall",
            "section":null,
            "number":null,
            "level":null,
            "difficulty":null,
            "key_points":[],
            "question":"Who invented sourdough?",
            "answer":"",
            "answer_text":"",
            "answer_class":"empty",
            "choices":[],
            "follow_ups":[{"question":"When?","line":33,"answer_text":null}],
            "expects":null,
            "code_blocks":[],
            "tables":[],
            "formulas":[]
          }
        ],
        "lessons":[],
        "labels":[
          {"line":7,"end_line":8},
          {"line":13,"end_line":13},
          {"line":28,"end_line":28},
          {"line":35,"end_line":35}
        ],
        "diagnostics":[
          {
            "line":26,
            "column":26,
            "severity":"warning",
            "code":"follow-up-list",
            "message":"This is no list of quoted strings; read as one follow-up question."
          }
        ]
      }
      """#
    ),
    (
      "answeredNumber", Fixtures.answeredNumber,
      #"""
      {
        "path":"answeredNumber.md",
        "dialect":"answered-number",
        "title":"Kitchen questions",
        "questions":[
          {
            "id":"answeredNumber/what-makes-an-edge-last",
            "line":14,
            "end_line":18,
            "kind":"recall",
            "section":"Questions",
            "number":"1",
            "level":null,
            "difficulty":null,
            "key_points":[],
            "question":"What makes an edge last?",
            "answer":"Hard steel:\n- carbides\n- a fine grain\n\nBoth cost money.",
            "answer_text":"Hard steel:\ncarbides\na fine grain\nBoth cost money.",
            "answer_class":"text",
            "choices":[],
            "follow_ups":[],
            "expects":null,
            "code_blocks":[],
            "tables":[],
            "formulas":[]
          },
          {
            "id":"answeredNumber/name-two-stones",
            "line":20,
            "end_line":23,
            "kind":"recall",
            "section":"Questions",
            "number":"2",
            "level":null,
            "difficulty":null,
            "key_points":[],
            "question":"Name two stones.",
            "answer":"- water stones\n- oil stones",
            "answer_text":"water stones\noil stones",
            "answer_class":"text",
            "choices":[],
            "follow_ups":[],
            "expects":null,
            "code_blocks":[],
            "tables":[],
            "formulas":[]
          }
        ],
        "lessons":[
          {"line":3,"end_line":3,"title":"Kitchen questions","text":"All about knives."},
          {"line":5,"end_line":8,"title":"Topics","text":"Steel\nStones"},
          {"line":25,"end_line":26,"title":"3. A topic, no question","text":"Only a chapter."}
        ],
        "labels":[
          {"line":1,"end_line":1},
          {"line":10,"end_line":10},
          {"line":12,"end_line":12},
          {"line":21,"end_line":21}
        ],
        "diagnostics":[]
      }
      """#
    ),
    (
      "q", Fixtures.q,
      #"""
      {
        "path":"q.md",
        "dialect":"q",
        "title":"Garden Handbook",
        "questions":[
          {
            "id":"q/why-mulch",
            "line":26,
            "end_line":30,
            "kind":"recall",
            "section":"2. Questions",
            "number":"1",
            "level":null,
            "difficulty":null,
            "key_points":[],
            "question":"Why mulch?",
            "answer":"- it keeps water\n- [it feeds worms](https://example.org/worms)",
            "answer_text":"it keeps water\nit feeds worms",
            "answer_class":"text",
            "choices":[],
            "follow_ups":[],
            "expects":null,
            "code_blocks":[],
            "tables":[],
            "formulas":[]
          },
          {
            "id":"q/why-prune",
            "line":34,
            "end_line":34,
            "kind":"recall",
            "section":"2. Questions",
            "number":"2",
            "level":null,
            "difficulty":null,
            "key_points":[],
            "question":"Why prune?",
            "answer":"",
            "answer_text":"",
            "answer_class":"empty",
            "choices":[],
            "follow_ups":[],
            "expects":null,
            "code_blocks":[],
            "tables":[],
            "formulas":[]
          },
          {
            "id":"q/where",
            "line":36,
            "end_line":38,
            "kind":"recall",
            "section":"2. Questions",
            "number":"3",
            "level":null,
            "difficulty":null,
            "key_points":[],
            "question":"Where?",
            "answer":"[here](https://example.org)",
            "answer_text":"here",
            "answer_class":"link-only",
            "choices":[],
            "follow_ups":[],
            "expects":null,
            "code_blocks":[],
            "tables":[],
            "formulas":[]
          }
        ],
        "lessons":[
          {
            "line":18,
            "end_line":20,
            "title":"1.1 What is loam?",
            "text":"Sand, silt and clay — roughly."
          },
          {"line":40,"end_line":42,"title":"Last words","text":"Water in the evening."}
        ],
        "labels":[
          {"line":1,"end_line":2},
          {"line":4,"end_line":5},
          {"line":7,"end_line":7},
          {"line":9,"end_line":9},
          {"line":11,"end_line":12},
          {"line":14,"end_line":14},
          {"line":16,"end_line":16},
          {"line":22,"end_line":22},
          {"line":24,"end_line":24},
          {"line":28,"end_line":28},
          {"line":32,"end_line":32},
          {"line":44,"end_line":44},
          {"line":46,"end_line":47}
        ],
        "diagnostics":[
          {
            "line":20,
            "column":21,
            "severity":"warning",
            "code":"mojibake",
            "message":"\"â€”\" is UTF-8 that was read as Windows-1252; read as \"—\"."
          }
        ]
      }
      """#
    ),
    (
      "prose", Fixtures.prose,
      #"""
      {
        "path":"prose.md",
        "dialect":"prose",
        "title":"Soups",
        "questions":[],
        "lessons":[
          {"line":1,"end_line":1,"title":"Soups","text":"A text without a heading."},
          {"line":5,"end_line":8,"title":"Soups","text":"Name\nHot\nBorscht\nyes\nGazpacho\nno"},
          {"line":10,"end_line":13,"title":"Why do we cook?","text":"Taste\nSafety"},
          {"line":19,"end_line":20,"title":"Bottom line","text":"Soup is good."}
        ],
        "labels":[{"line":3,"end_line":3},{"line":15,"end_line":15},{"line":17,"end_line":17}],
        "diagnostics":[]
      }
      """#
    ),
  ]
}
