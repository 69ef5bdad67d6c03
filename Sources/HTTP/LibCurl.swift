import CCurl

/// libcurl, loaded where it is needed first.
///
/// It brings 26 libraries, which would be looked up, mapped and bound in every process of a start, one after the other, and
/// stay in the memory of those that ask nobody anything.
enum LibCurl {
    // Written once, before anybody sees it.
    nonisolated(unsafe) fileprivate static let loaded: (functions: ccurl, fault: String?) = {
        var functions = ccurl()
        let fault = ccurl_load(&functions).map { String(cString: $0) }
        return (functions, fault)
    }()

    /// Loads it, for whoever begins with it: an address, the thread of the network.
    static func load() throws(HTTPError) {
        guard let fault = loaded.fault else { return }
        throw .unusable(detail: "\(fault); install libcurl, on Debian the package libcurl4")
    }
}

/// The functions of libcurl; to be called only once ``LibCurl/load()`` has not thrown.
var curl: ccurl { LibCurl.loaded.functions }

extension String {
    /// What libcurl says of a code.
    init(curl words: UnsafePointer<CChar>?) {
        self = words.map { String(cString: $0) } ?? "it does not say why"
    }
}
