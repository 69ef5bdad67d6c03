/// Where a request to a model server goes: `ai.base_url` and the path of the interface.
package struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
    /// The whole address, with everything the operator put into it.
    package let url: String
    private let path: String

    /// Joins them; a base that ends with the path, or a part of it, is understood as well.
    ///
    /// `https://host/v1/chat/completions` and `https://host/v1/` mean `https://host/v1`; a query stays at the end.
    package init(base: String, path: String) {
        let query = base.firstIndex(of: "?") ?? base.endIndex
        var place = base[..<query]
        while place.hasSuffix("/") { place = place.dropLast() }
        for end in ["/chat/completions", "/v1/messages"] where place.hasSuffix(end) {
            place = place.dropLast(end.count)
        }
        if path.hasPrefix("/v1/"), place.hasSuffix("/v1") { place = place.dropLast(3) }
        url = "\(place)\(path)\(base[query...])"
        self.path = path
    }

    /// The address without what may be secret: a user, a password, a query.
    package var description: String {
        let plain = url.prefix { $0 != "?" && $0 != "#" }
        guard let scheme = plain.firstRange(of: "://") else { return String(plain) }
        let rest = plain[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        return "\(plain[..<scheme.upperBound])\(host)\(rest.dropFirst(authority.count))"
    }

    /// What to look at when nothing useful answers there.
    package var hint: String {
        path.hasPrefix("/v1/")
            ? "is ai.base_url right? It usually ends before /v1"
            : "is ai.base_url right? It usually ends in /v1"
    }
}
