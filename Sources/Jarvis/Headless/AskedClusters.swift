import ClusterKit
import JSON
import OfflineButler

/// Which of several clusters a question from outside is about.
enum AskedClusters: Sendable {
    /// About these, one after the other.
    case these([Site])
    /// It may be about more than one; the sentence asks which.
    case doubt(String)

    /// By the names in the question; who names none asks the first, or all where the question is how all is.
    static func meant(by question: String, among sites: [Site]) async -> AskedClusters {
        let words = AskedWords(question)
        let named = await Self.named(words, sites)
        guard named.count <= 1 else {
            let names = named.map(\.name).joined(separator: ", or ")
            return words.isOverall(besides: named)
                ? .these(await worstFirst(named)) : .doubt("Which cluster do you mean: \(names)? Ask of one.")
        }
        guard named.isEmpty else { return .these(named) }
        if words.isOverall(besides: []) { return .these(await worstFirst(sites)) }
        if let doubt = await doubt(about: question, sites) { return .doubt(doubt) }
        return .these(Array(sites.prefix(1)))
    }

    /// The clusters that are named, but for a word that is rather a guest or a node of the first.
    private static func named(_ words: AskedWords, _ sites: [Site]) async -> [Site] {
        guard let first = await sites.first?.snapshot else { return [] }
        let things = Set(first.guests.compactMap(\.name) + first.nodes.map(\.name.text)).map {
            $0.lowercased()
        }
        return sites.filter { site in
            words.callsCluster(site.name)
                || words.name(site.name) && !things.contains(site.name.lowercased())
        }
    }

    /// The question back where the same name is one of several clusters'; `nil` where there is no doubt.
    private static func doubt(about question: String, _ sites: [Site]) async -> String? {
        let scope = AskedScope(question)
        var guests: [String] = []
        var nodes: [String] = []
        for site in sites {
            guard let facts = try? ClusterTools.resources(of: await site.snapshot).structured else {
                continue
            }
            let named = scope.named(in: facts)
            if let guest = named.guests.first { guests.append("\(guest) in \(site.name)") }
            if let node = named.nodes.first { nodes.append("\(node) in \(site.name)") }
        }
        let holders = guests.isEmpty ? nodes : guests
        guard holders.count > 1 else { return nil }
        return
            "Which do you mean: \(holders.joined(separator: ", or "))? Say it with the name of the cluster; "
            + "nothing was done."
    }

    private static func worstFirst(_ sites: [Site]) async -> [Site] {
        var ranked: [(rank: Int, site: Site)] = []
        for site in sites { ranked.append((rank(of: await site.snapshot, at: .now), site)) }
        return ranked.enumerated().sorted { ($1.element.rank, $0.offset) < ($0.element.rank, $1.offset) }
            .map(\.element.site)
    }

    /// How bad it is: a cluster that does not answer may be in any state.
    private static func rank(of snapshot: ClusterSnapshot, at now: ContinuousClock.Instant) -> Int {
        guard snapshot.answers else { return 5 }
        let judgement = Judgement(of: snapshot, at: now)
        return switch judgement.concerns.first?.severity {
        case .critical?: 4
        case .warning?: 3
        case .notice?: 2
        case .info?, nil: judgement.isNominal ? 0 : 1
        }
    }
}

/// The words of a question, in which the names of clusters are looked for.
struct AskedWords: Sendable {
    private let words: [String]

    init(_ question: String) {
        let marks = Set(" \t\n,;:?!\"'’()")
        words = question.lowercased().split { marks.contains($0) }.map { word in
            // The full stop at the end of a sentence is no part of a name.
            word.hasSuffix(".") ? String(word.dropLast()) : String(word)
        }
        .filter { !$0.isEmpty }
    }

    private static func parts(_ name: String) -> [String] {
        name.lowercased().split { $0.isWhitespace }.map { String($0) }
    }

    /// Where the name stands, as words of their own.
    private func places(of name: String) -> [Range<Int>] {
        let parts = Self.parts(name)
        guard !parts.isEmpty, parts.count <= words.count else { return [] }
        return (0...(words.count - parts.count)).map { $0..<($0 + parts.count) }.filter {
            words[$0].elementsEqual(parts)
        }
    }

    func name(_ name: String) -> Bool { !places(of: name).isEmpty }

    /// Whether it is said that the name is a cluster's: `cluster lab`, `lab cluster`.
    func callsCluster(_ name: String) -> Bool {
        places(of: name).contains { place in
            place.lowerBound > 0 && words[place.lowerBound - 1] == "cluster"
                || place.upperBound < words.count && words[place.upperBound] == "cluster"
        }
    }

    /// Whether the words without the clusters' names ask how all is.
    func isOverall(besides sites: [Site]) -> Bool {
        let named = Set(sites.flatMap { places(of: $0.name) }.flatMap { Array($0) })
        let rest = words.indices.filter { !named.contains($0) }.map { words[$0] }
        return AskedScope(rest.joined(separator: " ")).isOverall
    }
}
