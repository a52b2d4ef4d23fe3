// swift-tools-version:6.0
import PackageDescription

// Two wings, words and numbers, that meet in the command; arrows only ever point down.
// `public` means "a learner can see this" (Tensors, ExerciseKit); everything else is `package`.
let package = Package(
  name: "unroll",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "unroll", targets: ["unroll"]),
    .executable(name: "benchmarks", targets: ["benchmarks"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // System libraries.
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),

    // Words.
    .target(name: "Markdown", dependencies: ["CCmark"]),
    .target(name: "Curriculum", dependencies: ["Markdown", "Yams"]),
    .target(
      name: "Practice", dependencies: ["Curriculum", .product(name: "GRDB", package: "GRDB.swift")]),

    // Numbers.
    .target(name: "Tensors", dependencies: ["COpenBLAS"]),
    .target(name: "Reference", dependencies: ["Tensors"]),
    .target(name: "ExerciseKit", dependencies: ["Tensors"]),
    .target(name: "CSpawn"),
    .target(name: "Grading", dependencies: ["Curriculum", "Reference", "ExerciseKit", "CSpawn"]),

    // Where they meet.
    .executableTarget(
      name: "unroll",
      dependencies: [
        "Markdown", "Curriculum", "Practice", "Grading",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "benchmarks",
      // `unroll` is started, not imported: what depends on it is that it is built.
      dependencies: [
        "CCmark", "COpenBLAS", "Markdown", "Curriculum", "Practice", "Tensors", "Grading", "unroll",
      ]),

    .testTarget(name: "MarkdownTests", dependencies: ["Markdown"]),
    .testTarget(name: "CurriculumTests", dependencies: ["Curriculum"]),
    .testTarget(name: "PracticeTests", dependencies: ["Practice"], resources: [.copy("Vectors")]),
    .testTarget(name: "TensorsTests", dependencies: ["Tensors"]),
    .testTarget(name: "ReferenceTests", dependencies: ["Reference"], resources: [.copy("Vectors")]),
    .testTarget(name: "GradingTests", dependencies: ["Grading"]),
    .testTarget(name: "UnrollTests", dependencies: ["unroll"]),
  ],
  swiftLanguageModes: [.v6]
)
