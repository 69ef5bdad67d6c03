// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 language mode, every warning an error, and existentials spelled out.
let manners: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    // Cell code crosses rooms: cross-module optimisation makes it 3 to 7 times faster.
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// Relocations packed and equal functions folded: megabytes that no start has to read.
let compact: [LinkerSetting] = [
    .unsafeFlags(
        ["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker", "--icf=safe"],
        .when(configuration: .release))
]

func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: manners)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
    resources: [Resource]? = nil
) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
        resources: resources, swiftSettings: manners)
}

/// What models are told of the tools, each a Markdown file beside its code; compiled in, so that the binary stands alone.
///
/// Listed here and not read from the folder: what a manifest reads beside itself is not read again when that changes.
let toolTexts: [Resource] = [
    "backup_guest", "delete_snapshot", "execute_ssh", "explain_topology", "find_guest", "get_backups",
    "get_cluster_resources", "get_cluster_status", "get_containers", "get_disks", "get_events",
    "get_guest_config", "get_guest_status", "get_history", "get_node_log", "get_node_status",
    "get_node_temperature", "get_recent_tasks", "get_snapshots", "get_storage", "get_task_log", "get_vms",
    "list_tools", "memory_note", "memory_search", "reset_vm", "restart_container", "restart_service",
    "restart_vm", "resume_vm", "rollback_snapshot", "snapshot_guest", "start_container", "start_vm",
    "stop_container", "stop_vm", "suspend_vm", "wake_node",
].map { .embedInCode("Tools/\($0).md") }

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
/// SQLite's own functions, of the same library GRDB uses.
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOWebSocket", package: "swift-nio"),
]

let package = Package(
    name: "jarvis",
    products: [.executable(name: "jarvis", targets: ["JarvisTUI"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // C libraries: what Swift cannot import, no logic.
        .systemLibrary(name: "CCurl"),
        .systemLibrary(name: "CNCurses"),
        .systemLibrary(name: "COpenSSL"),
        .systemLibrary(name: "CPOSIX"),
        // Its headers come with libssh2's.
        .systemLibrary(name: "CZlib"),

        // Foundations.
        room("Text"),
        room("JSON", ["Text"]),
        room("Settings", [yams]),
        room("HTTP", ["CCurl", "Text"]),

        // The kits. None imports another, none imports Screen or JarvisTUI.
        room("ClusterKit", ["HTTP", "JSON", "Text"]),
        room(
            "AIKit", ["HTTP", "JSON", "Text"], resources: [.embedInCode("Ledger/prices.json")]),
        room("Memory", ["COpenSSL", "Text", grdb, sqlite]),
        room("Terminal", ["CPOSIX", "Text"]),
        room("Screen", ["CNCurses", "CPOSIX", "Settings", "Text", yams]),
        room("House", ["CPOSIX", "Text", logging]),
        room("Server", ["COpenSSL", "CZlib", "Text"] + nio),
        room("ProxmoxSim", ["COpenSSL", "JSON", "Server", "Text"] + nio),

        // Tabs, panes, panels and layers of a screen: all of `jarvis terminal`, and what an application adds to.
        room("Multiplexer", ["House", "JSON", "Screen", "Settings", "Terminal", "Text", subprocess]),

        // The mind that needs no model, over the kits' values.
        room("OfflineButler", ["AIKit", "ClusterKit", "JSON", "Text"]),

        // The butler without a face, and with one.
        room(
            "Jarvis",
            [
                "AIKit", "ClusterKit", "HTTP", "JSON", "Memory", "OfflineButler", "Settings", "Text",
                subprocess,
            ],
            resources: toolTexts),
        // Questions with known answers, asked of minds in simulated clusters.
        room(
            "Evaluation",
            ["AIKit", "ClusterKit", "HTTP", "JSON", "Jarvis", "Memory", "ProxmoxSim", "Text"],
            resources: [.embedInCode("homelab.txt"), .embedInCode("exam.txt")]),
        // The commands that need no screen of a house, and those that open one.
        room(
            "CommandLine",
            [
                "AIKit", "ClusterKit", "Evaluation", "House", "HTTP", "JSON", "Jarvis", "Memory",
                "Multiplexer", "ProxmoxSim", "Screen", "Server", "Settings", "Terminal", "Text", arguments,
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .executableTarget(
            name: "JarvisTUI",
            dependencies: [
                "AIKit", "CPOSIX", "ClusterKit", "CommandLine", "House", "HTTP", "JSON", "Jarvis", "Memory",
                "Multiplexer", "ProxmoxSim", "Screen", "Settings", "Terminal", "Text", arguments, logging,
                subprocess,
            ],
            swiftSettings: manners, linkerSettings: compact),

        // Measures the built program from outside; `make bench`.
        .executableTarget(
            name: "JarvisBench",
            dependencies: [
                "AIKit", "CPOSIX", "ClusterKit", "Counterparts", "HTTP", "Jarvis", "Memory", "Onlooker",
                "ProxmoxSim", "Screen", "Terminal",
            ],
            path: "Benchmarks", swiftSettings: manners),

        tests("JSON"),
        tests("Text"),
        tests("Settings"),
        tests("HTTP", ["COpenSSL", "CZlib", "Counterparts"]),
        tests("ClusterKit", ["Counterparts", "HTTP", "JSON", "Text"], resources: [.copy("Fixtures")]),
        tests("AIKit", ["Counterparts", "HTTP", "JSON", "Text"], resources: [.copy("Fixtures")]),
        tests("OfflineButler", ["AIKit", "ClusterKit", "Counterparts", "JSON"], exclude: ["Fixtures"]),
        tests("Memory", [grdb]),
        tests("Terminal", ["Counterparts", "Text"], exclude: ["Fixtures"]),
        tests("Screen", ["Counterparts", "Onlooker", "Terminal", "Text"]),
        tests("House", ["CPOSIX", "Counterparts", "HouseProbe", logging]),
        // A house and a front small enough to be killed in every way by HouseTests.
        .executableTarget(
            name: "HouseProbe", dependencies: ["CPOSIX", "House"], path: "Tests/HouseProbe",
            swiftSettings: manners),
        tests("Server", ["HTTP", .product(name: "NIOCore", package: "swift-nio")]),
        tests(
            "Evaluation", ["AIKit", "Counterparts", "HTTP", "Jarvis", "Memory"], exclude: ["Recorded"]),
        tests("ProxmoxSim", ["COpenSSL", "ClusterKit", "HTTP", "JSON", "Text"]),
        tests(
            "Jarvis",
            [
                "AIKit", "ClusterKit", "Counterparts", "HTTP", "JSON", "Memory", "OfflineButler",
                "ProxmoxSim", "Settings", "Text",
            ]),
        tests(
            "JarvisTUI",
            [
                "AIKit", "ClusterKit", "CommandLine", "Counterparts", "Evaluation", "HTTP", "House", "JSON",
                "Jarvis", "Memory", "Multiplexer", "OfflineButler", "Onlooker", "ProxmoxSim", "Screen",
                "Server", "Settings", "Terminal", "Text", arguments,
            ],
            exclude: ["Screens"]),
        // What several suites meet: hostile texts, a check of what reaches a terminal, a small server, dice.
        .target(
            name: "Counterparts", dependencies: ["COpenSSL", "JSON"], path: "Tests/Counterparts",
            swiftSettings: manners),
        // Stories of the whole program, told on a real terminal.
        .testTarget(
            name: "ScreensTests",
            dependencies: [
                "CPOSIX", "CommandLine", "Counterparts", "JSON", "JarvisTUI", "Multiplexer", "Onlooker",
                "ProxmoxSim",
                "Terminal",
            ],
            path: "Tests/Screens", exclude: ["Clients"], swiftSettings: manners),
        // Programs on a terminal of their own, watched by what is on the screen; for tests and benchmarks.
        .target(
            name: "Onlooker", dependencies: ["CPOSIX", "Terminal"], path: "Tests/Onlooker",
            swiftSettings: manners),
    ]
)

// `make fuzz` builds the terminal alone, with every branch watched by libFuzzer and memory by ASan; nothing else can.
if Context.environment["JARVIS_FUZZ"] != nil {
    package.products = []
    package.targets =
        package.targets.filter { ["CPOSIX", "Terminal", "Text"].contains($0.name) } + [
            .executableTarget(
                name: "TerminalFuzz", dependencies: ["Terminal", "Text"], path: "Tests",
                sources: [
                    "Fuzz/TerminalFuzz.swift", "TerminalTests/FuzzInput.swift",
                    "TerminalTests/Invariants.swift",
                ],
                swiftSettings: manners)
        ]
}

// `JARVIS_ROOMS="Terminal Screen" swift build --build-tests` leaves out what the tests of these rooms do not need.
if let rooms = Context.environment["JARVIS_ROOMS"], !rooms.isEmpty {
    var wanted = Set(rooms.split(separator: " ").flatMap { [String($0), $0 + "Tests"] })
    var count = 0
    while count < wanted.count {
        count = wanted.count
        for target in package.targets where wanted.contains(target.name) {
            for case .byNameItem(let name, _) in target.dependencies { wanted.insert(name) }
        }
    }
    package.targets.removeAll { !wanted.contains($0.name) }
    if !wanted.contains("JarvisTUI") { package.products = [] }
}
