/// Measured durations, in order of size.
struct Samples {
    private let sorted: [Duration]

    init(_ durations: [Duration]) {
        sorted = durations.sorted()
    }

    var median: Duration { quantile(0.5) }
    var count: Int { sorted.count }
    var longest: Duration { sorted.last ?? .zero }

    /// The smallest sample that this part of all samples does not exceed: the nearest-rank quantile.
    func quantile(_ part: Double) -> Duration {
        guard !sorted.isEmpty else { return .zero }
        let rank = Int((part * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }
}

extension Duration {
    /// In milliseconds.
    var milliseconds: Double { self / .milliseconds(1) }
}

extension Double {
    /// With so many decimals, as a table wants it.
    func rounded(to decimals: Int) -> String {
        var factor = 1
        for _ in 0..<decimals { factor *= 10 }
        let whole = Int((self * Double(factor)).rounded())
        guard decimals > 0 else { return "\(whole)" }
        let digits = String(whole % factor)
        return "\(whole / factor)." + String(repeating: "0", count: decimals - digits.count) + digits
    }
}

extension Int {
    /// Bytes as megabytes, to one decimal.
    var megabytes: String { (Double(self) / 1e6).rounded(to: 1) }
}
