import Glibc

/// A load as a smooth function of time, so that the past can be asked for without having been stored.
struct LoadCurve: Sendable {
    /// Chooses the wandering.
    let seed: UInt64
    /// The value that it never falls below.
    let floor: Double
    /// What the busiest hour of the day adds.
    let daily: Double
    /// The busiest hour, 0 to 24, UTC.
    let peakHour: Double
    /// What chance adds at most.
    let wander: Double

    /// The load at a time in seconds since 1970.
    func value(at time: Double) -> Double {
        let day = 0.5 + 0.5 * cos(2 * .pi * (time / 86_400 - peakHour / 24))
        let drift = noise(time / 1_800, 1) * 0.5 + noise(time / 240, 2) * 0.3 + noise(time / 35, 3) * 0.2
        return floor + daily * day * day + wander * drift * drift
    }

    /// Chance at whole places, eased in between (value noise).
    private func noise(_ place: Double, _ octave: UInt64) -> Double {
        let whole = place.rounded(.down)
        let part = place - whole
        let ease = part * part * (3 - 2 * part)
        let octaveSeed = seed &+ octave &* 0x51_7C_C1_B7_27_22_0A_95
        let before = SeededRandom.unit(seed: octaveSeed, at: Int64(whole))
        let after = SeededRandom.unit(seed: octaveSeed, at: Int64(whole) + 1)
        return before + (after - before) * ease
    }
}

/// A stream of bytes whose rate swings and whose counter is the exact integral of the rate.
struct TrafficCurve: Sendable {
    /// The mean, in bytes a second.
    let mean: Double
    /// The length of a swing in seconds.
    let period: Double
    /// Where in the swing 1970 began, in radians.
    let phase: Double

    private static let swing = 0.7

    /// Bytes a second at a time in seconds since 1970.
    func rate(at time: Double) -> Double {
        mean * (1 + Self.swing * cos(2 * .pi * time / period + phase))
    }

    /// The bytes since a start.
    func total(from start: Double, to end: Double) -> Int {
        let wave = sin(2 * .pi * end / period + phase) - sin(2 * .pi * start / period + phase)
        return Int(max(0, mean * (end - start + Self.swing * period / (2 * .pi) * wave)))
    }
}
