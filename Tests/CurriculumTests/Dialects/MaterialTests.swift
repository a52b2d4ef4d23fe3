import Testing

@testable import Curriculum

/// What stands where in the five documents, found by reading them.
@Suite(
  "The five documents",
  .enabled(if: Material.folder != nil, "UNROLL_MATERIAL and ../shared/material are absent"))
struct MaterialTests {
  @Test("000 is a lesson of twelve sections")
  func summary() throws {
    let file = try Material.inspection("000")
    #expect(file.dialect == "prose")
    #expect(file.questions.isEmpty)
    #expect(
      file.lessons.map(\.lines) == [
        3...5, 7...11, 13...17, 19...23, 25...31, 33...36, 38...43, 45...48, 50...54, 56...61, 63...71,
        75...76,
      ])
    #expect(file.lessons.last?.title == "Bottom line")
    #expect(file.labels == [1...1, 73...73])
  }

  @Test("001 is a lesson with three questions at its end; chapters, contents and licence are labels")
  func handbook() throws {
    let file = try Material.inspection("001")
    #expect(file.dialect == "q")
    #expect(file.questions.map(\.lines) == [364...369, 373...378, 382...386])
    #expect(file.questions.map(\.number) == ["1", "2", "3"])
    #expect(Set(file.questions.map(\.section)) == ["10. Senior-Level Interview Questions"])
    #expect(
      file.lessons.map(\.lines) == [
        28...35, 39...44, 50...52, 56...73, 77...82, 88...98, 102...117, 121...137, 141...146, 152...154,
        158...194,
        198...202, 208...228, 232...238, 244...248, 252...270, 274...278, 284...291, 295...303, 307...313,
        317...321,
        327...331, 335...339, 343...347, 351...358, 390...394,
      ])
    #expect(file.lessons[1].title == "1.2 Bias–Variance Tradeoff")
    #expect(file.labels.contains(1...22 as ClosedRange) || file.labels.contains { $0.contains(15) })
    #expect(file.labels.last == 396...399 || file.labels.last == 398...399)
    let mojibake = file.diagnostics.filter { $0.code == "mojibake" }
    #expect(mojibake.map(\.position) == [.init(line: 39, column: 8)])
  }

  @Test("002 has ten questions with three follow-ups each, joined to the parts that answer them")
  func mainQuestions() throws {
    let file = try Material.inspection("002")
    #expect(file.dialect == "main-question")
    #expect(
      file.questions.map(\.lines) == [
        1...40, 42...87, 89...120, 122...161, 163...210, 212...249, 251...279, 281...310, 312...360,
        362...412,
      ])
    #expect(file.questions.allSatisfy { $0.expects?.hasPrefix("The candidate should") ?? false })
    #expect(
      file.questions.map { $0.followUps.map(\.line) } == [
        [27, 31, 35], [71, 76, 81], [109, 113, 117], [141, 147, 153], [194, 200, 205], [230, 239, 245],
        [265, 269, 273], [298, 302, 306], [340, 346, 353], [387, 396, 405],
      ])
    #expect(file.questions.flatMap(\.followUps).allSatisfy { !($0.answer ?? "").isEmpty })
    // The second has commas inside a string.
    #expect(file.questions[1].followUps[2].prompt.split(separator: ",").count == 4)
    #expect(file.questions.map(\.formulas.count) == [6, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(file.questions[0].formulas.map(\.line) == [12, 12, 12, 19, 23, 23])
    // Closing summaries stay with the main answer.
    #expect(file.questions[1].answer.hasSuffix("generation tasks."))
    #expect(!file.questions.contains { $0.answer.hasPrefix("Answer") || $0.answer.hasPrefix("### Answer") })
    #expect(file.lessons.isEmpty)
  }

  @Test("003 has ten numbered questions, their answers on the line below")
  func numberedAnswers() throws {
    let file = try Material.inspection("003")
    #expect(file.dialect == "answered-number")
    #expect(
      file.questions.map(\.lines) == [
        17...18, 20...21, 23...26, 28...33, 35...40, 42...43, 45...51, 53...57, 59...64, 66...70,
      ])
    #expect(file.questions.map(\.number) == (1...10).map(String.init))
    #expect(file.lessons.map(\.lines) == [3...3, 5...11])
    #expect(file.labels == [1...1, 13...13, 15...15, 24...24])
    #expect(!file.questions.contains { $0.answer.contains("Answer:") })
  }

  @Test("004 has 47 questions in four parts")
  func parts() throws {
    let file = try Material.inspection("004")
    #expect(file.dialect == "question-number")
    #expect(file.title == "Rnn Interview Questions")
    let theory = [
      5...73, 75...114, 116...161, 165...197, 201...236, 240...284, 288...327, 331...371, 373...411,
      415...462,
      466...516, 518...566, 570...611, 613...664, 668...710, 712...746, 748...781, 785...830, 834...888,
      892...941,
      945...1002, 1006...1053,
    ]
    let general = [
      1057...1108, 1110...1150, 1154...1200, 1204...1247, 1251...1296, 1298...1344, 1348...1380, 1382...1423,
      1427...1463, 1465...1509, 1513...1557, 1561...1604, 1608...1643, 1649...1694,
    ]
    let coding = [1700...1757, 1759...1843, 1845...1920, 1922...2062, 2066...2196, 2198...2309]
    let scenario = [2315...2356, 2360...2408, 2412...2459, 2461...2499, 2503...2565]
    #expect(file.questions.map(\.lines) == theory + general + coding + scenario)
    #expect(
      file.questions.map(\.section)
        == Array(repeating: "Theory Questions", count: 22) + Array(repeating: "General Questions", count: 14)
        + Array(repeating: "Coding Questions", count: 6)
        + Array(repeating: "Scenario_Based Questions", count: 5))
    #expect(
      file.questions.map(\.number)
        == [1...22, 1...14, 1...6, 1...5].flatMap { $0.map(String.init) })
    #expect(file.lessons.isEmpty)
    #expect(Set(file.questions.map(\.id)).count == 47)
  }

  @Test("what stands around the answers of 004 is gone from them")
  func labels() throws {
    let file = try Material.inspection("004")
    for question in file.questions {
      #expect(!question.prompt.contains("**"))
      #expect(!question.answer.contains(question.prompt))
      #expect(!question.answer.contains("Clear theoretical explanation"))
      #expect(!question.answer.contains(#/(?m)^#* *(Theory|Question)$/#))
      #expect(!question.answer.contains(#/(?m)^ *- *$/#))
      #expect(!question.answer.isEmpty)
    }
    let stray = file.diagnostics.filter { $0.code == "stray-marker" }
    #expect(
      stray.map(\.position.line) == [
        73, 114, 371, 566, 611, 710, 746, 1108, 1296, 1380, 1463, 1843, 1920, 2196, 2309, 2459,
      ])
    let bold = file.diagnostics.filter { $0.code == "lost-bold" }
    #expect(
      bold.map(\.position.line) == [
        181, 182, 186, 187, 436, 446, 452, 708, 863, 868, 1195, 1913, 2047, 2048,
      ])
    let cut = file.diagnostics.filter { $0.code == "cut-sentence" }
    #expect(cut.map(\.position.line) == [906, 941, 1224, 1419, 2487, 2517])
  }

  @Test("the six programs of 004 are whole, its two tables are tables, its formulas are TeX")
  func content() throws {
    let file = try Material.inspection("004")
    let code = file.questions.flatMap(\.codeBlocks)
    #expect(code.map(\.line) == [37, 1771, 1857, 1934, 2078, 2210])
    #expect(code.map { $0.code.split(separator: "\n").count } == [22, 44, 39, 81, 76, 65])
    #expect(code[1].code.contains("\"train sequences\")\nprint(len(x_test)"))
    #expect(code[3].code.contains("    seq_in = text[i:i + seq_length]\n    seq_out ="))
    #expect(
      file.questions.filter { $0.form == .code }.map(\.lines.lowerBound) == [1759, 1845, 1922, 2066, 2198])
    let tables = file.questions.flatMap(\.tables)
    #expect(tables.map(\.line) == [499, 1622])
    #expect(tables.map(\.header.count) == [3, 3])
    #expect(tables.map(\.rows.count) == [4, 5])
    #expect(tables[0].rows.map(\.[0]) == ["Gates", "State Vectors", "Complexity", "Mechanism"])
    let formulas = file.questions.flatMap(\.formulas)
    #expect(
      formulas.filter(\.isDisplay).map(\.line) == [
        139, 157, 310, 441, 444, 457, 460, 537, 538, 540, 1141, 1143, 1145, 1184, 1193, 2335, 2346,
      ])
    #expect(formulas.count { !$0.isDisplay } == 176)
    #expect(!formulas.contains { $0.tex.contains(#"_{\{"#) })
    #expect(file.diagnostics.filter { $0.code == "cut-indentation" }.map(\.position.line) == [2012])
  }

  @Test(
    "every line belongs to one question, lesson or label", arguments: ["000", "001", "002", "003", "004"])
  func everyLine(prefix: String) throws {
    let source = try Material.source(prefix)
    #expect(faults(of: Inspection.File(reading: source), source) == [])
  }
}
