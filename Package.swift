// swift-tools-version: 6.2
import PackageDescription

/// Tables for debuggers, a tenth of the build and of the program, are made where FORECAST_LINES asks for them.
/// A section for each function lets the linker leave out what nothing calls and keep one of those that are alike; the
/// compiler need not check what it hands to LLVM.
let lines: [SwiftSetting] =
  [
    .unsafeFlags(
      ["-Xfrontend", "-function-sections", "-Xfrontend", "-disable-llvm-verify"],
      .when(configuration: .release))
  ]
  + (Context.environment["FORECAST_LINES"] != nil
    ? [] : [.unsafeFlags(["-Xfrontend", "-gnone"], .when(configuration: .release))])

/// Every room obeys the same rules of the language.
let rules: [SwiftSetting] =
  lines + [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]

let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// Where loops run over millions of values or bytes, exclusive access is shown by the tests instead of asked at each turn.
let engineRules = rules + [.unsafeFlags(["-enforce-exclusivity=unchecked"])]

/// Rooms of words and forms, where nothing is done a million times, are compiled for size: half the build was theirs.
let wordRules = rules + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

/// Rooms that a run only passes through: without Swift's own optimiser, which is half of their build; LLVM's stays.
/// What is done there a million times is written in plain loops: nothing generic is specialised.
let passageRules =
  wordRules + [
    .unsafeFlags(["-Xfrontend", "-disable-sil-perf-optzns"], .when(configuration: .release))
  ]

/// Addresses packed, as every system since glibc 2.36 reads them, and no table of frames beside them: nothing unwinds.
let smallProgram: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker",
      "--no-eh-frame-hdr", "-Xlinker", "--icf=all",
    ],
    .when(platforms: [.linux], configuration: .release))
]

func room(
  _ name: String, _ dependencies: [Target.Dependency], _ settings: [SwiftSetting] = rules
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies + ["TestSupport"],
    path: "Tests/" + name + "Tests", swiftSettings: rules)
}

let package = Package(
  name: "forecast",
  products: [.executable(name: "forecast", targets: ["forecast"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CLAPACKE", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CNLopt", pkgConfig: "nlopt", providers: [.apt(["libnlopt-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),

    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    .systemLibrary(name: "CFileSystem"),

    .systemLibrary(
      name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),

    .systemLibrary(
      name: "CMinizip", pkgConfig: "minizip", providers: [.apt(["libminizip-dev"])]),

    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

    .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

    .target(name: "CPathKernels", cSettings: [.unsafeFlags(["-O3"])]),

    .target(name: "CPackedFiles", linkerSettings: [.linkedLibrary("z")]),

    .target(name: "CReferenceTables", dependencies: ["CPackedFiles"], exclude: ["tables"]),

    .target(name: "CReportResources", dependencies: ["CPackedFiles"]),

    room("TimeSeries", [realModule]),
    room("Tables", []),
    room("LinearAlgebra", ["CLAPACKE", "COpenBLAS", realModule]),
    room("Randomness", ["LinearAlgebra", "CPathKernels", realModule], engineRules),
    room("Files", ["TimeSeries", "CExpat", "CMinizip"], engineRules),
    room("Databases", ["Files", "CSQLite", "CPostgreSQL"], wordRules),
    room("Plans", ["TimeSeries", "Files", "Databases"], passageRules),
    room(
      "Models",
      ["TimeSeries", "LinearAlgebra", "Randomness", "CReferenceTables", "CNLopt", realModule],
      engineRules),
    room("Scoring", ["Randomness", realModule]),
    room("Coherence", ["TimeSeries", "LinearAlgebra", "Randomness", realModule]),
    room(
      "Simulation",
      ["TimeSeries", "LinearAlgebra", "Randomness", "Models", "Coherence", realModule],
      engineRules),
    room(
      "Attainment", ["TimeSeries", "Randomness", "Plans", "Simulation", realModule], passageRules),
    // Start takes nothing from Attainment, but is built after it, beside Tracking, on which Reports waits.
    room("Start", ["TimeSeries", "Files", "Plans", "Attainment"], passageRules),
    room(
      "Tracking",
      [
        "TimeSeries", "LinearAlgebra", "Randomness", "Files", "Plans", "Models", "Scoring",
        "Coherence", "Simulation", "Attainment", realModule,
      ], passageRules),
    room(
      "Pipeline",
      [
        "TimeSeries", "LinearAlgebra", "Randomness", "Files", "Plans", "Models", "Scoring",
        "Coherence", "Simulation", "Attainment", "Tracking", "CCrypto", realModule,
      ], passageRules),
    room("Folders", ["Files", "Tables", "CFileSystem"], wordRules),
    .target(
      name: "Reports",
      dependencies: [
        "TimeSeries", "Tables", "LinearAlgebra", "Files", "Databases", "Plans", "Start", "Models",
        "Scoring", "Coherence", "Simulation", "Attainment", "Tracking", "Pipeline", "Folders",
        "CReportResources", "CXLSXWriter",
      ],
      exclude: ["Localization/Sentences", "Page/page.css", "Page/page.js"],
      swiftSettings: passageRules),
    .target(
      name: "ForecastCommands",
      dependencies: [
        "TimeSeries", "LinearAlgebra", "Files", "Databases", "Plans", "Start", "Models",
        "Simulation", "Attainment", "Tracking", "Pipeline", "Folders", "Reports", argumentParser,
      ], swiftSettings: passageRules),
    .executableTarget(
      name: "forecast", dependencies: ["ForecastCommands"], swiftSettings: rules,
      linkerSettings: smallProgram),

    .executableTarget(
      name: "engine-benchmark",
      dependencies: [
        "TimeSeries", "LinearAlgebra", "Randomness", "Models", "Simulation", realModule,
      ],
      path: "Benchmarks/Engine", swiftSettings: rules),

    .target(
      name: "TestSupport",
      dependencies: [
        "TimeSeries", "LinearAlgebra", "Randomness", "Files", "Plans", "Models", "Coherence",
        "Attainment",
      ],
      path: "Tests/TestSupport", swiftSettings: rules),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "TimeSeries", "LinearAlgebra", "Randomness", "Files", "Plans", "Start", "Models",
        "Coherence",
        "Simulation", "Attainment", "Tracking", "Pipeline", "Folders", "Reports", "Tables",
        "ForecastCommands",
        "TestSupport", realModule,
      ],
      path: "Tests/Fuzz/Targets", swiftSettings: rules),
    tests("TimeSeries", ["TimeSeries", realModule]),
    tests("LinearAlgebra", ["LinearAlgebra"]),
    tests("Randomness", ["Randomness", "LinearAlgebra", realModule]),
    tests("Models", ["Models", "TimeSeries", "LinearAlgebra", "Randomness", realModule]),
    tests("Scoring", ["Scoring", "Randomness", realModule]),
    tests("Coherence", ["Coherence", "TimeSeries", "LinearAlgebra", "Randomness", realModule]),
    tests(
      "Simulation",
      ["Simulation", "Models", "TimeSeries", "LinearAlgebra", "Randomness", realModule]),
    tests("Attainment", ["Attainment", "Plans", "TimeSeries", "Simulation", "Randomness"]),
    tests("Files", ["Files", "TimeSeries"]),
    tests("Databases", ["Databases", "Files"]),
    tests("Plans", ["Plans", "Files", "TimeSeries"]),
    tests("Start", ["Start", "Plans", "Files", "TimeSeries"]),
    tests(
      "Pipeline",
      [
        "Tracking", "Pipeline", "Files", "Plans", "Models", "Scoring", "Simulation", "Attainment",
        "TimeSeries", "LinearAlgebra",
        "Randomness", realModule,
      ]),
    tests(
      "Reports",
      [
        "Reports", "Tracking", "Pipeline", "Files", "Plans", "Start", "Models", "LinearAlgebra",
        "Simulation",
        "Attainment", "Folders", "Tables", "TimeSeries",
      ]),
    tests("ForecastCommands", ["forecast", "Databases", "Files"]),
    tests("Fuzz", ["FuzzTargets"]),
  ]
)

// libFuzzer brings a main of its own, which no other build may meet: see `make fuzz`.
if Context.environment["FORECAST_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Driver",
      swiftSettings: rules + [.unsafeFlags(["-parse-as-library"])]))
}
