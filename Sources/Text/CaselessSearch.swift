extension String {
    /// Whether a text stands somewhere in it, capitals and small letters alike; the text is given in small letters.
    package func contains(lowercased text: String) -> Bool {
        guard isPlain, text.isPlain else { return lowercased().contains(text) }
        let (bytes, wanted) = (Array(utf8), Array(text.utf8))
        guard let last = wanted.last else { return true }
        guard bytes.count >= wanted.count else { return false }
        return (wanted.count - 1..<bytes.count).contains { end in
            guard bytes[end].lowercased == last else { return false }
            let start = end - wanted.count + 1
            return wanted.indices.allSatisfy { bytes[start + $0].lowercased == wanted[$0] }
        }
    }
}

extension UInt8 {
    /// The small letter of an ASCII capital.
    fileprivate var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
