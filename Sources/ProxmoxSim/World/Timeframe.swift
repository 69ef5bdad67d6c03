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
