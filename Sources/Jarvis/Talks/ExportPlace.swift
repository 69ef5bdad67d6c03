import FoundationEssentials

/// Where something of a cluster is written that the operator named no place for.
enum ExportPlace {
    /// `talk-lab-20261130T141503Z` in the folder of state, without an ending.
    static func path(_ what: String, of cluster: String, at now: Date, _ environment: [String: String])
        -> String
    {
        let name = cluster.filter { $0.isASCII && ($0.isLetter || $0.isNumber) || "-_".contains($0) }
        let stamp = now.formatted(Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted))
        return Folders(environment: environment).state + "/\(what)-\(name)-\(stamp)"
    }
}
