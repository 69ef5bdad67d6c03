/// Words that name a machine or open it, whatever they are called.
package enum HostWord {
    /// `pve1.lan.example` and `198.51.100.7.nip.io`: three parts and more, the last of letters; or two, the last of which is
    /// known to end names of hosts.
    package static func isDomain(_ word: String) -> Bool {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 2, parts.allSatisfy({ !$0.isEmpty }), let last = parts.last else { return false }
        return parts.count >= 3
            ? last.count >= 2 && last.allSatisfy(\.isLetter) : endings.contains(last.lowercased())
    }

    private static let endings: Set<String> = [
        "arpa", "at", "biz", "ch", "com", "corp", "de", "dev", "eu", "example", "fr", "home", "info",
        "internal",
        "intern", "io", "lan", "local", "net", "nl", "org", "uk",
    ]

    /// A UUID, or as many hexadecimal digits as nobody would count.
    package static func isSecret(_ word: String) -> Bool {
        let digits = word.filter { $0 != "-" }
        return digits.count >= 16 && digits.allSatisfy(\.isHexDigit) && digits.contains(where: \.isNumber)
    }
}
