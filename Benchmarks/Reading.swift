import Terminal

/// How fast the VT engine alone reads: payloads from memory into an emulator, no terminal device around it.
enum Reading {
    /// As much as a session reads before it lets others look at the screen.
    private static let portion = 65_536
    private static let sizes = [TerminalSize(columns: 80, rows: 24), TerminalSize(columns: 200, rows: 50)]

    /// Megabytes a second of alacritty_terminal 0.17 on the same sizes, parsing only.
    ///
    /// They were measured once, apart from any run, on two cores under Debian 12.
    private static let alacritty: [String: [Double]] = [
        "ascii_log": [69.7, 66.3], "cursor_motion": [156, 149], "dense_cells": [123, 107],
        "light_cells": [109, 114], "medium_cells": [109, 101], "scrolling": [79, 64],
        "scrolling_bottom_region": [69, 86], "scrolling_fullscreen": [42, 72], "unicode": [65, 73],
    ]

    static func measure(bytes: Int, runs: Int) -> [Finding] {
        Payload.all.map { payload in
            let speeds = sizes.map { speed(of: payload, on: $0, bytes: bytes, runs: runs) }
            let floor: Double = ["unicode", "graphemes"].contains(payload.name) ? 60 : 100
            let peer = alacritty[payload.name]
            let isKept = zip(speeds, peer ?? [0, 0]).allSatisfy { $0 >= floor && $0 >= $1 }
            return Finding(
                what: "engine alone, \(payload.name), 80×24 and 200×50",
                bound: "≥ \(floor.rounded(to: 0)) MB/s" + (peer == nil ? "" : " and alacritty's"),
                value: "\(pair(speeds)) MB/s", isKept: isKept,
                beside: peer.map { "alacritty \(pair($0)) (known figures)" } ?? "")
        }
    }

    private static func pair(_ speeds: [Double]) -> String {
        speeds.map { $0.rounded(to: 0) }.joined(separator: " and ")
    }

    /// Megabytes a second, the median of some runs, after one that is not counted.
    static func speed(of payload: Payload, on size: TerminalSize, bytes minimum: Int, runs: Int) -> Double {
        let bytes = payload.bytes(for: size, atLeast: minimum)
        var emulator = Emulator(size: size)
        emulator.read(payload.setup(size))
        var times: [Duration] = []
        for run in 0...runs {
            let time = ContinuousClock().measure { read(bytes, into: &emulator) }
            if run > 0 { times.append(time) }
        }
        return Double(bytes.count) / 1e6 / (Samples(times).median / .seconds(1))
    }

    private static func read(_ bytes: [UInt8], into emulator: inout Emulator) {
        bytes.withUnsafeBufferPointer { whole in
            for start in stride(from: 0, to: whole.count, by: portion) {
                let end = min(start + portion, whole.count)
                emulator.read(UnsafeBufferPointer(rebasing: whole[start..<end]))
            }
        }
    }
}
