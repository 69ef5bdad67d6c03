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

/// SplitMix64: small, quick, and equal for equal seeds (Steele, Lea and Flood, OOPSLA 2014).
struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// A number from 0 up to 1.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(next() % UInt64(elements.count))]
    }

    /// The finalizer alone: a good hash of one word.
    static func mix(_ word: UInt64) -> UInt64 {
        var z = word
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 up to 1 that belongs to a seed and a place.
    static func unit(seed: UInt64, at place: Int64) -> Double {
        Double(mix(seed &+ UInt64(bitPattern: place) &* 0x9E37_79B9_7F4A_7C15) >> 11) * 0x1p-53
    }
}

/// A span of recorded history and the length of its steps, which grew with release 9.
enum Timeframe: String, Sendable, CaseIterable {
    case hour
    case day
    case week
    case month
    case year
    case decade

    /// The timeframes that a release knows; guests have no decade.
    static func names(_ profile: Profile, withDecade: Bool) -> [String] {
        allCases.filter { $0 != .decade || (withDecade && profile == .nine) }.map(\.rawValue)
    }

    /// Seconds between two rows, and the number of rows.
    func steps(_ profile: Profile) -> (length: Int, count: Int) {
        if profile == .eight {
            let length =
                switch self {
                case .hour: 60
                case .day: 1_800
                case .week: 10_800
                case .month: 43_200
                case .year, .decade: 604_800
                }
            return (length, 70)
        }
        return switch self {
        case .hour: (60, 60)
        case .day: (60, 1_440)
        case .week: (1_800, 336)
        case .month: (1_800, 1_440)
        case .year: (21_600, 1_440)
        case .decade: (604_800, 570)
        }
    }

    /// The times of the rows up to now, oldest first, in seconds since 1970.
    func times(_ profile: Profile, upTo now: Double) -> [Int] {
        let (length, count) = steps(profile)
        let last = Int(now) / length * length
        return (0..<count).map { last - (count - 1 - $0) * length }
    }
}
